"""Which link sets a new password, and who is mailed one?"""

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from bi_app.people.happened import Happening, record
from bi_app.people.models import User


def mail_links(email: str, site: str) -> int:
    """Mail a link to each active person with that address; how many there were.

    The link is made here, by a worker, so that no queue ever holds one.
    """
    people = [each for each in PasswordResetForm().get_users(email) if not each.service]
    for person in people:
        record(Happening.RESET_ASKED, person.username)
        about = {"username": person.username, "link": site + link(person)}
        body = render_to_string("people/mail/reset.txt", about)
        send_mail(
            _("Set a new password for Aisle"), body, settings.DEFAULT_FROM_EMAIL, [person.email]
        )
    return len(people)


def link(user: User) -> str:
    """The path by which the user sets a password, once, and within the hours of the settings."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("people:reset", args=[uid, default_token_generator.make_token(user)])
