"""Which week, month, quarter, holiday or season do the words at a place name?"""

from __future__ import annotations

import re

from semantic_layer.calendars.relative import half_noun
from semantic_layer.calendars.scan import JOINS, Phrase
from semantic_layer.calendars.words import (
    BEFORE_MONTH,
    MONTH_NAMES,
    NEXT,
    PRONOUNS,
    THIS,
    UNITS,
)
from semantic_layer.calendars.years import (
    FIRST_YEAR,
    LAST_YEAR,
    Read,
    YearWords,
    calendar_at,
    full_year,
    named,
    number_at,
    ordinal_at,
    with_year,
    year_after,
)
from semantic_layer.period import Holiday, Named, Season, Span, Unit, WeekOf

MOST_MONTHS = 53  # of a calendar whose months a table lays out


def week(phrase: Phrase, at: int) -> Read | None:
    """ "fiscal week 12 of 2025", "wk 40", "W40", "weeks 36 to 40"."""
    word, begin = calendar_at(phrase, at)
    if found := re.fullmatch(r"(?:w|wk)(\d{1,2})", phrase.word(begin)):
        return with_year(phrase, begin + 1, Unit.WEEK, word, number=int(found[1]))
    if UNITS.get(phrase.word(begin)) is not Unit.WEEK or not phrase.word(begin + 1).isdecimal():
        return None
    if phrase.word(begin).endswith("s") and (ranged := _numbered(phrase, begin, word)):
        return ranged
    first = number_at(phrase, begin + 1)
    return with_year(phrase, first[1], Unit.WEEK, word, number=first[0]) if first else None


def _numbered(phrase: Phrase, at: int, word: str | None) -> Read | None:
    """ "Weeks 36 to 40", "periods 7-9": the year behind the last is that of both."""
    unit = UNITS.get(phrase.word(at), Unit.MONTH)
    first = number_at(phrase, at + 1)
    until = phrase.take(first[1], {"to", "through", "thru", "and", *JOINS}) if first else None
    second = number_at(phrase, until) if until else None
    if first is None or second is None or not phrase.word(at + 1).isdecimal():
        return None
    last = with_year(phrase, second[1], unit, word, number=second[0])
    if last is None or not isinstance(last[0], Named):
        return None
    return Span(start=last[0].model_copy(update={"number": first[0]}), end=last[0]), last[1]


def numbered_month(phrase: Phrase, at: int) -> Read | None:
    """ "fiscal month 9", "period 9", "P9": retailers call a fiscal month a period."""
    word, begin = calendar_at(phrase, at)
    if phrase.word(begin) in {"months", "periods"} and (ranged := _numbered(phrase, begin, word)):
        return ranged
    if found := re.fullmatch(r"p(\d{1,2})", phrase.word(begin)):
        number, after = int(found[1]), begin + 1
    elif phrase.word(begin) in {"month", "period"} and phrase.word(begin + 1).isdecimal():
        number, after = int(phrase.word(begin + 1)), begin + 2
    else:
        return None
    if not 1 <= number <= _most_months(phrase, word):
        return None
    return with_year(phrase, after, Unit.MONTH, word, number=number)


def _most_months(phrase: Phrase, word: str | None) -> int:
    """A table may lay out more months than twelve."""
    calendar = phrase.index.calendar(phrase.calendar_words[word] if word else None)
    return 12 if calendar.kind != "table" else MOST_MONTHS


def month(phrase: Phrase, at: int) -> Read | None:
    if found := re.fullmatch(r"(\d{4})[-/](\d{1,2})|(\d{1,2})/(\d{4})", phrase.word(at)):
        return _month_in_digits(phrase, found[1] or found[4], found[2] or found[3], at + 1)
    at = phrase.take(at, "month", "of") or at
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
    if _is_half_a_date(phrase, after):
        return None
    read = with_year(phrase, after, Unit.MONTH, word, month_of=number)
    if read and over and isinstance(read[0], Named) and read[0].year is None:
        return read[0].model_copy(update={"over": True}), read[1]
    return read


def _month_in_digits(phrase: Phrase, year: str, number: str, after: int) -> Read | None:
    """ "2026-10", "10/2026"."""
    if not 1 <= int(number) <= 12 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    period = named(phrase, Unit.MONTH, YearWords(int(year)), None, month_of=int(number))
    return (period, after) if period else None


def _is_half_a_date(phrase: Phrase, at: int) -> bool:
    """ "October 32" is no day, and "Oct-25" a day or a year: neither is the month alone."""
    digits = phrase.word(phrase.past(at, "-"))
    return digits.isdecimal() and len(digits) <= 2


def _means_a_month(phrase: Phrase, at: int) -> bool:
    """ "may" and "march" are verbs too: they need the company of a month, or a capital."""
    word = phrase.word(at)
    if word not in {"may", "march", "mar"}:
        return True
    if year_after(phrase, at + 1) is not None:
        return True
    marches = phrase.word(at - 1) == "to" and phrase.word(at - 2) != "up"  # "up to March"
    if phrase.word(at + 1) in PRONOUNS or (word != "may" and marches):
        return False
    if word != "may":
        return True
    return phrase.word(at - 1) in BEFORE_MONTH or phrase.words[at].written[0].isupper()


def quarter(phrase: Phrase, at: int) -> Read | None:
    word, begin = calendar_at(phrase, at)
    code = phrase.word(begin)
    if found := re.fullmatch(r"q([1-4])", code):
        return with_year(phrase, begin + 1, Unit.QUARTER, word, number=int(found[1]))
    if found := re.fullmatch(r"([1-4])q(\d{4}|\d{2})?", code):
        if found[2]:
            said = YearWords(full_year(found[2]))
            period = named(phrase, Unit.QUARTER, said, word, number=int(found[1]))
            return (period, begin + 1) if period else None
        return with_year(phrase, begin + 1, Unit.QUARTER, word, number=int(found[1]))
    if UNITS.get(code) is Unit.QUARTER and phrase.word(begin + 1) in {"1", "2", "3", "4"}:
        number = int(phrase.word(begin + 1))
        return with_year(phrase, begin + 2, Unit.QUARTER, word, number=number)
    ordinal = ordinal_at(phrase, begin)
    if ordinal is None or not 1 <= ordinal[0] <= 4:
        return None
    if word is None:
        word, after = calendar_at(phrase, ordinal[1])
    else:
        after = ordinal[1]
    if lent := _lends_its_noun(phrase, ordinal[1]):
        period = named(phrase, Unit.QUARTER, YearWords(), lent[0], number=ordinal[0])
        return (period, ordinal[1]) if period else None
    if UNITS.get(phrase.word(after)) is not Unit.QUARTER:
        return None
    return with_year(phrase, after + 1, Unit.QUARTER, word, number=ordinal[0])


def _lends_its_noun(phrase: Phrase, at: int) -> tuple[str | None] | None:
    """ "The second and the third fiscal quarters": the calendar's word, if the noun is lent."""
    join = phrase.take(at, {"and", "&", "to", "through", "or", "versus", "vs", *JOINS})
    ordinal = ordinal_at(phrase, phrase.past(join, "the")) if join else None
    if ordinal is None or not 1 <= ordinal[0] <= 4:
        return None
    word, after = calendar_at(phrase, ordinal[1])
    return (word,) if UNITS.get(phrase.word(after)) is Unit.QUARTER else None


def half(phrase: Phrase, at: int) -> Read | None:
    """A half year is two quarters; without a year, of this one."""
    word, begin = calendar_at(phrase, at)
    found = _which_half(phrase, begin)
    if found is None:
        return None
    number, after = found
    said, after = year_after(phrase, after) or (YearWords(offset=0), after)
    return _half(phrase, number, said, word, after)


def half_of(phrase: Phrase, at: int, said: YearWords) -> Read | None:
    """A half after its year: "2025 H1"."""
    found = _which_half(phrase, at)
    return _half(phrase, found[0], said, said.calendar, found[1]) if found else None


def _which_half(phrase: Phrase, at: int) -> tuple[int, int] | None:
    if found := re.fullmatch(r"h([12])", phrase.word(at)):
        return int(found[1]), at + 1
    ordinal = ordinal_at(phrase, at)
    halved = half_noun(phrase, ordinal[1]) if ordinal else None
    if ordinal is None or halved is None or ordinal[0] not in (1, 2, -1):
        return None
    if phrase.word(at) == "last" and year_after(phrase, halved) is None:
        return None  # alone it is the one before this
    return ordinal[0] % 3, halved


def _half(
    phrase: Phrase, number: int, said: YearWords, word: str | None, after: int
) -> Read | None:
    first = named(phrase, Unit.QUARTER, said, word, number=2 * number - 1)
    last = named(phrase, Unit.QUARTER, said, word, number=2 * number)
    return (Span(start=first, end=last), after) if first and last else None


def holiday(phrase: Phrase, at: int) -> Read | None:
    """ "Thanksgiving 2025", "Black Friday last year", "Thanksgiving week"."""
    at = phrase.take(at, "day", "of") or at
    length, name = _holiday_name(phrase, at)
    if name is None:
        return None
    after = at + length
    whole_week = phrase.take(after, {"week", "wk"})
    after = whole_week or after
    said, ended = year_after(phrase, after) or (YearWords(), after)
    if said.calendar is not None and phrase.word(after) == ",":
        said, ended = YearWords(), after  # "excluding Easter, fiscal 2026" names two things
    after = ended
    day = Holiday(name=name, year=said.year, year_offset=said.offset)
    return (WeekOf(unit=Unit.WEEK, of=day) if whole_week else day), after


def _holiday_name(phrase: Phrase, at: int) -> tuple[int, str | None]:
    """How many words name a holiday here, the most that do, and which one."""
    for words, name in phrase.holidays.get(phrase.word(at), ()):
        if all(phrase.word(at + step) == word for step, word in enumerate(words)):
            return len(words), name
    return 0, None


def season(phrase: Phrase, at: int) -> Read | None:
    over = phrase.word(at) == "last"
    this = phrase.word(at) in THIS
    begin = at + 1 if over or this else at
    for words, name in phrase.seasons:
        after = phrase.take(begin, *words)
        if after is None:
            continue
        said, after = year_after(phrase, after) or (YearWords(), after)
        offset = 0 if this and said == YearWords() else said.offset
        return Season(name=name, year=said.year, year_offset=offset, over=over), after
    return None
