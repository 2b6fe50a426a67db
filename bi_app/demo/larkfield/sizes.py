"""How large is each size of the demo retailer?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Size(StrEnum):
    TEST = "test"
    DEMO = "demo"
    CHAIN = "chain"


@dataclass(frozen=True, slots=True)
class Sizing:
    """Counts on the day the reference range ends; `lines` is a target, the rest is exact."""

    stores: int
    products: int
    customers: int
    lines: int
    assortment: tuple[int, int, int, int]  # products in a store, in the order of FORMATS
    districts: int  # in a region, at most
    openings: int  # stores opened after the data begins
    closings: int
    snapshot_weeks: int | None  # None: every Saturday


SIZINGS: Mapping[Size, Sizing] = MappingProxyType(
    {
        Size.TEST: Sizing(12, 240, 3_000, 60_000, (240, 240, 240, 240), 2, 1, 0, None),
        Size.DEMO: Sizing(48, 1_200, 40_000, 1_500_000, (1_200, 800, 500, 400), 4, 5, 2, None),
        Size.CHAIN: Sizing(
            1_600, 20_000, 2_000_000, 60_000_000, (1_600, 1_300, 1_100, 1_000), 4, 120, 40, 61
        ),
    }
)
