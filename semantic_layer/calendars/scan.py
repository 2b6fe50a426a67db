"""The words of a question with their places, as the grammar of time reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.resolve import locate
from semantic_layer.calendars.units import is_fiscal
from semantic_layer.calendars.words import TRADING, UNITS
from semantic_layer.errors import QuestionError
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Period

TOKEN = re.compile(
    r"""
    \d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)           # 2026-10-21
  | \d{4}[-/]\d{1,2}(?!\d)                          # 2026-10
  | \d{1,2}/\d{4}(?!\d)
  | \d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/])   # 10/21/2026
  | \d+(?:st|nd|rd|th)\b
  | \b[a-z]{1,2}['’]?\d{1,4}[a-z]?\b(?:['’]s\b)?    # Q3, FY25, L13W, Q3's
  | \b[1-4]q(?:\d{2}(?:\d{2})?)?\b                  # 3Q25
  | [^\W\d_]+(?:['’][^\W\d_]+)*
  | \d+(?:[.,]\d+)*
  | \S
    """,
    re.IGNORECASE | re.VERBOSE,
)
MOST_WORDS = 200  # a question is shorter; nested phrases must not exhaust the stack
JOINS = ("-", "‑", "–")
Wanted = str | Collection[str]


@dataclass(frozen=True, slots=True)
class Word:
    """`text` is folded, without a possessive's ending; `written` is as the asker wrote it."""

    start: int
    end: int
    text: str
    written: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A question's words, and what reading them depends on.

    `calendar_words` maps "fiscal" and its like to a calendar's name; None is the default one.
    `holiday_words` maps what people call a holiday, as it is read here, to its name.
    `periods` remembers what single period was read at a place, since ranges and comparisons read
    the same places again.
    """

    text: str
    words: tuple[Word, ...]
    index: ModelIndex
    clock: Clock
    calendar_words: dict[str, str | None]
    retail_words: frozenset[str]
    holiday_words: dict[str, str]
    periods: dict[int, tuple[Period, int] | None] = field(default_factory=dict, compare=False)

    def word(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def take(self, at: int, *wanted: Wanted) -> int | None:
        """The place after the wanted words, which hyphens may join; None where others stand."""
        for number, want in enumerate(wanted):
            if number and self.word(at) in JOINS:
                at += 1
            words = (want,) if isinstance(want, str) else want
            if self.word(at) not in words:
                return None
            at += 1
        return at

    def past(self, at: int, optional: Wanted) -> int:
        """The place after an optional word."""
        return self.take(at, optional) or at


def scan(text: str, index: ModelIndex, clock: Clock) -> Phrase:
    words = tuple(
        Word(found.start(), found.end(), _fold(found[0]), found[0])
        for found in islice(TOKEN.finditer(text), MOST_WORDS)
    )
    names, retail = calendar_words(index)
    if TRADING not in names:
        words = _as_units(words)
    return Phrase(text, words, index, clock, names, retail, holiday_words(index))


def _as_units(words: Iterable[Word]) -> tuple[Word, ...]:
    """A trading week is a week."""
    found: list[Word] = []
    for word in words:
        if found and found[-1].text == TRADING and word.text in UNITS:
            word = replace(word, start=found.pop().start)
        found.append(word)
    return tuple(found)


def calendar_words(index: ModelIndex) -> tuple[dict[str, str | None], frozenset[str]]:
    """Words for each calendar, and those of them that count by fiscal year."""
    default = index.calendar(None)
    names: dict[str, str | None] = {}
    retail: set[str] = set()
    ordered = sorted(index.model.calendars, key=lambda calendar: calendar.name != default.name)
    for calendar in ordered:
        own = (
            {"fiscal", "retail", "financial"} if is_fiscal(calendar) else {"calendar", "gregorian"}
        )
        own |= {word.casefold() for word in calendar.synonyms if " " not in word.strip()}
        for word in own - names.keys():
            names[word] = None if calendar.name == default.name else calendar.name
            if is_fiscal(calendar):
                retail.add(word)
    return names, frozenset(retail)


def holiday_words(index: ModelIndex) -> dict[str, str]:
    """ "new year day" for "New Year's Day": the words as a question's are read."""
    return {
        " ".join(_fold(word) for word in TOKEN.findall(called)): each.name
        for each in index.model.holidays
        for called in (each.name, *each.synonyms)
    }


def _fold(text: str) -> str:
    folded = text.casefold().replace("’", "'")
    return folded.removesuffix("'s")


def resolved(phrase: Phrase, period: Period) -> ResolvedPeriod | None:
    """The days of a period; None where its words make none (week 53 of a year of 52)."""
    try:
        return locate(period, phrase.index, phrase.clock)
    except QuestionError:
        return None
