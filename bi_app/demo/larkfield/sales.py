"""Who bought what on which day, where and at what price? One retail week at a time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bi_app.demo.larkfield import stories
from bi_app.demo.larkfield.demand import BASKET, store_shares
from bi_app.demo.larkfield.domains import APP, CATEGORIES, ONLINE, STORE
from bi_app.demo.larkfield.draws import (
    Draw,
    chosen,
    chosen_by,
    count_near,
    points,
    spread_evenly,
    uniform,
)
from bi_app.demo.larkfield.members import MemberChooser
from bi_app.demo.larkfield.places import REGIONS
from bi_app.demo.larkfield.promotions import running
from bi_app.demo.larkfield.retailer import Retailer

Ints = NDArray[np.int64]
EXTRA = 1_000_000  # sequence numbers of orders that a price error brings begin here
CYBER_PUSH = 1.7  # digital orders on the digital-only days
MEMBER_SHARE = (0.46, 0.54, 0.68)  # of orders, by channel
# The share of a day's orders placed by each hour, doors 10 to 21, and the web at any hour.
DOOR_HOURS = ((0.0, 10.0), (0.10, 11.5), (0.30, 13.0), (0.55, 15.5), (0.85, 18.5), (1.0, 21.0))
WEB_HOURS = ((0.0, 0.0), (0.04, 6.5), (0.20, 10.0), (0.42, 14.0), (0.62, 18.5), (0.95, 22.5),
             (1.0, 24.0))  # fmt: skip
BOGO_TYPE = "BOGO"


@dataclass(frozen=True, slots=True)
class Orders:
    """Columns in order of time. `customer` is -1 for shoppers who are no members."""

    day: Ints
    store: Ints
    sequence: Ints  # within store and day: with them, the key of all draws
    second: Ints
    channel: Ints
    customer: Ints

    @property
    def key(self) -> tuple[Ints, Ints, Ints]:
        return self.store, self.day, self.sequence


@dataclass(frozen=True, slots=True)
class Lines:
    """Columns in order of time; `order` points into Orders, money is in cents."""

    order: Ints
    position: Ints
    pair: Ints  # in the assortment
    product: Ints
    quantity: Ints
    promotion: Ints  # index, -1 for none
    gross: Ints
    discount: Ints
    cost: Ints


def expected_orders(retailer: Retailer, days: Ints) -> NDArray[np.float64]:
    """Store by day, with closures for repair."""
    demand = retailer.demand
    per_day = demand.orders[days - demand.first_week * 7]
    open_share = store_shares(retailer.stores, days) * ~stories.under_repair(retailer.stores, days)
    local = np.exp(
        0.10
        * (uniform(Draw.STORE_DAY, np.arange(retailer.stores.count)[:, None], days[None, :]) - 0.5)
    )
    result: NDArray[np.float64] = per_day * open_share * local
    return result


def digital_share(retailer: Retailer, days: Ints) -> NDArray[np.float64]:
    share = stories.along(stories.DIGITAL_SHARE, days)
    for promotion in retailer.promotions:
        if promotion.kind.digital_only:
            share[(days >= promotion.starts) & (days <= promotion.ends)] *= CYBER_PUSH
    return share


def channels(retailer: Retailer, key: tuple[Ints, Ints, Ints], extra: NDArray[np.bool_]) -> Ints:
    days = key[1]
    digital = uniform(Draw.CHANNEL, *key) < digital_share(retailer, days)
    by_app = uniform(Draw.APP, *key) < stories.along(stories.APP_OF_DIGITAL, days)
    channel = np.where(digital, np.where(by_app, APP, ONLINE), STORE)
    return np.where(extra, APP, channel)


def order_keys(retailer: Retailer, days: Ints) -> tuple[Ints, Ints, Ints]:
    """Store, day and sequence of every order, those that a price error brings included."""
    mean = expected_orders(retailer, days)
    stores = np.arange(retailer.stores.count, dtype=np.int64)
    counts = count_near(mean, Draw.ORDERS, stores[:, None], days[None, :])
    cells = np.repeat(np.arange(counts.size), counts.ravel())
    first = np.cumsum(counts.ravel()) - counts.ravel()
    sequence = np.arange(len(cells)) - first[cells]
    store, day = cells // len(days), days[cells % len(days)]
    if stories.PRICE_ERROR_DAY not in days:
        return store, day, sequence
    extra = np.arange(retailer.price_error.extra_orders, dtype=np.int64)
    carrying = retailer.assortment.store[
        retailer.assortment.product == retailer.price_error.product
    ]
    at = retailer.stores.trading(np.array([stories.PRICE_ERROR_DAY]))[carrying, 0]
    carrying = carrying[at]
    picked = (uniform(Draw.SURGE, extra) * len(carrying)).astype(np.int64)
    return (
        np.concatenate([store, carrying[picked]]),
        np.concatenate([day, np.full(len(extra), stories.PRICE_ERROR_DAY)]),
        np.concatenate([sequence, extra + EXTRA]),
    )


def seconds(channel: Ints, key: tuple[Ints, Ints, Ints]) -> Ints:
    draws = uniform(Draw.TIME, *key)
    door = np.interp(draws, *points(DOOR_HOURS))
    web = np.interp(draws, *points(WEB_HOURS))
    return (np.where(channel == STORE, door, web) * 3600.0).astype(np.int64)


def draw_orders(retailer: Retailer, members: MemberChooser, days: Ints) -> Orders:
    store, day, sequence = key = order_keys(retailer, days)
    channel = channels(retailer, key, sequence >= EXTRA)
    second = seconds(channel, key)
    share = np.array(MEMBER_SHARE)[channel]
    member = uniform(Draw.MEMBER, *key) < share
    region = retailer.stores.region[store]
    customer = np.where(member, members.choose(region, day, key), -1)
    order = np.lexsort((sequence, store, second, day))
    return Orders(*(column[order] for column in (day, store, sequence, second, channel, customer)))


def draw_products(
    retailer: Retailer, week: int, orders: Orders, order: Ints, position: Ints
) -> Ints:
    """The pair of store and product that each line sells."""
    assortment, demand = retailer.assortment, retailer.demand
    wanted = demand.wanted[:, demand.column(week)]
    edges = np.cumsum(wanted[assortment.product] * assortment.affinity)
    before = np.concatenate([[0.0], edges])[assortment.starts]
    store = orders.store[order]
    low, high = before[store], before[store + 1]
    around = orders.day[order] * len(REGIONS) + retailer.stores.region[store]
    key = (*(part[order] for part in orders.key), position)
    draws = spread_evenly(around, uniform(Draw.PRODUCT, *key))
    pair = np.searchsorted(edges, low + draws * (high - low), side="right")
    pair = np.clip(pair, assortment.starts[store], assortment.starts[store + 1] - 1)
    if week == stories.PRICE_ERROR_DAY // 7:
        pair = with_price_error(retailer, pair, store, orders.sequence[order] >= EXTRA)
    result: Ints = pair.astype(np.int64)
    return result


def with_price_error(retailer: Retailer, pair: Ints, store: Ints, extra: NDArray[np.bool_]) -> Ints:
    """Orders that the price error brings buy the product that has it."""
    assortment = retailer.assortment
    wrong = np.flatnonzero(assortment.product == retailer.price_error.product)
    of_store = np.zeros(retailer.stores.count, dtype=np.int64)
    of_store[assortment.store[wrong]] = wrong
    return np.where(extra, of_store[store], pair)


def basket(orders: Orders) -> tuple[Ints, Ints]:
    """Order and position of each line."""
    lines = chosen(BASKET, uniform(Draw.BASKET, *orders.key)) + 1
    lines[orders.sequence >= EXTRA] = 1
    order = np.repeat(np.arange(len(lines), dtype=np.int64), lines)
    return order, np.arange(len(order), dtype=np.int64) - np.repeat(np.cumsum(lines) - lines, lines)


def first_of_each(order: Ints, product: Ints, products: int) -> NDArray[np.bool_]:
    """One product stands on an order once."""
    _, kept = np.unique(order * products + product, return_index=True)
    result = np.zeros(len(order), dtype=np.bool_)
    result[kept] = True
    return result


def draw_lines(retailer: Retailer, week: int, orders: Orders) -> Lines:
    products = retailer.products
    order, position = basket(orders)
    pair = draw_products(retailer, week, orders, order, position)
    product = retailer.assortment.product[pair].astype(np.int64)
    kept = first_of_each(order, product, products.count)
    order, position, pair, product = order[kept], position[kept], pair[kept], product[kept]
    key = (*(part[order] for part in orders.key), position)
    units = [category.units for category in CATEGORIES]
    quantity = chosen_by(units, products.category[product], uniform(Draw.QUANTITY, *key)) + 1
    promotion = promoted(retailer, orders, order, product, uniform(Draw.PROMOTED, *key))
    quantity = with_free_pair(retailer, promotion, quantity)
    off = price_cut(retailer, week, product, promotion)
    wrong = (product == retailer.price_error.product) & (orders.channel[order] == APP)
    wrong &= orders.day[order] == stories.PRICE_ERROR_DAY
    off = np.where(wrong, stories.PRICE_ERROR_SHARE, off)
    promotion = np.where(wrong, -1, promotion)
    gross = products.price[product] * quantity
    discount = np.rint(gross * off).astype(np.int64)
    cost = products.cost[product] * quantity
    return Lines(order, position, pair, product, quantity, promotion, gross, discount, cost)


def promoted(
    retailer: Retailer, orders: Orders, order: Ints, product: Ints, draws: NDArray[np.float64]
) -> Ints:
    """The promotion that each line uses, -1 for none."""
    day = orders.day[order]
    first = int(day.min()) if len(day) else 0
    force = running(retailer.promotions, np.arange(first, first + 7))
    found = force[day - first, retailer.products.department[product]]
    kinds = [promotion.kind for promotion in retailer.promotions]
    taken = np.array([kind.taken for kind in kinds])[found]
    digital = np.array([kind.digital_only for kind in kinds])[found]
    member = np.array([kind.members_only for kind in kinds])[found]
    reached = (~digital | (orders.channel[order] != STORE)) & (
        ~member | (orders.customer[order] >= 0)
    )
    return np.where((found >= 0) & reached & (draws < taken), found, -1)


def with_free_pair(retailer: Retailer, promotion: Ints, quantity: Ints) -> Ints:
    """Buy one, get one: whoever takes part takes an even number."""
    pairs = np.array([p.kind.type == BOGO_TYPE for p in retailer.promotions])[promotion]
    return np.where(pairs & (promotion >= 0), (quantity + 1) // 2 * 2, quantity)


def price_cut(retailer: Retailer, week: int, product: Ints, promotion: Ints) -> NDArray[np.float64]:
    """The part off the list price: the markdown, or the promotion where it takes off more."""
    demand = retailer.demand
    marked = demand.markdown[:, demand.column(week)][product].astype(np.float64)
    pct = np.array([p.kind.discount_pct for p in retailer.promotions])[promotion] / 100.0
    return np.where(promotion >= 0, np.maximum(pct, marked), marked)
