"""What of a question are the rules certain of, and does a query say it?

A stretch is certain where no other one overlaps it that is as long, and where every meaning that it
has binds. One of its meanings has to stand in whatever query the question becomes. A noun such as
"stores" binds as a breakdown alone ("by store", "each store"): else it may only say what is meant.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bi_app.asking.names import dimensions_of, filters_of, metrics_of, names_in, numbers_in
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import ComparisonKind, FilterOp, MetricQuery

WRITTEN = frozenset({Evidence.EXACT, Evidence.SYNONYM})
SAYS_NOT = frozenset({FilterOp.NOT_IN, FilterOp.IS_NULL})
KINDS = {
    Role.LAST_YEAR: ComparisonKind.LAST_YEAR,
    Role.PREVIOUS: ComparisonKind.PREVIOUS_PERIOD,
    Role.PLAN: ComparisonKind.PLAN,
}
PARTS: Mapping[Role, tuple[str, ...]] = {  # a word, and the parts of a query of which it wants one
    **dict.fromkeys((Role.HIGH, Role.LOW, Role.BEST, Role.WORST), ("ranking", "order", "ranks")),
    **dict.fromkeys((Role.GROWTH, Role.CHANGE, Role.GREW, Role.SHRANK), ("comparisons",)),
    Role.COMPARED: ("comparisons",),
    Role.SHARE: ("shares",),
    Role.RUNNING: ("running",),
    Role.MOVING: ("moving",),
    Role.SUBTOTALS: ("subtotals",),
    Role.AVERAGE: ("averaged",),
    Role.MEDIAN: (),  # no query has one that its metric is not
    Role.GRAIN: ("grain", "thresholds"),
    Role.TREND: ("grain",),
}
OPERATORS = {
    Role.MORE: frozenset({"gt"}),
    Role.AT_LEAST: frozenset({"gte"}),
    Role.LESS: frozenset({"lt"}),
    Role.AT_MOST: frozenset({"lte"}),
    Role.BETWEEN: frozenset({"between"}),
}
NAMED = frozenset({Role.METRIC, Role.DIMENSION, Role.MEMBER, Role.CONDITION})
OTHERS = frozenset({Role.AMBIGUOUS, Role.PERIOD, Role.NUMBER, Role.NOT, Role.LEFT_OUT})
LEADS = frozenset({Role.BY, Role.EACH})
BINDING = NAMED | OTHERS | KINDS.keys() | PARTS.keys() | OPERATORS.keys()


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch that is certain, with the meanings that it may have."""

    text: str
    meanings: tuple[Meaning, ...]


def certain(linking: Linking) -> tuple[Said, ...]:
    """In the order of the question."""
    led = {each.last for each in linking.links if each.meaning.role in LEADS}
    return tuple(
        Said(_text(linking, *stretch), meanings)
        for stretch, meanings in _uncovered(linking)
        if all(each.role in BINDING for each in meanings)
        and any(each.evidence in WRITTEN for each in meanings)
        and (stretch[0] in led or not any(each.role is Role.DIMENSION for each in meanings))
    )


def stands_in(said: Said, query: MetricQuery, index: ModelIndex) -> bool:
    return any(_stands_in(each, query, index) for each in said.meanings)


def is_ambiguous(said: Said, query: MetricQuery, index: ModelIndex) -> bool:
    """Whether the stretch has several readings for what is asked, none of which is settled."""
    names = {each.name for each in said.meanings if each.role is Role.AMBIGUOUS}
    words = (each for each in index.model.ambiguous if each.word in names)
    return any(
        not each.for_metrics or metrics_of(query).intersection(each.for_metrics) for each in words
    )


def _uncovered(linking: Linking) -> Iterator[tuple[tuple[int, int], tuple[Meaning, ...]]]:
    by_stretch: dict[tuple[int, int], list[Meaning]] = defaultdict(list)
    for each in linking.links:
        if each.last > each.first:
            by_stretch[each.first, each.last].append(each.meaning)
    for stretch, meanings in sorted(by_stretch.items()):
        if not any(_covers(other, stretch) for other in by_stretch):
            yield stretch, tuple(meanings)


def _covers(other: tuple[int, int], stretch: tuple[int, int]) -> bool:
    overlap = other[0] < stretch[1] and stretch[0] < other[1]
    as_long = other[1] - other[0] >= stretch[1] - stretch[0]
    return other != stretch and overlap and as_long


def _text(linking: Linking, first: int, last: int) -> str:
    return linking.text[linking.tokens[first].start : linking.tokens[last - 1].end]


def _stands_in(meaning: Meaning, query: MetricQuery, index: ModelIndex) -> bool:
    match meaning.role:
        case Role.METRIC:
            return meaning.name in metrics_of(query)
        case Role.DIMENSION:
            return meaning.name in dimensions_of(query)
        case Role.MEMBER:
            return _is_filtered(meaning, query)
        case Role.CONDITION:
            return any(each.dimension == meaning.name for each in filters_of(query))
        case Role.AMBIGUOUS:
            return _is_chosen(meaning.name, query, index)
        case Role.PERIOD:
            named = (query.period, *(each.period for each in query.comparisons))
            return meaning.period in named and _is_compared(meaning, query)
        case Role.NUMBER:
            return bool(forms_of(meaning.number) & numbers_in(query))
        case Role.NOT | Role.LEFT_OUT:
            return any(each.op in SAYS_NOT for each in filters_of(query))
        case role if role in KINDS:
            return any(each.kind is KINDS[role] for each in query.comparisons)
        case role if role in OPERATORS:
            used = {each.op for each in query.thresholds} | {each.op for each in filters_of(query)}
            return bool(OPERATORS[role] & used)
        case role:
            return any(getattr(query, part) for part in PARTS[role])


def _is_compared(meaning: Meaning, query: MetricQuery) -> bool:
    """Whether it stands beside what the stretch compares it with, if that says so too."""
    wanted = meaning.comparison
    return wanted is None or any(each.kind is wanted.kind for each in query.comparisons)


def _is_filtered(meaning: Meaning, query: MetricQuery) -> bool:
    return any(
        each.dimension == meaning.name and set(each.values) & set(meaning.values)
        for each in filters_of(query)
    )


def _is_chosen(word: str, query: MetricQuery, index: ModelIndex) -> bool:
    """Whether one of an ambiguous word's readings is in the query; "whole" adds nothing to it."""
    choices = {
        choice for each in index.model.ambiguous if each.word == word for choice in each.choices
    }
    members = {
        f"member:{each.dimension}:{value}" for each in filters_of(query) for value in each.values
    }
    return "whole" in choices or bool(choices & (names_in(query) | members))


def forms_of(number: float | None) -> frozenset[float]:
    """How a number that is said may stand in a query: 5% as 0.05, a fall by 5 as -5."""
    if number is None:
        return frozenset()
    return frozenset(sign * each for each in (number, number / 100) for sign in (1.0, -1.0))
