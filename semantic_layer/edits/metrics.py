"""Which metric may stand in another's place, or beside those that are there?"""

from __future__ import annotations

from typing import Any

from semantic_layer.edits.edit import Edit, Menu, Option, PartOf
from semantic_layer.interpret.describe import timeless
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import ComparisonKind, MetricQuery, Show

MOST = 20  # metrics of one query
FRACTION = "fraction"
NAMED_BY = ("thresholds", "shares", "running", "moving", "ranks")


def metric_menus(query: MetricQuery, index: ModelIndex) -> tuple[Menu, ...]:
    """One for each metric, and one that adds another."""
    fitting = tuple(_fitting(query, index))
    several = len(query.metrics) > 1
    own = tuple(
        Menu(PartOf.METRIC, at, _options(fitting, name, query, index), removable=several)
        for at, name in enumerate(query.metrics)
    )
    if len(query.metrics) >= MOST or query.counted:
        return own
    return (*own, Menu(PartOf.METRIC, len(own), _options(fitting, "", query, index)))


def _options(
    fitting: tuple[str, ...], own: str, query: MetricQuery, index: ModelIndex
) -> tuple[Option, ...]:
    taken = set(query.metrics) - {own}
    return tuple(
        Option(name, index.metric(name).label, index.metric(name).description, name == own)
        for name in fitting
        if name not in taken
    )


def _fitting(query: MetricQuery, index: ModelIndex) -> list[str]:
    """What can be split, filtered and dated in the same way: first those of the same rows."""
    wanted = {*query.dimensions, *(each.dimension for each in query.filters)}
    dated = query.grain is not None or bool(query.comparisons)
    datasets = index.datasets_of(query.metrics[0])
    names = (
        each.name
        for each in index.model.metrics
        if each.visible
        and index.has_metric(each.name)
        and wanted <= index.reachable(each.name)
        and not (dated and timeless((each.name,), index))
    )
    return sorted(
        names, key=lambda name: (index.datasets_of(name) != datasets, index.metric(name).label)
    )


def edit_metric(query: MetricQuery, edit: Edit, index: ModelIndex) -> MetricQuery:
    names = list(query.metrics)
    if edit.at >= len(names):
        return query.model_copy(update={"metrics": (*names, edit.to)})
    if not edit.to:
        return query.model_copy(update={"metrics": (*names[: edit.at], *names[edit.at + 1 :])})
    return _in_place_of(names[edit.at], edit.to, query, index)


def _in_place_of(old: str, new: str, query: MetricQuery, index: ModelIndex) -> MetricQuery:
    """Ranked and ordered by the new one where it was so by the old one.

    A limit is a number of the old one: it says nothing of the new one, and goes; so does a share
    of what does not add up.
    """
    planned = index.has_metric(new) and index.metric(new).plan is not None
    adds_up = index.has_metric(new) and index.metric(new).unit != FRACTION
    changed: dict[str, Any] = {
        "metrics": tuple(new if name == old else name for name in query.metrics),
        "thresholds": tuple(
            each for each in query.thresholds if each.metric != old or each.show is not Show.VALUE
        ),
        "shares": query.shares
        if adds_up
        else tuple(each for each in query.shares if each.metric != old),
        "comparisons": tuple(
            each for each in query.comparisons if planned or each.kind is not ComparisonKind.PLAN
        ),
    }
    if query.ranking is not None:
        changed["ranking"] = _renamed(query.ranking, "by", old, new)
    changed["order"] = tuple(_renamed(each, "by", old, new) for each in query.order)
    for part in NAMED_BY:
        parts = changed.get(part, getattr(query, part))
        changed[part] = tuple(_renamed(each, "metric", old, new) for each in parts)
    return query.model_copy(update=changed)


def _renamed(part: Any, key: str, old: str, new: str) -> Any:
    return part.model_copy(update={key: new}) if getattr(part, key) == old else part
