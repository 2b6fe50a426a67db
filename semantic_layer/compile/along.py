"""Running totals and moving averages along the filled series, before any row is left out.

    SUM(net_sales) OVER (PARTITION BY region ORDER BY month
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS net_sales_running

They are taken of the measures, and the metric's formula is computed from those: the running margin
rate is the running margin over the running sales, and averages no rates. A bucket in which a group
has no row counts as nothing. Where a window holds a bucket before the data, or one that is too
small to show, there is no number; nor beside a bucket that has none to stand beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.calendars.describe import describe_days
from semantic_layer.calendars.units import holding
from semantic_layer.compile.additive import degree_of, refuse_going_along
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every, quotient, zero_if_missing
from semantic_layer.compile.figures import ALONG, Figure
from semantic_layer.compile.fill import restarts, starts_column
from semantic_layer.compile.labels import ordered
from semantic_layer.compile.meet import is_unpaired, known_from_in
from semantic_layer.compile.plan import Plan, measures_needed_later, metric_columns
from semantic_layer.compile.small_groups import count_of_small
from semantic_layer.compile.values import value
from semantic_layer.compile.windows import Role
from semantic_layer.errors import NotYet
from semantic_layer.model.gaps import gap_of
from semantic_layer.query import Moving, Running, Show

WENT = "along"
WISH = {Show.RUNNING: "A running total of", Show.MOVING: "A moving average of"}


@dataclass(frozen=True, slots=True)
class Window:
    """The buckets of a group up to one: all since the start, or the last `count`."""

    order: exp.Ordered
    within: tuple[str, ...]
    count: int | None

    def over(self, call: exp.Expr) -> exp.Window:
        start = "UNBOUNDED" if self.count is None else value(self.count - 1)
        spec = exp.WindowSpec(kind="ROWS", start=start, start_side="PRECEDING", end="CURRENT ROW")
        return exp.Window(
            this=call,
            partition_by=[exp.column(name) for name in self.within],
            order=exp.Order(expressions=[self.order.copy()]),
            spec=spec,
        )


def go_along(draft: Draft) -> Draft:
    """Unchanged where nothing goes along the series."""
    plan = draft.plan
    wanted = [figure for figure in plan.figures if figure.show in ALONG]
    if not wanted:
        return draft
    if plan.query.ranking is not None and plan.query.ranking.others:
        raise NotYet(
            "The rest of a ranking is not answered yet beside running totals or moving averages."
        )
    for figure in wanted:
        refuse_going_along(figure.metric, WISH[figure.show], plan)
    kept = [exp.column(name) for name in _kept(draft)]
    more = [_figure(figure, draft).as_(figure.name) for figure in wanted]
    says = "running totals and moving averages"
    return draft.then(Step(WENT, says, exp.select(*kept, *more).from_(draft.last.name)))


def begun_late(plan: Plan) -> Iterator[str]:
    """A total to date that begins with the period, amid its year, is not yet one of the year."""
    grain, buckets = plan.query.grain, plan.roles[0].buckets
    if grain is None or not buckets:
        return
    first = buckets[0].first
    for unit in restarts(plan):
        if holding(plan.index.calendar(grain.calendar), unit, first).start < first:
            day = describe_days(first, first)
            yield f"The first {unit} to date begins with the period, on {day}."


def _kept(draft: Draft) -> Iterator[str]:
    """All columns but those that serve the windows only."""
    plan = draft.plan
    shown = {name for name, _, _ in metric_columns(plan)}
    measures = {block.column(each) for block, each in measures_needed_later(plan)}
    served = {*map(starts_column, restarts(plan)), *(measures - shown)}
    yield from (name for name in draft.columns if name not in served)


def _figure(figure: Figure, draft: Draft) -> exp.Expr:
    plan = draft.plan
    columns = {name: (metric, role) for name, metric, role in metric_columns(plan)}
    metric, role = columns[figure.base]
    if not plan.has_value(metric, role):
        return exp.cast(exp.null(), "DOUBLE")
    window = _window(figure.part, plan)
    number = _over(window, metric, role, plan)
    conditions = list(_conditions(window, metric, role, draft))
    return exp.Case(ifs=[exp.If(this=every(conditions), true=number)]) if conditions else number


def _window(part: object, plan: Plan) -> Window:
    bucket, *others = plan.keys
    within = [key.name for key in others]
    if isinstance(part, Running) and part.restart is not None:
        within.append(starts_column(part.restart))
    count = part.count if isinstance(part, Moving) else None
    return Window(ordered(exp.column(bucket.name)), tuple(within), count)


def _over(window: Window, metric: str, role: Role, plan: Plan) -> exp.Expr:
    """The metric's formula over its measures in the window.

    A rate's mean is the rate of the sums, and an amount's mean is the sum over the number of
    buckets. Only a formula that is neither is computed from the means of its measures.
    """
    formula, count = plan.formulas.of(metric, role.suffix), window.count
    degree = 0 if count is None else degree_of(formula)
    call = exp.Sum if degree in (0, 1) else exp.Avg
    empty = _with_gaps(plan)

    def place(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column):
            return node
        return window.over(call(this=zero_if_missing(node) if node.name in empty else node))

    number = formula.transform(place)
    return quotient(number, value(count)) if degree == 1 else number


def _with_gaps(plan: Plan) -> frozenset[str]:
    """The columns that are null where a metric has no row."""
    metrics = plan.index.metrics
    return frozenset(
        name
        for name, metric, _ in metric_columns(plan)
        if gap_of(metrics[metric], metrics) == "null"
    )


def _conditions(window: Window, metric: str, role: Role, draft: Draft) -> Iterator[exp.Expr]:
    """What the window must hold: enough buckets, all within the data and large enough to show."""
    plan = draft.plan
    known_from = known_from_in(metric, role, plan)
    if window.count is not None:
        there = window.over(exp.Count(this=exp.Star()))
        yield exp.EQ(this=there, expression=value(window.count))
    if known_from is not None:
        first = window.over(exp.Min(this=exp.column(plan.keys[0].name)))
        yield exp.GTE(this=first, expression=value(known_from))
    if role.unpaired:
        bucket = exp.column(plan.keys[0].name)
        yield _has_partners(window, bucket, role)
    if plan.small_groups:
        small = window.over(count_of_small(draft))
        yield exp.EQ(this=small, expression=exp.Literal.number(0))


def _has_partners(window: Window, bucket: exp.Column, role: Role) -> exp.Expr:
    """A total leaves nothing out for want of a partner; an average would be of fewer buckets."""
    alone = is_unpaired(bucket, role)
    if window.count is None:
        return exp.not_(alone, copy=False)
    one = exp.Case(
        ifs=[exp.If(this=alone, true=exp.Literal.number(1))], default=exp.Literal.number(0)
    )
    return exp.EQ(this=window.over(exp.Sum(this=one)), expression=exp.Literal.number(0))
