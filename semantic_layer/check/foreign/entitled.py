"""The policy of an asker of the product, for SQL of their own over the model's datasets.

A dataset goes by its own name and has the columns and rows that the asker may see; rollups are
none of theirs. Small groups cannot be told from the text of a statement, so whom they protect is
closed altogether: the dataset of those people, and every column that leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.access import Policy
from semantic_layer.check.foreign.policy import GovernedTable, SqlPolicy
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.index import ModelIndex
from semantic_layer.secure.rows import rows_allowed


def sql_policy(index: ModelIndex, policy: Policy) -> SqlPolicy:
    """What the asker's own SQL may read; the gate runs it for their entitlement alone."""
    people = frozenset(small.dataset for small in index.model.small_groups)
    return SqlPolicy(
        schema="",
        tables=tuple(_tables(index, policy, people)),
        entitlement=policy.entitlement,
    )


def _tables(index: ModelIndex, policy: Policy, people: frozenset[str]) -> Iterator[GovernedTable]:
    for dataset in index.model.datasets:
        visible = policy.datasets.get(dataset.name, frozenset()) - _leading_to(people, dataset)
        if dataset.name not in people and visible:
            yield GovernedTable(
                name=dataset.name,
                table=dataset.table,
                columns=tuple(each.name for each in dataset.columns if each.name in visible),
                rows=_rows(dataset, index, policy),
            )


def _leading_to(people: frozenset[str], dataset: Dataset) -> frozenset[str]:
    return frozenset(column for join in dataset.joins if join.to in people for column in join.on)


def _rows(dataset: Dataset, index: ModelIndex, policy: Policy) -> str:
    """Every rule, in place: their members are texts of the policy's, written as such."""
    conditions = (rows_allowed(rule, dataset.name, index) for rule in policy.rules[dataset.name])
    return " AND ".join(f"({each.sql('postgres', identify=True)})" for each in conditions)
