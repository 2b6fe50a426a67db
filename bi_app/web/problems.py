"""What does a person see when there is no answer at all?

A page, or for htmx the notice alone, with the same words that the API says. What nobody expected is
told by a reference and nothing else.
"""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from bi_app.asking.errors import (
    NotRecorded,
    TooManyQuestions,
    UnknownAnswer,
    UnknownBoard,
    UnknownConversation,
    UnreadableQuestion,
)
from bi_app.audit.record import AuditUnavailable
from bi_app.exports.take import NotTaken
from bi_app.people.asker import AccountEnded, NoClaims
from bi_app.people.attempts import TooManyAttempts

STATUS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    UnreadableQuestion: (HTTPStatus.BAD_REQUEST, "That question cannot be read"),
    UnknownConversation: (HTTPStatus.NOT_FOUND, "There is no such conversation"),
    UnknownAnswer: (HTTPStatus.NOT_FOUND, "There is no such answer"),
    UnknownBoard: (HTTPStatus.NOT_FOUND, "There is no such board"),
    NotTaken: (HTTPStatus.FORBIDDEN, "Nothing was taken away"),
    TooManyQuestions: (HTTPStatus.TOO_MANY_REQUESTS, "A moment, please"),
    NotRecorded: (HTTPStatus.SERVICE_UNAVAILABLE, "No answer right now"),
    NoClaims: (HTTPStatus.FORBIDDEN, "This account asks for others only"),
    AccountEnded: (HTTPStatus.FORBIDDEN, "This account was ended"),
    TooManyAttempts: (HTTPStatus.TOO_MANY_REQUESTS, "A moment, please"),
    AuditUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "Not possible right now"),
}


class ProblemsOnPages:
    """Middleware that turns what asking raises into a page; the API has a handler of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return _not_allowed(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if type(error) not in STATUS:
            return None
        status, title = STATUS[type(error)]
        response = problem(request, status, title, str(error))
        if isinstance(error, TooManyAttempts):
            response["Retry-After"] = str(error.wait_s)
        return response


def _not_allowed(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """In place of Django's empty page, to which a reload or an old link leads people."""
    response = problem(
        request,
        HTTPStatus.METHOD_NOT_ALLOWED,
        "Nothing can be opened here",
        "This address only takes what a form sends. Go back to the page with the form.",
    )
    response["Allow"] = bare["Allow"]
    return response


def problem(request: HttpRequest, status: HTTPStatus, title: str, detail: str) -> HttpResponse:
    htmx = getattr(request, "htmx", False)
    template = "web/_problem.html" if htmx else "web/problem.html"
    return render(request, template, {"title": title, "detail": detail}, status=status)


def not_changed(request: HttpRequest, turn: UUID, detail: str) -> HttpResponse:
    """A pick that came to nothing: the answer stays, with the reason beside it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    response = problem(request, status, "The answer stays as it was", detail)
    response["HX-Retarget"] = f"#notice-{turn}"
    response["HX-Reswap"] = "innerHTML"
    return response


def refused(request: HttpRequest, detail: str) -> HttpResponse:
    return problem(request, HTTPStatus.FORBIDDEN, "You were not signed in", detail)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        request, HTTPStatus.NOT_FOUND, "Nothing is here", "The address may be mistyped or old."
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        request, HTTPStatus.FORBIDDEN, "This is not open to you", "Your account may not do this."
    )
