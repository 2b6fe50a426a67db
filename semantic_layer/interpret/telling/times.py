"""Which days are asked about, and with which are they compared, in words?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.calendars.compare import compare_period, own_basis
from semantic_layer.calendars.describe import describe_days, describe_period
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.previous import named_range
from semantic_layer.calendars.resolve import period_unsaid, resolve_flow
from semantic_layer.errors import OutsideData
from semantic_layer.interpret.telling.names import listed
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Period, Unit
from semantic_layer.query import Basis, Comparison, ComparisonKind, MetricQuery, Show

UNKNOWN = "days that the data does not hold"
LAST_YEARS = {
    Basis.LIKE_FOR_LIKE: "the same days last year",
    Basis.SAME_WEEK_NUMBER: "the same week number last year",
    Basis.SAME_DATES: "the same dates last year",
    Basis.EVENT: "last year, holiday-aligned",
}


def time(query: MetricQuery, index: ModelIndex, clock: Clock) -> str:
    if query.period is None and timeless(query.metrics, index):
        return "as of now"
    days = days_held(query, index, clock)
    return describe_period(days) if days else UNKNOWN


def days_held(query: MetricQuery, index: ModelIndex, clock: Clock) -> ResolvedPeriod | None:
    """The days asked about; nothing where the data holds none of them."""
    try:
        return days_of(query, index, clock)
    except OutsideData:
        return None


def days_of(query: MetricQuery, index: ModelIndex, clock: Clock) -> ResolvedPeriod:
    """The days asked about, by the units that they are whole of; of plans those to come are known.

    Days that are no whole units belong to no calendar.
    """
    period = query.period or period_unsaid(query.metrics, index)
    found = resolve_flow(period, index, clock, planned=index.plans.issuperset(query.metrics))
    if found.label != describe_days(found.start, found.end):
        return found
    whole = named_range(replace(found, end=found.whole_end), index)
    if whole.label == describe_days(found.start, found.whole_end):
        return replace(found, end=found.whole_end, label=whole.label, calendar=None)
    to_date = "" if found.end == found.whole_end else " to date"
    return replace(found, label=f"{whole.label}{to_date}")


def timeless(metrics: tuple[str, ...], index: ModelIndex) -> bool:
    """Whether no period applies: what the numbers count is kept as it stands, without its past."""
    leaves = [leaf for name in metrics for leaf in index.leaves(name)]
    return bool(leaves) and all(leaf.metric.time == "none" for leaf in leaves)


def comparisons(query: MetricQuery, index: ModelIndex, clock: Clock) -> Iterator[str]:
    """Last, so that no filter is read as one of the comparison alone."""
    named = days_held(query, index, clock)
    if not query.comparisons or named is None:
        return
    period = query.period or period_unsaid(query.metrics, index)
    resolved = resolve_flow(period, index, clock, planned=index.plans.issuperset(query.metrics))
    for each in query.comparisons:
        compared = _compared(each, period, resolved, index, clock)
        extra = [show.value for show in (Show.CHANGE, Show.GROWTH) if show in each.show]
        shown = f" with {listed(extra)}" if extra else ""
        yield f"compared with {_against(each, compared, resolved, named, index)}{shown}"


def _compared(
    each: Comparison, period: Period, resolved: ResolvedPeriod, index: ModelIndex, clock: Clock
) -> ResolvedPeriod | None:
    """Nothing where there are no such days: the year before has no week of a 53rd one's number."""
    try:
        return compare_period(each, period, resolved, index, clock).period
    except OutsideData:
        return None


def _against(
    each: Comparison,
    compared: ResolvedPeriod | None,
    resolved: ResolvedPeriod,
    named: ResolvedPeriod,
    index: ModelIndex,
) -> str:
    days = describe_days(compared.start, compared.end) if compared else "no such days"
    match each.kind:
        case ComparisonKind.PLAN:
            return "plan"
        case ComparisonKind.PERIOD:
            return _other(compared, days, named) if compared else UNKNOWN
        case ComparisonKind.PREVIOUS_PERIOD:
            return f"the previous period ({days})"
    basis = each.basis or own_basis(resolved, index)
    plain = basis is own_basis(named, index)
    return f"{'last year' if plain else LAST_YEARS[basis]} ({days})"


def _other(compared: ResolvedPeriod, days: str, named: ResolvedPeriod) -> str:
    """The period as it was named, and the days of it; a whole year lends its number to no month."""
    whole_of = compared.label.partition(" days of ")[2]
    label = whole_of or compared.label
    if label == days or _is_of_dates(whole_of):
        return days
    whole = compared.unit is Unit.YEAR and named.unit is not Unit.YEAR
    return f"{'all of ' if whole else ''}{label} ({days})"


def _is_of_dates(label: str) -> bool:
    """ "2 May to 9 August 2025", not "2025": days that have no other name."""
    return " " in label and label.split(" ")[0].isdigit()
