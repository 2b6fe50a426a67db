"""How is a table written as CSV, so that no spreadsheet takes a text of it for a formula?"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

BEGINS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # and the full-width forms of the signs
Cell = str | int | float | Decimal | None


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """One line a row, heads first; numbers are written as they are, texts made safe."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([safe(head) for head in heads])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return written.getvalue()


def safe(cell: Cell) -> Cell:
    """The cell itself; a text whose first sign begins a formula comes after an apostrophe."""
    if not isinstance(cell, str):
        return cell
    first = cell.lstrip(" \u00a0\ufeff")[:1] or cell[:1]
    return f"'{cell}" if first in BEGINS_FORMULA and first else cell
