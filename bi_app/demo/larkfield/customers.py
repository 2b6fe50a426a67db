"""Who are the loyalty members, and how often does each of them shop?

Numbers follow the day of joining, so the members of any day are the first so many.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield.domains import TIERS
from bi_app.demo.larkfield.draws import Draw, chosen, normal, uniform
from bi_app.demo.larkfield.names import FIRST_NAMES, LAST_NAMES
from bi_app.demo.larkfield.places import REGIONS
from bi_app.demo.larkfield.time_axis import REFERENCE_LAST_DAY, day_number

FIRST_CUSTOMER_ID = 100_001
FOUNDED = day_number(date(2018, 3, 1))
JOINED_BEFORE = 0.70  # of the members of the reference's last day, joined before the data begins
BIRTH_YEAR_UNKNOWN = 0.16
TIER_EDGES = (0.60, 0.84, 0.95)  # shares of members below Silver, Gold and Platinum
FREQUENCY_SPREAD = 0.80
HOME_SHARES = tuple(float(region.stores) for region in REGIONS)


@dataclass(frozen=True, slots=True)
class Customers:
    tier: NDArray[np.int64]
    home: NDArray[np.int64]
    joined: NDArray[np.int64]
    frequency: NDArray[np.float64]

    @property
    def count(self) -> int:
        return len(self.tier)


def joining_days(number: NDArray[np.int64], reference_count: int) -> NDArray[np.int64]:
    before = int(reference_count * JOINED_BEFORE)
    last = day_number(REFERENCE_LAST_DAY)
    early = FOUNDED + (number / before) ** 0.7 * -FOUNDED
    late = (number - before) / (reference_count - before) * (last + 1)
    return np.floor(np.where(number < before, early, late)).astype(np.int64)


def tiers(number: NDArray[np.int64], frequent: NDArray[np.float64]) -> NDArray[np.int64]:
    """Those who shop more stand higher, with noise: a tier says much, not all."""
    standing = 0.75 * frequent + 0.66 * normal(Draw.TIER, number)
    edges = (0.2533, 0.9945, 1.6449)  # of the standard normal at TIER_EDGES
    return np.searchsorted(np.array(edges), standing, side="right")


def make_customers(reference_count: int, through_day: int) -> Customers:
    """All who have joined by `through_day`; after the reference the pace stays about the same."""
    days_more = max(0, through_day - day_number(REFERENCE_LAST_DAY))
    number = np.arange(reference_count + days_more * reference_count // 1_000, dtype=np.int64)
    joined = joining_days(number, reference_count)
    number = number[joined <= through_day]
    frequent = normal(Draw.FREQUENCY, number)
    return Customers(
        tier=tiers(number, frequent),
        home=chosen(HOME_SHARES, uniform(Draw.HOME, number)),
        joined=joined[: len(number)],
        frequency=np.exp(FREQUENCY_SPREAD * frequent),
    )


def birth_years(number: NDArray[np.int64]) -> pa.Array:
    years = np.clip(np.rint(1982.0 + 14.0 * normal(Draw.BIRTH, number)), 1938, 2006)
    return pa.array(
        years.astype(np.int64), mask=uniform(Draw.BIRTH_KNOWN, number) < BIRTH_YEAR_UNKNOWN
    )


def customer_rows(customers: Customers, begin: int, end: int) -> pa.Table:
    """Rows `begin` to `end`; names are made in SQL from the two word numbers."""
    number = np.arange(begin, end, dtype=np.int64)
    first = uniform(Draw.FIRST_NAME, number) * len(FIRST_NAMES)
    last = uniform(Draw.LAST_NAME, number) * len(LAST_NAMES)
    return pa.table(
        {
            "customer_id": number + FIRST_CUSTOMER_ID,
            "first_name": pa.array(FIRST_NAMES).take(pa.array(first.astype(np.int32))),
            "last_name": pa.array(LAST_NAMES).take(pa.array(last.astype(np.int32))),
            "birth_year": birth_years(number),
            "loyalty_tier": pa.array(TIERS).take(pa.array(customers.tier[begin:end])),
            "home_region": pa.array([r.name for r in REGIONS]).take(
                pa.array(customers.home[begin:end])
            ),
            "joined_on": customers.joined[begin:end],
        }
    )
