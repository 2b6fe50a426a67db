"""Lists with one row a bucket, where the days of a bucket may be several runs.

Last year's days are such runs where holidays are moved onto each other. The list of buckets then
has a row for each run, which is right for finding a day's bucket and wrong for all that there is
once a bucket: its first and last day, how many days it has.
For every other role these lists are the list of buckets itself.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from sqlglot import exp

from semantic_layer.calendars.periods import Bucket
from semantic_layer.compile.buckets import FIRST, LAST, bucket_list, buckets_of, list_name
from semantic_layer.compile.draft import Step
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import Role

DAYS = "days"
Values = Callable[[list[Bucket]], tuple[exp.Expr, ...]]


def whole_list(role: Role, plan: Plan) -> Step:
    """The first and the last of each bucket's days."""

    def ends(runs: list[Bucket]) -> tuple[exp.Expr, ...]:
        return value(min(run.first for run in runs)), value(max(run.last for run in runs))

    return _list(role, plan, "whole", "the first and last day of each", [FIRST, LAST], ends)


def days_list(role: Role, plan: Plan) -> Step:
    """How many days each bucket has."""

    def count(runs: list[Bucket]) -> tuple[exp.Expr, ...]:
        return (exp.Literal.number(sum((run.last - run.first).days + 1 for run in runs)),)

    return _list(role, plan, DAYS, "how many days each has", [DAYS], count)


def days_in(role: Role, plan: Plan) -> exp.Expr:
    """The number of days of a bucket, as a column of `days_list`."""
    listed = days_list(role, plan).name
    if role.period.runs:
        return exp.column(DAYS, table=listed)
    span = exp.Sub(this=exp.column(LAST, table=listed), expression=exp.column(FIRST, table=listed))
    return exp.Paren(this=exp.Add(this=span, expression=exp.Literal.number(1)))


def _list(
    role: Role, plan: Plan, ending: str, says: str, columns: list[str], values: Values
) -> Step:
    if not role.period.runs:
        return bucket_list(role, plan)
    grain = plan.query.grain
    unit = grain.unit.value if grain else "period"
    names = [unit, *columns] if grain else columns
    rows = []
    for name, runs in groupby(buckets_of(role, plan), lambda bucket: bucket.start):
        keyed = (value(name),) if grain else ()
        rows.append((*keyed, *values(list(runs))))
    listed = exp.values(rows, "buckets", names)
    select = exp.select(*(exp.column(name, table="buckets") for name in names)).from_(listed)
    return Step(f"{list_name(role, plan)}_{ending}", f"{says} {unit}", select)
