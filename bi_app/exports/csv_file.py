"""An answer as CSV: its rows, a line each, with nothing that a spreadsheet would run."""

import math

from bi_app.csv_text import Cell, csv_text
from bi_app.exports.sheet import Sheet, Value, heads, number_of

MARK = "\ufeff"  # without it a spreadsheet takes the text for another encoding


def as_csv(sheet: Sheet) -> bytes:
    rows = ([_cell(value) for value in row] for row in sheet.rows)
    return (MARK + csv_text(heads(sheet), rows)).encode()


def _cell(value: Value) -> Cell:
    number = number_of(value)
    if number is not None:
        return number if math.isfinite(number) else None
    return None if value is None else str(value)
