"""Which metrics mean something else in one model than in another, and what do both say of them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import parts_of

CALLED = frozenset({"label", "synonyms", "owner", "visible", "plan"})  # what changes no number


@dataclass(frozen=True, slots=True)
class Redefined:
    """`before` and `now` are the same words where only what the metric is made of changed."""

    name: str
    label: str
    before: str
    now: str


def redefined(old: ModelIndex, new: ModelIndex, names: Iterable[str]) -> Iterator[Redefined]:
    """Those of the metrics that both models have, in the given order."""
    for name in names:
        if old.has_metric(name) and new.has_metric(name) and _made(name, old) != _made(name, new):
            was, now = old.metric(name), new.metric(name)
            yield Redefined(name, now.label, was.description, now.description)


def _made(name: str, index: ModelIndex) -> tuple[object, ...]:
    """All that its number comes from: its own definition and those of its parts."""
    metric = index.metric(name)
    own = metric.model_dump(mode="json", exclude=set(CALLED))
    return own, *(_made(part.metric, index) for part in parts_of(metric))
