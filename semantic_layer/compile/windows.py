"""Over which days is each side of a query measured, and into which buckets do they fall?

A role is one side: the period asked for, or a period that it is compared with. A series shows each
comparison in the bucket of the period asked for, so a role's bucket has that bucket's name and its
own days. Where holidays are moved onto each other these may be several runs: each is a bucket, and
they have one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from semantic_layer.calendars.buckets import buckets
from semantic_layer.calendars.named import months_earlier
from semantic_layer.calendars.periods import Bucket, Clock, ComparedPeriod, Moved, ResolvedPeriod
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit
from semantic_layer.query import Basis, Comparison, ComparisonKind, Grain

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MONTHS_A_YEAR = 12
LEAP_DAY = (2, 29)
YEAR_OF_WEEKS = 364  # days


@dataclass(frozen=True, slots=True)
class Role:
    """`suffix` ends the names of its steps and columns: none for the period asked for.

    `ending` is what ends its columns where it only serves another role, as its year before.
    `shift` is how many days later a day of this role stands in the period asked for, where that is
    one number. `known_from` is the first bucket whose days the data holds, where some are before
    it, and `known_until` the last, where some are after it; `known` is false where there is no
    value at all. `unpaired` are the buckets that have none to stand beside, as the 31st of a month
    beside one of 30 days. `moved` is how many days every day of it lies before the one that it is
    compared with, where that is a year of weeks.
    """

    suffix: str
    label: str
    period: ResolvedPeriod
    buckets: tuple[Bucket, ...] = ()
    shift: int | None = 0
    known: bool = True
    known_from: date | None = None
    known_until: date | None = None
    unpaired: tuple[date, ...] = ()
    ending: str | None = None
    moved: int = 0

    @property
    def columns_end(self) -> str:
        return self.suffix if self.ending is None else self.ending

    @property
    def serves(self) -> bool:
        """Whether it is measured for the sake of another role only."""
        return self.ending is not None


def current_role(period: ResolvedPeriod, grain: Grain | None, index: ModelIndex) -> Role:
    return Role("", "", period, _cut(period, grain, index))


def compared_role(
    suffix: str,
    label: str,
    comparison: Comparison,
    compared: ComparedPeriod,
    current: Role,
    grain: Grain | None,
    index: ModelIndex,
    clock: Clock,
) -> Role:
    """The other side, each of its buckets under the name of the one that it stands beside."""
    own = _aligned(comparison, compared, current, grain, index)
    before = {bucket.start for bucket in own if bucket.first < clock.first_day}
    latest = max(before, default=None)
    held = [b.start for b in own if latest is None or b.start > latest]
    paired = {bucket.start for bucket in own}
    reaches_back = compared.before_data
    by_weeks = compared.shift == YEAR_OF_WEEKS and _is_like_for_like(comparison)
    return Role(
        suffix=suffix,
        label=label,
        period=compared.period,
        buckets=own,
        shift=compared.shift,
        known=not reaches_back or bool(held),
        known_from=min(held) if reaches_back and held else None,
        unpaired=tuple(b.start for b in current.buckets if b.start not in paired),
        moved=YEAR_OF_WEEKS if by_weeks else 0,
    )


def _is_like_for_like(comparison: Comparison) -> bool:
    last_year = comparison.kind is ComparisonKind.LAST_YEAR
    return last_year and comparison.basis in (None, Basis.LIKE_FOR_LIKE)


def _cut(period: ResolvedPeriod, grain: Grain | None, index: ModelIndex) -> tuple[Bucket, ...]:
    return () if grain is None else buckets(period, grain, index)


def _aligned(
    comparison: Comparison,
    compared: ComparedPeriod,
    current: Role,
    grain: Grain | None,
    index: ModelIndex,
) -> tuple[Bucket, ...]:
    if compared.moved:
        return tuple(_in_runs(current.buckets, compared.moved))
    if compared.shift is not None:
        back = compared.shift * DAY
        return tuple(Bucket(b.start, b.first - back, b.last - back) for b in current.buckets)
    if _by_dates(comparison):
        moved = (_a_year_back(bucket, compared.period) for bucket in current.buckets)
        return tuple(bucket for bucket in moved if bucket.first <= bucket.last)
    own = _cut(compared.period, grain, index)
    pairs = zip(current.buckets, own, strict=False)
    return tuple(Bucket(named.start, other.first, other.last) for named, other in pairs)


def _in_runs(buckets: tuple[Bucket, ...], moved: tuple[Moved, ...]) -> Iterator[Bucket]:
    for bucket in buckets:
        for run in moved:
            first, last, back = max(bucket.first, run.first), min(bucket.last, run.last), run.back
            if first <= last:
                yield Bucket(bucket.start, first - back * DAY, last - back * DAY)


def _by_dates(comparison: Comparison) -> bool:
    by_weeks = comparison.basis is Basis.SAME_WEEK_NUMBER
    return comparison.kind is ComparisonKind.LAST_YEAR and not by_weeks


def _a_year_back(bucket: Bucket, period: ResolvedPeriod) -> Bucket:
    """The same dates a year earlier, as the bucket by itself would be compared.

    29 February has none, so that no day is used twice; a whole month meets a whole month.
    """
    first, last = (months_earlier(day, MONTHS_A_YEAR) for day in (bucket.first, bucket.last))
    if (bucket.first.month, bucket.first.day) == LEAP_DAY:
        first += DAY
    after = bucket.last + DAY
    if bucket.first.day == after.day == 1:
        last = months_earlier(after, MONTHS_A_YEAR) - DAY
    return Bucket(bucket.start, max(first, period.start), min(last, period.end))


def are_whole_weeks(role: Role) -> bool:
    """Whether every bucket but the outer two is seven days, so that arithmetic finds it."""
    starts = [bucket.start for bucket in role.buckets]
    return all(later - earlier == WEEK for earlier, later in pairwise(starts))


def by_arithmetic(role: Role, grain: Grain) -> bool:
    """Whether a day's bucket follows from the day alone, without a list of buckets."""
    if role.shift is None:
        return False
    return grain.unit is Unit.DAY or (grain.unit is Unit.WEEK and are_whole_weeks(role))
