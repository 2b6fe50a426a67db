"""How many people came through the doors, and how long did staff work?"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield import stories
from bi_app.demo.larkfield.domains import STORE
from bi_app.demo.larkfield.draws import Draw, count_near, normal
from bi_app.demo.larkfield.retailer import Retailer
from bi_app.demo.larkfield.sales import Orders, digital_share, expected_orders
from bi_app.demo.larkfield.stores import FIRST_STORE_ID

CONVERSION = (0.22, 0.25, 0.31, 0.29)  # buyers among visitors, as FORMATS
SALES_PER_ORDER = 86.0  # USD, what the rota reckons with
SALES_PER_HOUR = 96.0
FIXED_HOURS = 0.25  # of a usual day's hours, however quiet the day
LEAST_HOURS = 2.0
WAGES = (21.5, 17.0, 17.5, 17.5, 21.0, 20.5)  # USD an hour, as REGIONS


def store_day_rows(
    retailer: Retailer, days: NDArray[np.int64], orders: Orders, usual: NDArray[np.float64]
) -> pa.Table:
    """One row for each store that trades on a day; `usual` is a store's mean door orders."""
    stores = retailer.stores
    shape = (stores.count, len(days))
    door = expected_orders(retailer, days) * (1.0 - digital_share(retailer, days))
    at_door = orders.channel == STORE
    cells = orders.store[at_door] * len(days) + orders.day[at_door] - days[0]
    buyers = np.bincount(cells, minlength=stores.count * len(days)).reshape(shape)
    number = np.arange(stores.count)[:, None]
    conversion = np.array(CONVERSION)[stores.format][:, None]
    others = count_near(door * (1.0 / conversion - 1.0), Draw.VISITORS, number, days[None, :])
    busy = (1.0 - FIXED_HOURS) * door + FIXED_HOURS * usual[:, None]
    noise = np.exp(0.05 * normal(Draw.HOURS, number, days[None, :]))
    hours = np.maximum(busy * noise * SALES_PER_ORDER / SALES_PER_HOUR, LEAST_HOURS)
    quarters = np.rint(hours * 4.0)
    pay = np.array(WAGES)[stores.region][:, None] * (1.03 ** (days / 364.0))
    wage = pay * np.exp(0.03 * normal(Draw.WAGE, number, days[None, :]))
    open_now = stores.trading(days) & ~stories.under_repair(stores, days)
    day_index, store = np.nonzero(open_now.T)
    return pa.table(
        {
            "day": days[day_index].astype(np.int32),
            "store_id": store + FIRST_STORE_ID,
            "visitors": (buyers + others)[store, day_index],
            "hours": (quarters * 25).astype(np.int32)[store, day_index],
            "cost": np.rint(quarters / 4.0 * wage * 100.0).astype(np.int32)[store, day_index],
        }
    )
