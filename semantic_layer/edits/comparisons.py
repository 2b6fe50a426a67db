"""With what may a query be compared, and what stands beside it?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.edits.edit import Edit, Menu, Option, PartOf
from semantic_layer.interpret.describe import timeless
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Basis, Comparison, ComparisonKind, MetricQuery, Show

MOST = 4
OFFERED = {
    "last_year": ("Last year", Comparison(kind=ComparisonKind.LAST_YEAR)),
    "same_dates": (
        "Last year, the same dates",
        Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.SAME_DATES),
    ),
    "event": (
        "Last year, holidays matched",
        Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.EVENT),
    ),
    "previous": ("The period before", Comparison(kind=ComparisonKind.PREVIOUS_PERIOD)),
    "plan": ("Plan", Comparison(kind=ComparisonKind.PLAN)),
}
SHOWN = {Show.CHANGE: "The difference", Show.GROWTH: "The growth in percent"}


def comparison_menus(query: MetricQuery, index: ModelIndex) -> tuple[Menu, ...]:
    """One for each comparison, one that adds another, and one for what stands beside them."""
    parts = any(each.part for each in query.shares)
    if timeless(query.metrics, index) or query.counted or parts:
        return ()  # a count and a share of a part are of one time
    own = tuple(
        Menu(PartOf.COMPARISON, at, tuple(_options(query, at, index)), removable=True)
        for at in range(len(query.comparisons))
    )
    if len(own) < min(MOST, 2):
        own = (*own, Menu(PartOf.COMPARISON, len(own), tuple(_options(query, len(own), index))))
    return (*own, Menu(PartOf.SHOWN, 0, tuple(_shown(query)))) if query.comparisons else own


def _options(query: MetricQuery, at: int, index: ModelIndex) -> Iterator[Option]:
    planned = all(index.metric(name).plan for name in query.metrics)
    kept = [(each.kind, each.basis) for n, each in enumerate(query.comparisons) if n != at]
    own = query.comparisons[at] if at < len(query.comparisons) else None
    for to, (label, each) in OFFERED.items():
        if each.kind is ComparisonKind.PLAN and not planned:
            continue
        if (each.kind, each.basis) not in kept:
            current = own is not None and (own.kind, own.basis) == (each.kind, each.basis)
            yield Option(to, label, current=current)


def _shown(query: MetricQuery) -> Iterator[Option]:
    """Ticked ones are taken out again by a second pick."""
    for show, label in SHOWN.items():
        yield Option(show.value, label, current=_is_shown(show, query))


def _is_shown(show: Show, query: MetricQuery) -> bool:
    return any(show in each.show for each in query.comparisons)


def edit_comparison(query: MetricQuery, edit: Edit) -> MetricQuery:
    found = list(query.comparisons)
    if not edit.to:
        del found[edit.at]
    else:
        shows = found[0].show if found else (Show.COMPARISON, Show.CHANGE, Show.GROWTH)
        found[edit.at : edit.at + 1] = [OFFERED[edit.to][1].model_copy(update={"show": shows})]
    return query.model_copy(update={"comparisons": tuple(found)})


def edit_shown(query: MetricQuery, edit: Edit) -> MetricQuery:
    show = Show(edit.to)
    gone = _is_shown(show, query)
    changed = tuple(
        each.model_copy(update={"show": _toggled(each.show, show, gone=gone)})
        for each in query.comparisons
    )
    return query.model_copy(update={"comparisons": changed})


def _toggled(shows: tuple[Show, ...], show: Show, *, gone: bool) -> tuple[Show, ...]:
    kept = tuple(each for each in shows if each is not show)
    return kept if gone else (*kept, show)
