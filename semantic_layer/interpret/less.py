"""Which number of the model is what one leaves of another: "net sales less refunds"?

The model has it under a name of its own, as the difference of the two; nothing else subtracts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Role
from semantic_layer.interpret.tokens import Token, fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Derived

LESS = frozenset(
    {"minus", "less", "net of", "after", "after the", "once", "after deducting", "after taking off"}
    | {"after subtracting", "after taking out", "with", "minus the", "less the", "net of the"}
)
WHOLLY = frozenset({"with", "once"})  # that need "taken off" or the like behind
TAKEN = frozenset({"deducted", "subtracted", "taken off", "taken out", "are taken off", "removed"})
LEFT = ("left", "remains", "remained", "remaining", "stays", "leftover")
SURELY = 0.4  # more than its parts have, each by itself


def said_as_differences(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """Links for a metric, words of taking away, and a metric that together name a difference."""
    metrics = [each for each in links if each.meaning.role is Role.METRIC]
    for above, below in product(metrics, metrics):
        said = " ".join(token.folded for token in tokens[above.last : below.first])
        if said not in LESS:
            continue
        last = _taken(tokens, below.last)
        if said in WHOLLY and last == below.last:
            continue
        name = _difference(above.meaning.name, below.meaning.name, index)
        if name is not None:
            first = _left(tokens, above.first)
            weight = 1 + SURELY
            meaning = replace(above.meaning, name=name, evidence=Evidence.STEM, weight=weight)
            yield Link(first, last, meaning)
    yield from _left_of(tokens, metrics, index)


def _left_of(tokens: tuple[Token, ...], metrics: list[Link], index: ModelIndex) -> Iterator[Link]:
    """ "What's left of net sales after returns", where the model calls it so itself."""
    for each in metrics:
        first = _left(tokens, each.first)
        metric = index.metrics.get(each.meaning.name)
        words = set(fold(metric.label).split()) if metric is not None else set[str]()
        if first < each.first and isinstance(metric, Derived) and {"after", "less"} & words:
            yield replace(each, first=first, meaning=replace(each.meaning, weight=1 + SURELY))


def _left(tokens: tuple[Token, ...], first: int) -> int:
    """Where "what is left of" begins before a metric; its own first token where it does not."""
    at = first - 1
    while at > 0 and tokens[at].folded in ("the", "our", "of"):
        at -= 1
    of = any(token.folded == "of" for token in tokens[at:first])
    return at if of and at >= 0 and tokens[at].folded in LEFT else first


def _taken(tokens: tuple[Token, ...], last: int) -> int:
    for length in (3, 2, 1):
        if " ".join(token.folded for token in tokens[last : last + length]) in TAKEN:
            return min(last + length, len(tokens))
    return last


def _difference(above: str, below: str, index: ModelIndex) -> str | None:
    """The one visible metric that is the first less the second."""
    found = [
        each.name
        for each in index.metrics.values()
        if isinstance(each, Derived) and each.visible
        if each.expression.replace(" ", "") == f"{above}-{below}"
    ]
    return found[0] if len(found) == 1 else None
