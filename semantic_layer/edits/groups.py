"""By what may the rows be split instead: another dimension, another unit of time, or neither?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.edits.edit import Edit, Menu, Option, PartOf
from semantic_layer.interpret.describe import timeless
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit
from semantic_layer.query import TIME, Grain, MetricQuery

MOST = 8
TOGETHER = 3  # dimensions up to which another one is offered: more is read by nobody


def group_menus(query: MetricQuery, index: ModelIndex) -> tuple[Menu, ...]:
    fitting = tuple(_fitting(query, index))
    own = tuple(
        Menu(PartOf.DIMENSION, at, _options(fitting, name, query, index), removable=True)
        for at, name in enumerate(query.dimensions)
    )
    if len(own) < TOGETHER:
        own = (*own, Menu(PartOf.DIMENSION, len(own), _options(fitting, "", query, index)))
    if timeless(query.metrics, index):
        return own
    grain = Menu(PartOf.GRAIN, 0, tuple(_grains(query, index)), removable=query.grain is not None)
    return (*own, grain)


def _fitting(query: MetricQuery, index: ModelIndex) -> list[str]:
    """What every metric reaches: levels of hierarchies from coarse to fine, then the rest."""
    reached = frozenset.intersection(*(index.reachable(name) for name in query.metrics))
    levels = [name for each in index.model.hierarchies for name in each.levels]
    names = [name for name in levels if name in reached and index.has_dimension(name)]
    others = sorted(
        (name for name in reached if index.has_dimension(name) and name not in levels),
        key=lambda name: index.dimension(name).label,
    )
    return list(dict.fromkeys((*names, *others)))


def _options(
    fitting: tuple[str, ...], own: str, query: MetricQuery, index: ModelIndex
) -> tuple[Option, ...]:
    taken = set(query.dimensions) - {own}
    return tuple(
        Option(name, index.dimension(name).label, current=name == own)
        for name in fitting
        if name not in taken
    )


def _grains(query: MetricQuery, index: ModelIndex) -> Iterator[Option]:
    """Not finer than the coarsest rows: a plan by week has no days."""
    datasets = {name for metric in query.metrics for name in index.datasets_of(metric)}
    units = tuple(Unit)
    kept = max((index.dataset(name).unit for name in datasets), key=units.index, default=Unit.DAY)
    for unit in units[units.index(kept) :]:
        current = query.grain is not None and query.grain.unit is unit
        yield Option(unit.value, unit.value.capitalize(), current=current)


def edit_dimension(query: MetricQuery, edit: Edit) -> MetricQuery:
    names = list(query.dimensions)
    old = names[edit.at] if edit.at < len(names) else None
    if edit.to:
        names[edit.at : edit.at + 1] = [edit.to]
    else:
        del names[edit.at]
    changed: dict[str, object] = {"dimensions": tuple(names)}
    if old is not None:
        changed["order"] = tuple(each for each in query.order if each.by != old)
        changed["averaged"] = _renamed(query.averaged, old, edit.to)
        changed["subtotals"] = ()
        if query.counted == old:
            changed["counted"] = edit.to or None
    return query.model_copy(update=changed)


def _renamed(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    found = (new if name == old else name for name in names)
    return tuple(name for name in found if name)


def edit_grain(query: MetricQuery, edit: Edit) -> MetricQuery:
    if not edit.to:
        order = tuple(each for each in query.order if each.by != TIME)
        return query.model_copy(update={"grain": None, "order": order})
    known = query.grain or Grain(unit=Unit.DAY)
    return query.model_copy(update={"grain": known.model_copy(update={"unit": Unit(edit.to)})})
