"""Which number counts people by how they came: "bought twice", "came back", "for the first time"?

The model has such numbers as cohorts; which of them is said, is said by a whole clause. Where the
model has none, the words of the clause mean nothing here, and the question is not answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.ratios import side_of
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Cohort, Distinct, Metric, Ratio

Words = tuple[str, ...]

BUY = (
    "bought",
    "buy",
    "ordered",
    "order",
    "shopped",
    "purchased",
    "purchase",
    "came",
    "visited us",
)
OFTEN = (
    *("twice", "more than once", "at least twice", "two or more times", "at least two times"),
    *("more than one time", "2 or more times", "at least 2 times", "twice or more", "repeatedly"),
)
SEVERAL = (
    *("two or more", "more than one", "at least two", "several", "2 or more", "at least 2"),
    "multiple",
)
HAD = ("with", "had", "have", "placed", "made", "who placed", "who made", "who had")
EVENTS = ("orders", "order", "purchases", "purchase", "transactions")
ONE = ("a purchase", "an order", "at least one order", "at least one purchase")
ANYTHING = ("", " something", " anything", " with us", " from us", " at all")
FIRST = ("for the first time", "for their first time", "the first time")


def _ways() -> Iterator[tuple[str, str]]:
    yield from ((f"{verb} {often}", "repeat") for verb, often in product(BUY, OFTEN))
    yield from ((" ".join(each), "repeat") for each in product(HAD, SEVERAL, EVENTS))
    yield from ((f"{verb} {first}", "new") for verb, first in product(BUY, FIRST))
    yield from (
        (f"{verb} their first {event}", "new")
        for verb, event in product(("made", "placed"), ("order", "purchase"))
    )
    yield from ((f"{verb}{what}", "any") for verb, what in product(BUY[:1] + BUY[4:6], ANYTHING))
    yield from ((f"{made} {one}", "any") for made, one in product(("made", "placed"), ONE))
    for back in ("came back", "come back", "came back to us", "came again", "returned to us"):
        yield back, "retained"


WAYS: Mapping[Words, str] = MappingProxyType({tuple(way.split()): take for way, take in _ways()})
PEOPLE = frozenset(each.strip() for each in PHRASES[Role.PERSON].split("|"))
PASSED_OVER = frozenset({"who", "that", "have", "has", "had", "of", "our", "the", "all", "my"})
SHARES = frozenset({"share", "percentage", "percent", "%", "proportion", "portion", "part", "pct"})
LISTING = frozenset({"list", "name", "names", "which", "who", "identify", "find"})
LONGEST = max(map(len, WAYS))
WEIGHT = 1.3
ONLY_A_SHARE = "How many “{}” is not kept as a number here, only their share: ask for the {}."


def counted_by_coming(tokens: tuple[Token, ...], index: ModelIndex) -> Iterator[Link]:
    """Links for the whole of "share of customers who bought twice", or without the share."""
    words = tuple(token.folded for token in tokens)
    for at, word in enumerate(words):
        if word not in PEOPLE or _are_listed(words, at):
            continue
        for first, last, take in _said(words, at):
            name = _metric(take, index, share=words[first] in SHARES)
            if name is not None:
                yield Link(first, last, Meaning(Role.METRIC, name, WEIGHT, Evidence.STEM))


def not_counted(tokens: tuple[Token, ...], index: ModelIndex) -> str:
    """Why people who came so are not counted, where the model keeps only their share."""
    words = tuple(token.folded for token in tokens)
    for at, word in enumerate(words):
        said = () if word not in PEOPLE or _are_listed(words, at) else _said(words, at)
        for first, last, take in said:
            rate = _metric(take, index, share=True)
            if rate is not None and _metric(take, index, share=False) is None:
                clause = " ".join(token.text for token in tokens[first:last])
                return ONLY_A_SHARE.format(clause, index.metric(rate).label.lower())
    return ""


def _are_listed(words: Words, people: int) -> bool:
    """ "List the people who bought": a number of them is no answer."""
    before = [word for word in words[:people] if word not in PASSED_OVER - LISTING | {"me", "us"}]
    return bool(before) and before[-1] in LISTING


def _said(words: Words, people: int) -> Iterator[tuple[int, int, str]]:
    """Where the clause behind a word for people begins and ends, and how they came."""
    at = people + 1
    while at < len(words) and words[at] in PASSED_OVER and words[at : at + 1] != ("had",):
        at += 1
    for begun in {people + 1, at}:
        for size in range(LONGEST, 0, -1):
            take = WAYS.get(words[begun : begun + size])
            if take is not None:
                yield _begun(words, people), begun + size, take
                break


def _begun(words: Words, people: int) -> int:
    """The word for a share before "of our customers"; the people themselves without one."""
    at = people - 1
    while at > 0 and words[at] in PASSED_OVER:
        at -= 1
    return at if at >= 0 and at < people - 1 and words[at] in SHARES else people


def _metric(take: str, index: ModelIndex, *, share: bool) -> str | None:
    """The visible number of those people, or their part of all; None where there is not one."""
    cohorts = {each.name for each in index.metrics.values() if counts(each, take)}
    found = [
        each.name
        for each in index.metrics.values()
        if each.visible
        and (
            isinstance(each, Ratio) and side_of(each.numerator) in cohorts
            if share
            else each.name in cohorts
        )
    ]
    return found[0] if len(found) == 1 else None


def counts(metric: Metric, take: str) -> bool:
    """Whether a metric counts people who came so; "any" are all who did."""
    if take == "any":
        return isinstance(metric, Distinct) and metric.entity is not None
    return isinstance(metric, Cohort) and metric.take == take and not metric.window
