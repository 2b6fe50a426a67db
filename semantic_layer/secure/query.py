"""Narrow every scan of a statement to the rows and columns that the asker may see.

Each governed table becomes a subquery under the same name, filtered or not, so that no scan is left
that was not looked at:

    FROM sales_lines
    FROM (SELECT sales_lines.net_amount, sales_lines.store_id FROM sales_lines
          WHERE sales_lines.store_id IN (...)) AS sales_lines
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlglot import exp

from semantic_layer.access import Policy
from semantic_layer.compile.compiled import Compiled
from semantic_layer.compile.expressions import every
from semantic_layer.errors import UnsafeStatement
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.index import ModelIndex
from semantic_layer.secure.columns import shown
from semantic_layer.secure.limits import refuse_beyond_limits, stop_at_most_rows
from semantic_layer.secure.rows import physical, rows_allowed


@dataclass(frozen=True, slots=True)
class Secured:
    """A statement narrowed to one policy; `entitlement` says whose.

    `compiled` is told with the caveats that the narrowing adds.
    """

    compiled: Compiled
    tree: exp.Select
    entitlement: str


def secure(compiled: Compiled, index: ModelIndex, policy: Policy) -> Secured:
    """Raises UnsafeStatement where a table has no policy or a column is not visible.

    Raises NotPermitted where the query takes more than the asker's limits allow.
    """
    refuse_beyond_limits(compiled, policy)
    tree = compiled.tree.copy()
    stop_at_most_rows(tree, policy)
    caveats = tuple(dict.fromkeys(_caveats(tree, index, policy)))
    steps = {cte.alias for cte in tree.ctes}
    if steps & index.names_of_tables:
        raise UnsafeStatement("A step of the statement is named like a dataset.")
    for table in list(tree.find_all(exp.Table)):
        if table.name not in steps:
            table.replace(_scan(table, index, policy))
    told = replace(compiled, caveats=compiled.caveats + caveats)
    return Secured(told, tree, policy.entitlement)


def _caveats(tree: exp.Select, index: ModelIndex, policy: Policy) -> Iterator[str]:
    yield from _unseen_partners(tree, index, policy)
    for table in tree.find_all(exp.Table):
        masks = policy.masks.get(table.name, {})
        if masks:
            read = _columns(table, index.dataset(table.name), policy)
            yield from (f"Shown to you only in part: {masks[c].label}." for c in read if c in masks)
    if policy.limits.rows is not None:
        yield f"You are shown at most {policy.limits.rows:,} rows of an answer."


def _unseen_partners(tree: exp.Select, index: ModelIndex, policy: Policy) -> Iterator[str]:
    """Over a bridge, or from one fact to another, an asker may see a row and not its partner."""
    bridges = {join.to for each in index.datasets.values() for join in each.joins if join.many}
    facts = {name for name, each in index.datasets.items() if each.fact}
    joined = {join.this.name for join in tree.find_all(exp.Join)}
    for table in tree.find_all(exp.Table):
        name = table.name
        apart = name in bridges or (name in joined and name in facts)
        if apart and policy.rules.get(name):
            yield (
                f"Rows that belong to {index.dataset(name).label} you may not see stay counted; "
                "what is known only from there reads “(none)”."
            )


def _scan(table: exp.Table, index: ModelIndex, policy: Policy) -> exp.Subquery:
    if not index.has_dataset(table.name) or table.name not in policy.datasets:
        raise UnsafeStatement(f"Dataset {table.name!r} has no policy for this asker.")
    dataset = index.dataset(table.name)
    select = exp.select(
        *(shown(name, dataset.name, policy) for name in _columns(table, dataset, policy))
    ).from_(physical(dataset))
    rules = policy.rules.get(dataset.name)
    if rules is None:
        raise UnsafeStatement(f"Dataset {dataset.name!r} has no row policy for this asker.")
    conditions = [rows_allowed(rule, dataset.name, index) for rule in rules]
    if conditions:
        select = select.where(every(conditions))
    return exp.Subquery(this=select, alias=exp.TableAlias(this=exp.to_identifier(dataset.name)))


def _columns(table: exp.Table, dataset: Dataset, policy: Policy) -> list[str]:
    """The columns that the scan's own select reads, in the dataset's order."""
    reader = table.find_ancestor(exp.Select)
    if reader is None:
        raise UnsafeStatement(f"Dataset {dataset.name!r} is read outside of a select.")
    used = {node.name for node in reader.find_all(exp.Column) if node.table == dataset.name}
    hidden = used - policy.datasets[dataset.name]
    if hidden:
        raise UnsafeStatement(f"Columns {sorted(hidden)} of {dataset.name!r} are not visible.")
    return [column.name for column in dataset.columns if column.name in used]
