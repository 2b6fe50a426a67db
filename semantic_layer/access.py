"""Who asks, and what of a model they may see.

An Asker is built once a request and frozen. `policy_for` turns it into a Policy, the only form in
which permissions reach retrieval, interpretation, compile, secure and check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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

    `datasets` holds each visible dataset's visible columns; what is not in it does not exist for
    the asker. `rules` holds the row rules of each visible dataset (an empty tuple: every row).
    `closed_*` are public names that only a refusal reads. `entitlement` is the fingerprint of all
    this and of the release: two askers whose policies differ in anything never share it.
    """

    asker: Asker
    datasets: Mapping[str, frozenset[str]]
    rules: Mapping[str, tuple[RowRule, ...]]
    metrics: frozenset[str]
    dimensions: frozenset[str]
    closed_metrics: frozenset[str]
    sentences: tuple[str, ...]
    entitlement: str
