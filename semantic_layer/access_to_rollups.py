"""What of a model's rollups may an asker see?

A rollup tells no more than the rows that it was added up from. A column is open where all that it
comes from is; and where some row rule limits its dataset, the rollup must keep the rule's dimension
to be limited by it too, or it does not exist for the asker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from semantic_layer.model.index import ModelIndex
from semantic_layer.model.paths import Path
from semantic_layer.model.rollups import Rollup

Limits = Mapping[str, frozenset[str]]  # the dimensions that limit the rows of each dataset


def open_rollups(
    index: ModelIndex, datasets: Mapping[str, frozenset[str]], limits: Limits
) -> Iterator[tuple[str, frozenset[str]]]:
    """Each rollup that is open, with its open columns; its row rules are those of its dataset.

    `datasets` has the open columns of each of the model's own datasets.
    """
    seen = frozenset(f"{name}.{column}" for name, own in datasets.items() for column in own)
    for name, rollup in index.rollups.items():
        source = rollup.definition.dataset
        if source not in datasets:
            continue
        columns = frozenset(
            column
            for column, origin in rollup.origins.items()
            if origin.columns <= seen
            and all(_shows_what_is_seen(path, source, limits, index) for path in origin.paths)
        )
        if _is_useful(rollup, columns) and _is_limited(rollup, columns, limits[source]):
            yield name, columns


def _shows_what_is_seen(path: Path, source: str, limits: Limits, index: ModelIndex) -> bool:
    """Whether who sees a row sees all that it is joined to.

    What limits the rows on the way must limit the row itself, along the same joins.
    """
    for position, step in enumerate(path, start=1):
        for dimension in limits[step.target]:
            judged = index.path(source, dimension)
            if judged is None or judged[:position] != path[:position]:
                return False
    return True


def _is_useful(rollup: Rollup, columns: frozenset[str]) -> bool:
    return rollup.dataset.time in columns and not columns.isdisjoint(rollup.definition.metrics)


def _is_limited(rollup: Rollup, columns: frozenset[str], limits: frozenset[str]) -> bool:
    return limits <= columns.intersection(rollup.definition.dimensions)
