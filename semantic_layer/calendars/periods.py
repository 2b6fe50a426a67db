"""What a period is once its dates are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from semantic_layer.period import Unit


@dataclass(frozen=True, slots=True)
class Clock:
    """The data's clock. today is the day after the watermark; all days are local dates."""

    today: date
    watermark: date
    first_day: date


@dataclass(frozen=True, slots=True)
class ResolvedPeriod:
    """An inclusive range of days on a calendar.

    `end` of a period in progress is the watermark, and `complete` is then false; `whole_end` is
    where it would end. `unit` is the unit that the words named, `calendar` the name of its calendar
    or None for plain days. `label` is what a person would say: "fiscal October 2026".
    """

    start: date
    end: date
    whole_end: date
    label: str
    unit: Unit | None
    calendar: str | None
    complete: bool

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Bucket:
    """One group of a series: `start` names it in rows, `end` is cut to the period asked for."""

    start: date
    first: date
    last: date
