"""What does a person see when there is no answer at all?

A page, or for htmx the notice alone, with the same words that the API says. What was typed is kept
in it, to be sent again. What nobody expected is told by a reference and nothing else.
"""

import sys
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bi_app.asking.errors import (
    LookFailed,
    NotRecorded,
    TooManyAtOnce,
    TooManyQuestions,
    UnknownAnswer,
    UnknownBoard,
    UnknownConversation,
    UnreadableQuestion,
)
from bi_app.audit.record import AuditUnavailable
from bi_app.exports.take import NotTaken, NotTakenNow
from bi_app.logs import reference
from bi_app.people.asker import AccountEnded, NoClaims
from bi_app.people.attempts import TooManyAttempts
from bi_app.web.kept import back, words_of
from metrics.releases import NoRelease
from semantic_layer.errors import StatementTimeout, WarehouseUnavailable

LATER_S = 5  # when to try again where it is not known better
NOT_ANSWERING = gettext_lazy("The warehouse does not answer at the moment. Please try again later.")
NO_RELEASE = gettext_lazy(
    "No definitions are live yet, so nothing can be asked. An administrator releases them."
)
NOT_RECORDED = gettext_lazy("The record cannot be written.")
A_MOMENT = gettext_lazy("A moment, please")
NOT_TAKEN = gettext_lazy("Nothing was taken away")
NO_NUMBERS = gettext_lazy("No numbers right now")
STATUS: dict[type[Exception], tuple[HTTPStatus, Promise]] = {
    UnreadableQuestion: (HTTPStatus.BAD_REQUEST, gettext_lazy("That question cannot be read")),
    UnknownConversation: (HTTPStatus.NOT_FOUND, gettext_lazy("There is no such conversation")),
    UnknownAnswer: (HTTPStatus.NOT_FOUND, gettext_lazy("There is no such answer")),
    UnknownBoard: (HTTPStatus.NOT_FOUND, gettext_lazy("There is no such board")),
    NotTaken: (HTTPStatus.FORBIDDEN, NOT_TAKEN),
    NotTakenNow: (HTTPStatus.SERVICE_UNAVAILABLE, NOT_TAKEN),
    TooManyQuestions: (HTTPStatus.TOO_MANY_REQUESTS, A_MOMENT),
    TooManyAtOnce: (HTTPStatus.TOO_MANY_REQUESTS, A_MOMENT),
    NotRecorded: (HTTPStatus.SERVICE_UNAVAILABLE, gettext_lazy("No answer right now")),
    NoClaims: (HTTPStatus.FORBIDDEN, gettext_lazy("This account asks for others only")),
    AccountEnded: (HTTPStatus.FORBIDDEN, gettext_lazy("This account was ended")),
    TooManyAttempts: (HTTPStatus.TOO_MANY_REQUESTS, A_MOMENT),
    LookFailed: (HTTPStatus.SERVICE_UNAVAILABLE, NO_NUMBERS),
    AuditUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, gettext_lazy("Not possible right now")),
    WarehouseUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, NO_NUMBERS),
    StatementTimeout: (HTTPStatus.SERVICE_UNAVAILABLE, NO_NUMBERS),
    NoRelease: (HTTPStatus.SERVICE_UNAVAILABLE, gettext_lazy("Nothing can be asked yet")),
}
# What these say themselves is for the operator: it may hold values of rows.
OURS: dict[type[Exception], Promise] = {
    WarehouseUnavailable: NOT_ANSWERING,
    StatementTimeout: NOT_ANSWERING,
    NoRelease: NO_RELEASE,
    AuditUnavailable: NOT_RECORDED,
}
WAITS = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
AWAY = (OperationalError, InterfaceError)  # of the database


class ProblemsOnPages:
    """Middleware that turns what asking raises into a page; the API has a handler of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return _not_allowed(request, response)
        if _sends_to_sign_in(response) and (_by_htmx(request) or request.method == "POST"):
            return _signed_out(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if type(error) not in STATUS:
            return None
        status, title = STATUS[type(error)]
        detail = str(OURS.get(type(error), error))
        response = problem(request, status, str(title), detail)
        if status in WAITS:
            response["Retry-After"] = str(getattr(error, "wait_s", LATER_S))
        return response


def _by_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _sends_to_sign_in(response: HttpResponse) -> bool:
    return response.get("Location", "").startswith(f"{settings.LOGIN_URL}?")


def _signed_out(request: HttpRequest) -> HttpResponse:
    """In place of the sign-in's page, which would stand where an answer was expected."""
    return problem(
        request,
        HTTPStatus.UNAUTHORIZED,
        _("You were signed out"),
        _("You are not signed in any more, so nothing was sent. Sign in to go on where you were."),
        sign_in=True,
    )


def _not_allowed(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """In place of Django's empty page, to which a reload or an old link leads people."""
    response = problem(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        _("Nothing can be opened here"),
        _("This address only takes what a form sends. Go back to the page with the form."),
    )
    response["Allow"] = bare["Allow"]
    return response


def problem(
    request: HttpRequest, status: HTTPStatus, title: str, detail: str, **more: object
) -> HttpResponse:
    """For htmx a notice; one about what a form sent stands where notices stand on any page."""
    shown = {"title": title, "detail": detail, **_kept(request), **more}
    if not _by_htmx(request):
        return render(request, "web/problem.html", shown, status=status)
    response = render(request, "web/_problem.html", shown, status=status)
    if request.method == "POST":
        response["HX-Retarget"], response["HX-Reswap"] = "#notice", "innerHTML"
    return response


def _kept(request: HttpRequest) -> dict[str, object]:
    """What was typed, and the page to go on with it."""
    sent = request.method == "POST"
    return {"text": words_of(request), "back": back(request) if sent else reverse("web:home")}


def not_changed(
    request: HttpRequest, turn: UUID, detail: str, title: str | None = None
) -> HttpResponse:
    """What was picked or said came to nothing: the answer stays, with the reason beside it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    response = problem(request, status, title or _("The answer stays as it was"), detail)
    response["HX-Retarget"] = f"#notice-{turn}"
    response["HX-Reswap"] = "innerHTML"
    return response


def refused(request: HttpRequest, detail: str) -> HttpResponse:
    return problem(request, HTTPStatus.FORBIDDEN, _("You were not signed in"), detail)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    detail = _("The address may be mistyped or old.")
    return problem(request, HTTPStatus.NOT_FOUND, _("Nothing is here"), detail)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        request,
        HTTPStatus.FORBIDDEN,
        _("This is not open to you"),
        _("Your account may not do this. An administrator can tell who may."),
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of its page's sign-in: mostly a page from before the last one."""
    return problem(
        request,
        HTTPStatus.FORBIDDEN,
        _("This page is older than your sign-in"),
        _(
            "To be safe nothing was sent. Open the page again, and send it once more;"
            " if that does not help, allow this site to keep cookies."
        ),
        older=True,
    )


def broken(request: HttpRequest) -> HttpResponse:
    """What nobody expected, or a database that is away: the page needs none."""
    away = isinstance(sys.exc_info()[1], AWAY)
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.INTERNAL_SERVER_ERROR
    template = "web/_broken.html" if _by_htmx(request) else "500.html"
    shown = {"reference": reference(), "away": away, **_kept(request)}
    response = HttpResponse(render_to_string(template, shown), status=status)
    if away:
        response["Retry-After"] = str(LATER_S)
    if _by_htmx(request) and request.method == "POST":
        response["HX-Retarget"], response["HX-Reswap"] = "#notice", "innerHTML"
    return response
