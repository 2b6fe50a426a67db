"""Which days of last year does a period stand beside, where holidays are moved onto each other?

Each week is compared with the one 52 weeks earlier. Where a holiday that moves lies in another week
than that, its week is compared with its week of last year, and the week that would have been
compared with that one takes the partner left over: a swap, so that every week of last year still
stands beside exactly one. Holidays of one week move together; a week that an earlier holiday of the
table has settled stays as it is. Weeks are those of the model's default calendar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from semantic_layer.calendars.describe import describe_day, describe_days
from semantic_layer.calendars.holidays import holiday_date
from semantic_layer.calendars.periods import (
    Clock,
    ComparedPeriod,
    Moved,
    ResolvedPeriod,
    Run,
    in_order,
)
from semantic_layer.calendars.units import holding
from semantic_layer.errors import NotModelled
from semantic_layer.model.holidays import HolidayDefinition
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit

DAY, WEEK, YEAR_OF_WEEKS = timedelta(days=1), timedelta(weeks=1), timedelta(weeks=52)
YEARS_AROUND = 2  # a swap reaches into the year beside it, and no further
Pair = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Weeks by their first day. `before` holds the weeks that are not compared with the one 52
    weeks earlier; `met` each holiday's week with its week of last year, and the holidays' names;
    `left` the holidays whose weeks were settled by others.
    """

    before: Mapping[date, date]
    met: Mapping[Pair, tuple[str, ...]]
    left: tuple[tuple[str, date], ...]

    def of(self, week: date) -> date:
        return self.before.get(week, week - YEAR_OF_WEEKS)


@dataclass(slots=True)
class _Swaps:
    """An alignment while it is made; `after` is `before`, read the other way."""

    before: dict[date, date] = field(default_factory=dict)
    after: dict[date, date] = field(default_factory=dict)
    met: dict[Pair, tuple[str, ...]] = field(default_factory=dict)
    left: list[tuple[str, date]] = field(default_factory=list)

    def meet(self, name: str, week: date, earlier: date) -> None:
        if (week, earlier) in self.met:
            self.met[week, earlier] += (name,)
        elif any(week == own or earlier == other for own, other in self.met):
            self.left.append((name, week))
        else:
            self.met[week, earlier] = (name,)
            self._swap(week, earlier)

    def _swap(self, week: date, earlier: date) -> None:
        left_over = self.before.get(week, week - YEAR_OF_WEEKS)
        other = self.after.get(earlier, earlier + YEAR_OF_WEEKS)
        if other != week:
            self.before |= {week: earlier, other: left_over}
            self.after |= {earlier: week, left_over: other}


def align(first: date, last: date, index: ModelIndex) -> Alignment:
    """The weeks of those days; raises NotModelled where no holiday of the model moves."""
    moving = [each for each in index.model.holidays if each.moves]
    if not moving:
        raise NotModelled(
            "The model names no holidays that move, so none can be moved onto each other. "
            "Ask for the comparable days, the same week number or the same dates of last year."
        )
    swaps = _Swaps()
    for year in range(first.year - YEARS_AROUND, last.year + YEARS_AROUND + 1):
        for holiday in moving:
            pair = _weeks(holiday, year, index)
            if pair is not None:
                swaps.meet(holiday.name, *pair)
    return Alignment(swaps.before, swaps.met, tuple(swaps.left))


def compare_by_event(resolved: ResolvedPeriod, index: ModelIndex, clock: Clock) -> ComparedPeriod:
    alignment = align(resolved.start, resolved.end, index)
    moved = tuple(_moved(resolved, alignment, index))
    runs = tuple(Run(each.first - each.back * DAY, each.last - each.back * DAY) for each in moved)
    start, end = min(run.first for run in runs), max(run.last for run in runs)
    days = "; ".join(describe_days(run.first, run.last) for run in in_order(runs))
    found = replace(resolved, start=start, end=end, whole_end=end, label=days, complete=True)
    one = len(runs) == 1
    return ComparedPeriod(
        period=found if one else replace(found, runs=runs),
        rule=f"{_rule(resolved, alignment)}: {days}.",
        shift=moved[0].back if one else None,
        before_data=start < clock.first_day,
        moved=() if one else moved,
    )


def _weeks(holiday: HolidayDefinition, year: int, index: ModelIndex) -> Pair | None:
    day, earlier = holiday_date(holiday, year), holiday_date(holiday, year - 1)
    return None if day is None or earlier is None else (_week(day, index), _week(earlier, index))


def _week(day: date, index: ModelIndex) -> date:
    return holding(index.calendar(None), Unit.WEEK, day).start


def _moved(resolved: ResolvedPeriod, alignment: Alignment, index: ModelIndex) -> Iterator[Moved]:
    """The period in runs of days, as long as they can be, that go back by as many days each."""
    run: Moved | None = None
    week = _week(resolved.start, index)
    while week <= resolved.end:
        first, last = max(week, resolved.start), min(week + WEEK - DAY, resolved.end)
        back = (week - alignment.of(week)).days
        if run is not None and run.back == back:
            run = replace(run, last=last)
        else:
            if run is not None:
                yield run
            run = Moved(first, last, back)
        week += WEEK
    if run is not None:
        yield run


def _rule(resolved: ResolvedPeriod, alignment: Alignment) -> str:
    told = [
        f"the week of {describe_day(week)} meets that of {describe_day(earlier)} ({_names(names)})"
        for (week, earlier), names in alignment.met.items()
        if week - earlier != YEAR_OF_WEEKS and _overlaps(week, resolved)
    ]
    rule = "Each day is compared with the day 364 days earlier"
    if told:
        rule += f", but weeks change places so that holidays meet: {'; '.join(told)}"
    elif any(_overlaps(week, resolved) for week in alignment.before):
        rule += ", but for weeks that change places with those of a holiday"
    else:
        rule += "; no holiday had to be moved"
    left = [name for name, week in alignment.left if _overlaps(week, resolved)]
    return f"{rule}; {_names(left)} could not be moved too" if left else rule


def _overlaps(week: date, resolved: ResolvedPeriod) -> bool:
    return week <= resolved.end and week + WEEK > resolved.start


def _names(names: tuple[str, ...] | list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
