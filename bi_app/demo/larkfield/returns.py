"""Which lines come back, when, where and why?"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield import stories
from bi_app.demo.larkfield.domains import CATEGORIES, STORE
from bi_app.demo.larkfield.draws import Draw, chosen, uniform
from bi_app.demo.larkfield.products import FIRST_PRODUCT_ID
from bi_app.demo.larkfield.retailer import Retailer
from bi_app.demo.larkfield.sales import Lines, Orders
from bi_app.demo.larkfield.stores import FIRST_STORE_ID, Stores

Ints = NDArray[np.int64]
DIGITAL_RETURNS = 1.7  # times the share of store lines
MEAN_DAYS, MOST_DAYS = 11.0, 60
SAME_STORE = 0.88
REASON_SHARES = (0.36, 0.12, 0.34, 0.18, 0.0)  # as REASONS, bought in a store
DIGITAL_REASON_SHARES = (0.39, 0.10, 0.22, 0.20, 0.09)


def return_stores(stores: Stores, sold_at: Ints, days: Ints, draws: NDArray[np.float64]) -> Ints:
    """Mostly the store of the sale, else one of its region; the region's flagship where shut."""
    region = stores.region[sold_at]
    first = np.searchsorted(stores.region, region, side="left")
    count = np.bincount(stores.region)[region]
    other = first + (((draws - SAME_STORE) / (1.0 - SAME_STORE)) * count).astype(np.int64)
    store = np.where(draws < SAME_STORE, sold_at, other)
    shut = (days < stores.opened[store]) | (days > stores.closed[store])
    hit = np.array([district == stories.STORM_DISTRICT for district in stores.district])
    shut |= hit[store] & (days >= stories.STORM_FIRST) & (days <= stories.STORM_LAST)
    return np.where(shut, first, store)


def return_rows(
    retailer: Retailer, orders: Orders, lines: Lines, line_ids: Ints, last_day: int
) -> pa.Table:
    """The week's lines that have come back by `last_day`."""
    key = (*(part[lines.order] for part in orders.key), lines.position)
    digital = orders.channel[lines.order] != STORE
    share = np.array([c.returned for c in CATEGORIES])[retailer.products.category[lines.product]]
    share = share * np.where(digital, DIGITAL_RETURNS, 1.0)
    wait = -np.log1p(-uniform(Draw.RETURN_DAYS, *key)) * MEAN_DAYS
    day = orders.day[lines.order] + 1 + np.minimum(wait, MOST_DAYS).astype(np.int64)
    back = np.flatnonzero((uniform(Draw.RETURNED, *key) < share) & (day <= last_day))
    key = tuple(part[back] for part in key)
    day, order, quantity = day[back], lines.order[back], lines.quantity[back]
    units = np.minimum((uniform(Draw.RETURN_UNITS, *key) * quantity).astype(np.int64) + 1, quantity)
    reason = uniform(Draw.REASON, *key)
    return pa.table(
        {
            "line_id": line_ids[back],
            "day": day.astype(np.int32),
            "store_id": FIRST_STORE_ID
            + return_stores(
                retailer.stores, orders.store[order], day, uniform(Draw.RETURN_STORE, *key)
            ),
            "product_id": lines.product[back] + FIRST_PRODUCT_ID,
            "quantity": units,
            "refund": ((lines.gross - lines.discount)[back] * units // quantity).astype(np.int32),
            "reason": np.where(
                digital[back],
                chosen(DIGITAL_REASON_SHARES, reason),
                chosen(REASON_SHARES, reason),
            ),
        }
    )
