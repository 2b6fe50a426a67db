"""Aggregate each block's measures on its own dataset, one row for each tuple of keys.

    sales_lines_totals AS (
      SELECT stores.region AS region, SUM(sales_lines.net_amount) AS net_sales
      FROM sales_lines JOIN stores ON stores.store_id = sales_lines.store_id
      WHERE sales_lines.sold_on BETWEEN $1 AND $2 GROUP BY 1)

Conditions that all measures of a block share are conditions on its rows, so that groups which only
other rows would make do not arise; the others filter their own aggregate.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.compile.aggregates import aggregate, conditions_of
from semantic_layer.compile.block import Block, Key, Rule
from semantic_layer.compile.buckets import (
    day_of,
    in_period,
)
from semantic_layer.compile.choices import choice_joins, choice_steps, filtered, is_by_join
from semantic_layer.compile.crossings import (
    crossing_joins,
    crossing_steps,
    member_of,
    row_filters,
)
from semantic_layer.compile.daily import is_by_day, name_of_daily, of_buckets, of_days
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.each import LOOKING_AT_EACH, looked_at, of_each, over_each
from semantic_layer.compile.events import WHO
from semantic_layer.compile.expressions import every, named, placed
from semantic_layer.compile.extremes import EXTREMES
from semantic_layer.compile.joins import joins_for, label_of, labelled, path_to
from semantic_layer.compile.members import member_joins
from semantic_layer.compile.pieces import added_up, pieces_of
from semantic_layer.compile.placing import Placing, known, marks, place, time_of
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.rollups import read_from
from semantic_layer.compile.small_groups import path_to_people, people_in
from semantic_layer.compile.snapshots import (
    TAKEN,
)
from semantic_layer.compile.values import value
from semantic_layer.model.lineage import dimensions_of
from semantic_layer.model.windows import in_words
from semantic_layer.query import Filter


def measure(draft: Draft) -> Draft:
    """One step for each block, after the lists of days that it joins."""
    for planned in draft.plan.blocks:
        block = read_from(planned, draft.plan)
        draft = draft.then(*_steps_beyond(block, draft.plan), *_steps(block, draft.plan))
    return draft


def _steps(block: Block, plan: Plan) -> Iterator[Step]:
    if block.rule is Rule.ADDED:
        pieces = pieces_of(block)
        yield from _steps(pieces, plan)
        yield from added_up(block, pieces, _says(block), plan)
    elif is_by_day(block, plan):
        yield from _by_day(block, plan)
    elif block.rule in LOOKING_AT_EACH:
        yield from _for_each(block, plan)
    else:
        yield from _at_once(block, plan)


def _at_once(block: Block, plan: Plan) -> Iterator[Step]:
    placing = place(block, plan)
    own, shared = _conditions(block, plan)
    yield from placing.steps
    yield Step(block.name, _says(block), _select(block, placing, own, shared, plan))


def _for_each(block: Block, plan: Plan) -> Iterator[Step]:
    placing, inner = place(block, plan), f"{block.name}_each"
    own, shared = _conditions(block, plan)
    yield from placing.steps
    says = f"a row for each {looked_at(block)}"
    yield Step(inner, says, _select(block, placing, own, shared, plan))
    keys = [exp.column(key.name, table=inner) for key in plan.keys]
    select = exp.select(*keys, *over_each(block, inner, own, plan)).from_(inner)
    yield Step(block.name, _says(block), _grouped(select, len(keys)))


def _by_day(block: Block, plan: Plan) -> Iterator[Step]:
    time = time_of(block)
    placing = Placing(conditions=(in_period(block, time),), bucket=day_of(block.dataset, time))
    own, shared = _conditions(block, plan)
    of_day, by_day = of_days(block, plan)
    select = _select(of_day, placing, own, shared, by_day)
    yield Step(name_of_daily(block), f"{_says(block)}, by day", select)
    yield from of_buckets(block, plan)


def _says(block: Block) -> str:
    labels = dict.fromkeys(each.leaf.metric.label.lower() for each in block.measures)
    if block.rule is Rule.PIECES:
        return f"{', '.join(labels)} of each piece of time that the windows are made of"
    window = "" if block.window is None else in_words(block.window)
    return ", ".join(filter(None, (*labels, block.role.label, window)))


def _conditions(block: Block, plan: Plan) -> tuple[dict[str, list[exp.Expr]], list[exp.Expr]]:
    """Each measure's own conditions, and those that all of them share."""
    stand_ins = marks(block, plan)
    own = {each.name: conditions_of(each, block, stand_ins, plan) for each in block.measures}
    shared = set.intersection(*(set(each) for each in own.values()))
    narrowed = {
        name: [node for text, node in each.items() if text not in shared]
        for name, each in own.items()
    }
    first = own[block.measures[0].name]
    return narrowed, [node for text, node in first.items() if text in shared]


def _select(
    block: Block,
    placing: Placing,
    narrowed: dict[str, list[exp.Expr]],
    shared: list[exp.Expr],
    plan: Plan,
) -> exp.Select:
    keys = [_named_key(key, block, placing, plan) for key in plan.keys]
    if block.rule in LOOKING_AT_EACH:
        called = TAKEN if block.rule in EXTREMES else WHO
        keys.append(placed(looked_at(block), block.dataset.name).as_(called))
        numbers = list(of_each(block, narrowed, plan))
    else:
        numbers = _numbers(block, narrowed, plan)
    members = list(member_joins(block, plan))
    conditions = [
        *placing.conditions,
        *shared,
        *_counted_by_one(list(narrowed.values())),
        *(
            filtered(each, block.dataset.name, plan)
            for each in row_filters(block, plan)
            if not is_by_join(each, block.dataset.name, plan)
        ),
        *(node for _, node in members if node is not None),
        *_answered(block, placing),
    ]
    select = exp.select(*keys, *numbers, copy=False).from_(exp.to_table(block.dataset.name))
    for join in (*placing.joins, *_joins(block, plan), *(join for join, _ in members)):
        select = select.join(join, copy=False)
    if conditions:
        select = select.where(every(conditions), copy=False)
    return _grouped(select, len(keys))


def _counted_by_one(narrowed: list[list[exp.Expr]]) -> Iterator[exp.Expr]:
    """Rows that no measure counts make no group."""
    if all(narrowed):
        either = [every([node.copy() for node in each]) for each in narrowed]
        yield exp.Paren(this=exp.or_(*either, copy=False))


def _answered(block: Block, placing: Placing) -> Iterator[exp.Expr]:
    """Buckets that begin before the data make no group: they have no value to compare."""
    if block.role.known_from is not None and block.window is None:
        bucket = exp.Paren(this=known(placing.bucket).copy())
        yield exp.GTE(this=bucket, expression=value(block.role.known_from))


def _numbers(block: Block, narrowed: dict[str, list[exp.Expr]], plan: Plan) -> list[exp.Expr]:
    """The measures, and how many people stand behind them."""
    numbers = [
        aggregate(each, block, narrowed[each.name], plan).as_(block.column(each))
        for each in block.measures
    ]
    people = people_in(block, plan, narrowed).items()
    return [*numbers, *(node.as_(name) for name, node in people)]


def _grouped(select: exp.Select, keys: int) -> exp.Select:
    """A total of no rows is no row."""
    if keys:
        numbers = (exp.Literal.number(position + 1) for position in range(keys))
        return select.group_by(*numbers, copy=False)
    some = exp.GT(this=exp.Count(this=exp.Star()), expression=exp.Literal.number(0))
    return select.having(some, copy=False)


def _named_key(key: Key, block: Block, placing: Placing, plan: Plan) -> exp.Expr:
    other = placing.called if key.dimension is None else None
    return named(_key(key, block, placing, plan), other or key.name)


def _key(key: Key, block: Block, placing: Placing, plan: Plan) -> exp.Expr:
    if key.dimension is None:
        return known(placing.bucket)
    member = member_of(key, block, plan)
    if member is None:
        return label_of(block.dataset.name, key.dimension, plan.index)
    return labelled(member, block.dataset.name, key.dimension, plan.index)


def _joins(block: Block, plan: Plan) -> list[exp.Join]:
    names = [key.name for key in plan.keys if key.dimension is not None]
    names += [each.dimension for each in plan.query.filters]
    for own in block.measures:
        names += dimensions_of(own.leaf, plan.index.comparable)
    paths = [path_to(block.dataset.name, name, plan.index) for name in dict.fromkeys(names)]
    people = (path_to_people(block, small, plan) for small in plan.small_groups)
    paths += [path for path in people if path is not None]
    chosen = choice_joins(_filters(block, plan), block.dataset.name, plan)
    return [*joins_for(paths, block.time, plan.index), *crossing_joins(block, plan), *chosen]


def _steps_beyond(block: Block, plan: Plan) -> Iterator[Step]:
    """What a block joins of what its rows may have several of."""
    yield from crossing_steps(block, plan)
    yield from choice_steps(_filters(block, plan), block.dataset.name, plan)


def _filters(block: Block, plan: Plan) -> tuple[Filter, ...]:
    """All filters on a block's rows: the query's and the measures' own."""
    own = (each for measure in block.measures for each in measure.leaf.all_filters)
    return tuple(dict.fromkeys((*row_filters(block, plan), *own)))
