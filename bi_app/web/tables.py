"""The table of an answer as the page lays it out: heads, rows, and what a row can be split by."""

from dataclasses import dataclass

from bi_app.asking.answer import Cell as Value
from bi_app.asking.answer import Finding
from semantic_layer.edits import inside
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import TIME

ROWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Head:
    text: str
    words: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """`inside` names what its row can be split by further, with `name` and `value` to ask so."""

    text: str
    kind: str
    heads_row: bool
    inside: str = ""
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`rest` says how many rows are not shown."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str


def table_of(finding: Finding, index: ModelIndex) -> Table | None:
    if not finding.columns:
        return None
    words = [column.role == "dimension" for column in finding.columns]
    further = _further(finding, index)
    rows = tuple(
        tuple(
            Cell(
                text,
                _kind(finding, row, at, words[at]),
                at == 0 and words[0],
                *_inside(finding.rows[row][at], further.get(at)),
            )
            for at, text in enumerate(texts)
        )
        for row, texts in enumerate(finding.cells[:ROWS_SHOWN])
    )
    rest = finding.row_count - len(rows)
    heads = tuple(Head(column.label, words[at]) for at, column in enumerate(finding.columns))
    return Table(heads, rows, f"and {rest:,} more rows" if rest > 0 else "")


def _further(finding: Finding, index: ModelIndex) -> dict[int, tuple[str, str]]:
    """Of each column that can be looked into what it is called, and by what it is split then."""
    query = finding.query
    if query is None:
        return {}
    shown = query.shown_dimensions
    names = (TIME, *shown) if query.shown_grain is not None else shown
    found = {at: (name, inside(query, name, index)) for at, name in enumerate(names)}
    return {
        at: (name, by if name == TIME else index.dimension(by).label.lower())
        for at, (name, by) in found.items()
        if by is not None
    }


def _inside(value: Value, further: tuple[str, str] | None) -> tuple[str, str, str]:
    """Nothing for a row without a member: no filter finds it by its name."""
    if further is None or not isinstance(value, str) or not value:
        return "", "", ""
    name, by = further
    return by, name, value


def _kind(finding: Finding, row: int, column: int, words: bool) -> str:
    tone = finding.tones[row][column] if finding.tones else None
    if tone is None or tone.favourable is None:
        return "words" if words else ""
    return "favourable" if tone.favourable else "unfavourable"
