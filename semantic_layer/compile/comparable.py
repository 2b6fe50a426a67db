"""Which stores are comparable over a period, and how is a leaf measured over them alone?

    stores.opened_on <= $1 AND (stores.closed_on IS NULL OR stores.closed_on > $2)

The set is chosen once for the whole period, whatever it is split by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlglot import exp

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.describe import describe_day
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.units import holding, moved
from semantic_layer.compile.conditions import condition
from semantic_layer.compile.expressions import missing
from semantic_layer.compile.formulas import Formulas
from semantic_layer.compile.joins import expression_of
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import Role, compared_role
from semantic_layer.errors import OutsideData
from semantic_layer.model.definitions import ComparablePolicy, ComparableRule
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Dates, Unit
from semantic_layer.query import Basis, Comparison, ComparisonKind, Grain

YEAR_BEFORE = "_year_before"
LIKE_FOR_LIKE = Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.LIKE_FOR_LIKE)


@dataclass(frozen=True, slots=True)
class ComparableSet:
    """A policy's version, with its dates for one period."""

    policy: ComparablePolicy
    rule: ComparableRule
    opened_by: date
    open_after: date


def comparable_set(
    policy: ComparablePolicy, period: ResolvedPeriod, index: ModelIndex
) -> ComparableSet:
    """Raises OutsideData where no version of the policy is in force yet."""
    calendar = index.calendar(policy.calendar)
    in_force = [each for each in policy.versions if each.effective_from <= period.start]
    if not in_force:
        first = min(each.effective_from for each in policy.versions)
        raise OutsideData(
            f"{policy.label} are defined for periods from {describe_day(first)} on. "
            "Ask for a later period, or for all of them."
        )
    rule = max(in_force, key=lambda each: each.effective_from)
    month = moved(calendar, holding(calendar, Unit.MONTH, period.start), -rule.months)
    return ComparableSet(policy, rule, month.start, period.end)


def conditions(chosen: ComparableSet, dataset: str, index: ModelIndex) -> Iterator[exp.Expr]:
    """The set as conditions on the rows of a dataset and of what it joins."""
    opened = expression_of(dataset, index.dimension(chosen.policy.opened), index)
    yield exp.LTE(this=opened, expression=value(chosen.opened_by))
    if chosen.policy.closed is not None:
        closed = expression_of(dataset, index.dimension(chosen.policy.closed), index)
        later = exp.GT(this=closed, expression=value(chosen.open_after))
        yield exp.Paren(this=exp.Or(this=missing(closed.copy()), expression=later))
    for each in chosen.rule.filters:
        yield condition(each, dataset, index)


def in_words(chosen: ComparableSet) -> str:
    opened = f"opened by {describe_day(chosen.opened_by)}"
    closed = f" and not closed by {describe_day(chosen.open_after)}" if chosen.policy.closed else ""
    since = describe_day(chosen.rule.effective_from)
    return f"{chosen.policy.noun} {opened}{closed} ({chosen.policy.label}, in force since {since})"


def years_before(
    roles: tuple[Role, ...],
    formulas: Formulas,
    grain: Grain | None,
    index: ModelIndex,
    clock: Clock,
) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """For metrics that are growths themselves: the role a year before each, and the rules."""
    if not any(each.leaf.among and each.leaf.among.year_before for each in formulas.measures):
        return (), ()
    found, rules = [], []
    for role in roles:
        days = Dates(start=role.period.start, end=role.period.end)
        compared = compare_period(LIKE_FOR_LIKE, days, role.period, index, clock)
        label = f"the year before {role.label}" if role.label else "the year before"
        suffix = YEAR_BEFORE + role.suffix
        before = compared_role(suffix, label, LIKE_FOR_LIKE, compared, role, grain, index, clock)
        whole = None if role.shift is None else role.shift + (compared.shift or 0)
        found.append(replace(before, shift=whole, ending=role.suffix))
        rules.append(compared.rule)
    return tuple(found), tuple(rules)
