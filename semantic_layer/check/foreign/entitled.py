"""The policy of an asker of the product, for SQL of their own over the model's datasets.

A dataset goes by its own name and has the columns and rows that the asker may see as they are:
rollups and masked columns are none of theirs. What the text of a statement cannot be held to is
closed altogether:

- whom small groups protect: the dataset of those people, and every column that leads to it;
- a column that only metrics closed to the asker read: they could be made of it;
- everything, to an asker whose questions are limited to some days or some dimensions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from semantic_layer.access import Policy
from semantic_layer.check.foreign.policy import MOST_ROWS, GovernedTable, SqlPolicy
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.index import ModelIndex
from semantic_layer.secure.rows import rows_allowed


def sql_policy(index: ModelIndex, policy: Policy) -> SqlPolicy:
    """What the asker's own SQL may read; the gate runs it for their entitlement alone."""
    limits = policy.limits
    untold = (limits.days, limits.days_back, limits.dimensions)
    open_at_all = all(limit is None for limit in untold)
    return SqlPolicy(
        schema="",
        tables=tuple(_tables(index, policy)) if open_at_all else (),
        entitlement=policy.entitlement,
        most_rows=MOST_ROWS if limits.rows is None else min(limits.rows, MOST_ROWS),
    )


def _tables(index: ModelIndex, policy: Policy) -> Iterator[GovernedTable]:
    people = frozenset(small.dataset for small in index.model.small_groups)
    of_closed_metrics = _columns_of(index, index.metrics.keys() - policy.metrics)
    of_closed_metrics -= _columns_of(index, policy.metrics) | _columns_of_dimensions(index, policy)
    for dataset in index.model.datasets:
        closed = {
            *(column for join in dataset.joins if join.to in people for column in join.on),
            *policy.masks.get(dataset.name, {}),
        }
        columns = tuple(
            column.name
            for column in dataset.columns
            if column.name in policy.datasets.get(dataset.name, frozenset()) - closed
            and f"{dataset.name}.{column.name}" not in of_closed_metrics
        )
        if columns and dataset.name not in people:
            rows = _rows(dataset, index, policy)
            yield GovernedTable(dataset.name, dataset.table, columns, rows)


def _columns_of(index: ModelIndex, metrics: Iterable[str]) -> frozenset[str]:
    return frozenset(column for metric in metrics for column in index.columns_of(metric))


def _columns_of_dimensions(index: ModelIndex, policy: Policy) -> frozenset[str]:
    return frozenset(
        f"{dataset}.{column}"
        for name in policy.dimensions
        for dataset, text in index.dimension(name).on.items()
        for column in columns_in(text)
    )


def _rows(dataset: Dataset, index: ModelIndex, policy: Policy) -> str:
    """Every rule, in place: their members are texts of the policy's, written as such."""
    conditions = (rows_allowed(rule, dataset.name, index) for rule in policy.rules[dataset.name])
    return " AND ".join(f"({each.sql('postgres', identify=True)})" for each in conditions)
