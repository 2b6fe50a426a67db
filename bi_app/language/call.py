"""What is asked of a language model, what does it say, and what stands on record of it?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bi_app.costs.usage import Tokens
from semantic_layer.errors import AisleError

Messages = tuple[Mapping[str, str], ...]


class NotCompleted(AisleError):
    """The endpoint gave no completion.

    `rest_s` is how long it wants to be left alone, `worked` whether it may have begun to work.
    """

    def __init__(self, outcome: str, *, rest_s: float | None = None, worked: bool = False) -> None:
        self.outcome, self.rest_s, self.worked = outcome, rest_s, worked
        super().__init__(f"The language model gave no reply: {outcome}.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`schema` is the JSON schema of the reply, `most_reply` its most tokens."""

    model: str
    messages: Messages
    schema: Mapping[str, Any]
    most_reply: int
    temperature: float | None


@dataclass(frozen=True, slots=True)
class Completion:
    """`cut`: it was longer than it might be. `usage` is as the endpoint says it, perhaps empty."""

    text: str
    refused: bool = False
    cut: bool = False
    usage: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it is recorded. `sources` are the names that it was told of, `number` its place
    among the question's calls; `reply` is what was said, empty where nothing was.

    `estimated`: the endpoint counted no tokens, so that they are ours.
    """

    number: int
    tier: str
    endpoint: str
    model: str
    prompt: str  # its version
    sources: tuple[str, ...]
    outcome: str
    tokens: Tokens
    milliseconds: int
    estimated: bool = False
    told: str = ""
    reply: str = ""
