"""What lies inside one row: its member split by the next level, its days by a shorter unit?"""

from __future__ import annotations

from datetime import date

from semantic_layer.edits.edit import Edit
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit, WeekOf
from semantic_layer.query import TIME, Filter, Grain, MetricQuery

SHORTER = {
    Unit.YEAR: Unit.QUARTER,
    Unit.QUARTER: Unit.MONTH,
    Unit.MONTH: Unit.WEEK,
    Unit.WEEK: Unit.DAY,
}


def inside(query: MetricQuery, name: str, index: ModelIndex) -> str | None:
    """By what a row's part of that name is split further: a dimension or a unit; none by nothing.

    What is counted, averaged or added up has rows that no filter finds again.
    """
    folded = query.ranking is not None and query.ranking.others
    if query.counted or query.averaged or query.subtotals or folded:
        return None
    if name == TIME:
        return None if query.grain is None else _shorter(query, query.grain.unit, index)
    return _below(query, name, index)


def _shorter(query: MetricQuery, unit: Unit, index: ModelIndex) -> str | None:
    datasets = {each for metric in query.metrics for each in index.datasets_of(metric)}
    units = tuple(Unit)
    kept = max((index.dataset(each).unit for each in datasets), key=units.index, default=Unit.DAY)
    shorter = SHORTER.get(unit)
    return shorter if shorter and units.index(shorter) >= units.index(kept) else None


def _below(query: MetricQuery, name: str, index: ModelIndex) -> str | None:
    """The next level of a hierarchy that every metric reaches and no row is split by yet."""
    reached = frozenset.intersection(*(index.reachable(each) for each in query.metrics))
    for each in index.model.hierarchies:
        if name not in each.levels:
            continue
        for level in each.levels[each.levels.index(name) + 1 :]:
            if level in reached and index.has_dimension(level) and level not in query.dimensions:
                return level
    return None


def drill(query: MetricQuery, edit: Edit, index: ModelIndex) -> MetricQuery:
    """`to` is the dimension or "time", the one value its member or the first day of its bucket.

    Raises KeyError or IndexError where there is nothing inside.
    """
    member = edit.values[0]
    further = inside(query, edit.to, index)
    if further is None:
        raise KeyError(edit.to)
    if edit.to == TIME:
        return _inside_a_bucket(query, _day(member), Unit(further))
    split = tuple(further if name == edit.to else name for name in query.dimensions)
    kept = tuple(each for each in query.filters if each.dimension != edit.to)
    ranking = query.ranking
    if ranking is not None and edit.to in ranking.within:
        ranking = None
    return query.model_copy(
        update={
            "dimensions": split,
            "filters": (*kept, Filter(dimension=edit.to, values=(member,))),
            "order": tuple(each for each in query.order if each.by != edit.to),
            "ranking": ranking,
        }
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KeyError(text) from error


def _inside_a_bucket(query: MetricQuery, day: date, unit: Unit) -> MetricQuery:
    grain = query.grain or Grain(unit=unit)
    period = WeekOf(unit=grain.unit, day=day, calendar=grain.calendar)
    return query.model_copy(
        update={"period": period, "grain": grain.model_copy(update={"unit": unit})}
    )
