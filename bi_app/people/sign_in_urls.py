"""Which of allauth's pages are reachable, and under which addresses?

Those that signing in needs, and no others: nobody signs up, connects accounts or changes a mail
address by themselves. The names are the ones by which the library finds its own pages.
"""

from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.socialaccount.providers.openid_connect.views import callback as back
from allauth.socialaccount.providers.openid_connect.views import login as by_provider
from django.conf import settings
from django.urls import path

from bi_app.people import views
from bi_app.people.forms import SignInForm
from bi_app.people.second_factor import CodeAgainForm, CodeForm

PLACE = {"at": "account", "tab": "second_factor"}
sign_in = LoginView.as_view(
    template_name="people/sign_in.html",
    form_class=SignInForm,
    extra_context={"mails": settings.MAILS, "provider": settings.AISLE_OIDC_NAME},
)
code = AuthenticateView.as_view(template_name="people/code.html", form_class=CodeForm)
again = ReauthenticateView.as_view(template_name="people/again.html")
code_again = ReauthenticateByCodeView.as_view(
    template_name="people/again.html", form_class=CodeAgainForm
)
turn_on = ActivateTOTPView.as_view(template_name="people/turn_on.html", extra_context=PLACE)
turn_off = DeactivateTOTPView.as_view(template_name="people/turn_off.html", extra_context=PLACE)
codes = ViewRecoveryCodesView.as_view(template_name="people/codes.html", extra_context=PLACE)
new_codes = GenerateRecoveryCodesView.as_view(
    template_name="people/new_codes.html", extra_context=PLACE
)

urlpatterns = [
    path("sign-in/by/<provider_id>/", by_provider, name="openid_connect_login"),
    path("sign-in/by/<provider_id>/back/", back, name="openid_connect_callback"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/code/", code, name="mfa_authenticate"),
    path("sign-in/again/", again, name="account_reauthenticate"),
    path("sign-in/again/code/", code_again, name="mfa_reauthenticate"),
    path("account/second-factor/", views.second_factor, name="mfa_index"),
    path("account/second-factor/on/", turn_on, name="mfa_activate_totp"),
    path("account/second-factor/off/", turn_off, name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", new_codes, name="mfa_generate_recovery_codes"),
]
