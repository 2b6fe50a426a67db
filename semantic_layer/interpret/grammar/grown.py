"""Over which of several comparisons has grown what is limited, ranked or ordered by its growth?

The one that is meant comes first, and the others stand as they were said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.columns import COLUMNS
from semantic_layer.interpret.grammar.comparisons import SHOWS, said
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Comparison, ComparisonKind

Places = Mapping[Comparison, int]
JUDGING = ("threshold", "ranking", "order")
OVER_TIME = (Role.GROWTH, Role.GREW, Role.SHRANK)
WHICH = (
    "I cannot tell over which of the two it should have changed. Say it right behind, such as "
    "“growth over last year”."
)


def grown(draft: Draft, _: Context) -> Draft:
    if len(draft.comparisons) < 2:
        return draft
    places = _places(draft)
    if any(draft.role(at) is Role.PERIOD for at in _judging(draft)):
        return draft  # "stores below last year" names the one it is about
    ordered = sorted(draft.comparisons, key=lambda each: places.get(each, len(draft.items)))
    draft = replace(draft, comparisons=tuple(ordered))
    columns = [at for at in _judging(draft) if draft.items[at].role in {*SHOWS, *COLUMNS}]
    meant = {_meant(draft, at, places) for at in columns}
    if not meant:
        return draft
    (first, *more) = meant
    if first is None or more:
        return replace(draft, trouble=draft.trouble or WHICH)
    others = (each for each in draft.comparisons if each != first)
    return replace(draft, comparisons=(first, *others))


def _places(draft: Draft) -> Places:
    """Where each comparison is said first."""
    found: dict[Comparison, int] = {}
    for at in range(len(draft.items)):
        comparison = said(draft, at)
        if comparison is not None and comparison in draft.comparisons:
            found.setdefault(comparison, at)
    return found


def _judging(draft: Draft) -> Iterator[int]:
    """The words that limit, rank or order."""
    return (at for at, use in sorted(draft.used.items()) if use.startswith(JUDGING))


def _meant(draft: Draft, column: int, places: Places) -> Comparison | None:
    behind = [each for each, at in places.items() if column < at]
    for each in sorted(behind, key=places.__getitem__)[:1]:
        if not _apart(draft, column, places[each]):
            return each  # "growth over 5% vs last year"
    before = draft.ahead_of(column, over={Role.WHERE, Role.BY})
    for each, at in places.items():
        if at == before:
            return each  # "year over year growth"
    if any(item.text.strip() == ";" for item in draft.items):
        return draft.comparisons[0]  # a sentence of ours
    over_time = [each for each in draft.comparisons if each.kind is not ComparisonKind.PLAN]
    alone = len(over_time) == 1 and draft.role(column) in OVER_TIME
    return over_time[0] if alone else None  # nobody's sales grow over a plan


def _apart(draft: Draft, one: int, other: int) -> bool:
    return any(draft.role(at) is Role.PAUSE for at in range(one, other))
