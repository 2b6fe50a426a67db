"""The words of a question with their places, as the grammar of time reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
Called = tuple[tuple[str, ...], str]  # the words of a name, and whose it is


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
    `holidays` has, by the first word of what people call one, all its words with its name, the
    longest first.
    `seasons` are the words of each season's names with its name. `periods` remembers what single
    period was read at a place, since ranges and comparisons read the same places again; `texts`
    are the words by their places.
    """

    text: str
    words: tuple[Word, ...]
    index: ModelIndex
    clock: Clock
    calendar_words: dict[str, str | None]
    retail_words: frozenset[str]
    holidays: Mapping[str, Sequence[Called]]
    seasons: tuple[Called, ...] = ()
    periods: dict[int, tuple[Period, int] | None] = field(default_factory=dict, compare=False)
    texts: dict[int, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", {at: word.text for at, word in enumerate(self.words)})

    def word(self, at: int) -> str:
        return self.texts.get(at, "")

    def take(self, at: int, *wanted: Wanted) -> int | None:
        """The place after the wanted words, which hyphens may join; None where others stand."""
        word = self.texts.get  # looked up some thousand times a question
        for number, want in enumerate(wanted):
            said = word(at, "")
            if number and said in JOINS:
                at += 1
                said = word(at, "")
            if said != want if isinstance(want, str) else said not in want:
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
    return Phrase(
        text, words, index, clock, names, retail, holiday_words(index), tuple(season_words(index))
    )


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


def season_words(index: ModelIndex) -> Iterator[Called]:
    for known in index.model.seasons:
        for called in (known.name, *known.synonyms):
            yield tuple(re.split(r"[\s_-]+", called.strip(" _-").casefold())), known.name


def holiday_words(index: ModelIndex) -> Mapping[str, Sequence[Called]]:
    """ "new year day" for "New Year's Day": the words as a question's are read."""
    found: defaultdict[str, list[Called]] = defaultdict(list)
    for each in index.model.holidays:
        for called in (each.name, *each.synonyms):
            words = tuple(_fold(word) for word in TOKEN.findall(called))
            found[words[0]].append((words, each.name))
    for known in found.values():
        known.sort(key=lambda one: -len(one[0]))
    return found


def _fold(text: str) -> str:
    folded = text.casefold().replace("’", "'")
    return folded.removesuffix("'s")


def resolved(phrase: Phrase, period: Period) -> ResolvedPeriod | None:
    """The days of a period; None where its words make none (week 53 of a year of 52)."""
    try:
        return locate(period, phrase.index, phrase.clock)
    except QuestionError:
        return None
