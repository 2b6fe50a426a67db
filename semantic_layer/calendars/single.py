"""Which single period do the words at a place name?

Each reader takes a phrase and a place and gives what it read and the place after it, or None. The
longest reading wins; readers stand in the visible tuple READERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from semantic_layer.calendars.dates import written_date
from semantic_layer.calendars.scan import JOINS, Phrase
from semantic_layer.calendars.words import (
    BEFORE_MONTH,
    COUNTED,
    HOLIDAY_WORDS,
    LAST,
    MONTH_NAMES,
    NEXT,
    NOT_AFTER_A_YEAR,
    NOT_BEFORE_A_YEAR,
    NUMBERS,
    ORDINALS,
    PAST,
    PRONOUNS,
    SAYS_TO_DATE,
    SHORT,
    SHORT_UNITS,
    THIS,
    UNITS,
    WEEKDAYS,
)
from semantic_layer.query import (
    Dates,
    Days,
    Holiday,
    Named,
    Period,
    Relative,
    Remaining,
    Rolling,
    Season,
    Span,
    Unit,
    WeekOf,
    Within,
)

Read = tuple[Period, int]
Reader = Callable[[Phrase, int], Read | None]
LONGEST = 1000
FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(frozen=True, slots=True)
class YearWords:
    """A year as it was said: by number, or relative to this one; on which calendar, if told."""

    year: int | None = None
    offset: int | None = None
    calendar: str | None = None  # the word: "fiscal", "calendar"


def period_at(phrase: Phrase, at: int) -> Read | None:
    """The longest single period that begins here; "the" may stand before it."""
    begin = phrase.past(at, "the")
    found = [read for reader in READERS if (read := reader(phrase, begin)) is not None]
    return max(found, key=lambda read: read[1], default=None)


def period_or_current(phrase: Phrase, at: int) -> Read | None:
    """A period, or the current unit in "the rest of the year"."""
    begin = phrase.take(at, "the", UNITS)
    return period_at(phrase, at) or (
        (Relative(unit=UNITS[phrase.word(begin - 1)]), begin) if begin else None
    )


# Numbers and years


def number_at(phrase: Phrase, at: int) -> tuple[int, int] | None:
    word = phrase.word(at)
    if word.isdecimal() and word.isascii():
        return (int(word), at + 1) if 1 <= int(word) <= LONGEST else None
    if word not in NUMBERS:
        few = phrase.past(at, "a")
        count = {"dozen": 12, "couple": 2}.get(phrase.word(few))
        return (count, phrase.past(few + 1, "of")) if count else None
    tens = NUMBERS[word]
    ones_at = at + 2 if phrase.word(at + 1) in JOINS else at + 1
    ones = NUMBERS.get(phrase.word(ones_at), 0)
    if tens >= 20 and 1 <= ones <= 9:
        return tens + ones, ones_at + 1
    return tens, at + 1


def year_at(phrase: Phrase, at: int) -> tuple[YearWords, int] | None:
    """ "2025", "FY25", "fiscal year 2025", "'25", "last year"."""
    if after := phrase.take(at, {"last", "prior", "previous"}, {"year", "yr"}):
        return YearWords(offset=-1), after
    if after := phrase.take(at, "ly"):
        return YearWords(offset=-1), after
    if after := phrase.take(at, THIS, {"year", "yr"}):
        return YearWords(offset=0), after
    word = phrase.word(at)
    if code := re.fullmatch(r"(fy|cy)'?(\d{4}|\d{2})", word):
        coded = "fiscal" if code[1] == "fy" else "calendar"
        return YearWords(_century(code[2]), calendar=coded), at + 1
    said = {"fy": "fiscal", "cy": "calendar"}.get(word, word)
    if said in phrase.calendar_words:
        digits = phrase.past(at + 1, {"year", "yr"})
        if relative := year_at(phrase, digits):
            return YearWords(relative[0].year, relative[0].offset, said), relative[1]
        short = phrase.word(digits)
        if re.fullmatch(r"\d\d", short) and int(short) > 12:
            return YearWords(2000 + int(short), calendar=said), digits + 1
        return None
    if word == "'" and re.fullmatch(r"\d\d", phrase.word(at + 1)):
        return YearWords(2000 + int(phrase.word(at + 1))), at + 2
    if re.fullmatch(r"\d{4}", word) and FIRST_YEAR <= int(word) <= LAST_YEAR:
        return YearWords(int(word)), at + 1
    return None


def _century(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def year_after(phrase: Phrase, at: int) -> tuple[YearWords, int] | None:
    """A year that belongs to the unit before it: "of 2025", ", 2025", "FY25"."""
    return year_at(phrase, phrase.past(at, {"of", "in", ",", "for"}))


def calendar_at(phrase: Phrase, at: int) -> tuple[str | None, int]:
    """The word for a calendar, if one stands here."""
    word = phrase.word(at)
    return (word, at + 1) if word in phrase.calendar_words else (None, at)


def named(phrase: Phrase, unit: Unit, said: YearWords, word: str | None, **of: int) -> Named | None:
    """A unit by number or name; a month's year is the Gregorian one unless "fiscal" stands by."""
    calendar = word or said.calendar
    if calendar is not None and calendar not in phrase.calendar_words:
        return None
    by_fiscal_year = calendar in phrase.retail_words
    gregorian = "month_of" in of and said.year is not None and not by_fiscal_year
    number = of.get("number")
    if number is not None and not 1 <= number <= 366:
        return None
    return Named(
        unit=unit,
        number=number,
        month_of=of.get("month_of"),
        year=said.year,
        year_of="gregorian" if gregorian else "calendar",
        year_offset=said.offset,
        calendar=phrase.calendar_words[calendar] if calendar else None,
    )


def _with_year(phrase: Phrase, at: int, unit: Unit, word: str | None, **of: int) -> Read | None:
    """The unit just read, with the year that may follow it."""
    said, after = year_after(phrase, at) or (YearWords(), at)
    period = named(phrase, unit, said, word, **of)
    return (period, after) if period else None


# Readers


def relative_day(phrase: Phrase, at: int) -> Read | None:
    if after := phrase.take(at, "day", "before", "yesterday"):
        return Days(offset=-2), after
    offsets = {"yesterday": -1, "today": 0, "tomorrow": 1}
    word = phrase.word(at)
    if word in offsets:
        return Days(offset=offsets[word]), at + 1
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
        return None
    word, begin = calendar_at(phrase, at)
    said = phrase.word(begin)
    unit = SAYS_TO_DATE.get(said)
    after = begin + 1 if unit else None
    if said in UNITS:
        unit = UNITS[said]
        after = phrase.take(begin, said, "to", "date") or phrase.take(begin, said, "so", "far")
    if unit is None or after is None:
        return None
    calendar = phrase.calendar_words[word] if word else None
    ended = phrase.past(after, {"of", "for"})
    if last_year := phrase.take(ended, {"last", "prior", "previous"}, {"year", "yr"}):
        if unit is not Unit.YEAR or calendar is not None:
            return None
        return _last_years_to_date(), last_year
    return Relative(unit=unit, calendar=calendar), after


def _last_years_to_date() -> Period:
    """As many days of last year as this one has: today's weekday 52 weeks ago ends it."""
    return Span(start=Relative(unit=Unit.YEAR, offset=-1), end=Days(offset=-365))


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
    if word in {"ttm", "t12m", "r12m"}:
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
    """ "last week", "this calendar quarter", "the last 3 fiscal months", "next 8 weeks"."""
    said = phrase.word(at)
    begin = at + 1
    if after := phrase.take(at, "most", "recent"):
        said, begin = "last", after
    if said not in THIS | LAST | PAST | NEXT:
        return None
    count, begin = number_at(phrase, begin) or (None, begin)
    begin = phrase.past(begin, {"complete", "full", "whole", "-"})
    word, begin = calendar_at(phrase, begin)
    unit = UNITS.get(phrase.word(begin))
    if unit is None:
        return None
    after = begin + 1
    calendar = phrase.calendar_words[word] if word else None
    many = count or 1
    if said in THIS:
        if count is not None:
            return None
        after = phrase.take(after, "so", "far") or phrase.take(after, "to", "date") or after
        return Relative(unit=unit, calendar=calendar), after
    if said in NEXT:
        return Relative(unit=unit, offset=1, count=many, calendar=calendar), after
    if said in LAST:
        return Relative(unit=unit, offset=-many, count=many, calendar=calendar), after
    return Rolling(unit=unit, count=many), after


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
    unit = UNITS.get(phrase.word(begin))
    after = phrase.take(begin + 1, "before", "last")
    if unit is None or after is None:
        return None
    return Relative(
        unit=unit, offset=-2, calendar=phrase.calendar_words[word] if word else None
    ), after


def within(phrase: Phrase, at: int) -> Read | None:
    """ "first week of October", "last 2 weeks of Q3", "the end of last quarter"."""
    if begin := phrase.take(at, "end", "of"):
        outer = period_or_current(phrase, begin)
        return (Within(unit=Unit.DAY, position=-1, period=outer[0]), outer[1]) if outer else None
    position, begin = ordinal_at(phrase, at) or (0, at)
    count, begin = number_at(phrase, begin) or (1, begin)
    begin = calendar_at(phrase, begin)[1]
    unit = UNITS.get(phrase.word(begin))
    inside = phrase.take(begin + 1, {"of", "in"})
    if not position or unit is None or inside is None:
        return None
    outer = period_or_current(phrase, inside)
    if outer is None or not _longer(outer[0], unit):
        return None
    if unit is Unit.QUARTER and position > 0:
        return None  # the quarter reader names it by its number
    if count == 1:
        return Within(unit=unit, position=position, period=outer[0]), outer[1]
    if position not in (1, -1):
        return None
    first, last = (1, count) if position == 1 else (-count, -1)
    return Span(
        start=Within(unit=unit, position=first, period=outer[0]),
        end=Within(unit=unit, position=last, period=outer[0]),
    ), outer[1]


def _longer(outer: Period, unit: Unit) -> bool:
    order = list(Unit)
    if isinstance(outer, (Named, Relative, WeekOf)):
        return order.index(outer.unit) > order.index(unit)
    return isinstance(outer, Season)


def ordinal_at(phrase: Phrase, at: int) -> tuple[int, int] | None:
    word = phrase.word(at)
    if word in ORDINALS:
        return ORDINALS[word], at + 1
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word):
        return int(found[1]), at + 1
    return None


def unit_of_day(phrase: Phrase, at: int) -> Read | None:
    """ "the week of October 4, 2026", "week ending 10/10/2026"."""
    unit = UNITS.get(phrase.word(at))
    begin = phrase.take(at + 1, {"of", "ending", "ended", "beginning", "starting", "commencing"})
    if unit is not Unit.WEEK or begin is None:
        return None
    found = written_date(phrase, phrase.past(begin, "the")) or holiday(phrase, begin)
    if found is None:
        return None
    day, after = found
    if isinstance(day, Dates):
        return WeekOf(unit=unit, day=day.start), after
    return WeekOf(unit=unit, of=day), after


def week(phrase: Phrase, at: int) -> Read | None:
    """ "fiscal week 12 of 2025", "wk 40", "W40", "weeks 36 to 40"."""
    word, begin = calendar_at(phrase, at)
    if found := re.fullmatch(r"(?:w|wk)(\d{1,2})", phrase.word(begin)):
        return _with_year(phrase, begin + 1, Unit.WEEK, word, number=int(found[1]))
    if UNITS.get(phrase.word(begin)) is not Unit.WEEK:
        return None
    first = number_at(phrase, begin + 1)
    if first is None or not phrase.word(begin + 1).isdecimal():
        return None
    until = phrase.take(first[1], {"to", "through", "thru", "and", *JOINS})
    second = number_at(phrase, until) if until else None
    if second is None or not phrase.word(begin).endswith("s"):
        return _with_year(phrase, first[1], Unit.WEEK, word, number=first[0])
    last = _with_year(phrase, second[1], Unit.WEEK, word, number=second[0])
    if last is None or not isinstance(last[0], Named):
        return None
    return Span(start=last[0].model_copy(update={"number": first[0]}), end=last[0]), last[1]


def numbered_month(phrase: Phrase, at: int) -> Read | None:
    """ "fiscal month 9", "period 9", "P9": retailers call a fiscal month a period."""
    word, begin = calendar_at(phrase, at)
    if found := re.fullmatch(r"p(\d{1,2})", phrase.word(begin)):
        number, after = int(found[1]), begin + 1
    elif phrase.word(begin) in {"month", "period"} and phrase.word(begin + 1).isdecimal():
        number, after = int(phrase.word(begin + 1)), begin + 2
    else:
        return None
    if not 1 <= number <= 12:
        return None
    return _with_year(phrase, after, Unit.MONTH, word, number=number)


def month(phrase: Phrase, at: int) -> Read | None:
    word, begin = calendar_at(phrase, at)
    over = False
    if word is None and phrase.word(begin) in {"last", "this"}:
        over = phrase.word(begin) == "last"
        begin += 1
        word, begin = calendar_at(phrase, begin)
    number = MONTH_NAMES.get(phrase.word(begin))
    if number is None or phrase.word(begin - 1) in NEXT or not _means_a_month(phrase, begin):
        return None
    after = phrase.past(begin + 1, ".")
    read = _with_year(phrase, after, Unit.MONTH, word, month_of=number)
    if read and over and isinstance(read[0], Named) and read[0].year is None:
        return read[0].model_copy(update={"over": True}), read[1]
    return read


def _means_a_month(phrase: Phrase, at: int) -> bool:
    """ "may" and "march" are verbs too: they need the company of a month, or a capital."""
    word = phrase.word(at)
    if word not in {"may", "march", "mar"}:
        return True
    if phrase.word(at + 1) in PRONOUNS or (word != "may" and phrase.word(at - 1) == "to"):
        return False
    if word != "may":
        return True
    return (
        phrase.word(at - 1) in BEFORE_MONTH
        or year_after(phrase, at + 1) is not None
        or phrase.words[at].written[0].isupper()
    )


def quarter(phrase: Phrase, at: int) -> Read | None:
    word, begin = calendar_at(phrase, at)
    code = phrase.word(begin)
    if found := re.fullmatch(r"q([1-4])", code):
        return _with_year(phrase, begin + 1, Unit.QUARTER, word, number=int(found[1]))
    if found := re.fullmatch(r"([1-4])q(\d{4}|\d{2})?", code):
        if found[2]:
            said = YearWords(_century(found[2]))
            period = named(phrase, Unit.QUARTER, said, word, number=int(found[1]))
            return (period, begin + 1) if period else None
        return _with_year(phrase, begin + 1, Unit.QUARTER, word, number=int(found[1]))
    if UNITS.get(code) is Unit.QUARTER and phrase.word(begin + 1) in {"1", "2", "3", "4"}:
        number = int(phrase.word(begin + 1))
        return _with_year(phrase, begin + 2, Unit.QUARTER, word, number=number)
    ordinal = ordinal_at(phrase, begin)
    if ordinal is None or not 1 <= ordinal[0] <= 4:
        return None
    if word is None:
        word, after = calendar_at(phrase, ordinal[1])
    else:
        after = ordinal[1]
    if UNITS.get(phrase.word(after)) is not Unit.QUARTER:
        return None
    return _with_year(phrase, after + 1, Unit.QUARTER, word, number=ordinal[0])


def half(phrase: Phrase, at: int) -> Read | None:
    """A half year is two quarters; without a year, of this one."""
    word, begin = calendar_at(phrase, at)
    if found := re.fullmatch(r"h([12])", phrase.word(begin)):
        number, after = int(found[1]), begin + 1
    else:
        ordinal = ordinal_at(phrase, begin)
        halved = phrase.take(ordinal[1], "half") if ordinal else None
        if ordinal is None or halved is None or ordinal[0] not in (1, 2, -1):
            return None
        number, after = ordinal[0] % 3, halved
    said, after = year_after(phrase, phrase.past(after, "of")) or (YearWords(offset=0), after)
    first = named(phrase, Unit.QUARTER, said, word, number=2 * number - 1)
    last = named(phrase, Unit.QUARTER, said, word, number=2 * number)
    return (Span(start=first, end=last), after) if first and last else None


def year(phrase: Phrase, at: int) -> Read | None:
    """ "2025", "FY25", "calendar year 2025", and a unit after its year: "FY25 Q3"."""
    found = year_at(phrase, at)
    if found is None:
        found = year_at(phrase, at + 1) if phrase.word(at) == "year" else None
    if found is None:
        return None
    said, after = found
    part = _part_of(phrase, phrase.past(after, JOINS), said)
    if part:
        return part
    if said.calendar is None and said.offset is None and _is_a_count(phrase, at, after):
        return None
    if said.offset is not None:
        calendar = phrase.calendar_words.get(said.calendar) if said.calendar else None
        return Relative(unit=Unit.YEAR, offset=said.offset, calendar=calendar), after
    period = named(phrase, Unit.YEAR, said, None)
    return (period, after) if period else None


def _is_a_count(phrase: Phrase, at: int, after: int) -> bool:
    """Four digits that count something: "top 2000", "2024 units", "more than 2025"."""
    before = phrase.word(at - 1)
    counted = before == "than" and phrase.word(at - 2) in COUNTED
    return counted or before in NOT_BEFORE_A_YEAR or phrase.word(after) in NOT_AFTER_A_YEAR


def _part_of(phrase: Phrase, at: int, said: YearWords) -> Read | None:
    for reader in (quarter, month, week, numbered_month, holiday, season):
        read = reader(phrase, at)
        if read is None:
            continue
        part = read[0]
        if isinstance(part, (Named, Holiday, Season)) and part.year is None:
            if part.year_offset is not None:
                return None
            changed: dict[str, object] = {"year": said.year, "year_offset": said.offset}
            if isinstance(part, Named) and part.month_of and said.year is not None:
                fiscal = said.calendar in phrase.retail_words
                changed["year_of"] = "calendar" if fiscal else "gregorian"
            if isinstance(part, Named) and said.calendar:
                changed["calendar"] = phrase.calendar_words.get(said.calendar)
            return part.model_copy(update=changed), read[1]
    return None


def holiday(phrase: Phrase, at: int) -> Read | None:
    """ "Thanksgiving 2025", "Black Friday last year", "Thanksgiving week"."""
    for length in (3, 2, 1):
        words = " ".join(phrase.word(at + step) for step in range(length))
        if words in HOLIDAY_WORDS:
            break
    else:
        return None
    after = at + length
    whole_week = phrase.take(after, {"week", "wk"})
    said, after = year_after(phrase, whole_week or after) or (YearWords(), whole_week or after)
    day = Holiday(name=HOLIDAY_WORDS[words], year=said.year, year_offset=said.offset)
    return (WeekOf(unit=Unit.WEEK, of=day) if whole_week else day), after


def season(phrase: Phrase, at: int) -> Read | None:
    over = phrase.word(at) == "last"
    this = phrase.word(at) in THIS
    begin = at + 1 if over or this else at
    for known in phrase.index.model.seasons:
        for name in (known.name, *known.synonyms):
            words = [part for part in re.split(r"[\s_-]+", name.casefold()) if part]
            after = phrase.take(begin, *words)
            if after is None:
                continue
            said, after = year_after(phrase, after) or (YearWords(), after)
            offset = 0 if this and said == YearWords() else said.offset
            period = Season(name=known.name, year=said.year, year_offset=offset, over=over)
            return period, after
    return None


def all_time(phrase: Phrase, at: int) -> Read | None:
    after = phrase.take(at, "all", {"time", "history"}) or phrase.take(
        at, "since", "the", "beginning"
    )
    return (Dates(), after) if after and phrase.word(after) != "of" else None


def rest_of(phrase: Phrase, at: int) -> Read | None:
    begin = phrase.take(at, {"rest", "remainder"}, "of")
    outer = period_or_current(phrase, begin) if begin else None
    return (Remaining(period=outer[0]), outer[1]) if outer else None


READERS: tuple[Reader, ...] = (
    relative_day,
    to_date,
    so_far,
    short,
    counted,
    ago,
    before_last,
    within,
    unit_of_day,
    week,
    numbered_month,
    month,
    quarter,
    half,
    year,
    holiday,
    season,
    all_time,
    rest_of,
    written_date,
)
