"""Which period relative to today do the words at a place name?

Each reader takes a phrase and a place and gives what it read and the place after it, or None.
"""

from __future__ import annotations

import re

from semantic_layer.calendars.scan import Phrase
from semantic_layer.calendars.units import is_fiscal
from semantic_layer.calendars.week_earlier import weekend_before_last
from semantic_layer.calendars.words import (
    FORTNIGHT,
    JUST_OVER,
    LAST,
    NEAR_DAYS,
    NEXT,
    PAST,
    SAYS_TO_DATE,
    SHORT,
    SHORT_UNITS,
    THIS,
    UNITS,
    WEEKDAYS,
)
from semantic_layer.calendars.years import Read, calendar_at, number_at, year_after
from semantic_layer.period import Days, HalfYear, Period, Relative, Rolling, Span, Unit

SMALL = frozenset({"in", "of", "over", "the", "during", "within", "our", "from", "out"})


def relative_day(phrase: Phrase, at: int) -> Read | None:
    if after := phrase.take(at, "day", "before", "yesterday"):
        return Days(offset=-2), after
    if after := phrase.take(at, {"last", "past", "this past"}, {"weekend", "week-end"}):
        return Span(start=Days(weekday=5), end=Days(weekday=6)), after
    if before_last := weekend_before_last(phrase, at):
        return before_last
    word = phrase.word(at)
    if word in NEAR_DAYS:
        return Days(offset=NEAR_DAYS[word]), at + 1
    if phrase.word(at) in LAST | {"past"} and phrase.word(at + 1) in WEEKDAYS:
        return Days(weekday=WEEKDAYS[phrase.word(at + 1)]), at + 2
    return None


def to_date(phrase: Phrase, at: int) -> Read | None:
    """ "MTD", "calendar year to date", "this month so far", "YTD last year"."""
    if begin := phrase.take(at, LAST | {"ly", "py"}, {"year", "yr"}) or phrase.take(
        at, {"ly", "py"}
    ):
        if after := phrase.take(begin, "ytd") or phrase.take(begin, "year", "to", "date"):
            return _last_years_to_date(), after
        if phrase.word(begin - 1) not in UNITS:
            return None
        after = phrase.take(begin, "to", "date")
        return (_last_years_to_date(), after) if after else None
    if phrase.word(at) in {"lytd", "pytd"}:
        return _last_years_to_date(), at + 1
    if after := phrase.take(at, LAST - {"latest"}, "ytd"):
        return _last_years_to_date(), after
    word, begin = calendar_at(phrase, at)
    if (half := half_noun(phrase, begin)) and (after := _so_far(phrase, half)):
        return HalfYear(calendar=phrase.calendar_words[word] if word else None), after
    said = phrase.word(begin)
    if said in {"fytd", "cytd"}:
        word, said = WHOLE_YEARS[said[:2]], "ytd"
    unit = SAYS_TO_DATE.get(said)
    after = begin + 1 if unit else None
    if said in UNITS:
        unit = UNITS[said]
        after = phrase.take(begin, said, "to", "date") or phrase.take(begin, said, "so", "far")
        after = after or phrase.take(begin, said, {"until", "till", "to"}, {"now", "today"})
    elif phrase.word(at) in WHOLE_YEARS and (after := _so_far(phrase, at + 1)):
        unit, word = Unit.YEAR, WHOLE_YEARS[phrase.word(at)]
    if unit is None or after is None:
        return None
    calendar = phrase.calendar_words.get(word) if word else None
    ended = phrase.past(after, {"of", "for"})
    if last_year := phrase.take(ended, {"last", "prior", "previous"}, {"year", "yr"}):
        if unit is not Unit.YEAR or calendar is not None:
            return None
        return _last_years_to_date(), last_year
    return Relative(unit=unit, calendar=calendar), after


def _last_years_to_date() -> Period:
    """As many days of last year as this one has: today's weekday 52 weeks ago ends it."""
    return Span(start=Relative(unit=Unit.YEAR, offset=-1), end=Days(offset=-365))


WHOLE_YEARS = {"fy": "fiscal", "cy": "calendar"}  # "FY to date"


def so_far(phrase: Phrase, at: int) -> Read | None:
    if begin := phrase.take(at, "so", "far"):
        current = counted(phrase, begin)
        if current and isinstance(current[0], Relative) and current[0].offset == 0:
            return current
    return None


def short(phrase: Phrase, at: int) -> Read | None:
    """ "LW", "TY", "R12", "TTM", "L13W"."""
    word = phrase.word(at)
    if word in SHORT:
        offset, unit = SHORT[word]
        return Relative(unit=unit, offset=offset), at + 1
    if word in {"ttm", "t12m", "r12m", "ltm"}:
        return Rolling(unit=Unit.MONTH, count=12), at + 1
    if word in {"r12", "l12"}:
        return Relative(unit=Unit.MONTH, offset=-12, count=12), at + 1
    found = re.fullmatch(r"([lrt])(\d{1,3})([dwmq])", word)
    if not found or int(found[2]) == 0:
        return None
    count = int(found[2])
    unit = Unit.DAY if found[3] == "d" else SHORT_UNITS[found[3]]
    if found[1] == "l":
        return Relative(unit=unit, offset=-count, count=count), at + 1
    return Rolling(unit=unit, count=count), at + 1


def counted(phrase: Phrase, at: int) -> Read | None:
    """ "last week", "this calendar quarter", "the last 3 fiscal months", "a rolling 8 weeks"."""
    at = at + 1 if phrase.word(at) == "a" and phrase.word(at + 1) in PAST else at
    said = phrase.word(at)
    begin = at + 1
    if after := phrase.take(at, "most", "recent"):
        said, begin = "last", after
    if said not in THIS | LAST | PAST | NEXT:
        return None
    count, begin = number_at(phrase, begin) or (None, begin)
    begin = phrase.past(begin, {"complete", "full", "whole", "-"})
    word, begin = calendar_at(phrase, begin)
    if count is None and (half := _half(phrase, begin, said, word)):
        return half
    unit = UNITS.get(phrase.word(begin))
    if count is not None and phrase.word(begin) == "periods" and has_periods(phrase, word):
        unit = Unit.MONTH
    many = count or 1
    if phrase.word(begin) in FORTNIGHT and said in LAST | PAST:
        unit, many = Unit.WEEK, 2 * many
    after = begin + 1
    if unit is None and many > 1 and word is None and said in LAST | PAST:
        unit, after = _unit_said(phrase, at), begin
    if unit is None:
        return None
    calendar = phrase.calendar_words[word] if word else None
    if said in THIS:
        if count is not None:
            return None
        return Relative(unit=unit, calendar=calendar), _so_far(phrase, after) or after
    if said in NEXT:
        return Relative(unit=unit, offset=1, count=many, calendar=calendar), after
    if said in LAST:
        if phrase.take(after, "to", "date"):
            return None  # a month that is over has no "to date"
        return Relative(unit=unit, offset=-many, count=many, calendar=calendar), after
    return Rolling(unit=unit, count=many), phrase.past(after, "basis")


def has_periods(phrase: Phrase, word: str | None) -> bool:
    """Retailers call a month of their own calendar a period."""
    return is_fiscal(phrase.index.calendar(phrase.calendar_words[word] if word else None))


def _half(phrase: Phrase, at: int, said: str, word: str | None) -> Read | None:
    """ "This half", "last half-year"; but the last half of a year is its second one."""
    after = half_noun(phrase, at)
    if after is None or said not in THIS | LAST or phrase.word(after) in {"of", "in"}:
        return None
    if said in LAST and year_after(phrase, after):
        return None
    calendar = phrase.calendar_words[word] if word else None
    if said in LAST:
        return HalfYear(offset=-1, calendar=calendar), after
    return HalfYear(calendar=calendar), _so_far(phrase, after) or after


def half_noun(phrase: Phrase, at: int) -> int | None:
    """The place after "half", "half-year"."""
    after = phrase.take(at, {"half", "halfyear"})
    if after is None:
        return None
    whole = phrase.take(after, {"year", "yr"}) or phrase.take(after, "-", {"year", "yr"})
    return whole if whole and phrase.word(whole) not in {"on", "over"} else after


def _so_far(phrase: Phrase, at: int) -> int | None:
    return phrase.take(at, "so", "far") or phrase.take(at, "to", "date")


def just_over(phrase: Phrase, at: int) -> Read | None:
    """ "The week just gone", "the fortnight just ended": the one before the current one."""
    word, begin = calendar_at(phrase, at)
    half = half_noun(phrase, begin)
    named = half or begin + 1
    after = phrase.take(phrase.past(named, "that"), "has", "just", JUST_OVER) or phrase.take(
        named, "just", JUST_OVER
    )
    calendar = phrase.calendar_words[word] if word else None
    if after is None:
        return None
    if half:
        return HalfYear(offset=-1, calendar=calendar), after
    unit, many = units_at(phrase, begin)
    if unit is None:
        return None
    return Relative(unit=unit, offset=-many, count=many, calendar=calendar), after


def units_at(phrase: Phrase, at: int) -> tuple[Unit | None, int]:
    """The unit named here and how many of it: a fortnight is two weeks."""
    if phrase.word(at) in FORTNIGHT:
        return Unit.WEEK, 2
    return UNITS.get(phrase.word(at)), 1


def _unit_said(phrase: Phrase, at: int) -> Unit | None:
    """ "Which day in the last 30": the unit stands before."""
    before = (phrase.word(n) for n in range(at - 1, -1, -1) if phrase.word(n) not in SMALL)
    return UNITS.get(next(before, ""))


def ago(phrase: Phrase, at: int) -> Read | None:
    """ "3 weeks ago", "a month ago"; a year ago is a comparison where something precedes it."""
    one = phrase.take(at, {"a", "one"})
    count, begin = (1, one) if one else number_at(phrase, at) or (0, at)
    unit = UNITS.get(phrase.word(begin))
    after = phrase.take(begin + 1, "ago")
    if not count or unit is None or after is None:
        return None
    if unit is Unit.DAY:
        return Days(offset=-count), after
    return Relative(unit=unit, offset=-count), after


def before_last(phrase: Phrase, at: int) -> Read | None:
    word, begin = calendar_at(phrase, at)
    calendar = phrase.calendar_words[word] if word else None
    if (half := half_noun(phrase, begin)) and (after := phrase.take(half, "before", "last")):
        return HalfYear(offset=-2, calendar=calendar), after
    unit, many = units_at(phrase, begin)
    after = phrase.take(begin + 1, "before", "last")
    if unit is None or after is None:
        return None
    return Relative(unit=unit, offset=-2 * many, count=many, calendar=calendar), after
