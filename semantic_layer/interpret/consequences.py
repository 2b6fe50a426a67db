"""What follows from each of the choices offered: what its number counts, where its words go.

What all of them share tells nothing apart, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.outcome import Choice
from semantic_layer.model.index import ModelIndex


def with_consequences(offered: tuple[Choice, ...], index: ModelIndex) -> tuple[Choice, ...]:
    """The choices, each with the definitions that are its own; a single one with all of its."""
    own = [tuple(_definitions(each, index)) for each in offered]
    shared = set(own[0]).intersection(*own[1:]) if len(own) > 1 else set()
    return tuple(
        replace(choice, consequence=" ".join(each for each in definitions if each not in shared))
        for choice, definitions in zip(offered, own, strict=True)
    )


def _definitions(choice: Choice, index: ModelIndex) -> Iterator[str]:
    query = choice.query
    if query is None:
        return
    yield from (index.metric(name).description for name in query.metrics)
    yield from (index.dimension(each.dimension).description for each in query.filters)


__all__ = ["with_consequences"]
