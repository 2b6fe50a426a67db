"""What a period is once its dates are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from semantic_layer.errors import InvariantError
from semantic_layer.period import Unit

DAY = timedelta(days=1)
Days = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """The data's clock. today is the day after the watermark; all days are local dates.

    `snapshots` has, for each dataset of snapshots and its date column, the days on which one was
    taken, in order.
    """

    today: date
    watermark: date
    first_day: date
    snapshots: Mapping[tuple[str, str], Days] = field(default_factory=dict, hash=False)

    def snapshots_of(self, dataset: str, time: str) -> Days:
        if (dataset, time) not in self.snapshots:
            raise InvariantError(f"The clock does not know the snapshots of {dataset} by {time}.")
        return self.snapshots[dataset, time]


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Days in a row; both are in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class ResolvedPeriod:
    """An inclusive range of days on a calendar.

    `end` of a period in progress is the watermark, and `complete` is then false; `whole_end` is
    where it would end. `unit` is the unit that the words named, `calendar` the name of its calendar
    or None for plain days. `label` is what a person would say: "fiscal October 2026". `runs` are
    its days where they are not one range, in the order of the days that they are compared with.
    """

    start: date
    end: date
    whole_end: date
    label: str
    unit: Unit | None
    calendar: str | None
    complete: bool
    runs: tuple[Run, ...] = ()

    @property
    def days(self) -> int:
        return sum(run.days for run in self.runs) or (self.end - self.start).days + 1


def in_order(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same days in as few runs as there can be, the earliest first."""
    found: list[Run] = []
    for run in sorted(runs):
        if found and found[-1].last + DAY >= run.first:
            found[-1] = Run(found[-1].first, max(found[-1].last, run.last))
        else:
            found.append(run)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Moved:
    """Days of a period, each compared with the one `back` days earlier."""

    first: date
    last: date
    back: int


@dataclass(frozen=True, slots=True)
class ComparedPeriod:
    """`shift` is how many days lie between a day and its comparison, where it is one number.

    `rule` is a sentence for the basis. `before_data`: the comparison reaches before the first day
    of the data, so its values are null and never 0. `moved` has the days where `shift` differs.
    """

    period: ResolvedPeriod
    rule: str
    shift: int | None
    before_data: bool
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class Bucket:
    """One group of a series: `start` names it in rows, `end` is cut to the period asked for."""

    start: date
    first: date
    last: date
