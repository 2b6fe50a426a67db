"""Which rollup gives the same answer from fewer rows?

A block of plain totals is served by a rollup that keeps all its numbers and all that they are
split, filtered and chosen by, where its days are whole units of the rollup. Nothing else of the
statement changes: the rollup is read as its dataset would be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from semantic_layer.calendars.units import units_between
from semantic_layer.compile.block import Block, Rule
from semantic_layer.compile.formulas import Measure
from semantic_layer.compile.plan import Plan
from semantic_layer.model.index import Leaf, ModelIndex
from semantic_layer.model.lineage import dimensions_of
from semantic_layer.model.metrics import Simple
from semantic_layer.model.rollups import Rollup
from semantic_layer.period import Unit


def read_from(block: Block, plan: Plan) -> Block:
    """The block over the smallest rollup that serves it; itself where none does."""
    serving = [each for each in _built(plan) if _serves(each, block, plan)]
    if not serving:
        return block
    rollup = min(serving, key=lambda each: plan.built[each.dataset.name])
    measures = tuple(_stored(each, rollup) for each in block.measures)
    return replace(block, dataset=rollup.dataset, time=rollup.dataset.time, measures=measures)


def _built(plan: Plan) -> Iterator[Rollup]:
    yield from (each for name, each in plan.index.rollups.items() if name in plan.built)


def _stored(measure: Measure, rollup: Rollup) -> Measure:
    metric = measure.leaf.metric
    kept = rollup.metric(metric) if isinstance(metric, Simple) else metric
    return replace(measure, leaf=replace(measure.leaf, metric=kept))


def _serves(rollup: Rollup, block: Block, plan: Plan) -> bool:
    """People are counted from the dataset's own rows, so small groups are never served."""
    source = rollup.definition.dataset
    return (
        block.rule is Rule.FLOW
        and block.dataset.name == source
        and block.time == block.dataset.time
        and not plan.small_groups
        and all(_keeps(each.leaf, rollup) for each in block.measures)
        and all(_carries(name, rollup, plan.index) for name in _dimensions(block, rollup, plan))
        and all(_is_whole(first, last, rollup, plan.index) for first, last in _spans(block))
    )


def _keeps(leaf: Leaf, rollup: Rollup) -> bool:
    """What narrows the metric further may do so by dimensions only."""
    by_dimensions = Leaf(leaf.metric, leaf.filters, among=leaf.among, window=leaf.window)
    return isinstance(leaf.metric, Simple) and rollup.keeps(leaf.metric) and leaf == by_dimensions


def _dimensions(block: Block, rollup: Rollup, plan: Plan) -> Iterator[str]:
    """All that the numbers are split, filtered and chosen by, but for what they are kept with."""
    yield from (key.name for key in plan.keys if key.dimension is not None)
    yield from (each.dimension for each in plan.query.filters)
    for each in block.measures:
        yield from dimensions_of(_stored(each, rollup).leaf, plan.index.comparable)


def _carries(dimension: str, rollup: Rollup, index: ModelIndex) -> bool:
    """It is kept; or it is one of the day itself, which is found by the day alike."""
    own = index.path(rollup.dataset.name, dimension)
    if own is None or not own:
        return own is not None
    there = index.path(rollup.definition.dataset, dimension)
    return there is not None and [step.calendar for step in there] == [True]


def _spans(block: Block) -> Iterator[tuple[date, date]]:
    yield block.role.period.start, block.role.period.end
    yield from ((run.first, run.last) for run in block.role.period.runs)
    yield from ((bucket.first, bucket.last) for bucket in block.role.buckets)


def _is_whole(first: date, last: date, rollup: Rollup, index: ModelIndex) -> bool:
    unit = rollup.definition.unit
    if unit is Unit.DAY:
        return True
    units = units_between(index.calendar(rollup.definition.calendar), unit, first, last)
    return (units[0].start, units[-1].end) == (first, last)
