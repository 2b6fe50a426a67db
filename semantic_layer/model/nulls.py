"""May a row-level expression be null, and may a row lack what it is joined to?"""

from __future__ import annotations

from collections.abc import Mapping

from semantic_layer.model.definitions import Dataset
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.paths import Path


def may_be_null(text: str, dataset: Dataset) -> bool:
    """Whether the dataset's own columns allow the expression to be null."""
    nullable = {column.name for column in dataset.columns if column.nullable}
    return bool(columns_in(text) & nullable)


def is_whole(path: Path, datasets: Mapping[str, Dataset]) -> bool:
    """Every row has its partner, and whoever sees the row sees the partner.

    The second does not hold from one fact to another: a return stays counted where its sale lies
    outside the asker's rows.
    """
    return all(step.join.whole and not datasets[step.target].fact for step in path)
