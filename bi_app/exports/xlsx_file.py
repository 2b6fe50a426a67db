"""An answer as a workbook: typed cells on one sheet, what they rest on on another."""

import io
import math
import re
from datetime import date, datetime

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bi_app.asking.answer import Column
from bi_app.exports.sheet import Sheet, Value, number_of
from semantic_layer.present.formats import FRACTION, WHOLE, is_currency

NARROWEST, WIDEST = 10, 60  # characters of a column
PERCENT, NUMBER, COUNT, DAY = "0.0%", "#,##0.00", "#,##0", "yyyy-mm-dd"
# A text stays a text, whatever it begins with; nothing is written to the disk.
AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
LEFT_OUT = gettext_lazy("There are more rows than these: the most that may be taken away are here.")
NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\]")  # a workbook with one of these would not open
LONGEST_TAB = 31


def as_xlsx(sheet: Sheet) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, AS_TEXT) as book:
        _write_rows(book, book.add_worksheet(_tab(_("Answer"))), sheet)
        _write_basis(book, book.add_worksheet(_tab(_("Basis"))), sheet)
    return written.getvalue()


def _tab(name: str) -> str:
    return NOT_IN_A_TAB.sub("", name)[:LONGEST_TAB]


def _write_rows(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": DAY})
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.label, bold)
        form = book.add_format({"num_format": _number_format(column)})
        for row, values in enumerate(sheet.rows, start=1):
            _write(page, row, at, values[at], form, day)
        page.set_column(at, at, _width(at, sheet))
    page.freeze_panes(1, 1 if sheet.columns and sheet.columns[0].role == "dimension" else 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _write(page: Worksheet, row: int, at: int, value: Value, form: Format, day: Format) -> None:
    """What is not there stays empty: a zero would be another answer."""
    number = number_of(value)
    if number is not None:
        if math.isfinite(number):
            page.write_number(row, at, number, form)
    elif isinstance(value, bool):
        page.write_boolean(row, at, value)
    elif isinstance(value, (date, datetime)):
        page.write_datetime(row, at, value, day)
    elif value is not None:
        page.write_string(row, at, str(value))


def _number_format(column: Column) -> str:
    if column.unit == FRACTION:
        return PERCENT
    if column.unit in WHOLE or (column.unit is None and column.role == "metric"):
        return COUNT
    return f'"{column.unit}" {NUMBER}' if is_currency(column.unit) else NUMBER


def _width(at: int, sheet: Sheet) -> int:
    texts = (sheet.columns[at].label, *(cells[at] for cells in sheet.cells))
    return min(WIDEST, max(NARROWEST, *(len(text) + 2 for text in texts)))


def _write_basis(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    told = [(_("Answer"), sheet.said), *sheet.basis]
    if sheet.left_out:
        told.append((_("Left out"), str(LEFT_OUT)))
    for row, (name, text) in enumerate(told):
        page.write_string(row, 0, name, bold)
        page.write_string(row, 1, text, wrapped)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
