"""Which number of the model is one number for each of another: "returned units per order"?

The model has it under a name of its own, as a ratio of the two; nothing else divides them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Role
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Ratio, Term

PER = frozenset({"per", "for each", "for every", "divided by"})
PARTED = 0.3  # more than its three parts have, each by itself


def said_as_ratios(links: tuple[Link, ...], index: ModelIndex) -> Iterator[Link]:
    """Links for a metric, a word for each, and a metric that together name a ratio."""
    metrics = [each for each in links if each.meaning.role is Role.METRIC]
    for per in links:
        if per.meaning.name not in PER:
            continue
        before = [each for each in metrics if each.last == per.first]
        behind = [each for each in metrics if each.first == per.last]
        for above in before:
            for below in behind:
                name = _ratio(above.meaning.name, below.meaning.name, index)
                if name is not None:
                    meaning = replace(
                        above.meaning, name=name, evidence=Evidence.STEM, weight=1 + PARTED
                    )
                    yield Link(above.first, below.last, meaning)


def _ratio(above: str, below: str, index: ModelIndex) -> str | None:
    """The one visible ratio of the two, narrowed or not; the plain one where there are both."""
    found = [
        each
        for each in index.metrics.values()
        if isinstance(each, Ratio)
        and each.visible
        and (side_of(each.numerator), side_of(each.denominator)) == (above, below)
    ]
    plain = [each for each in found if not isinstance(each.numerator, Term)]
    chosen = plain or found
    return chosen[0].name if len(chosen) == 1 else None


def side_of(side: str | Term) -> str:
    return side if isinstance(side, str) else side.metric
