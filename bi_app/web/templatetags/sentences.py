"""How is the number in a sentence found by the eye?"""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
NUMBER = r"\d(?:[\d,.]*\d)?"
COUNTED = r"(?:\s?%|\s(?:percentage\s)?points?\b|\sunits?\b)"
FIGURE = re.compile(rf"([−+-]?(?:[$€£]{NUMBER}|{NUMBER}{COUNTED}))")


@register.filter
def figures(said: str) -> SafeString:
    """Amounts, rates and units are bold; numbers of days and weeks are of another kind."""
    parts = FIGURE.split(said)
    words, found = parts[::2], parts[1::2]
    bold = format_html_join("", "{}<b>{}</b>", zip(words, found, strict=False))
    return format_html("{}{}", bold, words[-1])
