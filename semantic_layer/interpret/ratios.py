"""Which number of the model is one number for each of another: "returned units per order"?

The model has it under a name of its own, as a ratio of the two; nothing else divides them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from semantic_layer.interpret.lexicon import SOLD, UNITS_SOLD
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.told_of_numbers import PERCENTS
from semantic_layer.interpret.trade import metric_called
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Measured, Ratio, Term

PER = frozenset({"per", "for each", "for every", "divided by"})
PARTS = PERCENTS | {"relative to", "in relation to", "as a ratio of", "as a ratio to"}
RATIO = ("ratio", "of")
SELLERS = frozenset({"they", "we", "it", "you"})
SELL = frozenset({"sell", "sells", "sold"})
FRACTION = "fraction"
PARTED = 0.3  # more than its three parts have, each by itself


def said_as_ratios(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """Links for a metric, words for each, and a metric that together name a ratio."""
    metrics = [each for each in links if each.meaning.role is Role.METRIC]
    wholes = (*metrics, *_what_is_sold(tokens, index))
    for above, below in product(metrics, wholes):
        said = " ".join(token.folded for token in tokens[above.last : below.first])
        begun = _ratio_of(tokens, above.first) if said == "to" else above.first
        if begun is None or said not in {*PER, *PARTS, "to"}:
            continue
        name = ratio_of(above.meaning.name, below.meaning.name, index)
        if name is None or (said not in PER and index.metric(name).unit != FRACTION):
            continue
        weight = 1 + PARTED
        meaning = replace(above.meaning, name=name, evidence=Evidence.STEM, weight=weight)
        yield Link(begun, below.last, meaning)


def _what_is_sold(tokens: tuple[Token, ...], index: ModelIndex) -> Iterator[Link]:
    """ "What they sell", behind "relative to": in money, or in units where only those divide."""
    words = tuple(token.folded for token in tokens)
    names = [name for noun in (SOLD, UNITS_SOLD) if (name := metric_called(noun, index))]
    for at in range(1, len(words) - 2):
        if words[at] == "what" and words[at + 1] in SELLERS and words[at + 2] in SELL:
            yield from (Link(at, at + 3, Meaning(Role.METRIC, name)) for name in names)


def _ratio_of(tokens: tuple[Token, ...], metric: int) -> int | None:
    """Where "the ratio of" begins before a metric; None where it does not stand there."""
    words = tuple(token.folded for token in tokens[:metric])
    the = words[-3:-2] == ("the",)
    return metric - 2 - the if words[-2:] == RATIO else None


def ratio_of(above: str, below: str, index: ModelIndex) -> str | None:
    """The model's number for one by another, or for what the same rows count as the other does."""
    counted = _counted_like(above, below, index)
    return _ratio(above, below, index) or (_ratio(counted, below, index) if counted else None)


def _ratio(above: str, below: str, index: ModelIndex) -> str | None:
    """The one visible ratio of the two, narrowed or not; the plain one where there are both.

    A ratio of the second already is one for each of it: "average selling price per unit".
    """
    own = index.metric(above)
    if isinstance(own, Ratio) and own.visible and side_of(own.denominator) == below:
        return above
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
