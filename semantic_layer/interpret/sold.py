"""Are the things that were sold counted: "branches that sold the most parts"?

A model that counts "parts sold" may have the parts as a dimension too. Beside a verb of selling the
noun means how many of them, and no row for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.interpret.held import BEFORE, BEHIND
from semantic_layer.interpret.lexicon import UNITS_SOLD
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.trade import metric_called, names_of, unit_nouns
from semantic_layer.model.index import ModelIndex

Words = tuple[str, ...]

SELL = frozenset(each.strip() for each in PHRASES[Role.SELL].split("|"))
AMOUNTS = frozenset({"most", "fewest", "least", "more", "fewer", "less", "under", "over", "number"})
PLACES = (Role.MEMBER, Role.DIMENSION)
WEIGHT = 1.7  # more than the noun of a dimension has where it is led to


def units_sold(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """Links for a noun of the things that were sold, where their number is asked for."""
    name = metric_called(UNITS_SOLD, index)
    nouns = unit_nouns(index).difference(names_of(index.metric(name)) if name else ())
    if name is None or not nouns:
        return
    words = tuple(token.folded for token in tokens)
    named = frozenset(
        at for each in links if each.meaning.role in PLACES for at in range(each.first, each.last)
    )
    for at, word in enumerate(words):
        if word in nouns and (_sell_so_many(words, at) or _how_many_sold(words, at, named)):
            yield Link(at, at + 1, Meaning(Role.METRIC, name, WEIGHT, Evidence.STEM))


def _sell_so_many(words: Words, at: int) -> bool:
    """ "Sold the most parts", "sells fewer than 40 parts"."""
    first = at
    while first and (words[first - 1] in BEFORE or words[first - 1].isdigit()):
        first -= 1
    return first > 0 and words[first - 1] in SELL and bool(AMOUNTS & set(words[first:at]))


def _how_many_sold(words: Words, at: int, named: frozenset[int]) -> bool:
    """ "How many parts did each branch sell"."""
    behind = at + 1
    while behind < len(words) and (words[behind] in BEHIND or behind in named):
        behind += 1
    return (
        words[max(0, at - 2) : at] == ("how", "many")
        and words[behind : behind + 1] != ()
        and (words[behind] in SELL)
    )
