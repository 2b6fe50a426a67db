"""From a MetricQuery to one SELECT: the steps, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sqlglot import exp

from semantic_layer.calendars.periods import Clock
from semantic_layer.calendars.units import holding
from semantic_layer.compile.across import caveats_across
from semantic_layer.compile.along import begun_late, go_along
from semantic_layer.compile.average import average, caveats_of_means, means_of
from semantic_layer.compile.blocks import measure
from semantic_layer.compile.caveats import caveats_of_events
from semantic_layer.compile.compiled import Compiled, NamedPeriod
from semantic_layer.compile.count import count, counts_of
from semantic_layer.compile.cumulative import caveats
from semantic_layer.compile.differ import differ
from semantic_layer.compile.draft import Draft
from semantic_layer.compile.fill import fill
from semantic_layer.compile.finish import finish
from semantic_layer.compile.fold import fold
from semantic_layer.compile.keep import keep
from semantic_layer.compile.levels import caveats_of_levels, levels
from semantic_layer.compile.meet import meet
from semantic_layer.compile.members import query_of, steps_of
from semantic_layer.compile.overlaps import refuse_telling_differences
from semantic_layer.compile.parts import with_parts
from semantic_layer.compile.places import place
from semantic_layer.compile.plan import NOTHING, Built, Plan, plan
from semantic_layer.compile.rank import rank
from semantic_layer.compile.share import caveats_of_shares, share
from semantic_layer.compile.small_groups import count_small_groups, hidden_columns, suppress
from semantic_layer.compile.windows import Role
from semantic_layer.compile.words import metric_uses, result_columns
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit
from semantic_layer.query import MetricQuery

StepOf = Callable[[Draft], Draft]
STEPS: tuple[StepOf, ...] = (
    measure,
    meet,
    count_small_groups,
    fill,
    go_along,
    suppress,
    average,
    differ,
    share,
    place,
    keep,
    count,
    rank,
    fold,
    levels,
)


def compile_query(
    query: MetricQuery, index: ModelIndex, clock: Clock, built: Built = NOTHING
) -> Compiled:
    """One row for each tuple of time bucket and dimensions, on every engine the same.

    `index` is what the asker may see of the model, `built` the rollups that may be read: those of
    this very data and of these very definitions. Raises a QuestionError where the query cannot be
    answered rightly: UnreachableDimension, NotAdditive, OutsideData, NotModelled, NotYet.
    """
    whole = with_parts(query, index)
    planned = plan(whole.query, whole.index, clock, built)
    refuse_telling_differences(planned)
    tree = statement(planned)
    return Compiled(
        query=query,
        tree=tree,
        columns=whole.columns(result_columns(counts_of(means_of(planned)))),
        periods=tuple(_periods(planned)),
        comparison_rule=" ".join(planned.rules) or None,
        metrics=tuple(each for each in metric_uses(planned) if each.name not in whole.names),
        assumed=planned.chosen.assumed,
        caveats=tuple(dict.fromkeys(_caveats(planned))),
        today=clock.today,
        periods_within=tuple(_periods_within(planned)),
        hidden=hidden_columns(planned),
        rollups=tuple(_rollups(tree, planned)),
    )


def statement(planned: Plan, steps: Sequence[StepOf] = STEPS) -> exp.Select:
    """The plan as one tree, by the steps in order."""
    draft = Draft(planned)
    for members, name in _members(planned):
        draft = draft.then(*steps_of(statement(members), name))
    for step in steps:
        draft = step(draft)
    return finish(draft)


def _members(planned: Plan) -> Iterator[tuple[Plan, str]]:
    """The plans of what the members of filters are found by."""
    for wanted, name in planned.members:
        query = query_of(wanted, planned.query)
        yield plan(query, planned.index, planned.clock, planned.built), name


def _periods_within(planned: Plan) -> Iterator[NamedPeriod]:
    for members, _ in _members(planned):
        yield from _periods(members)
        yield from _periods_within(members)


def _rollups(tree: exp.Select, planned: Plan) -> Iterator[str]:
    """The rollups that the statement reads, its members' too."""
    read = {table.name for table in tree.find_all(exp.Table)} if planned.built else set[str]()
    yield from (name for name in planned.index.rollups if name in read)


def _periods(planned: Plan) -> Iterator[NamedPeriod]:
    for role in planned.roles:
        yield NamedPeriod("comparison" if role.suffix else "current", role.period)


def _caveats(planned: Plan) -> Iterator[str]:
    current, *others = planned.roles
    yield from begun_late(planned)
    for role in others:
        if not role.known:
            yield f"The data does not reach back to {role.label}, so there is no value to compare."
        elif role.known_from is not None:
            yield f"The data does not reach back to all of {role.label}; missing values are empty."
        if role.unpaired:
            yield f"What has no counterpart in {role.label} has no value to compare."
        if role.period.days != current.period.days:
            yield (
                f"The comparison covers {role.period.days} days against "
                f"{current.period.days}, so the lengths differ."
            )
    for key in planned.keys:
        if key.several is not None:
            yield f"{key.several}, so the rows do not add up to the total."
    yield from caveats_across(planned)
    yield from caveats_of_shares(planned)
    yield from caveats_of_levels(planned)
    yield from caveats_of_events(planned)
    yield from caveats_of_means(planned)
    grain = planned.query.grain
    leaves = dict.fromkeys(measure.leaf for measure in planned.formulas.measures)
    for role in planned.roles:
        yield from caveats(role, leaves, grain, planned.index, planned.clock)
    for block in planned.blocks:
        if grain is not None and _cuts(current, block.dataset.unit, planned.index):
            yield (
                f"{block.dataset.label} is kept by {block.dataset.unit}; "
                f"each {block.dataset.unit} counts in the {grain.unit} that it begins in."
            )


def _cuts(role: Role, unit: Unit, index: ModelIndex) -> bool:
    """Whether a bucket begins amid a unit of the model's own calendar."""
    if unit is Unit.DAY:
        return False
    starts = (bucket.start for bucket in role.buckets)
    return any(holding(index.calendar(None), unit, start).start < start for start in starts)
