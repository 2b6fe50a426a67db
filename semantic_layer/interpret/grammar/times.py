"""Which period is meant?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.lent_years import in_year
from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.resolve import resolve_flow
from semantic_layer.interpret.draft import LIGHT, Context, Draft
from semantic_layer.interpret.grammar.up_to_a_day import up_to_a_day
from semantic_layer.interpret.grammar.years import (
    LAST_YEAR,
    of_its_year,
    of_which_year,
    the_same_a_year_earlier,
)
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Holiday, Named, Relative, Season, Span, Unit
from semantic_layer.query import Comparison, ComparisonKind, Filter, FilterOp, Grain

DAY = timedelta(days=1)
SAID_AGAIN = "period, said again"
INCLUDING = ("incl", "including", "inclusive of", "include", "with", "even")
YEAR = re.compile(r"\b20\d\d\b")


def times(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.PERIOD):
        draft = _period(draft, at, context)
        only = draft.ahead_of(at, over={Role.WHERE})
        if at in draft.used and draft.free(only, Role.ONLY):
            draft = draft.bind((only,), "period")
    draft = _only_of_its_year(_from_its_year(_year_of_member(draft)))
    for at in draft.all(Role.NOW):
        if _leads_over(draft, at):
            draft = draft.bind((at,), "leads over")
        else:
            draft = draft.bind((at,), "as of the latest data", now=True)
    for at in draft.all(Role.TREND):
        draft = draft.bind((at,), "trend", trend=True)
    return draft


def _leads_over(draft: Draft, at: int) -> bool:
    """ "Now returns by state in May": ahead of a question with a time of its own."""
    begun = draft.ahead_of(at, over={Role.PAUSE}) < 0
    return begun and draft.items[at].folded == "now" and draft.period is not None


def _from_its_year(draft: Draft) -> Draft:
    """ "Sales until the end of May" begin with the year."""
    period = draft.period
    if not isinstance(period, Span) or period.start is not None or period.end is None:
        return draft
    end = draft.resolved.whole_end if draft.resolved is not None else None
    if end is None:
        return draft
    year, offset = of_which_year(period.end)
    if year is not None:
        return draft
    begun = Relative(unit=Unit.YEAR, offset=offset or 0)
    said = "from the beginning of the year, as no other day was named"
    whole = period.model_copy(update={"start": begun})
    return replace(draft, period=whole, assumed=(*draft.assumed, said))


def _year_of_member(draft: Draft) -> Draft:
    """ "Back to School 2025" with no period was in 2025; beside that of 2026, in both years."""
    if draft.period is not None or draft.implied is not None:
        return _of_another_year(draft)
    named = [item for item in draft.items if item.role is Role.MEMBER and YEAR.search(item.folded)]
    if not named:
        return draft
    years = sorted({int(year) for item in named for year in YEAR.findall(item.folded)})
    first, last = (Named(unit=Unit.YEAR, year=each) for each in (years[0], years[-1]))
    period = first if first == last else Span(start=first, end=last)
    names = " and ".join(dict.fromkeys(f"“{item.text}”" for item in named))
    said = f"the year{'' if first == last else 's'} in {names}, as no period was named"
    return _of_another_year(replace(draft, period=period, assumed=(*draft.assumed, said)))


def _only_of_its_year(draft: Draft) -> Draft:
    """ "Back to School units 2025": of those that are called alike, the one of that year."""
    period = draft.period
    year = period.year if isinstance(period, Named) and period.unit is Unit.YEAR else None
    if year is None:
        return draft
    kept = tuple(_with_its_name(each, str(year)) for each in draft.filters)
    return replace(draft, filters=kept)


def _with_its_name(each: Filter, year: str) -> Filter:
    named = [(value, YEAR.findall(str(value))) for value in each.values]
    alike = {YEAR.sub("", str(value)) for value, _ in named}
    own = tuple(value for value, years in named if years == [year])
    one = each.op is FilterOp.IN and len(named) > 1 and len(alike) == 1 and len(own) == 1
    return each.model_copy(update={"values": own}) if one else each


def _of_another_year(draft: Draft) -> Draft:
    """ "Back to School 2026 vs 2025": what has a year in its name was not there in another."""
    named = [item for item in draft.items if item.role is Role.MEMBER and YEAR.search(item.folded)]
    years = {int(year) for item in named for year in YEAR.findall(item.folded)}
    grown = bool(draft.shows) and not draft.comparisons  # over last year, as nothing is named
    if SAID_AGAIN in draft.used.values():
        return draft  # whoever writes the days of both means them
    if not years or not (grown or any(_is_apart(each, years) for each in draft.comparisons)):
        return draft
    trouble = f"“{named[0].text}” is of one year. Name what it is to be compared with in full."
    return replace(draft, trouble=draft.trouble or trouble)


def _is_apart(comparison: Comparison, years: set[int]) -> bool:
    """Whether it is with a year as a whole, or with a day or month of a year that is not theirs."""
    period = comparison.period
    if period is None:
        return comparison.kind is ComparisonKind.LAST_YEAR
    year = getattr(period, "year", None)
    whole = getattr(period, "unit", None) is Unit.YEAR
    return whole or (year is not None and year not in years)


def _period(draft: Draft, at: int, context: Context) -> Draft:
    meaning = draft.items[at].meaning
    found: tuple[Comparison, ...] = (meaning.comparison,) if meaning.comparison else ()
    compared = (*draft.comparisons, *(c for c in found if c not in draft.comparisons))
    if draft.period is None or draft.resolved is None:
        return draft.bind(
            (at,),
            "period",
            period=meaning.period,
            resolved=meaning.resolved,
            follows=meaning.follows,
            comparisons=compared,
        )
    mine, other = draft.resolved, meaning.resolved
    if other is None:
        return draft
    if meaning.follows and mine.unit == other.unit and context.previous is None:
        return _against_the_one_before(draft, at)
    if (ended := up_to_a_day(draft, at, context)) is not None:
        return draft.bind((at,), "period", period=ended, resolved=None, comparisons=compared)
    if _is_a_year_compared(draft, other) and not _in_brackets(draft, at):
        return draft.bind((at,), "period", period=meaning.period, resolved=other)
    if (mine.start, mine.end) == (other.start, other.end):
        return draft.bind((at,), SAID_AGAIN, comparisons=compared)
    if isinstance(draft.period, Holiday) and (of_year := _in_the_year(draft, at)):
        return of_year
    if (placed := of_its_year(draft, at, context)) is not None:
        return placed
    if meaning.comparison is None and the_same_a_year_earlier(draft, at):
        return draft.bind((at,), "comparison", comparisons=(*compared, LAST_YEAR))
    if isinstance(meaning.period, Named) and (years := _of_two_years(draft, at, context)):
        return years
    if _in_brackets(draft, at) and _is_gloss(draft, at, context):
        return draft.bind((at,), SAID_AGAIN, comparisons=compared)
    if mine.whole_end + DAY == other.start and mine.unit == other.unit:
        return _neighbours(draft, at, compared)
    wider = other.start <= mine.start and mine.whole_end <= other.whole_end
    if wider and meaning.comparison is not None:  # "Q3, this year vs last year"
        own = _the_day_of_last_year(draft, meaning.comparison, context)
        compared = (own,) if own is not None else compared
        return draft.bind((at,), "comparison", comparisons=compared)
    included = draft.ahead_of(at)
    if wider is False and _is_inside(mine, other) and draft.items[included].folded in INCLUDING:
        return draft.bind((included, at), SAID_AGAIN)
    return draft


def _neighbours(draft: Draft, at: int, compared: tuple[Comparison, ...]) -> Draft:
    """ "Last month, this month": both, one beside the other, if nothing else stands between."""
    before = next(n for n in range(at - 1, -1, -1) if draft.role(n) is Role.PERIOD)
    between = {draft.role(n) for n in range(before + 1, at)}
    unit = draft.resolved.unit if draft.resolved is not None else None
    if not between <= {*LIGHT, Role.NOW} or unit is None:
        return draft
    if draft.ranked is not None and Role.PERFORM in between:
        return draft  # "the largest last year: how have they done this year" ranks by the first
    both = Span(start=draft.period, end=draft.items[at].meaning.period)
    grain = draft.grain or Grain(unit=unit)
    return draft.bind((at,), "period", period=both, comparisons=compared, grain=grain)


def _the_day_of_last_year(
    draft: Draft, comparison: Comparison, context: Context
) -> Comparison | None:
    """ "Easter orders this year vs last year": the holiday of both, and not a day of last April."""
    day, days = draft.period, draft.resolved
    if not isinstance(day, Holiday) or days is None or draft.comparisons:
        return None
    if comparison.kind is not ComparisonKind.LAST_YEAR or comparison.basis is not None:
        return None
    if days.start.year != context.clock.today.year:
        return None
    other = day.model_copy(update={"year": None, "year_offset": -1})
    return Comparison(kind=ComparisonKind.PERIOD, period=other, show=comparison.show)


def _in_the_year(draft: Draft, at: int) -> Draft | None:
    """ "Labor Day orders 2025": the year stands apart from its day."""
    day, year = draft.period, draft.items[at].meaning
    if not isinstance(day, Holiday) or day.year is not None or year.comparison is not None:
        return None
    if isinstance(year.period, Named) and year.period.unit is Unit.YEAR and year.period.year:
        return draft.bind((at,), "period", period=in_year(day, year.period.year))
    return None


def _of_two_years(draft: Draft, at: int, context: Context) -> Draft | None:
    """ "Q3 sales, 2026 vs 2025": the same quarter of both years."""
    years = draft.items[at].meaning
    other = years.comparison.period if years.comparison is not None else None
    named = (years.period, other)
    if draft.period is None or not all(isinstance(e, Named) and e.unit is Unit.YEAR for e in named):
        return None
    whole = [
        in_year(draft.period, each.year)
        for each in named
        if isinstance(each, Named) and each.year is not None
    ]
    if len(whole) != 2 or None in whole:
        trouble = "Say the same days of both years, such as “Q3 2026 vs Q3 2025”."
        return draft.bind((at,), "period", trouble=draft.trouble or trouble)
    against = Comparison(kind=ComparisonKind.PERIOD, period=whole[1])
    return draft.bind((at,), "period", period=whole[0], comparisons=(against,))


def _against_the_one_before(draft: Draft, at: int) -> Draft:
    """ "Last week ... from the week before"."""
    against = draft.ahead_of(at, over={Role.ANY})
    if not draft.free(against, Role.VERSUS, Role.OVER, Role.WHERE, Role.AND):
        return draft
    previous = Comparison(kind=ComparisonKind.PREVIOUS_PERIOD)
    return draft.bind((against, at), "comparison", comparisons=(*draft.comparisons, previous))


def _is_a_year_compared(draft: Draft, other: ResolvedPeriod) -> bool:
    """ "TY vs LY, last 8 weeks": of the year that was named only the weeks are meant."""
    year = draft.period
    whole = isinstance(year, Relative) and year.unit is Unit.YEAR and year.offset == 0
    inside = draft.resolved is not None and draft.resolved.start <= other.start
    return bool(whole and inside and draft.comparisons)


def _is_inside(mine: ResolvedPeriod, other: ResolvedPeriod) -> bool:
    return mine.start <= other.start and other.whole_end <= mine.whole_end


def _in_brackets(draft: Draft, at: int) -> bool:
    before = "".join(item.text for item in draft.items[:at])
    return before.count("(") > before.count(")")


def _is_gloss(draft: Draft, at: int, context: Context) -> bool:
    """Whether a period in brackets only says again what stands before it."""
    return _names_a_month(draft, at, context) or _dates_a_comparison(draft, at, context)


def _names_a_month(draft: Draft, at: int, context: Context) -> bool:
    """ "Holiday season (November and December)"."""
    season, month = draft.period, draft.items[at].meaning.period
    if not isinstance(season, Season) or not isinstance(month, Named) or month.month_of is None:
        return False
    for each in context.index.model.seasons:
        if each.name == season.name:
            return (month.month_of - each.first_month_of) % 12 < each.months
    return False


def _dates_a_comparison(draft: Draft, at: int, context: Context) -> bool:
    """ "Compared with fiscal October 2025 (5 October to 1 November 2025)"."""
    said = draft.items[at].meaning.resolved
    if draft.period is None or draft.resolved is None or said is None:
        return False
    own = draft.resolved
    named = {item.meaning.name for item in draft.items if item.role is Role.METRIC}
    if named and context.index.plans.issuperset(named):  # of plans the days to come are known
        own = resolve_flow(draft.period, context.index, context.clock, planned=True)
    compared = (
        compare_period(each, draft.period, own, context.index, context.clock).period
        for each in draft.comparisons
    )
    return any((each.start, each.end) == (said.start, said.end) for each in compared)
