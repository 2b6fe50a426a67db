"""Which rows does a rollup have? One SELECT over the rows of its dataset, before any policy.

    SELECT sales.sold_on, shops.region AS region, SUM(sales.amount) AS amount
    FROM sales LEFT JOIN shops ON shops.shop_id = sales.shop_id
    WHERE NOT sales.sold_on IS NULL GROUP BY 1, 2

Rows without a partner stay, even where the model says that there are none: a total must not lack
what one of the dimensions beside it lacks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from sqlglot import exp

from semantic_layer.calendars.units import units_between
from semantic_layer.compile.aggregates import AGGREGATES
from semantic_layer.compile.conditions import condition
from semantic_layer.compile.expressions import every, named, placed, present, zero_if_missing
from semantic_layer.compile.joins import expression_of, joins_for, path_to
from semantic_layer.compile.values import value
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Simple
from semantic_layer.model.nulls import may_be_null
from semantic_layer.model.rollups import ROWS, Rollup, is_narrowed
from semantic_layer.period import Unit

UNITS, FIRST, LAST = "units", "first_day", "last_day"
SOME_DAY = date(2000, 1, 1)
FORM = "1"  # moves when the same definition gives other rows


def rollup_rows(rollup: Rollup, index: ModelIndex, first: date, last: date) -> exp.Select:
    """The rollup's rows for dates from `first` to `last`, by the bare names of datasets."""
    source = index.dataset(rollup.definition.dataset)
    day = exp.column(rollup.day, table=source.name)
    by_day = rollup.definition.unit is Unit.DAY
    first_day = day.copy() if by_day else exp.column(FIRST, table=UNITS)
    keys = [
        named(first_day, rollup.time),
        *(
            named(expression_of(source.name, index.dimension(name), index), name)
            for name in rollup.definition.dimensions
        ),
    ]
    select = exp.select(*keys, *_numbers(rollup, source, index)).from_(exp.to_table(source.name))
    for join in _joins(rollup, source, index):
        select = select.join(join, copy=False)
    if not by_day:
        select = select.join(_units(rollup, index, day, first, last), copy=False)
    numbers = [exp.Literal.number(position + 1) for position in range(len(keys))]
    return select.where(present(day), copy=False).group_by(*numbers, copy=False)


def fingerprint(rollup: Rollup, index: ModelIndex) -> str:
    """Of all that the rows follow from, but for the data: equal ones are the same rollup."""
    rows = rollup_rows(rollup, index, SOME_DAY, SOME_DAY)
    read = {table.name for table in rows.find_all(exp.Table)}
    tables = sorted(index.dataset(name).table for name in read)
    calendar = index.calendar(rollup.definition.calendar).model_dump_json()
    parts = (FORM, rows.sql(), rollup.definition.unit.value, calendar, *tables)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _numbers(rollup: Rollup, source: Dataset, index: ModelIndex) -> Iterator[exp.Expr]:
    for name in rollup.definition.metrics:
        metric = index.metric(name)
        if isinstance(metric, Simple):
            counted = list(_conditions(metric, source, index))
            yield _number(metric, source, counted).as_(name)
            if is_narrowed(metric):
                yield _narrowed(exp.Count(this=exp.Star()), counted).as_(f"{name}{ROWS}")


def _number(metric: Simple, source: Dataset, counted: list[exp.Expr]) -> exp.Expr:
    """As the metric is aggregated in a query: a sum over no value is 0."""
    row = placed(metric.expression, source.name)
    call = _narrowed(AGGREGATES[metric.aggregation](this=row), counted)
    may_be_nothing = bool(counted) or may_be_null(metric.expression, source)
    return zero_if_missing(call) if metric.aggregation == "sum" and may_be_nothing else call


def _narrowed(call: exp.Expr, counted: list[exp.Expr]) -> exp.Expr:
    if not counted:
        return call
    where = exp.Where(this=every([node.copy() for node in counted]))
    return exp.Filter(this=call, expression=where)


def _conditions(metric: Simple, source: Dataset, index: ModelIndex) -> Iterator[exp.Expr]:
    if metric.where is not None:
        node = placed(metric.where, source.name)
        yield exp.Paren(this=node) if isinstance(node, exp.Or) else node
    for each in metric.filters:
        yield condition(each, source.name, index)


def _joins(rollup: Rollup, source: Dataset, index: ModelIndex) -> Iterator[exp.Join]:
    metrics = [index.metric(name) for name in rollup.definition.metrics]
    filters = [
        one.dimension for each in metrics if isinstance(each, Simple) for one in each.filters
    ]
    names = dict.fromkeys((*rollup.definition.dimensions, *filters))
    for join in joins_for([path_to(source.name, n, index) for n in names], source.time, index):
        join.set("side", "LEFT")
        yield join


def _units(rollup: Rollup, index: ModelIndex, day: exp.Expr, first: date, last: date) -> exp.Join:
    calendar = index.calendar(rollup.definition.calendar)
    units = units_between(calendar, rollup.definition.unit, first, last)
    rows = [(value(each.start), value(each.end)) for each in units]
    within = exp.Between(
        this=day.copy(),
        low=exp.column(FIRST, table=UNITS),
        high=exp.column(LAST, table=UNITS),
    )
    return exp.Join(this=exp.values(rows, UNITS, [FIRST, LAST]), on=within)
