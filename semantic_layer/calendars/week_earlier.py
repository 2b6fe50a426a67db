"""Which days are compared with the same ones a week earlier: "yesterday vs same day last week"?

Days stand a week apart where a day of the week is named twice ("Wed vs Wed LW"), where "same day"
says so, or where one weekend is set against the one before.
"""

from __future__ import annotations

from datetime import date, timedelta

from semantic_layer.calendars.scan import Phrase, resolved
from semantic_layer.calendars.units import holding
from semantic_layer.calendars.words import BEFORE, LAST, VERSUS, WEEKDAYS
from semantic_layer.period import Dates, Days, Period, Span, Unit, Within
from semantic_layer.query import Basis, Comparison, ComparisonKind

Compared = tuple[Comparison, int]

LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.LIKE_FOR_LIKE)
EARLIER = BEFORE | {"ago"}
WEEKEND = frozenset({"weekend", "week-end"})
THIS = frozenset({"this", "the"})
WITH = frozenset({"to", "with", "against"})
JOINS = frozenset({"and", "&", "plus", ","})


def weekday_twice(phrase: Phrase, at: int) -> tuple[Period, Comparison, int] | None:
    """ "Wed vs Wed LW", "Saturday against last Saturday", "this Monday vs the one before"."""
    begin = phrase.past(at, THIS)
    weekday = WEEKDAYS.get(phrase.word(begin))
    versus = _versus(phrase, begin + 1)
    if weekday is None or versus is None:
        return None
    latest = Days(weekday=weekday)
    if after := _same_day_last_year(phrase, versus):
        return latest, LAST_YEAR, after
    found = _earlier(phrase, phrase.past(versus, "the"), weekday)
    days = resolved(phrase, latest)
    if found is None or days is None:
        return None
    after, last_week = found
    if last_week and _is_over(phrase, days.start):
        return None  # the latest one may be the very day that "last week" means
    earlier = Days(weekday=weekday, offset=-1)
    return latest, Comparison(kind=ComparisonKind.PERIOD, period=earlier), after


def _versus(phrase: Phrase, at: int) -> int | None:
    if phrase.word(at) in VERSUS:
        return phrase.past(phrase.past(at + 1, "."), WITH)
    return phrase.take(at, {"compared", "relative"}, WITH)


def _earlier(phrase: Phrase, at: int, weekday: int) -> tuple[int, bool] | None:
    """The place after the earlier of the two, and whether it is said to be of last week."""
    lead = phrase.take(at, LAST)
    if WEEKDAYS.get(phrase.word(lead or at)) == weekday:
        behind = (lead or at) + 1
        if lead:
            return behind, False
        return _a_week_ago(phrase, behind) or _before(phrase, behind)
    same = phrase.take(at, "same", "day")
    return _a_week_ago(phrase, same) if same else None


def _same_day_last_year(phrase: Phrase, at: int) -> int | None:
    same = phrase.take(phrase.past(at, "the"), "same", "day")
    return (phrase.take(same, LAST, {"year", "yr"}) or phrase.take(same, "ly")) if same else None


def _before(phrase: Phrase, at: int) -> tuple[int, bool] | None:
    after = phrase.take(at, BEFORE)
    return (phrase.past(after, {"that", "it", "last"}), False) if after else None


def _a_week_ago(phrase: Phrase, at: int) -> tuple[int, bool] | None:
    """After "last week", "LW", "the week before", "a week earlier"."""
    at = phrase.past(phrase.past(at, {"of", "in"}), {"the", "a", "one"})
    if after := phrase.take(at, {"lw"}) or phrase.take(at, LAST, {"week", "wk"}):
        return after, True
    after = phrase.take(at, {"week", "wk"}, EARLIER)
    return (after, False) if after and phrase.word(after) != "last" else None


def same_day_last_week(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    """ "The same day last week", "same day a week ago", of a day that was named."""
    begin = phrase.take(phrase.past(phrase.past(at, {"on", "with", "to"}), "the"), "same", "day")
    days = resolved(phrase, base) if base is not None else None
    found = _a_week_ago(phrase, begin) if begin else None
    if found is None or base is None or days is None or days.start != days.end:
        return None
    after, last_week = found
    earlier = _a_week_before(base)
    if earlier is None or (last_week and _is_over(phrase, days.start)):
        return None
    return Comparison(kind=ComparisonKind.PERIOD, period=earlier), after


def weekend_before(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    """ "Last weekend vs the weekend before"; also where the two are only listed."""
    begin = phrase.past(at, JOINS)
    after = phrase.take(phrase.past(begin, "the"), WEEKEND, BEFORE)
    if after is None or base != _weekend(0):
        return None
    after = phrase.past(after, {"that", "it"})
    return Comparison(kind=ComparisonKind.PERIOD, period=_weekend(1)), after


def weekend_before_last(phrase: Phrase, at: int) -> tuple[Period, int] | None:
    after = phrase.take(at, WEEKEND, "before", "last")
    return (_weekend(1), after) if after else None


def _weekend(weeks: int) -> Period:
    """The weekend so many weeks before the last one."""
    return Span(start=Days(weekday=5, offset=-weeks), end=Days(weekday=6, offset=-weeks))


def _is_over(phrase: Phrase, day: date) -> bool:
    """Whether a day is of a week before this one, so that "last week" may be its own."""
    week = holding(phrase.index.calendar(None), Unit.WEEK, phrase.clock.today)
    return not week.start <= day <= week.end


def _a_week_before(period: Period) -> Period | None:
    match period:
        case Days(weekday=None):
            return Days(offset=period.offset - 7)
        case Days():
            return Days(weekday=period.weekday, offset=period.offset - 1)
        case Within(unit=Unit.DAY, position=position, period=month) if position > 7:
            return Within(unit=Unit.DAY, position=position - 7, period=month)
        case Dates(start=date() as start):
            day = start - timedelta(days=7)
            return Dates(start=day, end=day)
    return None
