"""What was made of a draft: a query whose parts go together, or why there is none?"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from semantic_layer.query import MetricQuery


@dataclass(frozen=True, slots=True)
class Built:
    """A query, or the sentence that says why there is none."""

    query: MetricQuery | None
    assumed: tuple[str, ...] = ()
    trouble: str = ""


def apart(error: ValidationError) -> str:
    """Why a query cannot have all that its words ask for."""
    said = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
    return f"These do not go together: {said}. Ask for each by itself."


def whole(query: MetricQuery, assumed: tuple[str, ...]) -> Built:
    """A changed query, if its parts still go together."""
    try:
        return Built(MetricQuery.model_validate(query.model_dump()), assumed)
    except ValidationError as error:
        return Built(None, trouble=apart(error))
