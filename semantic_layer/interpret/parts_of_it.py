"""How much of a number is of one kind: "open orders at cost, and how much of it is late"?

The model has the part under a name of its own: a metric of the same rows and the same expression
with a further condition, whose name begins with the word that says which part.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token, fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric, Simple

Words = tuple[str, ...]

MUCH = (
    *("how much", "how much money", "what amount", "what value", "how many dollars", "how much $"),
)
OF_IT = (
    *(f"of {it}" for it in ("it", "that", "this", "them", "these", "those", "which", "the total")),
    *(f"of {it} {what}" for it in ("that", "this", "the") for what in ("value", "amount", "money")),
    *("thereof", "there of", "out of it", "out of that", "of that total", "of this total"),
)
IS = ("is", "are", "was", "were", "s", "has become", "is running", "are running", "comes")
STILL = frozenset({"already", "now", "currently", "still", "today", "actually", "by", "running"})
MOST = 2  # words that say which part
ASKS = frozenset(
    tuple(f"{said} {verb}".split())
    for much, of, verb in product(MUCH, OF_IT, IS)
    for said in (f"{much} {of}", f"{of} {much}")
)
LENGTHS = sorted({len(each) for each in ASKS})
WEIGHT = 1.3


def parts_of_it(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """Links for the whole of "how much of that value is already late"."""
    words = tuple(token.folded for token in tokens)
    asked = [
        (at, at + length)
        for at in range(len(words))
        for length in LENGTHS
        if at + length <= len(words) and words[at : at + length] in ASKS
    ]
    for first, begun in asked:
        wholes = _wholes(links, words, first, index)
        while begun < len(words) and words[begun] in STILL:
            begun += 1
        for last in range(min(begun + MOST, len(words)), begun, -1):
            name = _part(words[begun:last], wholes, index)
            if name is not None:
                yield Link(first, last, Meaning(Role.METRIC, name, WEIGHT, Evidence.STEM))
                break


def _wholes(
    links: tuple[Link, ...], words: Words, end: int, index: ModelIndex
) -> tuple[Simple, ...]:
    """The numbers named before, and those that an ambiguous word and one beside it name."""
    before = [each.meaning for each in links if each.last <= end]
    names = {each.name for each in before if each.role is Role.METRIC}
    ambiguous = {each.name for each in before if each.role is Role.AMBIGUOUS}
    for word in index.model.ambiguous:
        for choice, said in word.unless.items() if word.word in ambiguous else ():
            if set(map(fold, said)) & set(words[:end]) or ("$" in said and "$" in words[:end]):
                names.add(choice)
    metrics = (index.metric(name) for name in names if index.has_metric(name))
    return tuple(each for each in metrics if isinstance(each, Simple))


def _part(said: Words, wholes: tuple[Simple, ...], index: ModelIndex) -> str | None:
    """The one part of a whole that is called by the words."""
    found = {
        each.name
        for each in index.metrics.values()
        if each.visible and _begins(each, said) and any(_narrows(each, one) for one in wholes)
    }
    return found.pop() if len(found) == 1 else None


def _begins(metric: Metric, said: Words) -> bool:
    names = (fold(each).split() for each in (metric.label, *metric.synonyms))
    return any(tuple(name[: len(said)]) == said and len(name) > len(said) for name in names)


def _narrows(part: Metric, whole: Simple) -> bool:
    """Whether the part is of the rows of the whole, with one condition more."""
    if not isinstance(part, Simple) or part.name == whole.name:
        return False
    same = (part.dataset, part.expression, part.aggregation) == (
        whole.dataset,
        whole.expression,
        whole.aggregation,
    )
    return (
        same
        and (part.where or "") != (whole.where or "")
        and (whole.where or "") in (part.where or "")
    )
