"""Is a stock asked for as it stood when a period began: "opening stock", "at the start of Q3"?

"Opening" is of the stock only right before one: a store opens, too, and a promotion begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import SemiAdditive

ADJECTIVES = frozenset({"opening", "beginning", "starting", "bop", "bom"})
NOUNS = frozenset({"start", "beginning", "opening", "open"})
LEADS = (("at",), ("as", "of"), ("at", "the"), ("as", "of", "the"), ("on", "the"))
WEIGHT = 1.2


def stock_opened(
    tokens: tuple[Token, ...], names: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    words = tuple(token.folded for token in tokens)
    begun = {each.first for each in names if _is_stock(each.meaning, index)}
    for at, word in enumerate(words):
        if word in ADJECTIVES and at + 1 in begun:
            yield Link(at, at + 1, _meaning(words[at : at + 1]))
        last = _led(words, at)
        if last is not None:
            yield Link(at, last, _meaning(words[at:last]))


def _led(words: tuple[str, ...], at: int) -> int | None:
    """Where "at the start of" ends that begins at a place."""
    for lead in LEADS:
        noun = at + len(lead)
        of = words[noun + 1 : noun + 2] == ("of",)
        if words[at:noun] == lead and of and words[noun] in NOUNS:
            return noun + 2
    return None


def _meaning(words: tuple[str, ...]) -> Meaning:
    return Meaning(Role.OPENING, " ".join(words), WEIGHT)


def _is_stock(meaning: Meaning, index: ModelIndex) -> bool:
    if meaning.role is Role.AMBIGUOUS:
        words = (each for each in index.model.ambiguous if each.word == meaning.name)
        chosen = [name for each in words for name in each.choices]
        return bool(chosen) and all(is_held(name, index) for name in chosen)
    return meaning.role is Role.METRIC and is_held(meaning.name, index)


def is_held(name: str, index: ModelIndex) -> bool:
    """Whether a number is what stood at the end of a period, and nothing else."""
    if not index.has_metric(name):
        return False
    leaves = [leaf.metric for leaf in index.leaves(name)]
    return bool(leaves) and all(
        isinstance(each, SemiAdditive) and each.over_time == "last" for each in leaves
    )
