"""When are ordered goods promised, when do they come, and how much of them?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bi_app.demo.larkfield import stories
from bi_app.demo.larkfield.draws import Draw, uniform
from bi_app.demo.larkfield.names import SUPPLIERS
from bi_app.demo.larkfield.products import Products

Ints = NDArray[np.int64]
ON_TIME = 0.92
EARLY_DAYS = 4
DELAY_DAYS = (1, 16)
FILLED = 0.78  # of orders come whole
SHORT_FILL = (0.75, 0.98)
SMALL_ORDER = 5  # units, always filled
COST_SPREAD = 0.03

LEAD_DAYS = np.array([days for _, _, days, _ in SUPPLIERS])


@dataclass(frozen=True, slots=True)
class Deliveries:
    """For each order: its days, and the part of its units that will come."""

    ordered: Ints
    promised: Ints
    received: Ints
    fill: NDArray[np.float64]


def lead_weeks(products: Products) -> Ints:
    return -(-LEAD_DAYS[products.supplier] // 7)


def slip_delay(promised: Ints, end: int) -> NDArray[np.float64]:
    """The shortest (0) or longest (1) delay of the slipping supplier: its backlog grows."""
    grown = stories.BACKLOG_GROWTH[end] * np.maximum(promised - stories.BACKLOG_FIRST, 0)
    result: NDArray[np.float64] = np.minimum(
        stories.SLIP_DELAY_DAYS[end] + grown, stories.SLIP_WORST_DAYS[end]
    )
    return result


def deliveries(products: Products, product: Ints, week: int, units: Ints) -> Deliveries:
    """What becomes of the orders for `product` that are placed in a week."""
    supplier = products.supplier[product]
    ordered = week * 7 + 1 + (uniform(Draw.ORDER_DAY, product, week) * 5).astype(np.int64)
    promised = ordered + LEAD_DAYS[supplier]
    slipping = (supplier == stories.SLIPPING_SUPPLIER) & (promised >= stories.SLIP_FIRST)
    on_time = np.where(slipping, stories.SLIP_ON_TIME, ON_TIME)
    draws = uniform(Draw.DELAY, product, week)
    low, high = (np.where(slipping, slip_delay(promised, end), DELAY_DAYS[end]) for end in (0, 1))
    late = (low + draws * (high - low)).astype(np.int64)
    early = -(draws * EARLY_DAYS).astype(np.int64)
    shift = np.where(uniform(Draw.ON_TIME, product, week) < on_time, early, late)
    low_fill, high_fill = SHORT_FILL
    short = low_fill + (high_fill - low_fill) * uniform(Draw.FILL, product, week)
    whole = (uniform(Draw.FILLED, product, week) < FILLED) | (units < SMALL_ORDER)
    return Deliveries(ordered, promised, promised + shift, np.where(whole, 1.0, short))


def order_costs(products: Products, product: Ints, week: int) -> Ints:
    """Cents a unit: the product's cost, give or take."""
    shift = 1.0 + COST_SPREAD * (2.0 * uniform(Draw.PO_COST, product, week) - 1.0)
    return np.rint(products.cost[product] * shift).astype(np.int64)
