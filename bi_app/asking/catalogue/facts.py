"""What is told of the catalogue: a sentence, and the facts in rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bi_app.asking.answer import Cell, Column

TYPES = {
    "version": "number",
    "weeks": "number",
    "days": "number",
    "in_all": "number",
    "smallest_group": "number",
    "spent": "number",
    "held": "number",
    "budget": "number",
    "left": "number",
    "certified": "boolean",
    "possible": "boolean",
    "open": "boolean",
    "complete": "boolean",
    "data_through": "date",
    "today": "date",
    "first_day": "date",
    "latest": "date",
    "start": "date",
    "end": "date",
    "compared_start": "date",
    "compared_end": "date",
    "resets": "date",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """`columns` are names; `in_all` is how many rows there would be, where only some are told."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sentence: str
    in_all: int | None = None


def column(name: str) -> Column:
    return Column(name, name.replace("_", " ").capitalize(), "dimension", TYPES.get(name, "string"))


def listed(names: Sequence[str], most: int = 12) -> str:
    """ "A, B and C"; of many the first ones, "and others"."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and others"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def sentences(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def lower(label: str) -> str:
    """A label within a sentence: "GMROI" and "SKU" keep their capitals."""
    first = label.split(" ")[0].split("-")[0]
    return label if first.isupper() and len(first) > 1 else label[:1].lower() + label[1:]
