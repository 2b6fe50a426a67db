"""What did each word of the question become in the reading that was taken?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from semantic_layer.interpret.draft import Draft
from semantic_layer.interpret.outcome import WordLink
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.model.index import ModelIndex

MOST_NAMED = 4
ASKED_BACK = "what is asked back"
CHOSEN = "your choice"


def ties(draft: Draft, index: ModelIndex) -> tuple[WordLink, ...]:
    """Each stretch of words once, in order; marks are left out."""
    return tuple(
        WordLink(
            item.start, item.end, item.text, draft.used.get(at, ""), meant(item.meaning, index)
        )
        for at, item in enumerate(draft.items)
        if item.role is not Role.PAUSE
    )


def in_common(readings: Sequence[tuple[WordLink, ...]]) -> tuple[WordLink, ...]:
    """The ties of the first reading; what not all of them read so is what is asked back."""
    shared = set(readings[0]).intersection(*readings[1:])
    return tuple(
        each if each in shared else replace(each, use=ASKED_BACK, meant="") for each in readings[0]
    )


def settled(words: Sequence[WordLink], choice: str) -> tuple[WordLink, ...]:
    """The ties once what is asked back was chosen."""
    return tuple(
        replace(each, use=CHOSEN, meant=choice) if each.use == ASKED_BACK else each
        for each in words
    )


def meant(meaning: Meaning, index: ModelIndex) -> str:
    """The label of what a word names; "" of what is no name, or is closed to the asker."""
    if meaning.closed:
        return ""
    if meaning.role is Role.METRIC:
        return index.metric(meaning.name).label
    if meaning.role is Role.DIMENSION:
        return index.dimension(meaning.name).label
    if meaning.role is Role.DATASET and index.has_dataset(meaning.name):
        return index.dataset(meaning.name).label
    if meaning.role is Role.PERIOD and meaning.resolved is not None:
        return meaning.resolved.label
    if meaning.values:
        named = [str(value) for value in meaning.values]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        return f"{' or '.join(named[:MOST_NAMED])}{more}"
    return ""
