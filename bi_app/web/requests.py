"""What is known of a request once its gate is passed?"""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from bi_app.people.models import User


class SignedIn(HttpRequest):
    """A request of somebody signed in. Only an annotation: `login_required` is the gate."""

    user: User
    htmx: HtmxDetails
