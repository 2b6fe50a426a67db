"""What happens in each retail week, from before the first day of the data to the last?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from bi_app.demo.larkfield.customers import FIRST_CUSTOMER_ID
from bi_app.demo.larkfield.demand import LINES_PER_ORDER
from bi_app.demo.larkfield.inventory import (
    empty_stock,
    expected_units,
    make_planner,
    open_shelves,
    place_orders,
    snapshot_rows,
    turn_week,
)
from bi_app.demo.larkfield.members import MemberChooser, make_chooser
from bi_app.demo.larkfield.products import FIRST_PRODUCT_ID
from bi_app.demo.larkfield.retailer import Retailer
from bi_app.demo.larkfield.returns import return_rows
from bi_app.demo.larkfield.sales import Lines, Orders, draw_lines, draw_orders
from bi_app.demo.larkfield.store_days import store_day_rows
from bi_app.demo.larkfield.stores import FIRST_STORE_ID
from bi_app.demo.larkfield.time_axis import (
    FIRST_DAY,
    REFERENCE_LAST_DAY,
    WARM_UP_WEEKS,
    day_number,
)

Ints = NDArray[np.int64]
DAY_MICROSECONDS = 86_400_000_000
DOOR_SHARE = 0.75  # of a usual day's orders


@dataclass(frozen=True, slots=True)
class WeekRows:
    """One week's rows by table; the Saturday's stock only when the week is over."""

    week: int
    tables: dict[str, pa.Table]


@dataclass(slots=True)
class Counters:
    """The last number given to an order, a line and a purchase order line."""

    order: int = 0
    line: int = 0
    po_line: int = 0


def line_rows(retailer: Retailer, orders: Orders, lines: Lines, counters: Counters) -> pa.Table:
    day = orders.day[lines.order]
    midnight = (day + (FIRST_DAY - date(1970, 1, 1)).days) * DAY_MICROSECONDS
    customer = orders.customer[lines.order]
    ids = np.array([promotion.promotion_id for promotion in retailer.promotions])
    return pa.table(
        {
            "line_id": counters.line + 1 + np.arange(len(day), dtype=np.int64),
            "order_id": counters.order + 1 + lines.order,
            "day": day.astype(np.int32),
            "micros": midnight + orders.second[lines.order] * 1_000_000,
            "channel": orders.channel[lines.order].astype(np.int8),
            "store_id": (orders.store[lines.order] + FIRST_STORE_ID).astype(np.int32),
            "product_id": (lines.product + FIRST_PRODUCT_ID).astype(np.int32),
            "customer_id": pa.array(
                (customer + FIRST_CUSTOMER_ID).astype(np.int32), mask=customer < 0
            ),
            "promotion_id": pa.array(
                ids[lines.promotion].astype(np.int32), mask=lines.promotion < 0
            ),
            "quantity": lines.quantity.astype(np.int32),
            "gross": lines.gross.astype(np.int32),
            "discount": lines.discount.astype(np.int32),
            "cost": lines.cost.astype(np.int32),
        }
    )


def po_rows(placed: pa.Table, last_day: int, counters: Counters) -> pa.Table:
    """Orders placed within the data, as they stand on its last day."""
    placed = placed.filter(pc.field("ordered_on") >= 0).filter(pc.field("ordered_on") <= last_day)
    placed = placed.sort_by([("ordered_on", "ascending"), ("product_id", "ascending")])
    received = placed["received_on"].to_numpy()
    still_open = received > last_day
    units = np.where(still_open, 0, placed["received_units"].to_numpy())
    number = counters.po_line + 1 + np.arange(placed.num_rows, dtype=np.int64)
    counters.po_line += placed.num_rows
    return (
        placed.drop_columns(["received_on", "received_units"])
        .append_column("received_on", pa.array(received, mask=still_open))
        .append_column("received_units", pa.array(units))
        .append_column("po_line_id", pa.array(number))
    )


def sales_week(
    retailer: Retailer, members: MemberChooser, week: int, last_day: int, counters: Counters
) -> tuple[dict[str, pa.Table], Ints]:
    """Rows of sales, returns and store days, and the units sold of each pair."""
    days = np.arange(week * 7, min(week * 7 + 6, last_day) + 1, dtype=np.int64)
    orders = draw_orders(retailer, members, days)
    lines = draw_lines(retailer, week, orders)
    sold = line_rows(retailer, orders, lines, counters)
    returned = return_rows(retailer, orders, lines, sold["line_id"].to_numpy(), last_day)
    counters.order += len(orders.day)
    counters.line += sold.num_rows
    units = np.bincount(lines.pair, lines.quantity, minlength=retailer.assortment.count)
    share = retailer.stores.demand / retailer.stores.demand.sum()
    usual = share * retailer.lines / LINES_PER_ORDER / day_number(REFERENCE_LAST_DAY) * DOOR_SHARE
    tables = {
        "sales_lines": sold,
        "returned": returned,
        "store_days": store_day_rows(retailer, days, orders, usual),
    }
    return tables, units.astype(np.int64)


def first_snapshot_week(snapshot_weeks: int | None) -> int:
    """Fixed by the reference range, so that the oldest snapshots stay when days are added."""
    if snapshot_weeks is None:
        return 0
    return (day_number(REFERENCE_LAST_DAY) + 1) // 7 - snapshot_weeks


def run_weeks(retailer: Retailer, last_day: int) -> Iterator[WeekRows]:
    """Every week in turn: shelves, orders to suppliers, sales, deliveries, the Saturday's stock."""
    planner, stock = make_planner(retailer), empty_stock(retailer.assortment.count)
    members, counters = make_chooser(retailer.customers), Counters()
    shown_from = first_snapshot_week(retailer.sizing.snapshot_weeks)
    for week in range(-WARM_UP_WEEKS, last_day // 7 + 1):
        open_shelves(planner, stock, week)
        placed = place_orders(planner, stock, week)
        if week < 0:
            turn_week(stock, week, expected_units(planner, week))
            continue
        tables, sold = sales_week(retailer, members, week, last_day, counters)
        tables["purchase_order_lines"] = po_rows(placed, last_day, counters)
        turn_week(stock, week, sold)
        if week >= shown_from and week * 7 + 6 <= last_day:
            tables["inventory_snapshots"] = snapshot_rows(retailer, stock, week)
        yield WeekRows(week, tables)
