"""How does somebody set a new password, and what comes with it?"""

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from bi_app.people import attempts
from bi_app.people.attempts import Limit, of_account, of_address
from bi_app.people.happened import Happening, address_of, record
from bi_app.people.models import User
from bi_app.people.sign_ins import end_all
from bi_app.people.tasks import mail_links
from bi_app.web.requests import SignedIn

MAILS = Limit("reset", 3)


@transaction.atomic
def set_password(request: SignedIn, form: PasswordChangeForm) -> None:
    """Of somebody signed in, who stays so here and nowhere else."""
    user = request.user
    record(Happening.PASSWORD_SET, user.username)
    form.save()
    end_all(user, user.username, but=request.session.session_key)
    attempts.forget(of_account(), user.username)
    update_session_auth_hash(request, user)


def ask_for_reset(request: HttpRequest, email: str) -> None:
    """Have links mailed, if anybody has that address; raises TooManyAttempts.

    Whoever asks is told the same in the same time: only a worker looks whether anybody has it.
    """
    attempts.count([(MAILS, email), (of_address(), address_of(request))])
    mail_links.delay(email, request.build_absolute_uri("/").rstrip("/"))


class SetPassword(PasswordResetConfirmView):
    """The page behind the link. A new password ends every sign-in; keys are ended by hand."""

    template_name = "people/reset.html"
    success_url = reverse_lazy("people:sign_in")

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if isinstance(user, User) and user.is_active and not user.service else None

    @transaction.atomic
    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        record(Happening.PASSWORD_SET, form.user.username, by="a link in a mail")
        end_all(form.user, form.user.username)
        return super().form_valid(form)
