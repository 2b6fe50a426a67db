"""What happens to the retailer that an analyst should find? Causes only: nothing sets a figure.

Growth, seasons and the 53rd week (stories 9 and 10) are in demand.py and time_axis.py.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bi_app.demo.larkfield.domains import CATEGORIES, TIERS
from bi_app.demo.larkfield.products import Products, category_number
from bi_app.demo.larkfield.stores import Stores
from bi_app.demo.larkfield.time_axis import REFERENCE_LAST_DAY, day_number

# 1. A storm shuts one district for repairs.
STORM_DISTRICT = "Gulf Coast"
STORM_FIRST, STORM_LAST = day_number(date(2026, 9, 6)), day_number(date(2026, 9, 26))

# 2. Denim is marked down deep in one quarter, while shoppers move to Tops.
DENIM, TOPS = category_number("Denim"), category_number("Tops")
MARKDOWN_FIRST, MARKDOWN_LAST = day_number(date(2026, 8, 2)), day_number(date(2026, 10, 31))
DENIM_MARKED_DOWN = 0.85  # of its products
DENIM_DEPTH = (0.25, 0.39)
TOPS_DEMAND = 1.30

# 3. A supplier slips, and its late goods come weeks late.
SLIPPING_SUPPLIER = 0  # Hanoi Textile, the first of SUPPLIERS
SLIP_FIRST = day_number(date(2026, 6, 1))
SLIP_ON_TIME = 0.48
SLIP_DELAY_DAYS = (3, 10)  # of a late order, in the first weeks
BACKLOG_FIRST = day_number(date(2026, 6, 28))
BACKLOG_GROWTH = (1.6, 3.2)  # days that a delay grows by, a day
SLIP_WORST_DAYS = (56, 105)

# 4. Back to School draws half as much in its last year.
WEAK_BACK_TO_SCHOOL_YEAR = 2026
WEAK_BACK_TO_SCHOOL = 0.41

# 5. One handbag is priced at a tenth in the app, and word of it gets round.
PRICE_ERROR_DAY = day_number(date(2026, 10, 21))
PRICE_ERROR_SHARE = 0.9  # off the list price
PRICE_ERROR_ORDERS = 8
PRICE_ERROR_ORDERS_PER_LINE = 48 / 1_500_000
HANDBAGS = category_number("Handbags")

# 6. Orders move online, and from the web shop to the app.
DIGITAL_SHARE = (0.177, 0.313)  # on the first and on the reference's last day
APP_OF_DIGITAL = (0.20, 0.565)

# 7. A buyer orders far too many candles.
CANDLES = category_number("Candles")
OVERBUY_FIRST, OVERBUY_LAST = day_number(date(2026, 5, 24)), day_number(date(2026, 9, 12))
OVERBUY = 4.5

# 8. The loyalty programme is relaunched and wins its best members over.
RELAUNCH = day_number(date(2025, 6, 1))
RELAUNCH_VISITS = 1.7
RELAUNCHED_TIERS = (TIERS.index("Gold"), TIERS.index("Platinum"))


@dataclass(frozen=True, slots=True)
class PriceError:
    """The product sold wrong, and how many orders beyond its usual ones that brings."""

    product: int
    extra_orders: int


def under_repair(stores: Stores, days: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Store by day."""
    hit = np.array([district == STORM_DISTRICT for district in stores.district])
    result: NDArray[np.bool_] = hit[:, None] & ((days >= STORM_FIRST) & (days <= STORM_LAST))
    return result


def in_markdown_quarter(days: NDArray[np.int64]) -> NDArray[np.bool_]:
    result: NDArray[np.bool_] = (days >= MARKDOWN_FIRST) & (days <= MARKDOWN_LAST)
    return result


def demand_shift(days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Category by day: what the stories do to demand, promotions aside."""
    factors = np.ones((len(CATEGORIES), len(days)))
    factors[TOPS, in_markdown_quarter(days)] = TOPS_DEMAND
    return factors


def price_error(products: Products, lines: int) -> PriceError:
    """The most popular handbag that costs more than most and was there by then."""
    eligible = products.category == HANDBAGS
    eligible &= products.launched < PRICE_ERROR_DAY - 90
    eligible &= products.price >= np.quantile(products.price[eligible], 0.5)
    product = int(np.argmax(np.where(eligible, products.popularity, 0.0)))
    return PriceError(product, PRICE_ERROR_ORDERS + int(lines * PRICE_ERROR_ORDERS_PER_LINE))


def along(ends: tuple[float, float], days: NDArray[np.int64]) -> NDArray[np.float64]:
    """A straight line over the reference range that levels out after it."""
    part = np.clip(days / day_number(REFERENCE_LAST_DAY), 0.0, 1.05)
    result: NDArray[np.float64] = ends[0] + (ends[1] - ends[0]) * part
    return result


def buying_factor(category: NDArray[np.int64], day: int) -> NDArray[np.float64]:
    """How much more than needed the buyers order, product by product."""
    overbought = (category == CANDLES) & (OVERBUY_FIRST <= day <= OVERBUY_LAST)
    return np.where(overbought, OVERBUY, 1.0)


def visit_factor(tier: NDArray[np.int64], day: int) -> NDArray[np.float64]:
    """How much more often members come since the relaunch."""
    won = np.isin(tier, RELAUNCHED_TIERS) & (day >= RELAUNCH)
    return np.where(won, RELAUNCH_VISITS, 1.0)
