"""Which period does a query cover, and what was assumed to choose it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.describe import describe_period
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.resolve import period_unsaid, resolve, resolve_flow
from semantic_layer.calendars.units import units_between
from semantic_layer.compile.formulas import Formulas, uses_period
from semantic_layer.errors import OutsideData
from semantic_layer.model.index import Leaf, ModelIndex
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.period import Dates, Period, Unit
from semantic_layer.query import Comparison, ComparisonKind, MetricQuery


@dataclass(frozen=True, slots=True)
class Chosen:
    """`asked` is the period as the query (or the default) says it; `resolved` are its days.

    `planned`: both sides of a comparison with plan were cut to whole weeks.
    """

    asked: Period
    resolved: ResolvedPeriod
    planned: bool = False
    assumed: tuple[str, ...] = ()

    @property
    def days(self) -> Period:
        """The period for a query beside this one that has no plan to be cut by."""
        if not self.planned:
            return self.asked
        return Dates(start=self.resolved.start, end=self.resolved.end)


def choose_period(
    query: MetricQuery, formulas: Formulas, index: ModelIndex, clock: Clock
) -> Chosen:
    leaves = tuple(measure.leaf for measure in formulas.measures)
    asked, assumed = query.period, tuple[str, ...]()
    if asked is None:
        asked, assumed = _default(query, leaves, index, clock)
    planned = all(_is_coarse(leaf, index) for leaf in leaves)
    resolved = resolve_flow(asked, index, clock, planned=planned)
    for each in query.comparisons:
        if each.period is not None:  # nothing is compared with nothing
            resolve(each.period, index, clock, future=planned)
            other = compare_period(each, asked, resolved, index, clock).period
            resolve(Dates(start=other.start, end=other.end), index, clock, future=planned)
    if not _meets_plan(query, leaves, index):
        said = tuple(_counted_where_begun(leaves, resolved, index))
        return Chosen(asked, resolved, assumed=(*assumed, *said))
    with_plan = Comparison(kind=ComparisonKind.PLAN)
    compared = compare_period(with_plan, asked, resolved, index, clock)
    return Chosen(asked, compared.period, planned=True, assumed=(*assumed, compared.rule))


def _default(
    query: MetricQuery, leaves: tuple[Leaf, ...], index: ModelIndex, clock: Clock
) -> tuple[Period, tuple[str, ...]]:
    """The period that all the metrics default to; else the default calendar's year to date."""
    if all(index.time_of(leaf.metric) is None and not uses_period(leaf) for leaf in leaves):
        today = Dates(start=clock.watermark, end=clock.watermark)
        return today, ("No period applies: these are numbers as of today.",)
    period = period_unsaid(query.metrics, index)
    days = describe_period(resolve(period, index, clock))
    if all(_is_last_count(leaf) for leaf in leaves):
        return period, (f"No period was named, so this is the last stock count by {days}.",)
    return period, (f"No period was named, so this is {days}.",)


def _is_last_count(leaf: Leaf) -> bool:
    return isinstance(leaf.metric, SemiAdditive) and leaf.metric.over_time == "last"


def _meets_plan(query: MetricQuery, leaves: tuple[Leaf, ...], index: ModelIndex) -> bool:
    """Sales and a weekly plan in one query count as a comparison of both."""
    if any(comparison.kind is ComparisonKind.PLAN for comparison in query.comparisons):
        return True
    coarse = [_is_coarse(leaf, index) for leaf in leaves if _is_flow(leaf, index)]
    return any(coarse) and not all(coarse)


def _counted_where_begun(
    leaves: tuple[Leaf, ...], resolved: ResolvedPeriod, index: ModelIndex
) -> Iterator[str]:
    """A plan by month says nothing of a week, and of part of a month it says too much."""
    start, end, calendar = resolved.start, resolved.whole_end, index.calendar(None)
    for leaf in dict.fromkeys(leaf for leaf in leaves if _is_coarse(leaf, index)):
        label, unit = leaf.metric.label, index.dataset(leaf.metric.dataset).unit
        units = units_between(calendar, unit, start, end)
        if units[-1].start < start:
            raise OutsideData(
                f"{label} is kept by {unit}, and no {unit} begins in {describe_period(resolved)}. "
                f"Ask for a {unit} or a longer period."
            )
        if (units[0].start, units[-1].end) != (start, end):
            yield f"{label} is kept by {unit}: each {unit} counts where it begins."


def _is_flow(leaf: Leaf, index: ModelIndex) -> bool:
    counted = isinstance(leaf.metric, SemiAdditive)
    return not counted and index.time_of(leaf.metric) is not None


def _is_coarse(leaf: Leaf, index: ModelIndex) -> bool:
    return _is_flow(leaf, index) and index.dataset(leaf.metric.dataset).unit is not Unit.DAY
