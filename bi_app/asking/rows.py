"""How does a table of the warehouse become rows of JSON values?"""

import math
from datetime import date, datetime
from decimal import Decimal

import pyarrow

from bi_app.asking.answer import Cell


def rows_of(table: pyarrow.Table, columns: int) -> tuple[tuple[Cell, ...], ...]:
    """The first `columns` columns row by row; what is not a number is null, never NaN."""
    shown = [[cell_of(value) for value in each.to_pylist()] for each in table.columns[:columns]]
    return tuple(zip(*shown, strict=True))


def cell_of(value: object) -> Cell:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return cell_of(float(value))
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
            return value.date().isoformat() if midnight else value.isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)
