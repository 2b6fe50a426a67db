"""Which numbers and years do the words at a place name?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from semantic_layer.calendars.scan import JOINS, Phrase
from semantic_layer.calendars.words import BEFORE, LAST, NUMBERS, ORDINALS, THIS
from semantic_layer.period import Named, Period, Unit

LONGEST = 1000
FIRST_YEAR, LAST_YEAR = 1990, 2099
Read = tuple[Period, int]


MORE_OF_A_YEAR = BEFORE | {"to", "so", "ago", "after", "until", "till", "ending", "ended"}


@dataclass(frozen=True, slots=True)
class YearWords:
    """A year as it was said: by number, or relative to this one; on which calendar, if told."""

    year: int | None = None
    offset: int | None = None
    calendar: str | None = None  # the word: "fiscal", "calendar"


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


def full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def year_at(phrase: Phrase, at: int) -> tuple[YearWords, int] | None:
    """ "2025", "FY25", "fiscal year 2025", "'25", "last year"."""
    if after := phrase.take(at, {"last", "prior", "previous"}, {"year", "yr"}):
        return YearWords(offset=-1), after
    if after := phrase.take(at, "ly"):
        return YearWords(offset=-1), after
    if after := phrase.take(at, THIS, {"year", "yr"}):
        return YearWords(offset=0), after
    own = calendar_at(phrase, at + 1)[0] if phrase.word(at) in THIS | LAST else None
    if own and (ended := phrase.take(at + 2, {"year", "yr"})):
        return YearWords(offset=0 if phrase.word(at) in THIS else -1, calendar=own), ended
    word = phrase.word(at)
    if code := re.fullmatch(r"(fy|cy)'?(\d{4}|\d{2})", word):
        coded = "fiscal" if code[1] == "fy" else "calendar"
        return YearWords(full_year(code[2]), calendar=coded), at + 1
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


def year_after(phrase: Phrase, at: int) -> tuple[YearWords, int] | None:
    """A year that belongs to the unit before it: "of 2025", ", 2025", "FY25", "-2025"."""
    return (
        year_at(phrase, phrase.past(at, {"of", "in", ",", "for"}))
        or (_year_of_the(phrase, the) if (the := phrase.take(at, {"of", "in"}, "the")) else None)
        or _joined_year(phrase, at)
    )


def _year_of_the(phrase: Phrase, at: int) -> tuple[YearWords, int] | None:
    """ "Q3 of the fiscal year", "of the year 2025"; "the year before" is another one."""
    word, begin = calendar_at(phrase, at)
    after = phrase.take(begin, {"year", "yr"})
    if after is None or phrase.word(after) in MORE_OF_A_YEAR:
        return year_at(phrase, at)
    if phrase.word(after).isdigit():
        numbered = year_at(phrase, after)
        return (YearWords(numbered[0].year, calendar=word), numbered[1]) if numbered else None
    return YearWords(offset=0, calendar=word), after


def _joined_year(phrase: Phrase, at: int) -> tuple[YearWords, int] | None:
    """ "Q3-2025", "Q3/FY25": no space on either side."""
    joined = phrase.word(at) in (*JOINS, "/") and re.search(r"\d", phrase.word(at - 1))
    found = year_at(phrase, at + 1) if joined else None
    if found is None:
        return None
    before, join, behind = phrase.words[at - 1 : at + 2]
    return found if (before.end, join.end) == (join.start, behind.start) else None


def calendar_at(phrase: Phrase, at: int) -> tuple[str | None, int]:
    """The word for a calendar, if one stands here."""
    word = phrase.word(at)
    return (word, at + 1) if word in phrase.calendar_words else (None, at)


def ordinal_at(phrase: Phrase, at: int) -> tuple[int, int] | None:
    word = phrase.word(at)
    if word in ORDINALS:
        return ORDINALS[word], at + 1
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word):
        return int(found[1]), at + 1
    return None


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


def with_year(phrase: Phrase, at: int, unit: Unit, word: str | None, **of: int) -> Read | None:
    """The unit just read, with the year that may follow it."""
    said, after = year_after(phrase, at) or (YearWords(), at)
    period = named(phrase, unit, said, word, **of)
    return (period, after) if period else None
