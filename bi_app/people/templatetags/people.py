"""How is a device called on a page?"""

from django import template
from django.utils.translation import gettext as _

register = template.Library()
# The first that is found counts: browsers name others that they are like.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(told: str) -> str:
    """What the browser told of itself, in two words: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in told), _("A browser"))
    system = next((name for mark, name in SYSTEMS if mark in told), _("a device not told"))
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
