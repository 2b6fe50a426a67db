"""What lies in each store on each Saturday night, and what was ordered to keep it there?

Every fourth week the buyers of a product order it for all its stores up to what its lead time
and the next four weeks should need, with some safety. Sales come first: where stock would fall
below zero, a neighbouring store is taken to have helped out.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield import stories
from bi_app.demo.larkfield.demand import LINES_PER_ORDER, store_shares
from bi_app.demo.larkfield.domains import CATEGORIES
from bi_app.demo.larkfield.draws import Draw, hashed, uniform
from bi_app.demo.larkfield.products import FIRST_PRODUCT_ID, FIRST_SUPPLIER_ID
from bi_app.demo.larkfield.purchasing import deliveries, lead_weeks, order_costs
from bi_app.demo.larkfield.retailer import Retailer
from bi_app.demo.larkfield.stores import FIRST_STORE_ID

REVIEW_WEEKS = 4
SAFETY = 1.5  # standard deviations of a Poisson demand
LEAST = 0.6  # units on top, so that slow sellers are shown at all
RING = 32  # weeks; no delivery takes longer


@dataclass(slots=True)
class Stock:
    """Units by pair of the assortment; the rings hold what comes in week number modulo RING.

    Mutable on purpose: the run from week to week is a simulation, not a value.
    """

    on_hand: NDArray[np.int32]
    on_order: NDArray[np.int32]
    coming: NDArray[np.int16]
    settled: NDArray[np.int16]  # ordered units that a delivery closes, short or not
    active: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Planner:
    """What buyers know: the season's plan for each product, and each store's part of it."""

    retailer: Retailer
    need: NDArray[np.float64]  # product by week: units of all weeks before
    lead: NDArray[np.int64]
    cadence: NDArray[np.int64]


def empty_stock(pairs: int) -> Stock:
    ring = (RING, pairs)
    return Stock(
        np.zeros(pairs, np.int32),
        np.zeros(pairs, np.int32),
        np.zeros(ring, np.int16),
        np.zeros(ring, np.int16),
        np.zeros(pairs, np.bool_),
    )


def mean_units() -> NDArray[np.float64]:
    """Units on a line, by category."""
    shares = np.array([category.units for category in CATEGORIES])
    result: NDArray[np.float64] = shares @ np.array([1.0, 2.0, 3.0])
    return result


def make_planner(retailer: Retailer) -> Planner:
    demand, products = retailer.demand, retailer.products
    lines = demand.planned_orders.reshape(-1, 7).sum(axis=1) * LINES_PER_ORDER
    wanted = demand.planned_wanted / demand.planned_wanted.sum(axis=0)
    units = wanted * lines * mean_units()[products.category][:, None]
    before = np.zeros((products.count, len(demand.weeks) + 1))
    np.cumsum(units, axis=1, out=before[:, 1:])
    cadence = hashed(Draw.CADENCE, np.arange(products.count)) % np.uint64(REVIEW_WEEKS)
    return Planner(retailer, before, lead_weeks(products), cadence.astype(np.int64))


def store_parts(planner: Planner, week: int) -> NDArray[np.float64]:
    """By store: its share of the chain over the share of demand that its assortment meets."""
    retailer = planner.retailer
    assortment, demand = retailer.assortment, retailer.demand
    wanted = demand.planned_wanted[:, demand.column(week)]
    reach = np.add.reduceat(
        (wanted / wanted.sum())[assortment.product] * assortment.affinity, assortment.starts[:-1]
    )
    share = store_shares(retailer.stores, np.array([week * 7 + 6]))[:, 0]
    result: NDArray[np.float64] = share / np.maximum(reach, 1e-12)
    return result


def order_up_to(planner: Planner, week: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The units on hand and on order that the buyers want for each of `pairs`."""
    retailer, assortment = planner.retailer, planner.retailer.assortment
    column = retailer.demand.column(week)
    last = np.minimum(column + planner.lead + REVIEW_WEEKS, planner.need.shape[1] - 1)
    product = np.arange(len(planner.lead))
    chain = planner.need[product, last] - planner.need[product, column]
    chain *= stories.buying_factor(retailer.products.category, week * 7)
    part = store_parts(planner, week)[assortment.store[pairs]] * assortment.affinity[pairs]
    need = chain[assortment.product[pairs]] * part
    wanted = np.where(need > 0.0, need + SAFETY * np.sqrt(need) + LEAST, 0.0)
    return np.rint(wanted).astype(np.int64)


def open_shelves(planner: Planner, stock: Stock, week: int) -> None:
    """New stores and new products begin with what they would order."""
    retailer, assortment = planner.retailer, planner.retailer.assortment
    saturday = np.array([max(week * 7 + 6, 0)])
    trading = retailer.stores.trading(saturday)[:, 0]
    active = (
        trading[assortment.store] & (retailer.products.launched <= week * 7 + 6)[assortment.product]
    )
    new = np.flatnonzero(active & ~stock.active)
    if len(new):
        stock.on_hand[new] = order_up_to(planner, week, new)
    stock.active[:] = active


def place_orders(planner: Planner, stock: Stock, week: int) -> pa.Table:
    """Order for the products whose turn it is; one row a product that needs some."""
    assortment, products = planner.retailer.assortment, planner.retailer.products
    due = (planner.cadence + week) % REVIEW_WEEKS == 0
    pairs = np.flatnonzero(due[assortment.product] & stock.active)
    short = order_up_to(planner, week, pairs) - stock.on_hand[pairs] - stock.on_order[pairs]
    pairs, units = pairs[short > 0], short[short > 0]
    product = assortment.product[pairs].astype(np.int64)
    ordered = np.bincount(product, units, minlength=products.count).astype(np.int64)
    bought = np.flatnonzero(ordered)
    plan = deliveries(products, bought, week, ordered[bought])
    index = np.searchsorted(bought, product)
    filled = np.floor(units * plan.fill[index] + uniform(Draw.FILL, pairs, week))
    coming = np.minimum(filled.astype(np.int64), units)
    slot = (plan.received // 7)[index] % RING
    stock.coming[slot, pairs] += coming.astype(np.int16)
    stock.settled[slot, pairs] += units.astype(np.int16)
    stock.on_order[pairs] += units.astype(np.int32)
    received = np.bincount(product, coming, minlength=products.count).astype(np.int64)
    return pa.table(
        {
            "product_id": bought + FIRST_PRODUCT_ID,
            "supplier_id": products.supplier[bought] + FIRST_SUPPLIER_ID,
            "ordered_on": plan.ordered,
            "promised_on": plan.promised,
            "received_on": plan.received,
            "ordered_units": ordered[bought],
            "received_units": received[bought],
            "unit_cost": order_costs(products, bought, week).astype(np.int32),
        }
    )


def turn_week(stock: Stock, week: int, sold: NDArray[np.int64]) -> None:
    """Take in the week's deliveries and let go of what was sold."""
    slot = week % RING
    stock.on_hand += stock.coming[slot]
    stock.on_order -= stock.settled[slot]
    stock.coming[slot] = 0
    stock.settled[slot] = 0
    stock.on_hand -= sold.astype(np.int32)
    np.maximum(stock.on_hand, 0, out=stock.on_hand)


def expected_units(planner: Planner, week: int) -> NDArray[np.int64]:
    """Sales of the weeks before the data begins, drawn around what was planned."""
    assortment, column = planner.retailer.assortment, planner.retailer.demand.column(week)
    chain = planner.need[:, column + 1] - planner.need[:, column]
    part = store_parts(planner, week)[assortment.store] * assortment.affinity
    mean = chain[assortment.product] * part
    draws = uniform(Draw.WARM_UP, np.arange(assortment.count), week)
    return np.floor(mean + draws).astype(np.int64)


def snapshot_rows(retailer: Retailer, stock: Stock, week: int) -> pa.Table:
    shown = np.flatnonzero(stock.active)
    product = retailer.assortment.product[shown]
    return pa.table(
        {
            "day": np.full(len(shown), week * 7 + 6, dtype=np.int32),
            "store_id": retailer.assortment.store[shown] + FIRST_STORE_ID,
            "product_id": product + FIRST_PRODUCT_ID,
            "on_hand": stock.on_hand[shown],
            "on_order": stock.on_order[shown],
            "cost": retailer.products.cost[product].astype(np.int32),
        }
    )
