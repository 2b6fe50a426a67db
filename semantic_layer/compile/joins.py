"""Which joins does a block need, and where does each dimension's expression stand?

A dataset is reached by one path only (the shortest), so it goes by its own name. Joins run from
many rows to at most one and never multiply rows.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlglot import exp

from semantic_layer.compile.expressions import every, placed
from semantic_layer.errors import InvariantError
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.model.index import ModelIndex, Step
from semantic_layer.model.nulls import is_whole, may_be_null

NONE_LABEL = "(none)"


def path_to(dataset: str, dimension: str, index: ModelIndex) -> tuple[Step, ...]:
    path = index.path(dataset, dimension)
    if path is None:
        raise InvariantError(f"{dataset} does not reach {dimension}; reach should have said so.")
    return path


def expression_of(dataset: str, dimension: Dimension, index: ModelIndex) -> exp.Expr:
    home = _home(dataset, dimension, index)
    return placed(dimension.on[home], home)


def is_nullable(dataset: str, dimension: Dimension, index: ModelIndex) -> bool:
    path = path_to(dataset, dimension.name, index)
    home = index.dataset(_home(dataset, dimension, index))
    return not is_whole(path, index.datasets) or may_be_null(dimension.on[home.name], home)


def none_label_of(dataset: str, dimension: Dimension, index: ModelIndex) -> str | None:
    """What the group of rows without a partner is called; only text can be called so.

    Where the rows of one fact may lack a partner it is called so for every dataset, or the rows
    of two that have none would not meet.
    """
    if dimension.type is not DataType.STRING or not is_nullable(dataset, dimension, index):
        return None
    return dimension.none_label or (NONE_LABEL if _lacks_partners(dimension, index) else None)


def label_of(dataset: str, dimension: Dimension, index: ModelIndex) -> exp.Expr:
    """What a row's group is called: its member, or that it has none."""
    member = expression_of(dataset, dimension, index)
    none_label = none_label_of(dataset, dimension, index)
    if none_label is None:
        return member
    return exp.Coalesce(this=member, expressions=[exp.Literal.string(none_label)])


def _lacks_partners(dimension: Dimension, index: ModelIndex) -> bool:
    facts = (each.name for each in index.model.datasets if each.fact)
    paths = (index.path(fact, dimension.name) for fact in facts)
    return any(path is not None and not is_whole(path, index.datasets) for path in paths)


def joins_for(
    paths: Iterable[tuple[Step, ...]], time: str | None, index: ModelIndex
) -> list[exp.Join]:
    """Each join once, in an order in which every source stands before its target."""
    joins: dict[str, exp.Join] = {}
    for path in paths:
        for position, step in enumerate(path):
            if step.target not in joins:
                whole = is_whole(path[: position + 1], index.datasets)
                joins[step.target] = _join(step, time, whole=whole)
    return list(joins.values())


def _home(dataset: str, dimension: Dimension, index: ModelIndex) -> str:
    path = path_to(dataset, dimension.name, index)
    return path[-1].target if path else dataset


def _join(step: Step, time: str | None, *, whole: bool) -> exp.Join:
    pairs = step.join.on.items()
    if step.calendar and time is not None:
        (day,) = step.join.on.values()
        pairs = {time: day}.items()
    on = [
        exp.EQ(
            this=exp.column(there, table=step.target),
            expression=exp.column(here, table=step.source),
        )
        for here, there in pairs
    ]
    return exp.Join(
        this=exp.to_table(step.target), side=None if whole else "LEFT", on=every(list(on))
    )
