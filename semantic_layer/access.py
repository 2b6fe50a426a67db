"""Who asks, and what of a model they may see.

An Asker is built once a request and frozen. `policy_for` turns it into a Policy, the only form in
which permissions reach retrieval, interpretation, compile, secure and check; `visible` narrows a
model to it. What is in doubt is denied.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass, field, replace

from semantic_layer.access_to_columns import Masks, masks_in, open_columns
from semantic_layer.access_to_metrics import open_metrics
from semantic_layer.access_to_rollups import open_rollups
from semantic_layer.access_to_rows import RowRule, row_rules, rules_of
from semantic_layer.limits import NO_LIMITS, Limits, combined
from semantic_layer.model.definitions import Classification, Dimension, SemanticModel
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.narrow import narrow

__all__ = ["Asker", "Policy", "RowRule", "policy_for", "visible"]


@dataclass(frozen=True, slots=True)
class Asker:
    """`attributes` maps an attribute's name to its members: {"regions": ("West",)}."""

    id: int
    name: str
    roles: frozenset[str]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    service: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """All that one asker may see of one model.

    `datasets` holds each visible dataset's visible columns, and each visible rollup's; what is not
    in it does not exist for the asker. `rules` holds the row rules of each of them (an empty tuple:
    every row), `masks` what is shown in place of some of its columns. `metrics` has those too that
    are only parts of others. `closed_*` are public names that only a refusal reads; `closed_words`
    has what people call each closed metric. `entitlement` is the fingerprint of all this and of the
    release: two askers whose policies differ in anything never share it.
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
    masks: Masks = field(default_factory=dict)
    limits: Limits = NO_LIMITS


def policy_for(index: ModelIndex, asker: Asker, release: str) -> Policy:
    """What the asker may see. Several roles' policies hold together: rows must pass every rule."""
    model, roles = index.model, asker.roles
    rules = row_rules(model, roles, asker.attributes)
    datasets: dict[str, frozenset[str]] = {}
    own_rules: dict[str, tuple[RowRule, ...]] = {}
    if rules is not None and _answered_data(model, asker):
        columns = open_columns(model, roles)
        for name in columns:
            own = rules_of(index.dataset(name), rules, index, columns)
            if own is not None:
                datasets[name], own_rules[name] = columns[name], own
    masks = masks_in(model, roles, datasets)
    as_they_are = {name: own - masks.get(name, {}).keys() for name, own in datasets.items()}
    seen = frozenset(f"{name}.{column}" for name, own in as_they_are.items() for column in own)
    metrics = open_metrics(index, roles, frozenset(datasets), seen)
    dimensions = frozenset(
        name for name, each in index.dimensions.items() if _dimension_is_open(each, datasets)
    )
    limiting = {name: frozenset(rule.dimension for rule in own) for name, own in own_rules.items()}
    rollups = dict(open_rollups(index, as_they_are, limiting))
    closed = _closed_metrics(model, metrics)
    policy = Policy(
        asker=asker,
        datasets=datasets | rollups,
        rules=own_rules | {name: own_rules[index.source_of(name)] for name in rollups},
        metrics=metrics,
        dimensions=dimensions,
        closed_metrics=closed,
        sentences=tuple(rule.sentence for rule in rules or ()),
        entitlement="",
        closed_words={name: _words(model, name) for name in sorted(closed)},
        masks=masks,
        limits=combined(each for each in model.limits if not roles.isdisjoint(each.roles)),
    )
    return replace(policy, entitlement=_fingerprint(policy, release))


def visible(index: ModelIndex, policy: Policy) -> ModelIndex:
    """The index of a model with only what the policy allows: the rest is gone from it."""
    masked = {name: frozenset(own) for name, own in policy.masks.items()}
    return index_model(
        narrow(index.model, policy.datasets, policy.metrics, policy.dimensions, masked)
    )


def _answered_data(model: SemanticModel, asker: Asker) -> bool:
    return any(role.data for role in model.roles if role.name in asker.roles)


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
            name: [[repr(part) for part in astuple(rule)] for rule in own]
            for name, own in policy.rules.items()
        },
        "metrics": sorted(policy.metrics),
        "dimensions": sorted(policy.dimensions),
        "closed_metrics": sorted(policy.closed_metrics),
        "masks": {
            name: {column: astuple(mask) for column, mask in own.items()}
            for name, own in policy.masks.items()
        },
        "limits": asdict(policy.limits),
        "sentences": policy.sentences,
    }
    text = json.dumps(everything, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
