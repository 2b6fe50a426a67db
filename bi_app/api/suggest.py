"""What may be asked, suggested to a tool while its user types?"""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from pydantic import Field
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from bi_app.api.problems import MEDIA_TYPE
from bi_app.api.replies import Part, Problem
from bi_app.api.scope import scope
from bi_app.asking.suggest import Kind
from bi_app.asking.suggest import suggest as suggestions
from bi_app.people.asker import asker_for
from bi_app.people.models import Scope, User


class SuggestionReply(Part):
    kind: Kind
    label: str
    question: str = Field(description="The whole question with it, in place of what was typed.")
    detail: str = Field(description="The dimension of a value, or the name it was found by.")
    certified: bool | None = Field(description="Null where nobody certifies: not a metric.")
    owner: str


class SuggestReply(Part):
    suggestions: list[SuggestionReply] = Field(description="By kind, the best of each first.")


PROBLEMS = {
    401: "No key, or one that is wrong or expired.",
    403: "A key that was not made for this.",
    422: "What was typed cannot be a question.",
    429: "Too many suggestions in a minute; `Retry-After` says how long to wait.",
    503: "Aisle is not ready.",
}
REPLIES: dict[Any, Any] = {
    200: SuggestReply,
    **{(status, MEDIA_TYPE): OpenApiResponse(Problem, text) for status, text in PROBLEMS.items()},
}
TYPED = OpenApiParameter(
    "q", str, description="What was typed so far, with the blank that may end it."
)


@extend_schema(request=None, parameters=[TYPED], responses=REPLIES, tags=["asking"])
@scope(Scope.ASK, Scope.READ)
@api_view(["GET"])
def suggest(request: Request) -> Response:
    """Metrics, dimensions, values and your own questions that the last words may become."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    found = suggestions(request.query_params.get("q", ""), asker_for(request.user))
    reply = SuggestReply(suggestions=[SuggestionReply(**asdict(each)) for each in found])
    return Response(reply.model_dump(mode="json"), headers={"Cache-Control": "no-store"})
