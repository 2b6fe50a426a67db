"""What must a reader know before trusting the numbers?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.calendars.describe import calendar_word, describe_day, describe_days
from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.units import holding, is_retail, numbered
from semantic_layer.errors import OutsideData
from semantic_layer.period import Unit
from semantic_layer.present.formats import SIGNED
from semantic_layer.present.result import Result
from semantic_layer.query import Show

NO_ROWS = "There are no rows for this: nothing was recorded that fits the question."
LONG = (Unit.MONTH, Unit.QUARTER, Unit.YEAR)


def caveats(result: Result) -> tuple[str, ...]:
    """Those that compile found come first; none is said twice."""
    found = (
        *result.compiled.caveats,
        *_no_rows(result),
        *_in_progress(result),
        *_cut_buckets(result),
        *_extra_weeks(result),
        *_suppressed(result),
        *_truncated(result),
        *_without_member(result),
        *_empty(result),
    )
    return tuple(dict.fromkeys(found))


def _no_rows(result: Result) -> Iterator[str]:
    if not result.rows:
        yield NO_ROWS


def _in_progress(result: Result) -> Iterator[str]:
    current = result.current
    if current is None or current.complete:
        return
    if current.end < current.whole_end:
        name = current.label.removesuffix(" to date")
        yield f"{_capital(name)} is not over: the numbers run to {describe_day(current.end)}."
    else:
        yield f"{_capital(current.label)} has not begun."


def _cut_buckets(result: Result) -> Iterator[str]:
    """The outer groups of a series that hold fewer days than their unit has."""
    grain, current = result.compiled.query.shown_grain, result.current
    if grain is None or current is None or grain.unit is Unit.DAY:
        return
    calendar = result.index.calendar(grain.calendar)
    first = holding(calendar, grain.unit, current.start)
    last = holding(calendar, grain.unit, current.end)
    if first.start < current.start:
        yield f"The first {grain.unit} begins on {describe_day(current.start)} and is not whole."
    if last.end > current.end and last != first:
        yield f"The last {grain.unit} ends on {describe_day(current.end)} and is not whole."


def _extra_weeks(result: Result) -> Iterator[str]:
    """A 53rd week matters where years, quarters or months stand side by side."""
    compares = len(result.compiled.periods) > 1 or result.grain in LONG
    for each in result.compiled.periods if compares else ():
        yield from _extra_week(each.period, result)


def _extra_week(period: ResolvedPeriod, result: Result) -> Iterator[str]:
    calendar = result.index.calendar(period.calendar)
    if not is_retail(calendar) or (period.unit not in LONG and result.grain not in LONG):
        return
    try:
        first = holding(calendar, Unit.YEAR, period.start).year
        last = holding(calendar, Unit.YEAR, period.end).year
    except OutsideData:  # plain dates need not lie in the table of the default calendar
        return
    for year in range(first, last + 1):
        week = numbered(calendar, Unit.WEEK, year, 53)
        if week and week.end >= period.start and week.start <= period.end:
            days = describe_days(week.start, week.end)
            word = calendar_word(calendar, calendar).capitalize()
            yield f"{word}{year} has a 53rd week ({days}), which makes it longer than others."


def _suppressed(result: Result) -> Iterator[str]:
    if result.suppressed:
        groups = "1 group is" if result.suppressed == 1 else f"{result.suppressed:,} groups are"
        yield f"{groups} too small to show without telling of single people."


def _truncated(result: Result) -> Iterator[str]:
    if result.truncated:
        yield f"Only the first {len(result.rows):,} rows are shown; the export has all."


def _without_member(result: Result) -> Iterator[str]:
    for at in result.dimensions:
        if any(row[at] is not None and result.is_none(at, row[at]) for row in result.rows):
            column = result.columns[at]
            label = next(row[at] for row in result.rows if result.is_none(at, row[at]))
            yield f"“{label}” holds what has no {column.label[:1].lower()}{column.label[1:]}."


def _empty(result: Result) -> Iterator[str]:
    """Comparison values that the data does not reach are compile's to explain, and what follows."""
    for at, column in enumerate(result.columns):
        if column.role != "metric" or column.show is Show.COMPARISON:
            continue
        others = [
            other
            for other, each in enumerate(result.columns)
            if column.show in SIGNED
            and each.source == column.source
            and each.show is Show.COMPARISON
        ]
        rows = [row for row in result.rows if all(row[other] is not None for other in others)]
        if any(row[at] is None for row in rows):
            yield f"{column.label} is empty where there is nothing to work it out from."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
