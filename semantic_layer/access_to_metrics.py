"""Which metrics may an asker see?

A metric is open where the policies that name it all open it, and where all that it is made of is
open: its parts, and every column and dataset that its number comes from.
"""

from __future__ import annotations

from semantic_layer.access_to_columns import EVERYBODY
from semantic_layer.model.definitions import SemanticModel
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import parts_of
from semantic_layer.model.policies import MetricPolicy


def open_metrics(
    index: ModelIndex, roles: frozenset[str], datasets: frozenset[str], columns: frozenset[str]
) -> frozenset[str]:
    """`columns` ("dataset.column") are those that are seen as they are, of these datasets."""
    granted = {name for name in index.metrics if is_granted(name, index.model, roles)}
    return frozenset(
        name
        for name in index.metrics
        if granted.issuperset(made_of(name, index))
        and index.columns_of(name) <= columns
        and index.datasets_of(name) <= datasets
    )


def is_granted(metric: str, model: SemanticModel, roles: frozenset[str]) -> bool:
    """By every policy that names it, and by one at least."""
    policies = policies_of(metric, model)
    return bool(policies) and all(opens(each, roles) for each in policies)


def policies_of(metric: str, model: SemanticModel) -> tuple[MetricPolicy, ...]:
    return tuple(
        each
        for each in model.metric_policies
        if metric in each.metrics or EVERYBODY in each.metrics
    )


def opens(policy: MetricPolicy, roles: frozenset[str]) -> bool:
    return EVERYBODY in policy.open_to or not roles.isdisjoint(policy.open_to)


def made_of(metric: str, index: ModelIndex) -> frozenset[str]:
    """The metric and every metric under it."""
    found = {metric}
    waiting = [metric]
    while waiting:
        parts = {each.metric for each in parts_of(index.metrics[waiting.pop()])} - found
        found |= parts
        waiting += parts
    return frozenset(found)
