"""A table becomes rows that JSON can hold."""

import math
from datetime import date, datetime
from decimal import Decimal

import pyarrow
import pytest

from bi_app.asking.rows import cell_of, rows_of


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("West", "West"),
        (Decimal("12.50"), 12.5),
        (0.25, 0.25),
        (math.nan, None),
        (math.inf, None),
        (Decimal("NaN"), None),
        (date(2026, 11, 12), "2026-11-12"),
        (datetime(2026, 11, 12), "2026-11-12"),
        (datetime(2026, 11, 12, 9, 30), "2026-11-12T09:30:00"),
    ],
)
def test_it_writes_each_kind_of_value(value: object, cell: object) -> None:
    assert cell_of(value) == cell


def test_it_leaves_out_columns_that_are_not_to_be_shown() -> None:
    table = pyarrow.table({"region": ["West", "South"], "net": [1.0, None], "suppressed": [0, 0]})

    assert rows_of(table, 2) == (("West", 1.0), ("South", None))


def test_it_writes_no_rows_as_none() -> None:
    assert rows_of(pyarrow.table({"net": pyarrow.array([], pyarrow.float64())}), 1) == ()
