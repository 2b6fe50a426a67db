"""Which year is meant, where it stands apart from its period: "Q2 orders by region last year"?"""

from __future__ import annotations

from datetime import timedelta

from semantic_layer.calendars.lent_years import in_year
from semantic_layer.calendars.resolve import resolve
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Holiday, Named, Period, Relative, Season, Unit, WeekOf, Within
from semantic_layer.query import Comparison, ComparisonKind

LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR)
A_YEAR = timedelta(days=364)
JOINING = (Role.AND, Role.VERSUS, Role.OVER, Role.PAUSE, Role.COMPARE)
AGAINST_A_YEAR = (ComparisonKind.PREVIOUS_PERIOD, ComparisonKind.LAST_YEAR)


def of_its_year(draft: Draft, at: int, context: Context) -> Draft | None:
    """The draft with its period in the year that stands here, or the other way round."""
    meaning = draft.items[at].meaning
    if draft.role(draft.ahead_of(at)) in JOINING or draft.period is None or meaning.period is None:
        return None
    if _is_asked_again(draft, at):
        return None
    if _is_year(draft.period) and not draft.comparisons:
        found, against = _placed(meaning.period, draft.period), meaning.comparison
    elif _is_year(meaning.period):
        found, against = _placed(draft.period, meaning.period), meaning.comparison
    else:
        return None
    if found is None or (against is not None and against.kind not in AGAINST_A_YEAR):
        return None
    compared = () if against is None else (Comparison(kind=ComparisonKind.LAST_YEAR),)
    return draft.bind(
        (at,),
        "period",
        period=found,
        resolved=resolve(found, context.index, context.clock),
        comparisons=(*draft.comparisons, *compared),
    )


def _is_asked_again(draft: Draft, at: int) -> bool:
    """ "Q3 share of units by brand, and the share a year ago": of both years."""
    again = draft.ahead_of(at, over={Role.WHERE, Role.ANY, Role.PAUSE})
    join = draft.ahead_of(again, over={Role.ANY, Role.THEIR})
    if draft.role(again) not in (Role.METRIC, Role.SHARE) or draft.role(join) is not Role.AND:
        return False
    role, name = draft.role(again), draft.name(again)
    return any(
        draft.role(n) is role and (role is Role.SHARE or draft.name(n) == name) for n in range(join)
    )


def the_same_a_year_earlier(draft: Draft, at: int) -> bool:
    """ "Q3 sales, Q3 last year", "in October by region and October last year"."""
    mine, other = draft.resolved, draft.items[at].meaning.resolved
    join = draft.ahead_of(at, over={Role.WHERE, Role.ANY})
    listed = draft.role(join) is Role.AND or (join >= 0 and draft.items[join].text == ",")
    if mine is None or other is None or not listed or mine.unit in (None, Unit.YEAR, Unit.DAY):
        return False
    alike = (mine.unit, mine.whole_end - mine.start) == (other.unit, other.whole_end - other.start)
    return alike and mine.start - other.start == A_YEAR


def _is_year(period: Period) -> bool:
    if isinstance(period, Relative):
        return period.unit is Unit.YEAR and period.count == 1 and period.offset < 0
    return isinstance(period, Named) and period.unit is Unit.YEAR and bool(_said(period))


def placed_in(period: Period, year: Period) -> Period | None:
    """A period that names no year, in the past year given; None of anything else."""
    return _placed(period, year) if _is_year(year) else None


def of_which_year(period: Period) -> tuple[int | None, int | None]:
    """The year that a period names, or its offset from the current one."""
    while isinstance(period, Within):
        period = period.period
    return getattr(period, "year", None), getattr(period, "year_offset", None)


def _said(period: Named) -> int | None:
    return period.year if period.year_offset is None else period.year_offset


def _placed(period: Period, year: Period) -> Period | None:
    """A period that names no year of its own, in that year; None for any other."""
    if isinstance(period, WeekOf) and period.of is not None:
        inner = _placed(period.of, year)
        return None if inner is None else period.model_copy(update={"of": inner})
    if isinstance(period, Within):
        inner = _placed(period.period, year)
        return None if inner is None else period.model_copy(update={"period": inner})
    if not isinstance(period, Holiday | Season | Named) or _has_a_year(period):
        return None
    if isinstance(year, Named) and year.year is not None:
        return in_year(period, year.year)
    offset = year.offset if isinstance(year, Relative) else getattr(year, "year_offset", None)
    return period.model_copy(update={"year_offset": offset})


def _has_a_year(period: Holiday | Season | Named) -> bool:
    whole = isinstance(period, Named) and period.unit is Unit.YEAR
    return whole or period.year is not None or period.year_offset is not None
