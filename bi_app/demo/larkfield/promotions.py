"""Which promotions run when, on what, and how much do they draw?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield.calendar_table import memorial_day, thanksgiving
from bi_app.demo.larkfield.domains import DEPARTMENTS
from bi_app.demo.larkfield.time_axis import day_number, fiscal_week

ALL = tuple(range(len(DEPARTMENTS)))
FIRST_YEAR, LAST_YEAR = 2023, 2027


@dataclass(frozen=True, slots=True)
class Kind:
    """`taken` is the share of lines in reach that use it; `lift` what it adds to demand."""

    name: str
    type: str
    discount_pct: int
    days: Callable[[int], tuple[date, date]]
    departments: tuple[int, ...]
    taken: float
    lift: float
    digital_only: bool = False
    members_only: bool = False


def weeks(first: int, last: int) -> Callable[[int], tuple[date, date]]:
    """Whole fiscal weeks, both included."""
    return lambda year: (fiscal_week(year, first), fiscal_week(year, last + 1) - timedelta(days=1))


def around(
    holiday: Callable[[int], date], first: int, last: int
) -> Callable[[int], tuple[date, date]]:
    return lambda year: (
        holiday(year) + timedelta(days=first),
        holiday(year) + timedelta(days=last),
    )


BACK_TO_SCHOOL = "Back to School"
KIDS = DEPARTMENTS.index("Kids")
KINDS = (
    Kind("End of Season", "Clearance", 50, weeks(1, 3), (0, 1, 5), 0.26, 0.06),
    Kind("Spring Refresh", "BOGO", 50, weeks(7, 8), (0, 3, 4), 0.22, 0.06),
    Kind("Memorial Day Sale", "Percent Off", 20, around(memorial_day, -4, 0), ALL, 0.45, 0.25),
    Kind("Summer Clearance", "Clearance", 40, weeks(20, 22), (0, 1, 3, 5), 0.30, 0.08),
    Kind(BACK_TO_SCHOOL, "Percent Off", 25, weeks(25, 29), (KIDS,), 0.50, 0.50),
    Kind("Fall Friends & Family", "Loyalty Offer", 20, weeks(36, 37), ALL, 0.55, 0.08,
         members_only=True),
    Kind("Black Friday", "Percent Off", 30, around(thanksgiving, 1, 3), ALL, 0.55, 0.0),
    Kind("Cyber Monday", "Percent Off", 25, around(thanksgiving, 4, 5), ALL, 0.60, 0.0,
         digital_only=True),
    Kind("Holiday Gifting", "Free Gift", 10, lambda year: (date(year, 12, 3), date(year, 12, 24)),
         (3, 4, 5), 0.35, 0.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promotion:
    promotion_id: int
    kind: Kind
    year: int
    starts: int
    ends: int

    @property
    def name(self) -> str:
        return f"{self.kind.name} {self.year}"


def make_promotions(last_day: int) -> tuple[Promotion, ...]:
    """All that start by `last_day`, numbered by their start."""
    planned = sorted(
        (
            Promotion(0, kind, year, *(day_number(day) for day in kind.days(year)))
            for year in range(FIRST_YEAR, LAST_YEAR + 1)
            for kind in KINDS
        ),
        key=lambda promotion: (promotion.starts, promotion.ends),
    )
    return tuple(
        replace(promotion, promotion_id=number)
        for number, promotion in enumerate(planned, start=1)
        if promotion.starts <= last_day
    )


def running(promotions: tuple[Promotion, ...], days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Day by department: the index of the promotion in force, -1 for none."""
    result = np.full((len(days), len(DEPARTMENTS)), -1, dtype=np.int64)
    for index, promotion in enumerate(promotions):
        on = (days >= promotion.starts) & (days <= promotion.ends)
        result[np.ix_(np.flatnonzero(on), np.array(promotion.kind.departments))] = index
    return result


def promotion_rows(promotions: tuple[Promotion, ...]) -> pa.Table:
    return pa.table(
        {
            "promotion_id": [p.promotion_id for p in promotions],
            "promotion_name": [p.name for p in promotions],
            "promotion_type": [p.kind.type for p in promotions],
            "starts_on": [p.starts for p in promotions],
            "ends_on": [p.ends for p in promotions],
            "discount_pct": [p.kind.discount_pct for p in promotions],
        }
    )
