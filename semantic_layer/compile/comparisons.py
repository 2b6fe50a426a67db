"""With what is a query compared, and what are the columns of each comparison called?"""

from __future__ import annotations

from datetime import timedelta

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.resolve import resolve
from semantic_layer.calendars.stretches import Stretch
from semantic_layer.calendars.units import units_between
from semantic_layer.compile.figures import Side
from semantic_layer.compile.periods import Chosen
from semantic_layer.compile.windows import Role, compared_role, current_role
from semantic_layer.errors import NotUnderstood
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Comparison, ComparisonKind, MetricQuery


def roles_and_sides(
    query: MetricQuery, chosen: Chosen, index: ModelIndex, clock: Clock
) -> tuple[tuple[Role, ...], tuple[Side, ...], tuple[str, ...]]:
    """The period asked for and those it is compared with; the sides; the rules in words."""
    roles = [current_role(chosen.resolved, query.grain, index)]
    sides: list[Side] = []
    rules: list[str] = []
    for comparison in query.comparisons:
        if comparison.kind is ComparisonKind.PLAN:
            sides.append(Side(comparison.kind, "", "plan", comparison.show))
            continue
        _refuse_part_of(chosen, comparison, index, clock)
        compared = compare_period(comparison, chosen.asked, chosen.resolved, index, clock)
        suffix, label = _named(comparison, compared.period, chosen.resolved, index)
        while suffix in {role.suffix for role in roles}:
            suffix += "_too"
        sides.append(Side(comparison.kind, suffix, label, comparison.show))
        rules.append(compared.rule)
        roles.append(
            compared_role(suffix, label, comparison, compared, roles[0], query.grain, index, clock)
        )
    return tuple(roles), tuple(sides), tuple(rules)


def _refuse_part_of(
    chosen: Chosen, comparison: Comparison, index: ModelIndex, clock: Clock
) -> None:
    """The whole weeks of a plan so far are no fair side to a whole period that is named."""
    if not chosen.planned or comparison.kind is not ComparisonKind.PERIOD:
        return
    asked = resolve(chosen.asked, index, clock, future=True)
    if asked.end < asked.whole_end:
        raise NotUnderstood(
            f"Beside the plan {asked.label} covers the whole weeks that are over, which I cannot "
            "set against another period. Name the days of both, or leave the plan out."
        )


def _named(
    comparison: Comparison,
    compared: ResolvedPeriod,
    current: ResolvedPeriod,
    index: ModelIndex,
) -> tuple[str, str]:
    """How a comparison's columns end, and what a person calls it."""
    if comparison.kind is ComparisonKind.LAST_YEAR:
        return "_last_year", "last year"
    just_before = compared.whole_end + timedelta(days=1) == current.start
    units = _whole_units(current, index)
    same_units = bool(units) and compared.unit == current.unit
    same_units = same_units and len(_whole_units(compared, index)) == len(units)
    if comparison.kind is ComparisonKind.PREVIOUS_PERIOD or (just_before and same_units):
        unit = current.unit.value if current.unit and len(units) == 1 else "period"
        return f"_previous_{unit}", f"previous {unit}"
    return "_compared", compared.label


def _whole_units(period: ResolvedPeriod, index: ModelIndex) -> tuple[Stretch, ...]:
    """The units of its calendar that the period is made of; none where it cuts one."""
    if period.unit is None:
        return ()
    calendar = index.calendar(period.calendar)
    units = units_between(calendar, period.unit, period.start, period.whole_end)
    whole = (units[0].start, units[-1].end) == (period.start, period.whole_end)
    return units if whole else ()
