"""Whom do the rows of a dataset tell of?"""

from __future__ import annotations

from semantic_layer.model.index import ModelIndex, Step
from semantic_layer.model.policies import SmallGroups


def people_path(dataset: str, small: SmallGroups, index: ModelIndex) -> tuple[Step, ...] | None:
    """The joins from a dataset to whom it tells of; None where it tells of nobody."""
    for dimension in small.dimensions:
        path = index.path(dataset, dimension)
        if path is not None and (path[-1].target if path else dataset) == small.dataset:
            return path
    return None
