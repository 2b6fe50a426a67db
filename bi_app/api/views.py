"""What does the API do? Each view reads a body, calls the street and writes the reply."""

from typing import Any, NoReturn

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from bi_app.api.bodies import AskBody, QueryBody, read_body
from bi_app.api.problems import MEDIA_TYPE
from bi_app.api.replies import AnswerReply, Problem
from bi_app.api.schema import PydanticExtension
from bi_app.api.scope import scope
from bi_app.api.shapes import answer_json
from bi_app.asking import ask as street
from bi_app.asking.answer import Answer
from bi_app.asking.asking import Asked
from bi_app.logs import reference
from bi_app.people.asker import asker_for
from bi_app.people.models import Scope, User
from bi_app.workload import Channel
from semantic_layer.access import Asker

__all__ = ["PydanticExtension", "ask", "nothing_here", "query"]

PROBLEMS = {
    400: "The body is not one unambiguous JSON value in UTF-8.",
    401: "No key, or one that is wrong, revoked or expired.",
    403: "A key that was not made for this, a service account without claims, or a session without"
    " its CSRF token.",
    404: "You have no such conversation.",
    406: "The reply would be JSON, which `Accept` excludes.",
    413: "The body is too large.",
    415: "The body is not application/json.",
    422: "The question cannot be read, or the body is not what is expected.",
    429: "Too many questions in a minute; `Retry-After` says how long to wait.",
    500: "Something went wrong; quote the reference.",
    503: "The answer could not be recorded, or Aisle is not ready.",
}
REPLIES: dict[Any, Any] = {
    200: AnswerReply,
    **{(status, MEDIA_TYPE): OpenApiResponse(Problem, text) for status, text in PROBLEMS.items()},
}


@extend_schema(request=AskBody, responses=REPLIES, tags=["asking"])
@scope(Scope.ASK)
@api_view(["POST"])
def ask(request: Request) -> Response:
    """Answer a question in words, or say why not."""
    body = read_body(AskBody, request.data)
    asked = Asked(
        text=body.question,
        conversation=body.conversation,
        trace_id=reference(),
        channel=Channel.API,
        confirmed=body.confirm,
    )
    return _reply(street.ask(asked, _asker(request)))


@extend_schema(request=QueryBody, responses=REPLIES, tags=["asking"])
@scope(Scope.QUERY)
@api_view(["POST"])
def query(request: Request) -> Response:
    """Answer a query, such as an earlier answer's `metric_query`."""
    body = read_body(QueryBody, request.data)
    asked = Asked(
        query=body.metric_query,
        conversation=body.conversation,
        trace_id=reference(),
        channel=Channel.API,
        confirmed=body.confirm,
    )
    return _reply(street.ask(asked, _asker(request)))


def _reply(answer: Answer) -> Response:
    """No cache on the way keeps an answer: it is its asker's alone."""
    headers = {"Cache-Control": "no-store"}
    if answer.finding.warned:
        headers["Aisle-Budget"] = "warning"
    return Response(answer_json(answer), headers=headers)


def _asker(request: Request) -> Asker:
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return asker_for(request.user)


@extend_schema(exclude=True)
@scope(*Scope)
@api_view(["GET", "POST", "PUT", "PATCH", "DELETE"])
def nothing_here(request: Request, address: str = "") -> NoReturn:
    """Unknown addresses of the API get a problem document too."""
    raise Http404
