"""The table of an answer as the page lays it out: heads, rows, and what a row can be split by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from bi_app.asking.answer import Cell as Value
from bi_app.asking.answer import Finding
from bi_app.asking.rows import cell_of
from bi_app.web.inside import mark_of
from bi_app.web.look import AS_IT_IS, Look
from bi_app.web.table_rows import ON_A_PAGE, Rows, rows_of
from bi_app.written import number
from semantic_layer.present.formats import SIGNED
from semantic_layer.present.marks import capital


@dataclass(frozen=True, slots=True)
class Head:
    """`address` shows the table in the order of this column; `order` is how it stands now."""

    text: str
    kind: str
    address: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """`inside` names what its row can be split by further, with `name` and `value` to ask so.

    By `mark` the picture finds it; of several rows of one member the first has one.
    """

    text: str
    kind: str
    heads_row: bool
    inside: str = ""
    name: str = ""
    value: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`rest` says which rows these are, where they are not all of them.

    `before`, `after` and `shading` are addresses, empty where they lead nowhere. `pages` tell on
    which page of the table a mark of the picture has its row.
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str = ""
    before: str = ""
    after: str = ""
    shading: str = ""
    look: Look = AS_IT_IS
    pages: Mapping[str, int] = field(default_factory=dict)

    def address_of(self, mark: str) -> str | None:
        """Where the page of its row is seen; empty where it is this one, None where it has none."""
        if mark not in self.pages:
            return None
        page = self.pages[mark]
        return self.look.address(page=page) if self.is_part else ""

    @property
    def is_part(self) -> bool:
        return bool(self.rest)


def table_of(
    finding: Finding, ways: Mapping[int, tuple[str, str]], look: Look = AS_IT_IS
) -> Table | None:
    """`ways` say by what a column can be looked into."""
    if not finding.columns:
        return None
    shown = rows_of(finding, look)
    look = replace(look, page=shown.page)
    kinds = _kinds(finding)
    laid = (_row(shown, row, kinds, ways) for row in range(len(shown.cells)))
    rows = tuple(_marked(laid))
    end = shown.first + len(rows)
    return Table(
        heads=tuple(_head(finding, at, kind, shown, look) for at, kind in kinds.items()),
        rows=rows,
        rest=_which(shown.first + 1, end, shown.count) if shown.is_part else "",
        before=look.address(page=shown.page - 1) if shown.first else "",
        after=look.address(page=shown.page + 1) if end < shown.count else "",
        shading=look.address(shade=not look.shade) if shown.shades else "",
        look=look,
        pages=_pages(shown, ways),
    )


def _pages(shown: Rows, ways: Mapping[int, tuple[str, str]]) -> dict[str, int]:
    pages: dict[str, int] = {}
    for row, values in enumerate(shown.ordered.rows if shown.ordered is not None else ()):
        for at in ways:
            by, name, value = _inside(cell_of(values[at]), ways[at])
            if by:
                pages.setdefault(mark_of(name, value), row // ON_A_PAGE + 1)
    return pages


def _which(first: int, last: int, count: int) -> str:
    said = {"first": number(first), "last": number(last), "count": number(count)}
    return _("Rows %(first)s to %(last)s of %(count)s") % said


def _marked(rows: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    seen = set[str]()
    for row in rows:
        marked = []
        for cell in row:
            mark = mark_of(cell.name, cell.value) if cell.inside else ""
            marked.append(cell if mark in seen else replace(cell, mark=mark))
            seen.add(mark)
        yield tuple(marked)


def _kinds(finding: Finding) -> dict[int, str]:
    """What each column that is shown holds: words, numbers, or the change that stays in sight."""
    result = finding.result
    shows = [None] * len(finding.columns) if result is None else [c.show for c in result.columns]
    hidden = None if result is None else result.level
    change = next((at for at, show in enumerate(shows) if show in SIGNED), None)
    return {
        at: "words" if column.role == "dimension" else "change" if at == change else ""
        for at, column in enumerate(finding.columns)
        if at != hidden
    }


def _head(finding: Finding, at: int, kind: str, shown: Rows, look: Look) -> Head:
    """A column is put in order, then the other way round, then as it was."""
    column = finding.columns[at]
    text = _text(finding, at)
    if not shown.sorts:
        return Head(text, kind)
    rising, falling = column.name, f"-{column.name}"
    first, second = (rising, falling) if kind == "words" else (falling, rising)
    then = {first: second, second: ""}.get(look.sort, first)
    order = {rising: "ascending", falling: "descending"}.get(look.sort, "")
    return Head(text, kind, look.address(sort=then, page=1), order)


def _text(finding: Finding, at: int) -> str:
    """Of one metric alone its name is said once: "Last year" beside "Net sales"."""
    label = finding.columns[at].label
    if finding.result is None or len(finding.result.metrics) != 1:
        return label
    own = finding.columns[finding.result.metrics[0]].label
    return capital(label.removeprefix(f"{own}, "))


def _row(
    shown: Rows, row: int, kinds: Mapping[int, str], ways: Mapping[int, tuple[str, str]]
) -> tuple[Cell, ...]:
    heading = next(iter(kinds), None)
    return tuple(
        Cell(
            shown.cells[row][at],
            " ".join(filter(None, (kind, _tone(shown, row, at), _shade(shown, row, at)))),
            at == heading and kind == "words",
            *_inside(shown.values[row][at], ways.get(at)),
        )
        for at, kind in kinds.items()
    )


def _tone(shown: Rows, row: int, column: int) -> str:
    tone = shown.tones[row][column] if shown.tones else None
    if tone is None or tone.favourable is None:
        return ""
    return "favourable" if tone.favourable else "unfavourable"


def _shade(shown: Rows, row: int, column: int) -> str:
    step = shown.steps[column][row] if column in shown.steps else 0
    return f"shade-{step}" if step else ""


def _inside(value: Value, further: tuple[str, str] | None) -> tuple[str, str, str]:
    """Nothing for a row without a member: no filter finds it by its name."""
    if further is None or not isinstance(value, str) or not value:
        return "", "", ""
    name, by = further
    return by, name, value
