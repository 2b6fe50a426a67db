"""What does a model's reply say: a query with the meaning of the words left, or that it cannot?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bi_app.language.call import Completion
from semantic_layer.errors import AisleError
from semantic_layer.query import MetricQuery

FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")  # put around JSON where no form is held to
MOST_SAID = 200  # characters of what is wrong


class Unreadable(AisleError):
    """The reply is not of the form asked for; the message says why, to the model."""


class Cannot(AisleError):
    """The model declines."""


class Meant(BaseModel):
    """A word that the rules left, and the choice that it stands for."""

    model_config = ConfigDict(frozen=True)

    word: str
    means: str


class _Reply(BaseModel):
    query: MetricQuery | None = None
    words: list[Meant] = Field(default_factory=list, max_length=100)
    cannot: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A query that a model proposes. It is worth no more than one that anybody sends."""

    query: MetricQuery
    meant: tuple[Meant, ...] = field(default=())


def read_reply(completion: Completion) -> Proposal:
    """Raises Cannot and Unreadable."""
    if completion.refused:
        raise Cannot("It declined to reply.")
    if completion.cut:
        raise Unreadable("The reply is too long; reply with less.")
    try:
        reply = _Reply.model_validate_json(FENCE.sub("", completion.text))
    except ValidationError as error:
        raise Unreadable(_said(error)) from error
    if reply.query is None:
        raise Cannot(reply.cannot or "It gave no query.")
    return Proposal(reply.query, tuple(reply.words))


def _said(error: ValidationError) -> str:
    """The first mistakes, by their place in the reply."""
    mistakes = (
        f"{'.'.join(map(str, each['loc']))}: {each['msg']}"
        for each in error.errors(include_url=False, include_input=False, include_context=False)
    )
    return "; ".join(mistakes)[:MOST_SAID]
