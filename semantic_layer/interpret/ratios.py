"""Which number of the model is one number for each of another: "returned units per order"?

The model has it under a name of its own, as a ratio of the two; nothing else divides them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Measured, Ratio, Term

PER = frozenset({"per", "for each", "for every", "divided by"})
PARTS = frozenset(
    f"{how} {share} of"
    for how in ("as a", "as", "in", "as the", "expressed as a")
    for share in ("percentage", "%", "percent", "share", "proportion", "fraction", "pct")
)
FRACTION = "fraction"
PARTED = 0.3  # more than its three parts have, each by itself


def said_as_ratios(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """Links for a metric, words for each, and a metric that together name a ratio."""
    metrics = [each for each in links if each.meaning.role is Role.METRIC]
    for above, below in product(metrics, metrics):
        said = " ".join(token.folded for token in tokens[above.last : below.first])
        if said not in PER and said not in PARTS:
            continue
        name = _ratio(above.meaning.name, below.meaning.name, index)
        if name is None and (
            counted := _counted_like(above.meaning.name, below.meaning.name, index)
        ):
            name = _ratio(counted, below.meaning.name, index)
        if name is None or (said in PARTS and index.metric(name).unit != FRACTION):
            continue
        weight = 1 + PARTED
        meaning = replace(above.meaning, name=name, evidence=Evidence.STEM, weight=weight)
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


def _counted_like(above: str, below: str, index: ModelIndex) -> str | None:
    """ "Returns as a percent of units": the same rows, counted as the whole is."""
    own, whole = index.metric(above), index.metric(below)
    if not isinstance(own, Measured) or own.unit == whole.unit:
        return None
    found = [
        each.name
        for each in index.metrics.values()
        if isinstance(each, Measured) and each.visible
        if (each.dataset, each.unit) == (own.dataset, whole.unit)
    ]
    return found[0] if len(found) == 1 else None


def side_of(side: str | Term) -> str:
    return side if isinstance(side, str) else side.metric
