"""Which single period do the words at a place name?

The longest reading wins; the readers stand in the visible tuple READERS.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from semantic_layer.calendars.dates import written_date
from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.relative import (
    ago,
    before_last,
    counted,
    half_noun,
    just_over,
    relative_day,
    short,
    so_far,
    to_date,
    units_at,
)
from semantic_layer.calendars.scan import JOINS, Phrase, resolved
from semantic_layer.calendars.unit_words import (
    half,
    half_of,
    holiday,
    month,
    numbered_month,
    quarter,
    season,
    week,
)
from semantic_layer.calendars.units import units_between
from semantic_layer.calendars.words import (
    BEFORE,
    COUNTED,
    EVER,
    LEAD_IN,
    NOT_AFTER_A_YEAR,
    NOT_BEFORE_A_YEAR,
    UNITS,
    WEEKDAYS,
)
from semantic_layer.calendars.years import (
    Read,
    YearWords,
    calendar_at,
    named,
    number_at,
    ordinal_at,
    year_after,
    year_at,
)
from semantic_layer.period import (
    Dates,
    HalfYear,
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

DEFINITE = frozenset({"the", "our"})
OVER = LEAD_IN | frozenset({"of", "since", "from"})
THEIRS = frozenset({"their", "its", "his", "her"})
ENDS_A_PHRASE = frozenset({"", ",", "?", ".", "!", ";", ":", "by", "vs", "versus", "against"})
ENDED = frozenset({"ended", "ending", "end", "ends", "to", "starts", "started"})
Reader = Callable[[Phrase, int], Read | None]


def period_at(phrase: Phrase, at: int) -> Read | None:
    """The longest single period that begins here; "the" may stand before it."""
    begin = phrase.past(at, "the")
    if begin not in phrase.periods:
        found = [read for reader in READERS if (read := reader(phrase, begin)) is not None]
        longest = max(found, key=lambda read: read[1], default=None)
        phrase.periods[begin] = _to_date(phrase, *longest) if longest else None
    return phrase.periods[begin]


def _to_date(phrase: Phrase, period: Period, after: int) -> Read:
    """ "Q4 to date": of a named period that is not over the words change nothing."""
    if isinstance(period, Named) and period.month_of and _says_month(phrase, after):
        after += 1
    ended = phrase.take(after, "to", "date") or phrase.take(after, "so", "far")
    days = resolved(phrase, period) if ended and isinstance(period, Named | Season) else None
    if not ended or days is None or days.end >= days.whole_end:
        return period, after
    if isinstance(period, Named):  # of a plan the whole quarter is known
        return Relative(unit=period.unit, calendar=period.calendar), ended
    return period, ended


def _says_month(phrase: Phrase, at: int) -> bool:
    """ "October month"; but "October, month wise" and "October month by month" are series."""
    return phrase.word(at) == "month" and phrase.word(at + 1) not in {"wise", "by", "on", *JOINS}


def period_or_current(phrase: Phrase, at: int) -> Read | None:
    """A period, or the current unit in "the rest of the year", "the start of the fiscal year"."""
    if found := period_at(phrase, at):
        return found
    begin = phrase.take(at, DEFINITE)
    if begin and (half := half_noun(phrase, begin)):
        return HalfYear(), half
    word, named_at = calendar_at(phrase, begin) if begin else (None, at)
    unit = UNITS.get(phrase.word(named_at)) if begin else None
    if unit is None:
        return None
    calendar = phrase.calendar_words[word] if word else None
    return Relative(unit=unit, calendar=calendar), named_at + 1


def current_unit(phrase: Phrase, at: int) -> Read | None:
    """ "For the quarter, by region": the one that runs, where nothing says which else."""
    unit = UNITS.get(phrase.word(at))
    led = phrase.word(at - 1) in DEFINITE and phrase.word(at - 2) == "for"
    ended = phrase.word(at + 1) in ENDS_A_PHRASE
    if unit in (None, Unit.DAY) or not led or not ended:
        return None
    return Relative(unit=unit), at + 1


def all_units_of(phrase: Phrase, at: int) -> Read | None:
    """ "The five weeks of September", where it has as many: September itself."""
    count, begin = number_at(phrase, at) or (0, at)
    unit = UNITS.get(phrase.word(begin))
    inside = phrase.take(begin + 1, "of")
    if not count or unit is None or inside is None or phrase.word(at - 2) == "of":
        return None  # "how many of the five weeks of September" counts them
    outer = period_at(phrase, inside)
    days = resolved(phrase, outer[0]) if outer else None
    if outer is None or days is None or not isinstance(outer[0], Named | Relative):
        return None
    units = units_between(phrase.index.calendar(days.calendar), unit, days.start, days.whole_end)
    return outer if len(units) == count else None


def year_of_calendar(phrase: Phrase, at: int) -> Read | None:
    """ "Over the fiscal year", "of our financial year": the current one."""
    word, begin = calendar_at(phrase, at)
    after = phrase.take(begin, {"year", "yr"})
    led = phrase.word(at - 1) in DEFINITE and phrase.word(at - 2) in OVER
    if word is None or after is None or not led:
        return None  # "when does the fiscal year start" asks about the calendar
    if phrase.word(after) in BEFORE | ENDED or phrase.word(after).isdecimal():
        return None
    return Relative(unit=Unit.YEAR, calendar=phrase.calendar_words[word]), after


def first_of_the_year(phrase: Phrase, at: int) -> Read | None:
    """ "The first three quarters", "the first nine months of 2025": of a year."""
    begin = phrase.take(at, "first")
    count, counted_at = (number_at(phrase, begin) or (0, at)) if begin else (0, at)
    unit = UNITS.get(phrase.word(counted_at))
    if unit not in (Unit.QUARTER, Unit.MONTH) or count < 2 or phrase.word(at - 1) in THEIRS:
        return None
    after = counted_at + 1
    said, ended = year_after(phrase, after) or (YearWords(), after)
    if phrase.word(ended) in {"of", "in", "after", "since", "from"}:
        return None  # "the first three months of last spring"
    first, last = (named(phrase, unit, said, None, number=n) for n in (1, count))
    return (Span(start=first, end=last), ended) if first and last else None


def within(phrase: Phrase, at: int) -> Read | None:
    """ "first week of October", "last 2 weeks of Q3", "the end of last quarter"."""
    if begin := phrase.take(at, {"end", "close"}, "of"):
        if day := written_date(phrase, phrase.past(begin, WEEKDAYS)):
            return day  # "the close of Saturday, October 3"
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
    if unit is Unit.QUARTER and position > 0 and count == 1:
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


def counted_to(phrase: Phrase, at: int) -> Read | None:
    """ "The 4 weeks to 31 October", "12 months to October", "the fortnight to last Saturday"."""
    count, begin = number_at(phrase, at) or (0, at)
    unit, many = units_at(phrase, begin)
    ending = phrase.take(begin + 1, {"to", "ending", "ended", "through"})
    count = count * many if count else (many if many > 1 else 0)
    if not count or unit is None or ending is None:
        return None
    found = period_at(phrase, ending)
    last = resolved(phrase, found[0]) if found else None
    if found is None or last is None or not _ends_units(unit, last):
        return None
    if not isinstance(found[0], Dates) or unit not in (Unit.DAY, Unit.WEEK):
        return Rolling(unit=unit, count=count, to=found[0]), found[1]
    days = count * (7 if unit is Unit.WEEK else 1)
    return Dates(start=last.end - timedelta(days=days - 1), end=last.end), found[1]


def _ends_units(unit: Unit, last: ResolvedPeriod) -> bool:
    """A day ends any unit; a longer period only units of its kind: not "4 weeks to Q3"."""
    return last.start == last.whole_end or last.unit is unit


def year(phrase: Phrase, at: int) -> Read | None:
    """ "2025", "FY25", "calendar year 2025", and a unit after its year: "FY25 Q3"."""
    found = year_at(phrase, at)
    if found is None:
        found = year_at(phrase, at + 1) if phrase.word(at) == "year" else None
    if found is None:
        return None
    said, after = found
    inside = phrase.past(after, JOINS)
    part = _part_of(phrase, inside, said) or half_of(phrase, inside, said)
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


NO_EVER_BEHIND = frozenset({"first", "for", "hardly", "than"})


def all_time(phrase: Phrase, at: int) -> Read | None:
    after = phrase.take(at, "all", {"time", "history"}) or phrase.take(
        at, "since", "the", "beginning"
    )
    if after is None and phrase.word(at - 1) not in NO_EVER_BEHIND:
        after = phrase.take(at, EVER)
        after = None if after and phrase.word(after) in {"since", "so", "before", *UNITS} else after
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
    just_over,
    within,
    unit_of_day,
    first_of_the_year,
    all_units_of,
    year_of_calendar,
    current_unit,
    counted_to,
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
