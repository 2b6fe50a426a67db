"""Which year does one end of a range lend the other: "October to December 2025"?"""

from __future__ import annotations

from semantic_layer.calendars.dates import day_of
from semantic_layer.calendars.scan import Phrase, resolved
from semantic_layer.period import (
    Dates,
    Days,
    Holiday,
    Named,
    Period,
    Relative,
    Season,
    Span,
    Unit,
    WeekOf,
    Within,
)


def share_year(phrase: Phrase, opening: Period, closing: Period) -> tuple[Period, Period]:
    """A year said once is meant for both ends, the earlier one being the year before if need be.

    So is a calendar that the first one names: "calendar June and July 2024".
    """
    closing = _in_its_calendar(closing, opening)
    if _yearless(opening) and not _yearless(closing):
        for step in (0, -1):
            lent = lend_year(phrase, opening, closing, step)
            if lent == closing:
                break  # "October with the October of last year" are two
            if lent and _in_order(phrase, lent, closing):
                return lent, closing
    if _yearless(closing) and not _yearless(opening):
        for step in (0, 1):
            lent = lend_year(phrase, closing, opening, step)
            if lent and _in_order(phrase, opening, lent):
                return opening, lent
    return opening, closing


def in_past_year(closing: Period, year: Period) -> Period:
    """ "Last year through March": a yearless end in the past year that it goes on from."""
    past = isinstance(year, Relative) and (year.unit, year.count) == (Unit.YEAR, 1)
    if not (past and isinstance(year, Relative) and year.offset < 0 and _yearless(closing)):
        return closing
    if isinstance(closing, Within):
        return closing.model_copy(update={"period": in_past_year(closing.period, year)})
    return closing.model_copy(update={"year_offset": year.offset})


def _in_its_calendar(period: Period, opening: Period) -> Period:
    if not isinstance(period, Named) or not isinstance(opening, Named):
        return period
    if period.calendar is not None or opening.calendar is None or period.unit != opening.unit:
        return period
    return period.model_copy(update={"calendar": opening.calendar})


def _in_order(phrase: Phrase, opening: Period, closing: Period) -> bool:
    one, two = resolved(phrase, opening), resolved(phrase, closing)
    return one is not None and two is not None and one.start <= two.start


def _yearless(period: Period) -> bool:
    if isinstance(period, (Named, Holiday, Season)):
        return period.year is None and period.year_offset is None
    if isinstance(period, Within):
        return _yearless(period.period)
    return False


def in_year(period: Period, year: int) -> Period | None:
    """The same stretch of another year: "the first two weeks of November" of 2024."""
    if isinstance(period, Named):
        of = "gregorian" if period.month_of and period.year_of == "gregorian" else period.year_of
        return period.model_copy(update={"year": year, "year_offset": None, "year_of": of})
    if isinstance(period, (Holiday, Season)):
        return period.model_copy(update={"year": year, "year_offset": None})
    if isinstance(period, Within):
        inner = in_year(period.period, year)
        return period.model_copy(update={"period": inner}) if inner else None
    if isinstance(period, WeekOf) and period.of is not None:
        of_day = in_year(period.of, year)
        return period.model_copy(update={"of": of_day}) if of_day else None
    if isinstance(period, Span) and period.start is not None and period.end is not None:
        start, end = in_year(period.start, year), in_year(period.end, year)
        return period.model_copy(update={"start": start, "end": end}) if start and end else None
    return None


def lend_year(phrase: Phrase, period: Period, lender: Period, step: int) -> Period | None:
    """A yearless period in the year of another one, `step` years on."""
    if isinstance(lender, (Days, Season)) or not _yearless(period):
        return None
    if isinstance(period, Within):
        whole_year = isinstance(lender, Named) and lender.unit is Unit.YEAR
        if whole_year and isinstance(period.period, Named):
            month = lend_year(phrase, period.period, lender, step)
            return period.model_copy(update={"period": month}) if month else None
        if isinstance(lender, Within) and isinstance(period.period, Named):
            month = lend_year(phrase, period.period, lender.period, step)
            return period.model_copy(update={"period": month}) if month else None
        if not isinstance(lender, Dates) or lender.start is None:
            return None
        if not isinstance(period.period, Named) or period.period.month_of is None:
            return None
        return day_of(phrase, lender.start.year + step, period.period.month_of, period.position)
    if not isinstance(lender, Named) or not isinstance(period, Named):
        return None
    changed: dict[str, object] = {}
    if lender.year is not None:
        year = lender.year
        if period.month_of and lender.year_of == "calendar" and lender.month_of is None:
            changed["year_of"] = "calendar"
        elif period.month_of:
            changed["year_of"] = lender.year_of
        changed["year"] = year + step
    elif lender.year_offset is not None:
        changed["year_offset"] = lender.year_offset + step
    else:
        return None
    changed["calendar"] = period.calendar or lender.calendar
    return period.model_copy(update=changed)
