"""What of an answer is taken away: its rows as they are, its words, and what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from bi_app.asking.answer import Answer, Column
from bi_app.boards.notes import Noted
from bi_app.web.facts import rests_on

Value = object  # of Arrow: text, number, date or nothing


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` hold the values themselves, never their text; `cells` are those that the page shows.

    `basis` are names with what is said of each. `left_out`: there are more rows than were taken.
    """

    title: str
    said: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    cells: tuple[tuple[str, ...], ...]
    basis: tuple[tuple[str, str], ...]
    left_out: bool


def sheet_of(answer: Answer, question: str, most: int, notes: Sequence[Noted] = ()) -> Sheet:
    """At most that many rows of an answer that has some; `notes` are of its days."""
    finding = answer.finding
    table = finding.ran.table if finding.ran is not None else None
    columns = [] if table is None else table.slice(0, most).columns[: len(finding.columns)]
    rows = tuple(zip(*(each.to_pylist() for each in columns), strict=True))
    there = finding.row_count if table is None else table.num_rows
    truncated = finding.ran is not None and finding.ran.truncated
    return Sheet(
        title=question or finding.interpretation or "",
        said=finding.narrative,
        columns=finding.columns,
        rows=rows,
        cells=finding.cells[:most],
        basis=tuple(_basis(answer, question, notes)),
        left_out=truncated or there > len(rows),
    )


def _basis(answer: Answer, question: str, notes: Sequence[Noted]) -> Iterator[tuple[str, str]]:
    finding = answer.finding
    yield _("Question"), question
    yield _("Understood as"), finding.interpretation or ""
    for fact in rests_on(answer):
        yield from ((fact.name, text) for text in fact.texts)
    yield from ((_("Note"), each) for each in finding.caveats)
    yield from ((_("Happened"), each.line) for each in notes)
    yield _("Produced by"), finding.basis.manifest
    yield _("Reference"), answer.trace_id


def number_of(value: Value) -> float | int | None:
    """The number of a cell; none of text, dates and nothing. Truth is told as a word."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, (int, float)) else None


def heads(sheet: Sheet) -> Sequence[str]:
    return [each.label for each in sheet.columns]
