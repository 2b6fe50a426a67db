"""Which joins does a block need, and where does each dimension's expression stand?

A dataset is reached by one path only (the shortest), so it goes by its own name. Joins run from
many rows to at most one and never multiply rows: what lies beyond a bridge is not joined here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlglot import exp

from semantic_layer.compile.expressions import every, missing, placed
from semantic_layer.errors import InvariantError
from semantic_layer.model.definitions import Dataset, DataType, Dimension, Validity
from semantic_layer.model.index import ModelIndex, Step
from semantic_layer.model.nulls import is_whole, may_be_null
from semantic_layer.model.paths import split_at_bridge

NONE_LABEL = "(none)"


def path_to(dataset: str, dimension: str, index: ModelIndex) -> tuple[Step, ...]:
    path = index.path(dataset, dimension)
    if path is None:
        raise InvariantError(f"{dataset} does not reach {dimension}; reach should have said so.")
    return path


def expression_of(dataset: str, dimension: Dimension, index: ModelIndex) -> exp.Expr:
    if split_at_bridge(path_to(dataset, dimension.name, index))[1] is not None:
        raise InvariantError(f"A row of {dataset} may have several of {dimension.name}.")
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
    return labelled(expression_of(dataset, dimension, index), dataset, dimension, index)


def labelled(member: exp.Expr, dataset: str, dimension: Dimension, index: ModelIndex) -> exp.Expr:
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
    """Each join once, in an order in which every source stands before its target.

    `time` is the date column of the rows that are counted. A path stops before its bridge.
    """
    joins: dict[str, exp.Join] = {}
    for path in paths:
        near, _, _ = split_at_bridge(path)
        for position, step in enumerate(near):
            if step.target not in joins:
                whole = is_whole(path[: position + 1], index.datasets)
                joins[step.target] = _join(step, near[0].source, time, index, whole=whole)
    return list(joins.values())


def _home(dataset: str, dimension: Dimension, index: ModelIndex) -> str:
    path = path_to(dataset, dimension.name, index)
    return path[-1].target if path else dataset


def _join(
    step: Step, counted: str, time: str | None, index: ModelIndex, *, whole: bool
) -> exp.Join:
    pairs = step.join.on.items()
    if step.calendar and time is not None:
        (day,) = step.join.on.values()
        pairs = {time: day}.items()
    on: list[exp.Expr] = [
        exp.EQ(
            this=exp.column(there, table=step.target),
            expression=exp.column(here, table=step.source),
        )
        for here, there in pairs
    ]
    if step.join.valid is not None:
        if time is None:
            raise InvariantError(f"Rows of {counted} have no day for {step.target}.")
        versions, taken = index.dataset(step.target), exp.column(time, table=counted)
        on += _holding(step.join.valid, taken, versions)
    return exp.Join(this=exp.to_table(step.target), side=None if whole else "LEFT", on=every(on))


def _holding(valid: Validity, day: exp.Expr, versions: Dataset) -> Iterator[exp.Expr]:
    """The version that holds on a day; an empty end is open."""
    until = exp.GTE if valid.until_included else exp.GT
    for name, compared in ((valid.since, exp.LTE), (valid.until, until)):
        column = exp.column(name, table=versions.name)
        holds: exp.Expr = compared(this=column, expression=day.copy())
        if may_be_null(name, versions):
            holds = exp.Paren(this=exp.Or(this=missing(column.copy()), expression=holds))
        yield holds
