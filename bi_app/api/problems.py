"""How does the API say that there is no answer? By a problem document (RFC 9457), always.

Questions that are refused or failed are answers with a status of their own, and no problems.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from traceback import extract_tb
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import Error as AnyDatabaseError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from bi_app.api.bodies import InvalidBody
from bi_app.asking.errors import (
    NotRecorded,
    TooManyQuestions,
    UnknownAnswer,
    UnknownConversation,
    UnreadableQuestion,
)
from bi_app.audit.record import AuditUnavailable
from bi_app.exports.take import NotTaken, NotTakenNow
from bi_app.logs import reference
from bi_app.people.asker import AccountEnded, NoClaims
from metrics.releases import NoRelease

MEDIA_TYPE = "application/problem+json"
LATER_S = 5  # when to ask again where it is not known better
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` names the kind of problem and never changes its meaning; `detail` is for people."""

    status: HTTPStatus
    code: str
    detail: str
    errors: Sequence[tuple[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response:
    """Every error of a view as a problem document; an unexpected one says its reference only."""
    problem = _of_the_street(error) or _of_the_request(error)
    if problem is None:
        problem = _unexpected(error)
    return _response(problem)


def _of_the_street(error: Exception) -> Problem | None:
    later = {"Retry-After": str(LATER_S)}
    match error:
        case UnreadableQuestion():
            pointers = [("/question", str(error))]
            return Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable_question", str(error), pointers
            )
        case UnknownConversation():
            return Problem(HTTPStatus.NOT_FOUND, "unknown_conversation", str(error))
        case TooManyQuestions():
            wait = {"Retry-After": str(error.wait_s)}
            return Problem(
                HTTPStatus.TOO_MANY_REQUESTS, "too_many_questions", str(error), headers=wait
            )
        case UnknownAnswer():
            return Problem(HTTPStatus.NOT_FOUND, "unknown_answer", str(error))
        case NotTakenNow():
            return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "not_now", str(error), headers=later)
        case NotTaken():
            return Problem(HTTPStatus.FORBIDDEN, "not_taken", str(error))
        case NotRecorded() | AuditUnavailable():
            return Problem(
                HTTPStatus.SERVICE_UNAVAILABLE, "not_recorded", str(error), headers=later
            )
        case NoClaims():
            return Problem(HTTPStatus.FORBIDDEN, "no_claims", str(error))
        case AccountEnded():
            return Problem(HTTPStatus.FORBIDDEN, "account_ended", str(error))
        case NoRelease() | AnyDatabaseError():
            log.error("not_ready", error=type(error).__name__)
            detail = "Aisle cannot answer at the moment. Please ask again later."
            return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "not_ready", detail, headers=later)
        case _:
            return None


def _of_the_request(error: Exception) -> Problem | None:
    match error:
        case InvalidBody():
            detail = str(error)
            return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_body", detail, error.errors)
        case RequestDataTooBig():
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
            detail = f"The body is larger than {most} KiB."
            return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", detail)
        case Http404():
            return Problem(HTTPStatus.NOT_FOUND, "not_found", "There is nothing at this address.")
        case PermissionDenied():
            return Problem(HTTPStatus.FORBIDDEN, "permission_denied", "You may not do this.")
        case exceptions.APIException():
            return _of_the_framework(error)
        case _:
            return None


def _of_the_framework(error: exceptions.APIException) -> Problem:
    status = HTTPStatus(error.status_code)
    asked = getattr(error, "auth_header", None)
    headers = {"WWW-Authenticate": str(asked)} if asked else {}
    codes = error.get_codes()
    code = codes if isinstance(codes, str) else error.default_code
    return Problem(status, code, str(error.detail), headers=headers)


def _unexpected(error: Exception) -> Problem:
    """The message of the error may hold what was asked, so the log gets the place alone."""
    frames = [
        f"{each.filename}:{each.lineno} {each.name}" for each in extract_tb(error.__traceback__)
    ]
    log.error("unexpected", error=type(error).__qualname__, frames=frames)
    detail = f"Something went wrong. Please quote the reference {reference()} when you report it."
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "unexpected", detail)


def _response(problem: Problem) -> Response:
    body: dict[str, Any] = {
        "type": f"urn:aisle:problem:{problem.code}",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "code": problem.code,
        "reference": reference(),
    }
    if problem.errors:
        body["errors"] = [
            {"pointer": pointer, "detail": detail} for pointer, detail in problem.errors
        ]
    return Response(
        body, status=problem.status, headers=dict(problem.headers), content_type=MEDIA_TYPE
    )
