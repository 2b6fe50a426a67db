"""What may a request hold? Each body is a closed value; every mistake in it is told at once."""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError

from semantic_layer.query import MetricQuery

CONFIRM = "Run it although it is dear: what a clarification with an `estimate` asks for."


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


B = TypeVar("B", bound=Body)


class AskBody(Body):
    """A question in words."""

    question: StrictStr = Field(description="In plain English, at most 500 characters.")
    conversation: StrictStr | None = Field(
        default=None, description="The id of your own conversation, to follow up."
    )
    confirm: StrictBool = Field(default=False, description=CONFIRM)


class QueryBody(Body):
    """A question as a query, as an earlier answer's `metric_query` holds it."""

    metric_query: MetricQuery
    conversation: StrictStr | None = Field(
        default=None, description="The id of your own conversation, to follow up."
    )
    confirm: StrictBool = Field(default=False, description=CONFIRM)


class InvalidBody(Exception):
    """`errors` pairs a JSON pointer into the body with what is wrong there."""

    def __init__(self, errors: Sequence[tuple[str, str]]) -> None:
        self.errors = tuple(errors)
        super().__init__("The body is not what is expected here.")


def read_body(kind: type[B], value: Any) -> B:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise InvalidBody(
            [(_pointer(each["loc"], value), each["msg"]) for each in error.errors()]
        ) from error


def _pointer(location: Sequence[int | str], value: Any) -> str:
    """The place in the body as it was sent: names of union members are no part of it."""
    steps = []
    for at, step in enumerate(location):
        last = at == len(location) - 1
        if isinstance(value, dict) and isinstance(step, str) and (step in value or last):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            continue
        steps.append(str(step).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{step}" for step in steps)
