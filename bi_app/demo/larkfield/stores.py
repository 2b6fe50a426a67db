"""Which stores are there, how large, and when do they trade?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield.domains import FORMATS
from bi_app.demo.larkfield.draws import Draw, normal, uniform
from bi_app.demo.larkfield.places import KNOWN_PLACES, PLACES, REGIONS
from bi_app.demo.larkfield.sizes import Sizing
from bi_app.demo.larkfield.time_axis import day_number

FIRST_STORE_ID = 101
# The formats of a region's stores, the first one its flagship; larger chains repeat the rest.
FORMAT_ROUND = (0, 1, 1, 2, 3, 1, 3, 2, 3)
MARKET_SPREAD = 0.08  # what a store sells beyond or below its size
SECOND_OF_TWO = (1, 2, 3, 0)
FORMAT_SQFT = (11_000, 5_600, 4_300, 2_400)
FORMAT_DEMAND = (2.10, 1.05, 0.85, 0.60)
LATE_REGIONS = ("Pacific Northwest", "West", "Midwest", "Southeast", "Northeast")
FIRST_OPENING, LAST_OPENING = date(2023, 9, 14), date(2026, 5, 21)
FIRST_CLOSING, LAST_CLOSING = date(2024, 9, 28), date(2026, 1, 31)
NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Stores:
    """Columns, one element a store. Days are day numbers; `closed` is the last trading day."""

    names: tuple[str, ...]
    region: NDArray[np.int64]
    district: tuple[str, ...]
    state: tuple[str, ...]
    format: NDArray[np.int64]
    sqft: NDArray[np.int64]
    opened: NDArray[np.int64]
    closed: NDArray[np.int64]
    demand: NDArray[np.float64]

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def ids(self) -> NDArray[np.int64]:
        return np.arange(self.count, dtype=np.int64) + FIRST_STORE_ID

    def trading(self, days: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Store by day: open for good, temporary closures not counted."""
        after = days[None, :] >= self.opened[:, None]
        result: NDArray[np.bool_] = after & (days[None, :] <= self.closed[:, None])
        return result


def format_of(region: int, index: int, count: int) -> int:
    """A flagship first; where a region has but two stores, the second one's format varies."""
    if index and count == 2:
        return SECOND_OF_TWO[region % 4]
    return FORMAT_ROUND[0 if index == 0 else (index - 1) % 8 + 1]


def region_counts(total: int) -> tuple[int, ...]:
    """The demo's proportions at any size; the remainder goes to the first regions."""
    demo = sum(region.stores for region in REGIONS)
    counts = [max(2, total * region.stores // demo) for region in REGIONS]
    for extra in range(total - sum(counts)):
        counts[extra % len(counts)] += 1
    while sum(counts) > total:
        counts[counts.index(max(counts))] -= 1
    return tuple(counts)


def place_of(region: int, index: int) -> tuple[str, str, int]:
    """Name, state and district of a region's store."""
    cities = REGIONS[region].cities
    city, state, district = cities[index % len(cities)]
    again = index // len(cities)
    place = KNOWN_PLACES.get(city, PLACES[(region * 5 + index) % len(PLACES)])
    if again:
        place = PLACES[(region * 5 + index % len(cities) + again) % len(PLACES)]
    return f"{city} {place}", state, district


def spread_days(first: date, last: date, count: int) -> list[int]:
    return [int(d) for d in np.linspace(day_number(first), day_number(last), count)]


def late_and_closed(
    counts: tuple[int, ...], sizing: Sizing
) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """The day each late store opened and each closed one closed, by (region, index)."""
    names = [region.name for region in REGIONS]
    regions = [names.index(name) for name in LATE_REGIONS]
    keys = [
        (region, counts[region] - 1 - step)
        for step in range(max(counts))
        for region in regions
        if counts[region] - 1 - step > 0
    ]
    openings = spread_days(FIRST_OPENING, LAST_OPENING, sizing.openings)
    closings = spread_days(FIRST_CLOSING, LAST_CLOSING, sizing.closings)
    late = dict(zip(keys, openings, strict=False))
    return late, dict(zip(keys[len(openings) :], closings, strict=False))


def make_stores(sizing: Sizing) -> Stores:
    counts = region_counts(sizing.stores)
    late, closed = late_and_closed(counts, sizing)
    keys = [(region, index) for region, count in enumerate(counts) for index in range(count)]
    places = [place_of(*key) for key in keys]
    region = np.array([key[0] for key in keys])
    formats = np.array([format_of(r, i, counts[r]) for r, i in keys])
    number = np.arange(len(keys))
    size = np.exp(0.18 * normal(Draw.STORE_SIZE, number))
    market = np.exp(MARKET_SPREAD * normal(Draw.STORE_MARKET, number))
    years_before = 1.0 + 24.0 * uniform(Draw.STORE_OPENED, number)
    opened = -(years_before * 365.0).astype(np.int64)
    return Stores(
        names=tuple(place[0] for place in places),
        region=region,
        district=tuple(
            REGIONS[r].districts[p[2] % sizing.districts]
            for r, p in zip(region, places, strict=True)
        ),
        state=tuple(place[1] for place in places),
        format=formats,
        sqft=(np.array(FORMAT_SQFT)[formats] * size / 50.0).astype(np.int64) * 50,
        opened=np.array([late.get(k, int(o)) for k, o in zip(keys, opened, strict=True)]),
        closed=np.array([closed.get(key, NEVER) for key in keys]),
        demand=np.array(FORMAT_DEMAND)[formats] * size**0.7 * market,
    )


def store_rows(stores: Stores) -> pa.Table:
    shut = stores.closed < NEVER
    return pa.table(
        {
            "store_id": stores.ids,
            "store_name": list(stores.names),
            "region": [REGIONS[r].name for r in stores.region],
            "district": list(stores.district),
            "state": list(stores.state),
            "store_format": [FORMATS[f] for f in stores.format],
            "selling_sqft": stores.sqft,
            "opened_on": stores.opened,
            "closed_on": pa.array(stores.closed, mask=~shut),
        }
    )
