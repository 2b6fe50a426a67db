"""Which rows of a dataset may the asker see, as a condition?

A rule on a dimension that is reached by joins becomes membership of the key:

    sales_lines.store_id IN (SELECT stores.store_id FROM stores WHERE stores.region IN ('West'))

Over a bridge too: a row that has several members is seen by whoever may see one of them.
"""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.access import RowRule
from semantic_layer.compile.expressions import placed
from semantic_layer.compile.values import value, values
from semantic_layer.errors import UnsafeStatement
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.index import ModelIndex, Step
from semantic_layer.model.policies import RowOp


def rows_allowed(rule: RowRule, dataset: str, index: ModelIndex) -> exp.Expr:
    path = index.path(dataset, rule.dimension)
    if path is None or not rule.members or any(step.join.valid for step in path):
        raise UnsafeStatement(f"Rule {rule.policy!r} cannot be kept on dataset {dataset!r}.")
    return _along(path, rule, dataset, index)


def passing(rule: RowRule, own: exp.Expr) -> exp.Expr:
    """The rule on the dimension itself; null, so not seen, where the row has none."""
    match rule.op:
        case RowOp.IN:
            return exp.In(this=own, expressions=values(rule.members))
        case RowOp.NOT_IN:
            return exp.Not(this=exp.In(this=own, expressions=values(rule.members)))
        case RowOp.AT_LEAST:
            return exp.GTE(this=own, expression=value(rule.members[0]))
        case RowOp.AT_MOST:
            return exp.LTE(this=own, expression=value(rule.members[0]))


def physical(dataset: Dataset) -> exp.Table:
    """The dataset's table in the warehouse, under the dataset's name."""
    schema, _, name = dataset.table.rpartition(".")
    table = exp.table_(name, db=schema or None)
    if name != dataset.name or schema:
        table.set("alias", exp.TableAlias(this=exp.to_identifier(dataset.name)))
    return table


def _along(path: tuple[Step, ...], rule: RowRule, dataset: str, index: ModelIndex) -> exp.Expr:
    if not path:
        return passing(rule, placed(index.dimension(rule.dimension).on[dataset], dataset))
    step, *rest = path
    here, there = _keys(step)
    allowed = (
        exp.select(exp.column(there, table=step.target))
        .from_(physical(index.dataset(step.target)))
        .where(_along(tuple(rest), rule, step.target, index))
    )
    return exp.In(this=exp.column(here, table=dataset), query=exp.Subquery(this=allowed))


def _keys(step: Step) -> tuple[str, str]:
    if len(step.join.on) != 1:
        raise UnsafeStatement(
            f"A row rule cannot follow the join to {step.target!r}: it has two keys."
        )
    return next(iter(step.join.on.items()))
