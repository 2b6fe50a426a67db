"""What exactly is sent for a question: messages and schema that fit into the tier's prompt?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bi_app.language.call import Messages
from bi_app.language.choices import Choices, choices_of
from bi_app.language.configuration import Tier
from bi_app.language.message import Matter, message
from bi_app.language.schema import Offered, reply_schema
from semantic_layer.leaving import Leaving
from semantic_layer.model.index import ModelIndex

MOST_NAMES = (40, 20, 10)  # fewer where a prompt is too long
BYTES_A_TOKEN = 3  # English and JSON have four or more, so that this counts too many


@dataclass(frozen=True, slots=True)
class Composed:
    choices: Choices
    messages: Messages
    schema: Mapping[str, Any]

    @property
    def tokens(self) -> int:
        """About how many a model reads; rather too many."""
        return tokens_in(self.messages, self.schema)


def compose(
    tier: Tier, matter: Matter, names: Sequence[str], leaving: Leaving, index: ModelIndex
) -> Composed | None:
    """`names` may be told, the nearest first.

    None where even the nearest names do not fit, or nothing that was found may be told."""
    for most in MOST_NAMES:
        choices = choices_of(names, leaving.candidates, index, most, matter.previous)
        if not choices.metrics:
            return None
        kinds = frozenset(_kinds([period for _, period in matter.periods]))
        if matter.previous is not None:
            kinds |= frozenset(_kinds(matter.previous.model_dump(mode="json")["period"]))
        offered = Offered(choices, matter.left, tier.parts, kinds)
        told = leaving.without(message(matter, choices, index))
        messages = (
            {"role": "system", "content": tier.prompt.text},
            {"role": "user", "content": told},
        )
        found = Composed(choices, messages, reply_schema(offered, index))
        if found.tokens <= tier.most_prompt:
            return found
    return None


def tokens_in(messages: Messages, schema: Mapping[str, Any]) -> int:
    text = json.dumps([list(messages), schema], ensure_ascii=False)
    return -(-len(text.encode()) // BYTES_A_TOKEN)


def _kinds(part: Any) -> Iterator[str]:
    match part:
        case Mapping():
            if "kind" in part:
                yield str(part["kind"])
            yield from _kinds(list(part.values()))
        case list():
            for each in part:
                yield from _kinds(each)
        case _:
            return
