"""The pages on which people look after how they sign in."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm, PasswordResetForm
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bi_app.people import attempts
from bi_app.people.attempts import of_account
from bi_app.people.forms import KeyForm, has_password, may_make_keys
from bi_app.people.keys import end_keys, keys_of, new_key
from bi_app.people.passwords import ask_for_reset, set_password
from bi_app.people.sign_ins import end, end_all, sign_ins
from bi_app.web.requests import SignedIn


@login_required
@require_safe
def my_sign_ins(request: SignedIn) -> HttpResponse:
    here = request.session.session_key
    shown = {"sign_ins": sign_ins(request.user), "here": here, "at": "account", "tab": "sign_ins"}
    return render(request, "people/sign_ins.html", shown)


@login_required
@require_POST
def end_sign_in(request: SignedIn, sign_in: UUID) -> HttpResponse:
    if not end(request.user, sign_in, request.user):
        raise Http404
    return redirect("people:sign_ins")


@login_required
@require_POST
def end_other_sign_ins(request: SignedIn) -> HttpResponse:
    end_all(request.user, request.user.username, but=request.session.session_key)
    return redirect("people:sign_ins")


@login_required
@require_safe
def second_factor(request: SignedIn) -> HttpResponse:
    found = {each.type: each.wrap() for each in Authenticator.objects.filter(user=request.user)}
    app, codes = (found.get(kind) for kind in ("totp", "recovery_codes"))
    left = len(codes.get_unused_codes()) if codes else 0
    shown = {"app": app, "left": left, "at": "account", "tab": "second_factor"}
    return render(request, "people/second_factor.html", shown)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedIn) -> HttpResponse:
    """A new password ends every other sign-in."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST":
        attempts.count([(of_account(), request.user.username)])
        if form.is_valid():
            set_password(request, form)
            return redirect("people:sign_ins")
    shown = {"form": form, "at": "account", "tab": "password"}
    return render(request, "people/password.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same is shown whether anybody has that address or not."""
    if not settings.MAILS:
        raise Http404
    form = PasswordResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_for_reset(request, form.cleaned_data["email"])
        return redirect("people:reset_sent")
    return render(request, "people/forgotten.html", {"form": form})


@require_safe
def reset_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/reset_sent.html")


@never_cache
@login_required
@reauthentication_required(allow_get=True, enabled=has_password)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def my_keys(request: SignedIn) -> HttpResponse:
    """A new key is shown on the page that answers its making, and never again."""
    if not may_make_keys(request.user):
        raise PermissionDenied
    form, key = KeyForm(request.user, request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        key = new_key(request.user, **form.cleaned_data)
    shown = {"form": form, "key": key, "keys": keys_of(request.user)}
    return render(request, "people/keys.html", shown | {"at": "account", "tab": "keys"})


@login_required
@require_POST
def end_key(request: SignedIn, prefix: str) -> HttpResponse:
    if not end_keys(request.user, request.user.username, prefix):
        raise Http404
    return redirect("people:keys")
