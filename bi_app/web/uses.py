"""Where is a metric used, as far as a reader may know of it?"""

from collections.abc import Iterator
from dataclasses import dataclass

from bi_app.boards.uses import Kept, kept
from bi_app.people.entitlements import Entitled
from bi_app.web.catalogue import Entry, metric_entry
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import parts_of
from semantic_layer.model.metrics import Metric


@dataclass(frozen=True, slots=True)
class Uses:
    """`built_on_it` are metrics that count it in, those that are open to the reader."""

    kept: Kept
    verified: int
    built_on_it: tuple[Entry, ...]

    @property
    def none(self) -> bool:
        found = self.kept
        counted = found.boards or found.tiles_of_others or found.links or self.verified
        return not (counted or self.built_on_it)


def uses(metric: Metric, rights: Entitled, verified: int) -> Uses:
    above = sorted(_above(metric.name, rights.index), key=lambda each: each.label)
    return Uses(kept(metric.name, rights.policy), verified, tuple(map(metric_entry, above)))


def _above(name: str, index: ModelIndex) -> Iterator[Metric]:
    """What is asked for by name; a part of others stands for those that it is a part of."""
    found, left = set[str](), [name]
    while left:
        part = left.pop()
        for each in index.metrics.values():
            if each.name in found or part not in {term.metric for term in parts_of(each)}:
                continue
            found.add(each.name)
            if each.visible:
                yield each
            else:
                left.append(each.name)
