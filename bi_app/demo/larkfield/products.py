"""Which products are there, what do they cost, who supplies them, how popular are they?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield.domains import (
    BRANDS,
    CATEGORIES,
    CATEGORY_DEPARTMENT,
    DEPARTMENTS,
    PRIVATE_LABELS,
    SEASONS,
)
from bi_app.demo.larkfield.draws import Draw, chosen, chosen_by, normal, uniform
from bi_app.demo.larkfield.names import FINISH_WORDS, STYLE_WORDS, SUPPLIERS
from bi_app.demo.larkfield.time_axis import day_number

FIRST_PRODUCT_ID = 10_001
FIRST_SUPPLIER_ID = 501
BRAND_SHARES = (0.17, 0.11, 0.10, 0.10, 0.09, 0.08, 0.08, 0.06, 0.06, 0.06, 0.05, 0.04)
PRIVATE_LABEL_COST = 0.90  # no brand's own margin to pay
LAUNCHED_BEFORE = 0.78  # share of products already sold when the data begins
FIRST_LAUNCH = date(2018, 2, 4)
LAST_LAUNCH = date(2026, 9, 13)
TAIL = 0.85  # exponent of popularity by rank, as Zipf's law has it
HANOI_SHARE = 0.40  # of Kids products


@dataclass(frozen=True, slots=True)
class Products:
    """One element a product. Money is in cents; `popularity` sums to a category's share."""

    names: tuple[str, ...]
    category: NDArray[np.int64]
    subcategory: NDArray[np.int64]
    brand: NDArray[np.int64]
    season: NDArray[np.int64]
    supplier: NDArray[np.int64]
    price: NDArray[np.int64]
    cost: NDArray[np.int64]
    launched: NDArray[np.int64]
    popularity: NDArray[np.float64]

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def ids(self) -> NDArray[np.int64]:
        return np.arange(self.count, dtype=np.int64) + FIRST_PRODUCT_ID

    @property
    def department(self) -> NDArray[np.int64]:
        return np.array(CATEGORY_DEPARTMENT)[self.category]


def category_number(name: str) -> int:
    return [category.name for category in CATEGORIES].index(name)


def spread_over_categories(count: int) -> NDArray[np.int64]:
    """The category of each product: more products where more is sold, by the square root."""
    weights = np.sqrt([category.share for category in CATEGORIES])
    ends = np.rint(np.cumsum(weights) / weights.sum() * count).astype(np.int64)
    return np.searchsorted(ends, np.arange(count), side="right")


def rank_within(groups: NDArray[np.int64], score: NDArray[np.float64]) -> NDArray[np.int64]:
    """Position from 0 inside each group, highest score first; groups come sorted."""
    order = np.lexsort((-score, groups))
    starts = np.searchsorted(groups[order], groups[order], side="left")
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - starts
    return ranks


def popularity(category: NDArray[np.int64], number: NDArray[np.int64]) -> NDArray[np.float64]:
    rank = rank_within(category, uniform(Draw.POPULARITY, number))
    sizes = np.bincount(category, minlength=len(CATEGORIES))
    weight = 1.0 / (rank + 0.06 * sizes[category] + 1.0) ** TAIL
    shares = np.array([c.share for c in CATEGORIES])[category]
    result: NDArray[np.float64] = shares * weight / np.bincount(category, weight)[category]
    return result


def priced(category: NDArray[np.int64], number: NDArray[np.int64]) -> NDArray[np.int64]:
    """List prices in cents: log-normal around the category's median, with a shop's endings."""
    median = np.array([c.price for c in CATEGORIES])[category]
    spread = np.array([c.spread for c in CATEGORIES])[category]
    price = np.maximum(median * np.exp(spread * normal(Draw.PRICE, number)), 4.0)
    ending = np.array([99, 95, 50, 0])[chosen((0.55, 0.2, 0.15, 0.1), uniform(Draw.ENDING, number))]
    small = np.floor(price).astype(np.int64) * 100 + ending
    large = (np.rint(price / 10.0).astype(np.int64) * 10 - 1) * 100
    cents: NDArray[np.int64] = np.where(price < 100.0, small, large)
    return cents


def costed(
    category: NDArray[np.int64],
    number: NDArray[np.int64],
    price: NDArray[np.int64],
    private: NDArray[np.bool_],
) -> NDArray[np.int64]:
    share = np.array([c.cost for c in CATEGORIES])[category]
    share = share * np.exp(0.08 * normal(Draw.COST, number))
    share = np.where(private, share * PRIVATE_LABEL_COST, share * 1.04)
    cents: NDArray[np.int64] = np.rint(price * share).astype(np.int64)
    return cents


def supplied(category: NDArray[np.int64], number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each product's supplier: one that serves its department."""
    weights = np.zeros((len(CATEGORIES), len(SUPPLIERS)))
    for row, item in enumerate(CATEGORIES):
        serving = [item.department in served for *_, served in SUPPLIERS]
        weights[row] = np.array(serving) / sum(serving)
    kids = [row for row, item in enumerate(CATEGORIES) if item.department == "Kids"]
    others = weights[kids, 1:] / weights[kids, 1:].sum(axis=1, keepdims=True)
    weights[kids, 1:] = others * (1.0 - HANOI_SHARE)
    weights[kids, 0] = HANOI_SHARE
    return chosen_by(weights, category, uniform(Draw.SUPPLIER, number))


def seasoned(category: NDArray[np.int64], number: NDArray[np.int64]) -> NDArray[np.int64]:
    return chosen_by([c.seasons for c in CATEGORIES], category, uniform(Draw.SEASON, number))


def launches(number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sundays, so that a product is there for a whole week or not at all."""
    draws = uniform(Draw.LAUNCH, number)
    before = day_number(FIRST_LAUNCH) * (1.0 - draws / LAUNCHED_BEFORE)
    later = (draws - LAUNCHED_BEFORE) / (1.0 - LAUNCHED_BEFORE) * day_number(LAST_LAUNCH)
    weeks = np.floor(np.where(draws < LAUNCHED_BEFORE, before, later) / 7.0)
    days: NDArray[np.int64] = weeks.astype(np.int64) * 7
    return days


def named(category: NDArray[np.int64], subcategory: NDArray[np.int64]) -> tuple[str, ...]:
    """Unique names: style, finish and noun; each subcategory walks through the words once."""
    used: dict[tuple[int, int], int] = {}
    names = []
    for key in zip(category.tolist(), subcategory.tolist(), strict=True):
        turn = used[key] = used.get(key, -1) + 1
        item = CATEGORIES[key[0]]
        finishes = FINISH_WORDS[item.name]
        style = STYLE_WORDS[(turn + 7 * key[1] + 3 * key[0]) % len(STYLE_WORDS)]
        finish = finishes[(turn // len(STYLE_WORDS) + turn + key[1]) % len(finishes)]
        names.append(f"{style} {finish} {item.subcategories[key[1]][1]}")
    return tuple(names)


def make_products(count: int) -> Products:
    number = np.arange(count, dtype=np.int64)
    category = spread_over_categories(count)
    starts = np.searchsorted(category, category, side="left")
    kinds = np.array([len(c.subcategories) for c in CATEGORIES])[category]
    subcategory = (number - starts) % kinds
    brand = chosen(BRAND_SHARES, uniform(Draw.BRAND, number))
    price = priced(category, number)
    return Products(
        names=named(category, subcategory),
        category=category,
        subcategory=subcategory,
        brand=brand,
        season=seasoned(category, number),
        supplier=supplied(category, number),
        price=price,
        cost=costed(category, number, price, brand < len(PRIVATE_LABELS)),
        launched=launches(number),
        popularity=popularity(category, number),
    )


def sku(category: int, number: int) -> str:
    item = CATEGORIES[category]
    letters = "".join(word[0] for word in item.department.split()) + item.name[:3]
    return f"{letters.upper()}-{number:05d}"


def product_rows(products: Products) -> pa.Table:
    kinds = [CATEGORIES[c] for c in products.category]
    return pa.table(
        {
            "product_id": products.ids,
            "sku": [sku(int(c), n + 1) for n, c in enumerate(products.category)],
            "product_name": list(products.names),
            "brand": [BRANDS[b] for b in products.brand],
            "department": [DEPARTMENTS[d] for d in products.department],
            "category": [kind.name for kind in kinds],
            "subcategory": [
                kind.subcategories[s][0]
                for kind, s in zip(kinds, products.subcategory, strict=True)
            ],
            "season": [SEASONS[s] for s in products.season],
            "supplier_id": products.supplier + FIRST_SUPPLIER_ID,
            "is_private_label": products.brand < len(PRIVATE_LABELS),
            "list_price": products.price.astype(np.int32),
            "unit_cost": products.cost.astype(np.int32),
            "launched_on": products.launched,
        }
    )


def supplier_rows() -> pa.Table:
    return pa.table(
        {
            "supplier_id": np.arange(len(SUPPLIERS)) + FIRST_SUPPLIER_ID,
            "supplier_name": [name for name, *_ in SUPPLIERS],
            "country": [country for _, country, *_ in SUPPLIERS],
            "lead_time_days": [days for _, _, days, _ in SUPPLIERS],
        }
    )
