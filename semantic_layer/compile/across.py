"""Judge groups in each bucket of the period: "beat plan in every month of this year".

The metrics of such conditions are measured by a query of their own, with the same keys and the
buckets' grain, for each group in every bucket, rows or not. One step counts the buckets that hold:

    held_by_month AS (
      SELECT shop, COUNT(*) FILTER (WHERE amount > 100) AS months_held
      FROM every_month_metrics GROUP BY 1)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlglot import exp

from semantic_layer.calendars.buckets import buckets
from semantic_layer.calendars.units import holding
from semantic_layer.compile.block import Key, Spine
from semantic_layer.compile.blocks import measure
from semantic_layer.compile.differ import differ
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every
from semantic_layer.compile.keys import may_be_null, same_key, stand_in_for
from semantic_layer.compile.meet import meet
from semantic_layer.compile.members import renamed
from semantic_layer.compile.plan import Plan, plan
from semantic_layer.compile.share import share
from semantic_layer.compile.thresholds import is_met
from semantic_layer.compile.values import value
from semantic_layer.errors import NotYet
from semantic_layer.query import (
    TIME,
    Comparison,
    Grain,
    MetricQuery,
    Share,
    Show,
    Threshold,
)


@dataclass(frozen=True, slots=True)
class Across:
    """Conditions that must hold in the same buckets: in `at_least` so many, or (none) in all."""

    name: str  # "month", which begins and ends the names of its steps
    grain: Grain
    at_least: int | None
    thresholds: tuple[Threshold, ...]

    @property
    def spine(self) -> str:
        return f"every_{self.name}"

    @property
    def held(self) -> str:
        return f"held_by_{self.name}"

    @property
    def count(self) -> str:
        return f"{self.grain.unit}s_held"


@dataclass(frozen=True, slots=True)
class Judged:
    """The step with one row for each group that was judged, joined; and what must be true of it."""

    join: exp.Join
    condition: exp.Expr


def across(draft: Draft) -> tuple[Draft, tuple[Judged, ...]]:
    """The steps that judge the groups of the last step, and how to read them."""
    source, judged = draft.last, list[Judged]()
    for each in conditions_across(draft.plan.query):
        inner = _inner(each, draft.plan)
        draft = _counted(each, inner, source, draft)
        needed = each.at_least or len(inner.roles[0].buckets)
        enough = exp.GTE(this=exp.column(each.count, table=each.held), expression=value(needed))
        judged.append(Judged(_join(each, inner, source), enough))
    return draft, tuple(judged)


def conditions_across(query: MetricQuery) -> Iterator[Across]:
    groups: dict[tuple[Grain, int | None], list[Threshold]] = {}
    for threshold in query.thresholds:
        if threshold.each is not None:
            groups.setdefault((threshold.each, threshold.at_least), []).append(threshold)
    names = list[str]()
    for (grain, at_least), thresholds in groups.items():
        before = names.count(grain.unit)
        name = f"{grain.unit}_{before + 1}" if before else str(grain.unit)
        names.append(grain.unit)
        yield Across(name, grain, at_least, tuple(thresholds))


def caveats_across(planned: Plan) -> Iterator[str]:
    """A bucket that the period cuts is judged too; of more buckets than there are none can hold."""
    resolved, index = planned.chosen.resolved, planned.index
    for each in conditions_across(planned.query):
        unit, calendar = each.grain.unit, index.calendar(each.grain.calendar)
        found = buckets(resolved, each.grain, index)
        whole = holding(calendar, unit, resolved.start), holding(calendar, unit, resolved.end)
        if whole[0].start < resolved.start or resolved.end < whole[1].end:
            yield f"A {unit} that is not whole is judged by its days in the period."
        if each.at_least is not None and each.at_least > len(found):
            yield f"No group can have {each.at_least} {unit}s: the period has {len(found)}."


def _inner(each: Across, outer: Plan) -> Plan:
    """The plan that measures the conditions' metrics for each group in every bucket."""
    nullable = frozenset(key.name for key in _groups(outer) if may_be_null(key, outer))
    inner = plan(_query(each, outer), outer.index, outer.clock, outer.built)
    if inner.small_groups:
        raise NotYet(
            f"Conditions on each {each.grain.unit} are not answered where groups may be too small "
            "to show: they would tell of single people. Ask for a condition on the whole period."
        )
    return replace(inner, spine=Spine(each.spine, nullable))


def _query(each: Across, outer: Plan) -> MetricQuery:
    """The query that measures what the conditions speak of."""
    comparisons = tuple(_comparisons(each, outer.query))
    compared = [own.metric for own in each.thresholds if own.show is not Show.VALUE]
    metrics = compared or [own.metric for own in each.thresholds]
    return MetricQuery(
        metrics=tuple(dict.fromkeys(metrics)),
        dimensions=outer.query.dimensions,
        filters=outer.query.filters,
        thresholds=tuple(
            own.model_copy(update={"each": None, "at_least": None}) for own in each.thresholds
        ),
        period=outer.chosen.asked if comparisons else outer.chosen.days,
        grain=each.grain,
        comparisons=comparisons,
        shares=tuple(_shares(each, outer.query)),
    )


def _comparisons(each: Across, query: MetricQuery) -> Iterator[Comparison]:
    """Those that a condition speaks of, with no more columns than it needs."""
    shows = {threshold.show for threshold in each.thresholds} - {Show.VALUE, Show.SHARE}
    for position, comparison in enumerate(query.comparisons):
        shown = shows & {*comparison.show} - {Show.COMPARISON}
        if shown or (shows and position == 0):
            kept = tuple(show for show in comparison.show if show in shown)
            yield comparison.model_copy(update={"show": kept})


def _shares(each: Across, query: MetricQuery) -> Iterator[Share]:
    """Shares of each bucket's own total."""
    for threshold in each.thresholds:
        if threshold.show is Show.SHARE:
            of = next((own.of for own in query.shares if own.metric == threshold.metric), ())
            yield Share(metric=threshold.metric, of=(*of, *({TIME} - {*of})))


def _counted(each: Across, inner: Plan, source: Step, draft: Draft) -> Draft:
    """The inner plan's steps, and the one that counts."""
    measured = share(differ(meet(measure(Draft(inner)))))
    own = {step.name: f"{each.spine}_{step.name}" for step in measured.steps}
    unit = each.grain.unit
    return draft.then(
        Step(each.spine, f"each group in every {unit}", _every_bucket(inner, source, draft.plan)),
        *(Step(own[step.name], step.says, renamed(step.select, own)) for step in measured.steps),
        Step(
            each.held, f"the {unit}s in which it holds", _held(each, inner, own[measured.last.name])
        ),
    )


def _every_bucket(inner: Plan, source: Step, outer: Plan) -> exp.Select:
    """The groups of the source times the buckets."""
    bucket, *groups = inner.keys
    days = [(value(each.start),) for each in inner.roles[0].buckets]
    listed = exp.values(days, "buckets", [bucket.name])
    select = exp.select(
        exp.column(bucket.name, table="buckets"),
        *(exp.column(key.name, table=source.name) for key in groups),
    ).from_(source.name)
    select = select.join(exp.Join(this=listed, kind="CROSS"), copy=False)
    return _grouped(select, len(inner.keys)) if outer.query.grain else select


def _held(each: Across, inner: Plan, measured: str) -> exp.Select:
    met = every([is_met(threshold, inner.figures) for threshold in each.thresholds])
    count = exp.Filter(this=exp.Count(this=exp.Star()), expression=exp.Where(this=met))
    keys = [exp.column(key.name) for key in _groups(inner)]
    return _grouped(exp.select(*keys, exp.alias_(count, each.count)).from_(measured), len(keys))


def _grouped(select: exp.Select, keys: int) -> exp.Select:
    return select.group_by(*(exp.Literal.number(at + 1) for at in range(keys)), copy=False)


def _join(each: Across, inner: Plan, source: Step) -> exp.Join:
    pairs = [
        node
        for key in _groups(inner)
        for node in same_key(
            exp.column(key.name, table=source.name),
            exp.column(key.name, table=each.held),
            stand_in_for(key, inner),
        )
    ]
    table = exp.to_table(each.held)
    return exp.Join(this=table, on=every(pairs)) if pairs else exp.Join(this=table, kind="CROSS")


def _groups(planned: Plan) -> list[Key]:
    """What is judged: tuples of dimensions, whatever the grain of the rows."""
    return [key for key in planned.keys if key.dimension is not None]
