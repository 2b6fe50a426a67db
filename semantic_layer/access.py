"""Who asks, and what of a model they may see.

An Asker is built once a request and frozen. `policy_for` turns it into a Policy, the only form in
which permissions reach retrieval, interpretation, compile, secure and check; `visible` narrows a
model to it. What is in doubt is denied.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from semantic_layer.access_to_rollups import open_rollups
from semantic_layer.model.definitions import (
    Classification,
    Dataset,
    Dimension,
    RowPolicy,
    SemanticModel,
)
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.lineage import columns_of_dimension, columns_on
from semantic_layer.model.narrow import narrow

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Asker:
    """`attributes` maps an attribute's name to its members: {"regions": ("West",)}."""

    id: int
    name: str
    roles: frozenset[str]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    service: bool = False


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows of a dataset are seen only where its dimension is one of the members."""

    policy: str
    dimension: str
    members: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Policy:
    """All that one asker may see of one model.

    `datasets` holds each visible dataset's visible columns, and each visible rollup's; what is not
    in it does not exist for the asker. `rules` holds the row rules of each of them (an empty tuple:
    every row). `metrics` has those too that are only parts of others. `closed_*` are public names
    that only a refusal reads; `closed_words` has what people call each closed metric. `entitlement`
    is the fingerprint of all this and of the release: two askers whose policies differ in anything
    never share it.
    """

    asker: Asker
    datasets: Mapping[str, frozenset[str]]
    rules: Mapping[str, tuple[RowRule, ...]]
    metrics: frozenset[str]
    dimensions: frozenset[str]
    closed_metrics: frozenset[str]
    sentences: tuple[str, ...]
    entitlement: str
    closed_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def policy_for(index: ModelIndex, asker: Asker, release: str) -> Policy:
    """What the asker may see. Several roles' policies hold together: rows must pass every rule."""
    rules = _row_rules(index.model, asker)
    datasets: dict[str, frozenset[str]] = {}
    rules_of: dict[str, tuple[RowRule, ...]] = {}
    if rules is not None and _answered_data(index.model, asker):
        columns = _open_columns(index.model, asker)
        for name in columns:
            own = _rules_of(index.dataset(name), rules, index, columns)
            if own is not None:
                datasets[name], rules_of[name] = columns[name], own
    seen = frozenset(f"{name}.{column}" for name, own in datasets.items() for column in own)
    metrics = frozenset(
        name
        for name in index.metrics
        if index.columns_of(name) <= seen and index.datasets_of(name) <= datasets.keys()
    )
    dimensions = frozenset(
        name for name, each in index.dimensions.items() if _dimension_is_open(each, datasets)
    )
    limits = {name: frozenset(rule.dimension for rule in own) for name, own in rules_of.items()}
    rollups = dict(open_rollups(index, datasets, limits))
    closed = _closed_metrics(index.model, metrics)
    policy = Policy(
        asker=asker,
        datasets=datasets | rollups,
        rules=rules_of | {name: rules_of[index.source_of(name)] for name in rollups},
        metrics=metrics,
        dimensions=dimensions,
        closed_metrics=closed,
        sentences=tuple(rule.sentence for rule in rules or ()),
        entitlement="",
        closed_words={name: _words(index.model, name) for name in sorted(closed)},
    )
    return replace(policy, entitlement=_fingerprint(policy, release))


def visible(index: ModelIndex, policy: Policy) -> ModelIndex:
    """The index of a model with only what the policy allows: the rest is gone from it."""
    return index_model(narrow(index.model, policy.datasets, policy.metrics, policy.dimensions))


def _answered_data(model: SemanticModel, asker: Asker) -> bool:
    return any(role.data for role in model.roles if role.name in asker.roles)


def _row_rules(model: SemanticModel, asker: Asker) -> tuple[RowRule, ...] | None:
    """The rules of all policies that apply; None where one of them has nothing to go by."""
    rules = []
    for policy in model.row_policies:
        if asker.roles.isdisjoint(policy.roles):
            continue
        members = _members(asker.attributes.get(policy.attribute))
        if not members:
            return None
        rules.append(_rule(policy, members))
    return tuple(rules)


def _members(given: object) -> tuple[str, ...]:
    """The members of an attribute as it came; nothing where it is not a tuple of names."""
    if not isinstance(given, tuple):
        return ()
    if not all(isinstance(member, str) and member.strip() for member in given):
        return ()
    return tuple(sorted(set(given)))


def _rule(policy: RowPolicy, members: tuple[str, ...]) -> RowRule:
    sentence = policy.sentence.replace("{members}", ", ".join(members))
    return RowRule(policy.name, policy.dimension, members, sentence)


def _open_columns(model: SemanticModel, asker: Asker) -> dict[str, frozenset[str]]:
    """The columns of each dataset that is open to one of the asker's roles."""
    denied = {
        column
        for policy in model.column_policies
        if not asker.roles.isdisjoint(policy.roles)
        for column in policy.columns
    }
    return {
        dataset.name: frozenset(
            column.name
            for column in dataset.columns
            if column.classification is not Classification.PERSONAL
            and f"{dataset.name}.{column.name}" not in denied
        )
        for dataset in model.datasets
        if EVERYBODY in dataset.open_to or not asker.roles.isdisjoint(dataset.open_to)
    }


def _rules_of(
    dataset: Dataset,
    rules: Iterable[RowRule],
    index: ModelIndex,
    columns: Mapping[str, frozenset[str]],
) -> tuple[RowRule, ...] | None:
    """The rules that narrow a dataset; None where the asker may see none of it.

    A rule that would have to be judged by what the asker may not see closes the dataset; so does
    one over versions, which only the day of a counted row tells apart.
    """
    own = []
    for rule in rules:
        path = index.path(dataset.name, rule.dimension)
        if path is None and dataset.fact:
            return None
        if path is None:
            continue
        if any(step.join.valid is not None for step in path):
            return None
        dimension = index.dimension(rule.dimension)
        needed = columns_on(path) | columns_of_dimension(dimension, dataset.name, path)
        if not all(_in(columns, column) for column in needed):
            return None
        own.append(rule)
    return tuple(own)


def _in(columns: Mapping[str, frozenset[str]], name: str) -> bool:
    dataset, _, column = name.partition(".")
    return column in columns.get(dataset, frozenset())


def _dimension_is_open(dimension: Dimension, datasets: Mapping[str, frozenset[str]]) -> bool:
    if dimension.classification is Classification.PERSONAL:
        return False
    return any(
        columns_in(text) <= datasets[dataset]
        for dataset, text in dimension.on.items()
        if dataset in datasets
    )


def _closed_metrics(model: SemanticModel, opened: frozenset[str]) -> frozenset[str]:
    if not model.public.metrics:
        return frozenset()
    return frozenset(metric.name for metric in model.metrics if metric.visible) - opened


def _words(model: SemanticModel, metric: str) -> tuple[str, ...]:
    """What people call a metric, words with several readings last."""
    own = next(each for each in model.metrics if each.name == metric)
    shared = [
        word
        for each in model.ambiguous
        if metric in each.choices
        for word in (each.word, *each.synonyms)
    ]
    return (own.label, *own.synonyms, *shared)


def _fingerprint(policy: Policy, release: str) -> str:
    """Of what may be seen, not of who sees it: people with equal rights share cached answers."""
    everything = {
        "release": release,
        "datasets": {name: sorted(own) for name, own in policy.datasets.items()},
        "rules": {
            name: [[rule.policy, rule.dimension, rule.members, rule.sentence] for rule in own]
            for name, own in policy.rules.items()
        },
        "metrics": sorted(policy.metrics),
        "dimensions": sorted(policy.dimensions),
        "closed_metrics": sorted(policy.closed_metrics),
        "sentences": policy.sentences,
    }
    text = json.dumps(everything, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
