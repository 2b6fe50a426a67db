"""Do joins lead to one partner, or say that there may be several, or which version it is?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import Dataset, DataType, Join
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.paths import Paths, paths, split_at_bridge
from semantic_layer.model.sections import Parts
from semantic_layer.model.walking import measured


def joins_meet_keys(parts: Parts) -> Iterator[Mistake]:
    """A join to less than a key would count rows twice, unless it says that it is to many."""
    for dataset, i, join, target in _joins(parts):
        whole = set(join.on.values()) == set(target.key)
        key = ", ".join(target.key)
        if not whole and not join.many and join.valid is None:
            message = f"a join must meet the whole key of {join.to} ({key})"
            yield Mistake("datasets", dataset.name, ("joins", i, "on"), message)
        if whole and join.many:
            message = f"the whole key of {join.to} ({key}) has one partner; leave `many` out"
            yield Mistake("datasets", dataset.name, ("joins", i, "many"), message)


def bridges_are_no_facts(parts: Parts) -> Iterator[Mistake]:
    """What may have several partners may have none, and is told apart without a day."""
    for dataset, i, join, target in _joins(parts):
        if not join.many:
            continue
        if join.whole:
            message = "a row with several partners may have none that is seen; leave `whole` out"
            yield Mistake("datasets", dataset.name, ("joins", i, "whole"), message)
        if join.valid is not None:
            message = "a partner is one of many, or one version of several; not both"
            yield Mistake("datasets", dataset.name, ("joins", i, "valid"), message)
        if target.fact or target.snapshots is not None:
            message = f"{join.to} is a fact; a bridge is a table of pairs"
            yield Mistake("datasets", dataset.name, ("joins", i, "to"), message)


def versions_hold_between_days(parts: Parts) -> Iterator[Mistake]:
    for dataset, i, join, target in _joins(parts):
        if join.valid is None:
            continue
        types = {column.name: column.type for column in target.columns}
        for key in ("since", "until"):
            name = getattr(join.valid, key)
            if types.get(name, DataType.DATE) is not DataType.DATE:
                message = f"“{name}” is no date; a version holds from day to day"
                yield Mistake("datasets", dataset.name, ("joins", i, "valid", key), message)


def row_policies_need_no_day(parts: Parts) -> Iterator[Mistake]:
    """Whose rows they are would change with the day that they are asked for."""
    found = routes(parts)
    for policy in parts.row_policies:
        for dataset in parts.datasets:
            route = found.get((dataset.name, policy.dimension), ())
            if any(step.join.valid is not None for step in route):
                message = (
                    f"{dataset.name} reaches “{policy.dimension}” by versions; its rows cannot be "
                    "told apart by it, and would be closed"
                )
                yield Mistake("row_policies", policy.name, ("dimension",), message)


def people_are_not_beyond_bridges(parts: Parts) -> Iterator[Mistake]:
    """Who stands behind a group is counted from the group's own rows."""
    found = routes(parts)
    facts = sorted({dataset.name for _, dataset in measured(parts)})
    for small in parts.small_groups:
        for i, name in enumerate(small.dimensions):
            for fact in facts:
                _, bridge, beyond = split_at_bridge(found.get((fact, name), ()))
                end = beyond[-1].target if beyond else bridge.target if bridge else None
                if end == small.dataset:
                    message = f"a row of {fact} may have several of {end}, who cannot be counted"
                    yield Mistake("small_groups", small.name, ("dimensions", i), message)


def _joins(parts: Parts) -> Iterator[tuple[Dataset, int, Join, Dataset]]:
    by_name = {dataset.name: dataset for dataset in parts.datasets}
    for dataset in parts.datasets:
        for i, join in enumerate(dataset.joins):
            if join.to in by_name:
                yield dataset, i, join, by_name[join.to]


def routes(parts: Parts) -> Paths:
    time = parts.settings.time if parts.settings is not None else None
    return paths(parts.datasets, parts.dimensions, time)
