"""What is a reference from one definition to another, and what may it name?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from semantic_layer.model.located import Where
from semantic_layer.model.sections import Parts

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Reference:
    """A definition says `value` at `path`, and it should be one of `known`."""

    section: str
    name: str
    path: Where
    what: str
    value: str
    known: Collection[str]


@dataclass(frozen=True, slots=True)
class Names:
    """What may be referred to. Columns of a dataset that did not read are not known to be wrong."""

    parts: Parts
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, section: str) -> tuple[str, ...]:
        return self.parts.names.get(section, ())


def column_of_model(
    section: str, name: str, path: Where, value: str, names: Names
) -> Iterator[Reference]:
    """A "dataset.column"."""
    if value.partition(".")[0] in set(names.of("datasets")) - set(names.columns):
        return
    known = [f"{dataset}.{column}" for dataset, own in names.columns.items() for column in own]
    yield Reference(section, name, path, "column", value, known)
