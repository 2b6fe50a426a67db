"""Average a metric over the members of a dimension, or over the buckets of time.

"Net sales per store by region", "average orders a day": the rows that the query would have are the
members; each metric is the mean over those that have a value. What follows is about the means:

    averaged AS (
      SELECT region, SUM(net_sales) / COUNT(net_sales) AS net_sales
      FROM metrics WHERE store IS NOT NULL GROUP BY 1)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlglot import exp

from semantic_layer.calendars.units import holding
from semantic_layer.compile.block import Key
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every, present, quotient
from semantic_layer.compile.labels import last_labels
from semantic_layer.compile.plan import Plan, metric_columns
from semantic_layer.errors import NotUnderstood, NotYet
from semantic_layer.period import Unit
from semantic_layer.query import TIME

AVERAGED = "averaged"


def average(draft: Draft) -> Draft:
    """Unchanged where the query averages over nothing."""
    plan = draft.plan
    if not plan.query.averaged:
        return draft
    if plan.small_groups:
        raise NotYet(
            "Means are not answered where groups may be too small to show: they would leave them "
            "out, or tell of single people. Ask for the groups themselves."
        )
    gone = [_key(name, plan) for name in plan.query.averaged]
    kept = [exp.column(key.name) for key in plan.keys if key not in gone]
    means = [
        quotient(exp.Sum(this=exp.column(name)), exp.Count(this=exp.column(name))).as_(name)
        for name, _, _ in metric_columns(plan)
    ]
    select = exp.select(*kept, *means, copy=False).from_(draft.last.name)
    select = select.where(every([each for key in gone for each in _is_member(key, plan)]))
    numbers = [exp.Literal.number(at + 1) for at in range(len(kept))]
    if numbers:
        select = select.group_by(*numbers, copy=False)
    else:  # of nobody there is no mean, as a group without members has none
        there = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(0))
        select = select.having(there, copy=False)
    shown = means_of(plan)
    says = f"means over the {_listed(plan)}"
    return replace(draft.then(Step(AVERAGED, says, select)), plan=shown)


def means_of(plan: Plan) -> Plan:
    """The plan of what is shown: without the keys that the query averages over."""
    query = plan.query
    if not query.averaged:
        return plan
    gone = [_key(name, plan) for name in query.averaged]
    figures = (
        replace(each, label=f"{each.label}, average of {_listed(plan)}") for each in plan.figures
    )
    return replace(
        plan,
        query=query.model_copy(
            update={"dimensions": query.shown_dimensions, "grain": query.shown_grain}
        ),
        keys=tuple(key for key in plan.keys if key not in gone),
        figures=tuple(figures),
    )


def caveats_of_means(plan: Plan) -> Iterator[str]:
    """A unit of time that is not over, or that the period cuts, counts as a whole one."""
    grain, buckets = plan.query.grain, plan.roles[0].buckets
    if TIME not in plan.query.averaged or grain is None or grain.unit is Unit.DAY:
        return
    calendar = plan.index.calendar(grain.calendar)
    for bucket in dict.fromkeys((*buckets[:1], *buckets[-1:])):
        whole = holding(calendar, grain.unit, bucket.start)
        days, of = (bucket.last - bucket.first).days + 1, (whole.end - whole.start).days + 1
        if days < of:
            yield (
                f"The {grain.unit} of {bucket.start.isoformat()} has {days} of its {of} days here "
                "and counts as a whole one in the mean."
            )


def _key(name: str, plan: Plan) -> Key:
    for key in plan.keys:
        if name == (TIME if key.dimension is None else key.name):
            return key
    raise NotUnderstood(
        f"There is no mean over “{name}”: it is not among what the metrics are split "
        f"by ({', '.join(plan.query.dimensions) or 'nothing'}). Split by it too."
    )


def _is_member(key: Key, plan: Plan) -> list[exp.Expr]:
    """The group without a member is none."""
    column = exp.column(key.name)
    labels = sorted(last_labels(key, plan))
    apart = [exp.NEQ(this=column.copy(), expression=exp.Literal.string(e)) for e in labels]
    return [present(column), *apart]


def _listed(plan: Plan) -> str:
    names = [
        plan.index.dimension(key.name).plural or plan.index.dimension(key.name).label.lower()
        if key.dimension is not None
        else f"{key.name}s"
        for key in (_key(name, plan) for name in plan.query.averaged)
    ]
    return " and ".join(names)
