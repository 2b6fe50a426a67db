"""Which written date do the words at a place name?

A date without a year stays relative (a day within the latest month of that name), so that a kept
plan means next year what it would mean then.
"""

from __future__ import annotations

import re
from datetime import date

from semantic_layer.calendars.scan import Phrase, resolved
from semantic_layer.calendars.words import MONTH_NAMES, WEEKDAYS
from semantic_layer.period import Dates, Named, Period, Unit, Within

BEFORE_A_SHORT_DATE = frozenset(
    ["on", "since", "after", "before", "until", "till", "from", "between", "through", "to", "and"]
)


def written_date(phrase: Phrase, at: int) -> tuple[Period, int] | None:
    """ "2026-10-21", "10/21/2026", "Oct 21, 2026", "21st of October"."""
    word = phrase.word(at)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", word):
        return _at(phrase, int(found[1]), int(found[2]), int(found[3]), at + 1)
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?", word):
        month, day = int(found[1]), int(found[2])
        if found[3]:
            year = int(found[3]) if len(found[3]) == 4 else 2000 + int(found[3])
            return _at(phrase, year, month, day, at + 1)
        before = phrase.word(at - 1) in BEFORE_A_SHORT_DATE
        return _at(phrase, None, month, day, at + 1) if before else None
    if word in WEEKDAYS:
        return None if is_a_member(phrase, at) else _after_weekday(phrase, at)
    return _month_first(phrase, at) or _day_first(phrase, at)


def is_a_member(phrase: Phrase, at: int) -> bool:
    """ "Day of week Friday and Tuesday, 7 November": the days are no part of the date."""
    while phrase.word(at - 1) in {*WEEKDAYS, "and", ","}:
        at -= 1
    return phrase.word(at - 1) == "week" and phrase.word(at - 2) == "of"


def _after_weekday(phrase: Phrase, at: int) -> tuple[Period, int] | None:
    """ "Saturday, November 7": the weekday must be the date's own."""
    begin = phrase.past(phrase.past(at + 1, ","), "the")
    found = written_date(phrase, begin) if phrase.word(begin) not in WEEKDAYS else None
    days = resolved(phrase, found[0]) if found else None
    return found if days and days.start.weekday() == WEEKDAYS[phrase.word(at)] else None


def day_number(phrase: Phrase, at: int) -> int | None:
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", phrase.word(at))
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def day_of(phrase: Phrase, year: int | None, month: int, day: int) -> Period | None:
    """A Gregorian day; None where there is no such day."""
    try:
        found = date(year or 2024, month, day)
    except ValueError:
        return None
    if year is not None:
        return Dates(start=found, end=found)
    calendar = phrase.calendar_words.get("calendar")
    named = Named(unit=Unit.MONTH, month_of=month, calendar=calendar)
    return Within(unit=Unit.DAY, position=day, period=named)


def _at(
    phrase: Phrase, year: int | None, month: int, day: int, after: int
) -> tuple[Period, int] | None:
    found = day_of(phrase, year, month, day)
    last_year = phrase.take(after, {"last", "prior", "previous"}, {"year", "yr"})
    if last_year and isinstance(found, Within) and isinstance(found.period, Named):
        then = found.period.model_copy(update={"year_offset": -1})
        return found.model_copy(update={"period": then}), last_year
    return (found, after) if found else None


def _month_first(phrase: Phrase, at: int) -> tuple[Period, int] | None:
    month = MONTH_NAMES.get(phrase.word(at))
    begin = phrase.past(at + 1, ".")
    day = day_number(phrase, phrase.past(begin, "the"))
    if month is None or day is None:
        return None
    year, after = _year(phrase, phrase.past(begin, "the") + 1)
    return _at(phrase, year, month, day, after)


def _day_first(phrase: Phrase, at: int) -> tuple[Period, int] | None:
    day = day_number(phrase, at)
    begin = phrase.past(at + 1, {"of", "-"})
    month = MONTH_NAMES.get(phrase.word(begin))
    if month is None or day is None:
        return None
    year, after = _year(phrase, phrase.past(begin + 1, {".", "-"}))
    return _at(phrase, year, month, day, after)


def _year(phrase: Phrase, at: int) -> tuple[int | None, int]:
    begin = phrase.past(at, {",", "of"})
    if re.fullmatch(r"(?:19|20)\d\d", phrase.word(begin)):
        return int(phrase.word(begin)), begin + 1
    return None, at
