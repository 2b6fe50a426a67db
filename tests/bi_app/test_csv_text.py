"""What is exported is read back as it was, and no spreadsheet runs any of it."""

import csv
import io

import pytest

from bi_app.csv_text import Cell, csv_text


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Denim", "Denim"),
        ("", ""),
        (None, ""),
        (-5, "-5"),
        (-0.5, "-0.5"),
        ("-5", "'-5"),
        ("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ('say "hi", twice', 'say "hi", twice'),
        ("a=b", "a=b"),
    ],
)
def test_it_makes_texts_safe_and_leaves_numbers(cell: Cell, written: str) -> None:
    text = csv_text([str(cell or "head")], [[cell, "last"]])

    heads, row = csv.reader(io.StringIO(text, newline=""))
    assert row == [written, "last"]
    assert not heads[0].lstrip()[:1] or heads[0].lstrip()[0] not in "=+-@＝"
