"""Where does a question speak of time, and what does it mean there?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from semantic_layer.calendars.changes import change_at
from semantic_layer.calendars.comparisons import comparison_at, speaks_of
from semantic_layer.calendars.dates import is_a_member, written_date
from semantic_layer.calendars.grains import GrainMention, ends_at, grain_at
from semantic_layer.calendars.lent_years import in_year
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.calendars.ranges import is_counted_off, range_at
from semantic_layer.calendars.scan import Phrase, resolved, scan
from semantic_layer.calendars.set_beside import set_beside
from semantic_layer.calendars.single import period_at
from semantic_layer.calendars.week_earlier import weekday_twice
from semantic_layer.calendars.words import COMPARE, EVER, UNITS, VERSUS, WEEKDAYS
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Holiday, Named, Period, Relative, Span, Unit, WeekOf
from semantic_layer.query import Comparison, ComparisonKind

__all__ = ["GrainMention", "PeriodMention", "find_grains", "find_periods"]

OPENS, CLOSES = "“", "”"
ANY_DAY = Clock(date.max, date.max, date.min)  # a grain is the same on every day


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of a question that names a period, a comparison, or both.

    `resolved` is None where the period has no days (week 53 of a year of 52), which is the answer.
    `period` is None where the words name only a comparison ("vs last week", "same days last year");
    `implied` is then the period meant if nothing else names one: the current one of that kind.
    `grain_word`: several units are counted ("last 13 weeks"), which suggests a series of them.
    `holiday` is its name where one gives the days, since other things are called after holidays.
    `follows`: "the week before", which counts from the period asked about before.
    """

    start: int
    end: int
    text: str
    period: Period | None
    resolved: ResolvedPeriod | None
    comparison: Comparison | None = None
    implied: Period | None = None
    grain_word: bool = False
    holiday: str | None = None
    follows: bool = False


def find_periods(text: str, index: ModelIndex, clock: Clock) -> tuple[PeriodMention, ...]:
    """Every mention of time, in order, none overlapping; at each place the longest."""
    phrase = scan(text, index, clock)
    mentions: list[PeriodMention] = []
    base: Period | None = None
    around: list[Period | None] = []
    at = 0
    while at < len(phrase.words):
        if phrase.word(at) == OPENS:  # what is quoted has periods of its own
            around.append(base)
            base = None
        elif phrase.word(at) == CLOSES and around:
            base = around.pop()
        found = None if is_counted_off(phrase, at) else _mention_at(phrase, at, base)
        if found is None:
            at = _after_unread(phrase, at)
            continue
        mention, after = found
        if mentions and _says_again(phrase, mentions[-1], mention):
            mention = _joined(phrase, mentions.pop(), mention)
        mentions.append(mention)
        base = mention.period or base
        at = after
    named = [each for each in mentions if each.text.lower() != EVER]
    return tuple(named or mentions)  # "did we ever sell any in May" is of May


def find_grains(text: str, index: ModelIndex) -> tuple[GrainMention, ...]:
    """Every mention of a series, in order."""
    phrase = scan(text, index, ANY_DAY)
    mentions: list[GrainMention] = []
    at = 0
    while at < len(phrase.words):
        ends = ends_at(phrase, at)
        found = ends or grain_at(phrase, at)
        if found is None:
            at += 1
            continue
        place = _place(phrase, at, found[1])
        mentions.append(GrainMention(*place, grain=found[0], at_ends=ends is not None))
        at = found[1]
    return tuple(mentions)


def _after_unread(phrase: Phrase, at: int) -> int:
    """The next place to read at.

    A period whose first words were not understood ("vs two years ago", "the week before Easter",
    "Monday, November 1" of a Sunday) is left unread as a whole: alone it would say something else.
    """
    begin = phrase.past(phrase.past(at + 1, {".", ","}), {"with", "to", "the"})
    if phrase.word(at) in WEEKDAYS and not is_a_member(phrase, at):
        dated = written_date(phrase, begin)
        return dated[1] if dated else at + 1
    if phrase.word(at) not in VERSUS and not is_counted_off(phrase, at):
        return at + 1
    follows, found = _follows(phrase, at + 1), range_at(phrase, begin)
    return max(at + 1, follows[1] if follows else 0, found[1] if found else 0)


def _mention_at(phrase: Phrase, at: int, base: Period | None) -> tuple[PeriodMention, int] | None:
    found = _change(phrase, at) or weekday_twice(phrase, at)
    if found is None:
        compared = comparison_at(phrase, at, base) if phrase.word(at) != "," else None
        if compared:
            return _comparison_only(phrase, at, *compared)
        follows = _follows(phrase, at)
        if follows:
            return follows
        found = _period_compared(phrase, at)
    if found is None:
        return None
    period, comparison, end = found
    days = resolved(phrase, period)
    mention = PeriodMention(
        *_place(phrase, at, end),
        period=period,
        resolved=days,
        comparison=comparison,
        grain_word=_counts_units(period),
        holiday=_holiday(period),
    )
    return mention, end


def _change(phrase: Phrase, at: int) -> tuple[Period, Comparison | None, int] | None:
    """ "growth from Q2 to Q3" compares; "weekly growth from Q2 to Q3" is a series of weeks."""
    changed = change_at(phrase, at)
    if changed and any(grain_at(phrase, place) for place in range(len(phrase.words))):
        return None
    return changed


def _period_compared(phrase: Phrase, at: int) -> tuple[Period, Comparison | None, int] | None:
    """A period and the comparison that may follow it at once."""
    found = range_at(phrase, at)
    single = period_at(phrase, at)
    beside = single is not None and set_beside(phrase, single[1], single[0]) is not None
    if beside or speaks_of(phrase, COMPARE, at):
        compared = comparison_at(phrase, single[1], single[0]) if single else None
        if single and compared and found and compared[1] >= found[1]:
            return single[0], *compared
    if found is None:
        return None
    compared = comparison_at(phrase, found[1], found[0])
    if compared is None:
        return found[0], None, found[1]
    return (_in_its_year(found[0], compared[0]), *compared)


def _in_its_year(period: Period, comparison: Comparison) -> Period:
    """ "Q2 vs Q3 2025", "Q2 vs Q3 last year": the year that is said once is meant for both."""
    other = comparison.period
    yearless = isinstance(period, Named) and period.year is None and period.year_offset is None
    if not yearless or not isinstance(other, Named):
        return period
    if other.year_offset is not None and other.unit is not Unit.YEAR:
        same = period.model_copy(update={"year_offset": other.year_offset})
        return period if same == other else same
    if other.year is None:
        return period
    if other.unit is Unit.YEAR:
        return period
    lent = in_year(period, other.year)
    if lent is None or not isinstance(lent, Named):
        return period
    lent = lent.model_copy(update={"year_of": other.year_of if lent.month_of else lent.year_of})
    return period if lent == other else lent


def _says_again(phrase: Phrase, first: PeriodMention, second: PeriodMention) -> bool:
    """ "Holiday season last year (fiscal November and December)": one period, said twice."""
    between = phrase.text[first.end : second.start].strip()
    if first.resolved is None or second.resolved is None or between not in ("(", ",", ", i.e."):
        return False
    days = (first.resolved.start, first.resolved.end)
    return days == (second.resolved.start, second.resolved.end)


def _joined(phrase: Phrase, first: PeriodMention, second: PeriodMention) -> PeriodMention:
    return replace(
        first,
        end=second.end,
        text=phrase.text[first.start : second.end],
        comparison=second.comparison or first.comparison,
    )


def _comparison_only(
    phrase: Phrase, at: int, comparison: Comparison, after: int
) -> tuple[PeriodMention, int]:
    mention = PeriodMention(
        *_place(phrase, at, after),
        period=None,
        resolved=None,
        comparison=comparison,
        implied=_implied(phrase, comparison, at, after),
        holiday=_holiday(comparison.period) if comparison.period else None,
    )
    return mention, after


def _follows(phrase: Phrase, at: int) -> tuple[PeriodMention, int] | None:
    """ "the week before", "the month prior": without a comparison it follows the turn before."""
    begin = phrase.past(phrase.past(at, {"for", "in"}), "the")
    unit = UNITS.get(phrase.word(begin))
    after = phrase.take(begin + 1, {"before", "prior"})
    led = begin > at or phrase.word(at - 1) == "from"  # "drops from week before"
    if unit is None or after is None or not led or phrase.word(after) == "last":
        return None
    if range_at(phrase, after) and phrase.word(after) != "the":
        return None  # "the week before Christmas" is another thing
    period = Relative(unit=unit, offset=-2)
    mention = PeriodMention(
        *_place(phrase, at, after),
        period=period,
        resolved=resolved(phrase, period),
        follows=True,
    )
    return mention, after


def _place(phrase: Phrase, first: int, after: int) -> tuple[int, int, str]:
    start, end = phrase.words[first].start, phrase.words[after - 1].end
    return start, end, phrase.text[start:end]


def _implied(phrase: Phrase, comparison: Comparison, at: int, after: int) -> Period | None:
    """ "versus last week" alone asks about this week, to date."""
    period = comparison.period
    if isinstance(period, Relative) and period.offset < 0 and period.count == 1:
        return Relative(unit=period.unit, calendar=period.calendar)
    if comparison.kind is not ComparisonKind.PREVIOUS_PERIOD:
        return None
    words = [phrase.word(place) for place in range(at, after)]
    units = [UNITS[word] for word in words if word in UNITS]
    return Relative(unit=units[0]) if units else None


def _counts_units(period: Period) -> bool:
    if isinstance(period, Relative):
        return period.count > 1
    if isinstance(period, Span) and period.start and period.end:
        return getattr(period.start, "unit", Unit.DAY) is not Unit.DAY
    return False


def _holiday(period: Period) -> str | None:
    if isinstance(period, WeekOf) and period.of is not None:
        return _holiday(period.of)
    return period.name if isinstance(period, Holiday) else None
