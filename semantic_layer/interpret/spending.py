"""Which words ask what people spend: "how much does a Gold member spend on average"?

What one of them spends is the model's number of money for each of the people that it counts. What a
group of them spends altogether are the sales with that group, where the group is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.interpret.buyers import PEOPLE, WEIGHT, counts
from semantic_layer.interpret.lexicon import SOLD
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.ratios import side_of
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.trade import buyers, metric_called
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Ratio

Words = tuple[str, ...]

SPEND = frozenset({"spend", "spends", "spent", "spending"})
MEAN = frozenset({"average", "avg", "mean", "typical", "typically", "averagely"})
ONE = frozenset({"a", "an", "one", "each", "every", "per", "single", "any"})
BEFORE_ONE = ONE | {"of", "our", "the", "my", "these", "average", "typical", "avg"}
THEM = frozenset({"them", "those", "these"})  # people named before
OURS = frozenset({"we", "us", "company", "i", "our", "labor", "labour", "marketing", "ad", "media"})
WHAT_DOES = (("what", "does"), ("what", "do"))
BUYING = (Role.DIMENSION, Role.MEMBER)
NEAR = 3  # words between "one" and the people: "a loyal Gold member"


def spent_by_people(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """Links for what one of the people spends; the words for one of them add nothing then."""
    words = tuple(token.folded for token in tokens)
    sold = {each.meaning.name for each in links if each.meaning.role is Role.METRIC}
    name = _spend(index)
    verbs = [at for at, word in enumerate(words) if word in SPEND and not _is_ours(words, at)]
    people = [at for at, word in enumerate(words) if word in PEOPLE]
    if name is None or name in sold or len(verbs) != 1 or not people:
        return
    absent = {word for each in index.dimensions.values() for word in each.absent_words}
    if any({words[at], f"{words[at]}s"} & absent for at in people):
        return  # of guests nothing is known one by one
    ones = [one for one in (_one(words, at) for at in _people(words, people)) if one is not None]
    if not ones and not MEAN & set(words):
        return
    meaning = Meaning(Role.METRIC, name, WEIGHT, Evidence.STEM)
    behind = words[verbs[0] + 1 : verbs[0] + 3]
    mean = behind[:1] in (("on",), ("in",)) and bool(MEAN & set(behind))
    last_of_verb = verbs[0] + (3 if mean else 1)
    begins = next((first for first, last in ones if last + 1 == verbs[0]), verbs[0])
    yield Link(begins, last_of_verb, meaning)
    for first, last in ones:
        yield Link(first, last, Meaning(Role.FILLER, weight=WEIGHT))
    for at in people:
        yield Link(at, at + 1, Meaning(Role.FILLER, weight=WEIGHT))


def spent_by_buyers(
    tokens: tuple[Token, ...], links: tuple[Link, ...], index: ModelIndex
) -> Iterator[Link]:
    """ "How much did schools spend", "garages that spent the most": what was sold to them."""
    words = tuple(token.folded for token in tokens)
    verbs = [at for at, word in enumerate(words) if word in SPEND]
    sold, rows = metric_called(SOLD, index), buyers(index)
    if sold is None or len(verbs) != 1 or not rows or MEAN & set(words):
        return
    verb = verbs[0]
    others = any(each.meaning.role is Role.METRIC for each in links)
    if others or bool(OURS & set(words[max(0, verb - 2) : verb])):
        return
    reached = index.reachable(sold)
    subjects = {each.meaning.name for each in links if each.meaning.role in BUYING}
    if any(rows.intersection(index.dimension(name).on) for name in subjects & reached):
        yield Link(verb, verb + 1, Meaning(Role.METRIC, sold, WEIGHT, Evidence.STEM))


def _is_ours(words: Words, verb: int) -> bool:
    """ "What we spend for a customer" is a cost, and so is what is spent on labor."""
    on = words[verb + 1 : verb + 2] == ("on",) and not MEAN & set(words[verb + 2 : verb + 3])
    return on or bool(OURS & set(words[max(0, verb - 2) : verb]))


def _people(words: Words, people: list[int]) -> list[int]:
    """The people, and the words that stand for them behind."""
    again = [at for at, word in enumerate(words) if word in THEM and at > people[0]]
    return [*people, *again]


def _one(words: Words, people: int) -> tuple[int, int] | None:
    """Where the words begin and end that make one of the people: "each of our", "an average"."""
    for first in range(max(0, people - NEAR), people):
        if words[first] not in ONE:
            continue
        while first and words[first - 1] in ONE:
            first -= 1
        last = first
        while last < people and words[last] in BEFORE_ONE:
            last += 1
        if words[max(0, first - 2) : first] in WHAT_DOES:
            first -= 2  # here they ask for no definition
        return first, last + 1 if words[people] in THEM and last == people else last
    return None


def _spend(index: ModelIndex) -> str | None:
    """The one number of money for each of the people that are counted."""
    people = {each.name for each in index.metrics.values() if counts(each, "any")}
    found = [
        each.name
        for each in index.metrics.values()
        if isinstance(each, Ratio) and each.visible and side_of(each.denominator) in people
        if each.unit not in ("fraction", "count", "units")
    ]
    return found[0] if len(found) == 1 else None
