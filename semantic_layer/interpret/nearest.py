"""Which questions near a declined one could be answered?"""

from __future__ import annotations

from collections.abc import Sequence

from semantic_layer.errors import NotUnderstood
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Candidates
from semantic_layer.interpret.roles import Role
from semantic_layer.model.index import ModelIndex

MOST = 3


def nearest(
    code: str, linking: Linking, candidates: Candidates, index: ModelIndex
) -> tuple[str, ...]:
    """Questions of a metric and a breakdown that the asker may see, nearest first.

    Only words decide where a metric is missing: one near in meaning would be offered in its place.
    """
    linked = [each.meaning for each in linking.links]
    by_meaning = code == NotUnderstood.code
    near = [each.name for each in candidates.names if by_meaning and each.kind == "metric"]
    metrics = [m.name for m in linked if m.role is Role.METRIC] + near
    dimensions = [m.name for m in linked if m.role is Role.DIMENSION]
    return simple_questions(metrics, dimensions, index)


def simple_questions(
    metrics: Sequence[str], dimensions: Sequence[str], index: ModelIndex
) -> tuple[str, ...]:
    """One for each of the metrics, by the first of the dimensions that it reaches."""
    shown = (name for name in dict.fromkeys(metrics) if index.has_metric(name))
    found = (_question(name, dimensions, index) for name in shown if index.metric(name).visible)
    return tuple(dict.fromkeys(found))[:MOST]


def _question(name: str, dimensions: Sequence[str], index: ModelIndex) -> str:
    label = index.metric(name).label
    by = next((each for each in dimensions if each in index.reachable(name)), None)
    if by is not None:
        return f"{label} by {index.dimension(by).label.lower()}"
    as_of_today = any(index.time_of(leaf.metric) is None for leaf in index.leaves(name))
    return label if as_of_today else f"{label} last month"
