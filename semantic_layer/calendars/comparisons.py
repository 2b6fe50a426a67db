"""What is a period compared with: "vs last year", "vs the week before", "year over year"?"""

from __future__ import annotations

from semantic_layer.calendars.lent_years import in_year, lend_year
from semantic_layer.calendars.ranges import THROUGH, range_at
from semantic_layer.calendars.relative import half_noun, units_at
from semantic_layer.calendars.scan import Phrase, resolved
from semantic_layer.calendars.set_beside import (
    LAST_YEAR,
    PREVIOUS,
    a_year_before,
    past_noun,
    set_beside,
    the_year_before,
)
from semantic_layer.calendars.single import period_at
from semantic_layer.calendars.unit_words import season
from semantic_layer.calendars.units import holding
from semantic_layer.calendars.week_earlier import same_day_last_week, weekend_before
from semantic_layer.calendars.words import (
    BEFORE,
    BESIDE,
    CHANGE_WORDS,
    COMPARE,
    LAST,
    PERIODS_OVER_PERIODS,
    SET_AGAINST,
    UNITS,
    VERSUS,
    VERSUS_BY_CHANGE,
    WEEKDAYS,
)
from semantic_layer.calendars.years import number_at
from semantic_layer.period import (
    Days,
    HalfYear,
    Holiday,
    Named,
    Period,
    Relative,
    Rolling,
    Season,
    Span,
    Unit,
    Within,
)
from semantic_layer.query import Basis, Comparison, ComparisonKind

Compared = tuple[Comparison, int]

YEAR_WORDS = frozenset({"year", "yr"})
SAME = frozenset({"same", "equivalent", "corresponding", "equal"})
STRETCHES = frozenset({"days", "day", "dates", "period", "stretch", "time", "point", "part"})
LEADS = frozenset(
    word for first, *_ in SET_AGAINST for word in ((first,) if isinstance(first, str) else first)
)  # with which they begin
SIDES = frozenset({"ahead", "behind"})  # of a plan


def comparison_at(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    """The comparison that begins here; `base` is the period it is with, where one is known."""
    beside = set_beside(phrase, at, base)
    at = phrase.past(at, ",")
    found = (
        beside
        or _over_period(phrase, at)
        or _same_last_year(phrase, at, base)
        or same_day_last_week(phrase, at, base)
        or weekend_before(phrase, at, base)
        or _versus(phrase, at, base)
    )
    if found is None:
        return None
    return _aligned(phrase, *found)


def _versus(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    word, begin = phrase.word(at), at + 1
    leads = SET_AGAINST if word in LEADS else ()
    led = next((after for lead in leads if (after := phrase.take(at, *lead))), None)
    if led is not None:
        begin = led
    elif word in VERSUS:
        begin = phrase.past(phrase.past(begin, "."), {"with", "to", "against"})
    elif not _compares(phrase, at):
        beside = _is_over_another(phrase, at, begin, base)
        return _other_period(phrase, period_at(phrase, begin), base) if beside else None
    begin = phrase.take(begin, {"those", "that", "ones"}, {"of", "in", "from"}) or begin
    begin = _as_many_days(phrase, begin, base) or begin
    anchored = (
        _same_last_year(phrase, begin, base)
        or same_day_last_week(phrase, begin, base)
        or weekend_before(phrase, begin, base)
        or _last_year(phrase, begin, base)
        or _before(phrase, begin, base)
    )
    if anchored or word not in VERSUS_BY_CHANGE:
        whole = phrase.take(begin, "all", "of")  # "May vs all of 2025" means no May
        return anchored or _other_period(
            phrase, range_at(phrase, whole or begin), None if whole else base
        )
    if not (_is_beside_change(phrase, at, begin) or _is_over_another(phrase, at, begin, base)):
        return None
    return _other_period(phrase, period_at(phrase, begin), base)


def _as_many_days(phrase: Phrase, at: int, base: Period | None) -> int | None:
    """ "This week vs the same days last week": a period to date is compared with as many anyway."""
    begin = phrase.take(phrase.past(at, "the"), SAME, STRETCHES)
    if begin is None or not isinstance(base, Relative):
        return None
    begin = phrase.past(begin, {"of", "in", "from"})
    found = period_at(phrase, begin)
    if found is None or not isinstance(found[0], Relative) or base.unit is Unit.YEAR:
        return None
    to_date = (base.offset, base.count) == (0, 1)
    before = found[0].unit is base.unit and (found[0].offset, found[0].count) == (-1, 1)
    return begin if to_date and before else None


def _compares(phrase: Phrase, at: int) -> bool:
    """Whether "over" or "to" sets two periods against each other in this question."""
    word = phrase.word(at)
    if word in BESIDE:
        return speaks_of(phrase, COMPARE, at)
    return word in VERSUS_BY_CHANGE and speaks_of(phrase, CHANGE_WORDS, at)


def speaks_of(phrase: Phrase, words: frozenset[str], before: int) -> bool:
    return any(phrase.word(at) in words for at in range(before))


def _is_beside_change(phrase: Phrase, at: int, begin: int) -> bool:
    """ "up from September" compares; "growth over the last 13 weeks" does not."""
    found = period_at(phrase, begin)
    if found is None or phrase.word(found[1]) in THROUGH:
        return False
    period = found[0]
    if phrase.word(at) == "on":  # "up on last week"; what is down on Monday was so that day
        moved = speaks_of(phrase, CHANGE_WORDS - SIDES, at)
        return moved and isinstance(period, Relative) and (period.offset, period.count) == (-1, 1)
    if isinstance(period, Relative):
        return period.count == 1
    return phrase.word(at - 1) in CHANGE_WORDS and isinstance(period, Named)


def _is_over_another(phrase: Phrase, at: int, begin: int, base: Period | None) -> bool:
    """ "Q2 2026 over Q2 2025", "May over April": two periods of a kind."""
    found = period_at(phrase, begin)
    if phrase.word(at) != "over" or found is None or phrase.word(found[1]) in THROUGH:
        return False
    unit = unit_of(found[0]) if isinstance(found[0], Named) else None
    return unit is not None and isinstance(base, Named | Relative) and unit_of(base) is unit


def _over_period(phrase: Phrase, at: int) -> Compared | None:
    """ "YoY", "year over year", "y/y", "week on week"."""
    unit = PERIODS_OVER_PERIODS.get(phrase.word(at))
    after = at + 1
    if unit is None:
        first = phrase.word(at)
        unit = UNITS.get(first) or {"y": Unit.YEAR, "q": Unit.QUARTER, "w": Unit.WEEK}.get(first)
        joined = phrase.take(at, first, {"over", "on", "o", "/"}, first)
        if unit is None or joined is None:
            return None
        after = joined
    return (LAST_YEAR if unit is Unit.YEAR else PREVIOUS), after


def _same_last_year(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    """ "the same days last year", "same period of the prior year", "same dates a year ago"."""
    lead = phrase.past(at, {"over", "in", "for", "during", "on", "at"})
    begin = phrase.take(phrase.past(lead, "the"), {"same", "comparable", "equivalent"})
    if begin is None and phrase.take(lead, "this", {"time", "point", "stage"}):
        begin = lead + 1
    if begin is None:
        return None
    word = phrase.word(begin)
    kinds = {"period", "periods", "time", "point", "stage", "dates", "date", "half"}
    if word not in kinds and word not in UNITS:
        return None
    after = begin + 1
    basis: Basis | None = Basis.LIKE_FOR_LIKE if UNITS.get(word) in (Unit.DAY, Unit.WEEK) else None
    if word in {"dates", "date"}:
        basis = Basis.SAME_DATES
    if UNITS.get(word) is Unit.WEEK and (numbered := phrase.take(after, {"number", "numbers"})):
        after, basis = numbered, Basis.SAME_WEEK_NUMBER
    of = phrase.past(after, {"of", "in", "as", "the"})
    ended = _year_before(phrase, of) or the_year_before(phrase, of, base)
    if ended is None:
        return None
    return Comparison(kind=ComparisonKind.LAST_YEAR, basis=basis), ended


def _year_before(phrase: Phrase, at: int) -> int | None:
    """The place after words for the year before this one."""
    at = phrase.past(at, "the")
    for words in (
        (LAST, YEAR_WORDS),
        ("ly",),
        ("py",),
        ("a", "year", {"ago", "earlier", "before"}),
        ("one", "year", {"ago", "earlier", "before"}),
        ("year", {"ago", "earlier"}),
        ({"12", "twelve"}, "months", {"ago", "earlier"}),
        ("year", "before"),
    ):
        if after := phrase.take(at, *words):
            return after
    return None


def _last_year(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    after = _year_before(phrase, at)
    if after is None:
        return None
    said_before = phrase.word(after - 1) in BEFORE and phrase.word(after - 2) in YEAR_WORDS
    if said_before and base is not None and unit_of(base) is Unit.YEAR:
        return PREVIOUS, after
    longer = period_at(phrase, at)
    if longer and longer[1] > after:
        return None  # "vs last year's Q3" names a period of its own
    named = phrase.word(after - 1) == "ago" or phrase.word(at) == "prior"
    return LAST_YEAR, past_noun(phrase, after) if named else after


def _before(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    """ "the week before", "the 13 weeks before", "the previous period", "the day before"."""
    begin = phrase.past(at, "the")
    if weekday := _weekday_before(phrase, begin, base):
        return weekday
    same = season(phrase, begin)
    if same and isinstance(base, Season) and isinstance(same[0], Season):
        after = phrase.take(same[1], BEFORE) if same[0].name == base.name else None
        if after:
            return LAST_YEAR, after  # "the holiday season before": seasons come once a year
    count, counted = number_at(phrase, begin) or (None, begin)
    unit, many = units_at(phrase, counted)
    after = phrase.take(counted + 1, BEFORE) if unit else None
    if unit and after and phrase.word(after) not in {"last", "yesterday"}:
        if base is not None and unit_of(base) is not unit:
            return None
        return _units_before(unit, many * (count or 1), base), phrase.past(after, {"that", "it"})
    if (half := half_noun(phrase, begin)) and (after := phrase.take(half, BEFORE)):
        return (PREVIOUS, after) if base is None or isinstance(base, HalfYear | Span) else None
    if after := phrase.take(begin, LAST, {"period", "one"}) or phrase.take(begin, "pp"):
        return PREVIOUS, after
    count, counted = number_at(phrase, begin + 1) or (None, begin + 1)
    unit = UNITS.get(phrase.word(counted))
    if phrase.word(begin) in {"previous", "prior", "preceding"} and unit:
        return _units_before(unit, count or 1, base), counted + 1
    return None


def _weekday_before(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    """ "Last Friday vs the Friday before": the same day of the week, a week earlier."""
    after = phrase.take(at + 1, BEFORE) if phrase.word(at) in WEEKDAYS else None
    days = resolved(phrase, base) if base is not None else None
    if after is None or days is None or days.start != days.end:
        return None
    if days.start.weekday() != WEEKDAYS[phrase.word(at)]:
        return None
    calendar = phrase.index.calendar(None)
    week = holding(calendar, Unit.WEEK, days.start)
    since = (holding(calendar, Unit.WEEK, phrase.clock.today).start - week.start).days // 7
    period = Within(
        unit=Unit.DAY,
        position=(days.start - week.start).days + 1,
        period=Relative(unit=Unit.WEEK, offset=-since - 1),
    )
    return Comparison(kind=ComparisonKind.PERIOD, period=period), after


def _units_before(unit: Unit, count: int, base: Period | None) -> Comparison:
    """The same stretch before the base; another stretch, by its own count, where they differ."""
    if base is None or (unit_of(base) is unit and _count(base) == count):
        return PREVIOUS
    if unit_of(base) is unit and isinstance(base, Relative):
        period = Relative(
            unit=unit, offset=base.offset - count, count=count, calendar=base.calendar
        )
        return Comparison(kind=ComparisonKind.PERIOD, period=period)
    return Comparison(
        kind=ComparisonKind.PERIOD, period=Relative(unit=unit, offset=-count, count=count)
    )


def unit_of(period: Period) -> Unit | None:
    if isinstance(period, (Days, Holiday)):
        return Unit.DAY
    return getattr(period, "unit", None)


def _count(period: Period) -> int:
    return period.count if isinstance(period, (Relative, Rolling)) else 1


def _other_period(
    phrase: Phrase, found: tuple[Period, int] | None, base: Period | None
) -> Compared | None:
    if found is None:
        return None
    period, after = found
    if base is not None and period == base and (ended := a_year_before(phrase, after)):
        return LAST_YEAR, ended  # "October against October a year earlier"
    if phrase.word(after - 1) == "ago" and (base is None or unit_of(base) is not unit_of(period)):
        return None  # "yesterday vs a week ago" means a day: nothing here can say it
    if base is not None:
        period = _in_terms_of(phrase, period, base)
        if isinstance(base, Relative) and period == _relative_before(base):
            return PREVIOUS, after
    return Comparison(kind=ComparisonKind.PERIOD, period=period), after


def _relative_before(base: Relative) -> Relative:
    return base.model_copy(update={"offset": base.offset - base.count})


def _in_terms_of(phrase: Phrase, period: Period, base: Period) -> Period:
    """What an elliptic second period means beside the first.

    "October 2025 vs 2024" is October 2024; "Q3 2025 vs Q2" is the Q2 just before it.
    """
    bare_year = isinstance(period, Named) and period.unit is Unit.YEAR
    if bare_year and isinstance(period, Named) and isinstance(base, Named):
        if base.unit is Unit.YEAR or base.year is None:
            return period
        return base.model_copy(update={"year": period.year})
    if bare_year and isinstance(period, Named) and period.year is not None:
        return in_year(base, period.year) or period
    if isinstance(period, Named) and period.over:
        period = _the_one_before(phrase, period, base)
    for step in (0, -1):
        lent = lend_year(phrase, period, base, step)
        days = resolved(phrase, lent) if lent else None
        of_base = resolved(phrase, base)
        if lent and days and of_base and days.start < of_base.start:
            return lent
    return period


def _the_one_before(phrase: Phrase, period: Named, base: Period) -> Named:
    """ "This October vs last October": never the same month twice."""
    days, of_base = resolved(phrase, period), resolved(phrase, base)
    if days is None or of_base is None or days.start != of_base.start:
        return period
    calendar = phrase.index.calendar(days.calendar)
    this_year = holding(calendar, Unit.YEAR, phrase.clock.today).year
    offset = holding(calendar, Unit.YEAR, days.start).year - this_year - 1
    return period.model_copy(update={"over": False, "year_offset": offset})


def _aligned(phrase: Phrase, comparison: Comparison, after: int) -> Compared:
    """ "vs last year, holiday-aligned"."""
    begin = phrase.past(after, ",")
    aligned = phrase.take(begin, {"holiday", "event", "events"}, {"aligned", "adjusted", "shifted"})
    if aligned is None or comparison.kind is not ComparisonKind.LAST_YEAR:
        return comparison, after
    return comparison.model_copy(update={"basis": Basis.EVENT}), aligned
