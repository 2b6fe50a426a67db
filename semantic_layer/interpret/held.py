"""Are units meant that are held, and not sold: "stores holding the most units", "we have left"?

The noun alone names what was sold. Beside a verb of holding, with nothing but small words, numbers
and names between the two, it names what is on hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from semantic_layer.interpret.lexicon import HELD, UNITS_SOLD
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.trade import metric_called, names_of, unit_nouns
from semantic_layer.model.index import ModelIndex

Words = tuple[str, ...]

UNITS = frozenset({"units", "unit", "pieces", "pcs"})
HOLDS = frozenset({"hold", "holds", "holding", "held", "carry", "carries", "carrying", "carried"})
HAVE = (("we", "have"), ("have", "we"), ("we", "still", "have"), ("i", "have"), ("we", "got"))
BEFORE = frozenset(  # between the verb and the units
    {"the", "most", "fewest", "least", "more", "than", "fewer", "less", "under", "over", "below"}
    | {"above", "at", "number", "of", "a", "only", "just", "about", "up", "to", "no", "not", "or"}
)
BEHIND = frozenset(  # between the units and the verb
    {"do", "does", "did", "we", "they", "it", "i", "is", "are", "being", "still", "currently"}
    | {"now", "of", "the", "each", "every", "our", "a", "any", "all", "that"}
)
BE = frozenset({"is", "are", "was", "were"})
HAVING = BE | {"have", "has", "had", "there"}
LEFT = (
    ("on", "hand"),
    ("in", "stock"),
    ("left",),
    ("remaining",),
    ("left", "in", "stock"),
    ("left", "on", "hand"),
)
PLACED = frozenset({"in", "on", "at"})  # "parts on the shelf"
OF = (("of",), ("of", "it"), ("of", "them"), ())
WEIGHT = 1.3


@dataclass(frozen=True, slots=True)
class Held:
    """What is held, the nouns for what was sold, and the phrases that say it is still there."""

    metric: str
    nouns: frozenset[str]
    left: tuple[Words, ...]


def units_held(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """Links for "units" beside a verb of holding, and for "units of on hand", "units left of"."""
    held = _of_the_model(index)
    if held is None:
        return
    words = tuple(token.folded for token in tokens)
    names, values = _named(links), _values_of(links, words, held.metric, index)
    meaning = Meaning(Role.METRIC, held.metric, WEIGHT, Evidence.STEM)
    places = [at for at, word in enumerate(words) if word in held.nouns]
    for at in places:
        last = _left(words, at, held)
        if last > at + 1 or at in values or _is_held(words, at, names, held):
            yield Link(at, last, meaning)
            yield from (Link(*place, meaning) for place in _said_again(words, last, names, held))
    if not places and not any(each.meaning.role is Role.METRIC for each in links):
        yield from (Link(*place, meaning) for place in _of_the_things(words, names, held))


def _of_the_model(index: ModelIndex) -> Held | None:
    sold, held = metric_called(UNITS_SOLD, index), metric_called(HELD, index)
    if sold is None or held is None:
        return None
    nouns = UNITS | unit_nouns(index)
    own = (tuple(name.split()) for name in names_of(index.metric(held)))
    placed = (each[1:] for each in own if each[0] in nouns and {*each[1:2]} & PLACED)
    return Held(held, nouns, tuple(dict.fromkeys((*LEFT, *placed))))


def _of_the_things(words: Words, names: frozenset[int], held: Held) -> Iterator[tuple[int, int]]:
    """Where "how many lamps are in stock", "how many lamps do we have left" say that they are."""
    for at in range(2, len(words)):
        if words[at - 2 : at] == ("how", "many") and at in names:
            yield from _said_again(words, at, names, held)


def _named(links: tuple[Link, ...]) -> frozenset[int]:
    """The tokens of members and of what members are of."""
    found = (each for each in links if each.meaning.role in (Role.MEMBER, Role.DIMENSION))
    return frozenset(at for each in found for at in range(each.first, each.last))


def _values_of(
    links: tuple[Link, ...], words: Words, held: str, index: ModelIndex
) -> frozenset[int]:
    """Where "units" stands in "units and value of stock": both are of the stock."""
    rows = index.datasets_of(held)
    return frozenset(
        each.first - 2
        for each in links
        if each.meaning.role is Role.METRIC and "of" in words[each.first : each.last]
        if words[max(0, each.first - 1) : each.first] == ("and",)
        if index.datasets_of(each.meaning.name) == rows
    )


def _left(words: Words, at: int, held: Held) -> int:
    """Where "units of on hand", "units left of" end; right behind the noun where they do not."""
    found = at + 1
    for of in OF:
        begun = at + 1 + len(of)
        for left in held.left:
            last = begun + len(left)
            if words[at + 1 : last] == (*of, *left):
                found = max(found, last)
    behind = words[found : found + 1] == ("of",) and words[found + 1 : found + 2] in ((), ("",))
    return found + 1 if behind and found > at + 1 else found


def _is_held(words: Words, at: int, names: frozenset[int], held: Held) -> bool:
    before = at - 1
    while before >= 0 and (words[before] in BEFORE or words[before].isdigit()):
        before -= 1
    if before >= 0 and (words[before] in HOLDS or _has(words, before + 1)):
        return before < at - 1 or words[before] in HOLDS
    behind = at + 1
    while behind < len(words) and (words[behind] in BEHIND | BE or behind in names):
        if _have_left(words, behind, held):
            return True
        if _have(words, behind):
            return "did" not in words[at:behind]
        behind += 1
    return behind < len(words) and (words[behind] in HOLDS or _have_left(words, behind, held))


def _have_left(words: Words, at: int, held: Held) -> bool:
    """ "Have on hand", "had left", "are in stock"."""
    if words[at] not in HAVING:
        return False
    return any(words[at + 1 : at + 1 + len(each)] == each for each in held.left)


def _said_again(
    words: Words, at: int, names: frozenset[int], held: Held
) -> Iterator[tuple[int, int]]:
    """ "In stock", "left" behind the verb of "units does each brand have in stock"."""
    while at < len(words) and not _have_left(words, at, held):
        if words[at] not in BEHIND | BE and at not in names:
            return
        at += 1
    yield from (
        (at + 1, at + 1 + len(left))
        for left in held.left
        if words[at + 1 : at + 1 + len(left)] == left
    )


def _has(words: Words, end: int) -> bool:
    """ "We have", right before the place."""
    return any(words[max(0, end - len(each)) : end] == each for each in HAVE)


def _have(words: Words, at: int) -> bool:
    """ "We have" at the place, and nothing behind that says how they came or went."""
    for each in HAVE:
        if words[at : at + len(each)] == each:
            rest = words[at + len(each) : at + len(each) + 1]
            return not rest or rest[0] in ("", "of", "by", "in", "per", "left", "now", "today")
    return False
