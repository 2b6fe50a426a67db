"""Which rows of an answer does a page of its table show, in which order?

The whole result is put in order, not only what is shown of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings

from bi_app.asking.answer import Cell, Finding
from bi_app.asking.rows import cell_of
from bi_app.web.look import Look
from semantic_layer.present.cells import tones, write_cells
from semantic_layer.present.formats import SIGNED
from semantic_layer.present.presentation import Tone
from semantic_layer.present.result import Result, read_result
from semantic_layer.present.rows import in_order, is_sortable, part_of, steps_of

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Rows:
    """`first` of them stand before these, of `count` in all.

    `ordered` is all that they are a part of. `steps` say of each column that is shaded where its
    numbers stand among all of them; `shades` and `sorts` whether there is anything to shade and to
    put in order.
    """

    values: tuple[tuple[Cell, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    tones: tuple[tuple[Tone | None, ...], ...]
    first: int
    count: int
    shades: bool = False
    sorts: bool = False
    steps: Mapping[int, list[int]] = field(default_factory=dict)
    ordered: Result | None = None

    @property
    def page(self) -> int:
        return self.first // ON_A_PAGE + 1

    @property
    def is_part(self) -> bool:
        return len(self.cells) < self.count


def rows_of(finding: Finding, look: Look) -> Rows:
    count = len(finding.cells)
    first = _first(look.page, count)
    result = finding.result
    if result is None:  # told from the catalogue
        page = slice(first, first + ON_A_PAGE)
        return Rows(finding.rows[page], finding.cells[page], finding.tones[page], first, count)
    sorts = is_sortable(result)
    ordered = _ordered(finding, result, look.sort) if sorts else result
    part = part_of(ordered, first, ON_A_PAGE)
    shaded = _shaded(result) if sorts else ()
    return Rows(
        values=tuple(tuple(map(cell_of, row)) for row in part.rows),
        cells=write_cells(part, settings.AISLE_LOCALE, among=ordered),
        tones=tones(part),
        first=first,
        count=count,
        shades=bool(shaded),
        sorts=sorts,
        steps={at: _steps(ordered, at, first) for at in shaded} if look.shade else {},
        ordered=ordered,
    )


def _first(page: int, count: int) -> int:
    """A page behind the last one is the last."""
    return min(page - 1, max(0, count - 1) // ON_A_PAGE) * ON_A_PAGE


def _ordered(finding: Finding, result: Result, sort: str) -> Result:
    """All that the statement gave, put in order, and of that as much as an answer shows."""
    names = [column.name for column in result.columns]
    name = sort.removeprefix("-")
    if name not in names:
        return result
    whole = result
    if finding.ran is not None and finding.ran.table.num_rows > len(result.rows):
        whole = read_result(finding.ran.table, result.compiled, result.index)
    ordered = in_order(whole, names.index(name), descending=sort.startswith("-"))
    return part_of(ordered, 0, len(result.rows))


def _shaded(result: Result) -> tuple[int, ...]:
    """Numbers, but those that are coloured by what they mean already."""
    return tuple(
        at
        for at, column in enumerate(result.columns)
        if column.role == "metric" and column.type == "number" and column.show not in SIGNED
    )


def _steps(ordered: Result, at: int, first: int) -> list[int]:
    return steps_of([row[at] for row in ordered.rows])[first : first + ON_A_PAGE]
