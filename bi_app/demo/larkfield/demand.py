"""How much is wanted, of what, where and when? Expectations only; sales.py draws from them."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bi_app.demo.larkfield import stories
from bi_app.demo.larkfield.calendar_table import holiday_names
from bi_app.demo.larkfield.domains import (
    CATEGORIES,
    DEPARTMENTS,
    SEASON_MONTHS,
    SEASON_OVER,
    SEASONS,
)
from bi_app.demo.larkfield.draws import Draw, normal, points, uniform
from bi_app.demo.larkfield.products import Products
from bi_app.demo.larkfield.promotions import BACK_TO_SCHOOL, Promotion
from bi_app.demo.larkfield.stores import Stores
from bi_app.demo.larkfield.time_axis import (
    REFERENCE_LAST_DAY,
    day_number,
    day_of,
    fiscal_month,
    fiscal_parts,
)

GROWTH = 1.0225  # a year of 364 days; the storm and a weak promotion take some of it back
WEEKDAY = (1.08, 0.80, 0.79, 0.82, 0.90, 1.18, 1.43)  # Sunday to Saturday
LINES_PER_ORDER = 1.77
BASKET = (0.56, 0.24, 0.11, 0.06, 0.03)  # shares of orders with 1 to 5 lines

# The year outside the holidays, by day of the year; between the points it runs straight.
YEAR_POINTS = ((1, 0.84), (32, 0.76), (75, 0.86), (120, 0.90), (150, 0.90), (190, 0.86),
               (230, 0.90), (265, 0.84), (300, 0.88), (320, 0.95), (366, 0.95))  # fmt: skip
# What the holidays make of it, by days from 25 December; outside the range nothing.
HOLIDAY_POINTS = ((-48, 1.0), (-38, 1.15), (-29, 1.55), (-22, 1.95), (-15, 2.45), (-8, 3.05),
                  (-3, 3.65), (-1, 3.3), (2, 2.0), (6, 1.35), (12, 1.0))  # fmt: skip
HOLIDAY_DAY = {
    "Valentine's Day": 1.15, "Easter Sunday": 0.55, "Mother's Day": 1.18, "Memorial Day": 1.15,
    "Father's Day": 1.10, "Independence Day": 0.90, "Labor Day": 1.20, "Halloween": 0.92,
    "Thanksgiving": 0.50, "Black Friday": 1.75, "Cyber Monday": 1.45, "Christmas Eve": 0.75,
    "Christmas Day": 0.12, "New Year's Day": 0.70,
}  # fmt: skip


def wanted_by_day(days: NDArray[np.int64]) -> NDArray[np.float64]:
    """The chain's demand of each day against its own average, before promotions."""
    dates = [day_of(int(d)) for d in days]
    of_year = np.array([d.timetuple().tm_yday for d in dates])
    to_christmas = np.array(
        [(d - date(d.year - (d.month < 6), 12, 25)).days for d in dates], dtype=np.float64
    )
    named = holiday_names()
    special = np.array([HOLIDAY_DAY.get(named.get(int(d), ""), 1.0) for d in days])
    year = np.interp(of_year, *points(YEAR_POINTS))
    holidays = np.interp(to_christmas, *points(HOLIDAY_POINTS), left=1.0, right=1.0)
    weekday = np.array(WEEKDAY)[days % 7]
    weather = np.exp(
        0.03 * normal(Draw.WEATHER, days) + 0.01 * normal(Draw.WEEK_WEATHER, days // 7)
    )
    result: NDArray[np.float64] = (
        year * holidays * weekday * special * weather * GROWTH ** (days / 364.0)
    )
    return result


def months_of(weeks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Fiscal month from 0 of each week number."""
    return fiscal_month(fiscal_parts(weeks * 7)[1]) - 1


def season_shape(products: Products, weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Product by week: season of the product times season of its category."""
    months = months_of(weeks)
    by_season = np.array([SEASON_MONTHS[name] for name in SEASONS])
    by_category = np.array([category.months for category in CATEGORIES])
    by_category = by_category / by_category.mean(axis=1, keepdims=True)
    smooth = by_season[:, months][products.season] * by_category[:, months][products.category]
    result: NDArray[np.float64] = smooth
    return result


def product_shares(products: Products, weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Product by week, each week summing to one: what is wanted if nothing special happens."""
    shares = products.popularity[:, None] * season_shape(products, weeks)
    shares *= products.launched[:, None] <= weeks[None, :] * 7
    # A new product takes its place within its category, so launches do not move the mix.
    by_category = np.zeros((len(CATEGORIES), len(weeks)))
    np.add.at(by_category, products.category, shares)
    target = (
        np.array([c.share for c in CATEGORIES])[:, None]
        * np.array([c.months for c in CATEGORIES])[:, months_of(weeks)]
    )
    scale = target / np.maximum(by_category, 1e-12)
    shares *= scale[products.category]
    result: NDArray[np.float64] = shares / shares.sum(axis=0)
    return result


def back_to_school_drawn(promotion: Promotion) -> float:
    weak = (
        promotion.kind.name == BACK_TO_SCHOOL and promotion.year == stories.WEAK_BACK_TO_SCHOOL_YEAR
    )
    return stories.WEAK_BACK_TO_SCHOOL if weak else 1.0


def promotion_lift(
    promotions: tuple[Promotion, ...], weeks: NDArray[np.int64], planned: bool
) -> NDArray[np.float64]:
    """Department by week; a promotion of some days lifts its week by their share."""
    lift = np.ones((len(DEPARTMENTS), len(weeks)))
    for promotion in promotions:
        drawn = 1.0 if planned else back_to_school_drawn(promotion)
        first = np.maximum(promotion.starts, weeks * 7)
        last = np.minimum(promotion.ends, weeks * 7 + 6)
        part = np.maximum(last - first + 1, 0) / 7.0
        lift[list(promotion.kind.departments)] += promotion.kind.lift * drawn * part
    return lift


def markdowns(products: Products, weeks: NDArray[np.int64], planned: bool) -> NDArray[np.float32]:
    """Product by week: the part of the list price taken off, promotions aside."""
    number = np.arange(products.count)[:, None]
    block = (weeks // 4)[None, :]
    marked = uniform(Draw.MARKDOWN, number, block) < 0.20
    depth = 0.10 + 0.20 * uniform(Draw.DEPTH, number, block)
    result = np.where(marked, depth, 0.0)
    months = months_of(weeks)
    for season, first in SEASON_OVER.items():
        over = np.isin(months, (first, (first + 1) % 12))
        mine = products.season == SEASONS.index(season)
        result[np.ix_(mine, over)] = np.maximum(result[np.ix_(mine, over)], 0.30)
    if not planned:
        deepen_denim(products, weeks, result)
    return result.astype(np.float32)


def deepen_denim(products: Products, weeks: NDArray[np.int64], result: NDArray[np.float64]) -> None:
    denim = np.flatnonzero(products.category == stories.DENIM)
    quarter = np.flatnonzero(stories.in_markdown_quarter(weeks * 7))
    low, high = stories.DENIM_DEPTH
    chosen = uniform(Draw.MARKDOWN, denim, -1) < stories.DENIM_MARKED_DOWN
    depth = np.where(chosen, low + (high - low) * uniform(Draw.DEPTH, denim, -1), 0.0)
    cells = np.ix_(denim, quarter)
    result[cells] = np.maximum(result[cells], depth[:, None])


@dataclass(frozen=True, slots=True)
class Demand:
    """Expected orders of each day and wanted products of each week, from `first_week` on.

    `planned_…` is what the retailer's planners expect: no storm, a full Back to School.
    """

    first_week: int
    orders: NDArray[np.float64]  # by day, for a chain whose shares sum to one
    planned_orders: NDArray[np.float64]
    wanted: NDArray[np.float64]  # product by week; a week sums to its lift
    planned_wanted: NDArray[np.float64]
    markdown: NDArray[np.float32]  # product by week
    planned_markdown: NDArray[np.float32]
    weeks: NDArray[np.int64]

    def column(self, week: int) -> int:
        return week - self.first_week


def make_demand(
    products: Products,
    promotions: tuple[Promotion, ...],
    lines: int,
    first_week: int,
    last_week: int,
) -> Demand:
    reference_days = day_number(REFERENCE_LAST_DAY) + 1
    weeks = np.arange(first_week, max(last_week, reference_days // 7) + 1, dtype=np.int64)
    days = np.arange(first_week * 7, (int(weeks[-1]) + 1) * 7, dtype=np.int64)
    shares = product_shares(products, weeks)
    shift = stories.demand_shift(weeks * 7)[products.category]
    wanted = shares * promotion_lift(promotions, weeks, False)[products.department] * shift
    planned = shares * promotion_lift(promotions, weeks, True)[products.department]
    per_day = wanted_by_day(days)
    full = np.repeat(planned.sum(axis=0), 7) * per_day
    in_reference = (days >= 0) & (days < reference_days)
    scale = lines / LINES_PER_ORDER / full[in_reference].sum()
    return Demand(
        first_week=first_week,
        orders=np.repeat(wanted.sum(axis=0), 7) * per_day * scale,
        planned_orders=full * scale,
        wanted=wanted,
        planned_wanted=planned,
        markdown=markdowns(products, weeks, False),
        planned_markdown=markdowns(products, weeks, True),
        weeks=weeks,
    )


def store_shares(stores: Stores, days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Store by day: shares of the chain among the stores trading; repairs do not move them."""
    weight = stores.demand[:, None] * stores.trading(days)
    result: NDArray[np.float64] = weight / weight.sum(axis=0)
    return result
