"""Can it be known, and does it help, how far a dataset may lie behind?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.mistake import Mistake
from semantic_layer.model.sections import Parts


def promises_can_be_kept(parts: Parts) -> Iterator[Mistake]:
    for dataset in parts.datasets:
        promise = dataset.promise
        if promise is None:
            continue
        if dataset.time is None:
            message = "the dataset has no days; only what has a `time` can lie behind"
            yield Mistake("datasets", dataset.name, ("promise",), message)
        if promise.refused_after is not None and promise.refused_after < promise.within:
            message = f"what is promised within {promise.within} days is not refused before"
            yield Mistake("datasets", dataset.name, ("promise", "refused_after"), message)
