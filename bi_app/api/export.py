"""The whole result of an answer, as a file for a tool.

By key alone: a browser that is signed in takes nothing away because a page elsewhere links here.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import api_view, authentication_classes, renderer_classes
from rest_framework.exceptions import APIException, NotAuthenticated
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from bi_app.api.authentication import ApiKeyAuthentication
from bi_app.api.problems import MEDIA_TYPE
from bi_app.api.replies import Problem
from bi_app.api.scope import scope
from bi_app.exports.sent import as_file
from bi_app.exports.take import TYPES, Form, take
from bi_app.people.asker import asker_for
from bi_app.people.models import Scope, User
from bi_app.workload import Channel


class UnknownFormat(APIException):
    status_code = 422
    default_code = "unknown_format"
    default_detail = f"The format is one of {', '.join(Form)}."


class AnyFile(BaseRenderer):
    """Takes every `Accept`, as `format` says which file it is; problems are JSON in any case."""

    media_type = "*/*"
    format = "file"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return JSONRenderer().render(data, None, renderer_context)


PROBLEMS = {
    401: "No key, or one that is wrong, revoked or expired.",
    403: "A key that was not made for this, or its owner may take nothing away.",
    404: "You have no such answer, or it has no query.",
    422: "There is no such format.",
    429: "Too many questions in a minute; `Retry-After` says how long to wait.",
    503: "Files cannot be made at the moment; `Retry-After` says when to try again.",
}
REPLIES: dict[Any, Any] = {
    **{(200, each.partition(";")[0]): OpenApiTypes.BINARY for each in TYPES.values()},
    **{(status, MEDIA_TYPE): OpenApiResponse(Problem, text) for status, text in PROBLEMS.items()},
}
FORMAT = OpenApiParameter("format", str, enum=[form.value for form in Form], default=Form.CSV.value)


@extend_schema(request=None, parameters=[FORMAT], responses=REPLIES, tags=["asking"])
@scope(Scope.ASK, Scope.QUERY)
@api_view(["GET"])
@authentication_classes([ApiKeyAuthentication])
@renderer_classes([JSONRenderer, AnyFile])
def export(request: Request, question_id: UUID) -> HttpResponse:
    """The answer as it stands now, asked again: recorded, charged and limited by role."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    form = request.query_params.get("format", Form.CSV.value)
    if form not in list(Form):
        raise UnknownFormat
    return as_file(take(question_id, Form(form), asker_for(request.user), Channel.API))
