"""What did the planners expect to sell, by store, department and week?"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bi_app.demo.larkfield.demand import LINES_PER_ORDER, store_shares
from bi_app.demo.larkfield.domains import DEPARTMENTS
from bi_app.demo.larkfield.draws import Draw, normal
from bi_app.demo.larkfield.inventory import mean_units
from bi_app.demo.larkfield.promotions import Promotion
from bi_app.demo.larkfield.retailer import Retailer
from bi_app.demo.larkfield.stores import FIRST_STORE_ID

AMBITION = 0.995
MARGIN_AMBITION = 1.0


def promotion_cut(
    promotions: tuple[Promotion, ...], week: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """By department: the share of lines that planners expect on promotion, and its discount."""
    taken, off = np.zeros(len(DEPARTMENTS)), np.zeros(len(DEPARTMENTS))
    for promotion in promotions:
        days = min(promotion.ends, week * 7 + 6) - max(promotion.starts, week * 7) + 1
        if days > 0:
            reach = 0.3 if promotion.kind.digital_only else 1.0
            reach *= 0.5 if promotion.kind.members_only else 1.0
            part = promotion.kind.taken * reach * days / 7.0
            taken[list(promotion.kind.departments)] += part
            off[list(promotion.kind.departments)] += part * promotion.kind.discount_pct / 100.0
    return taken, off


def plan_rows(retailer: Retailer, week: int) -> pa.Table:
    """One week: every store that is to trade in it, every department."""
    stores, products, assortment = retailer.stores, retailer.products, retailer.assortment
    demand, column = retailer.demand, retailer.demand.column(week)
    taken, off = promotion_cut(retailer.promotions, week)
    marked = demand.planned_markdown[:, column].astype(np.float64)
    department = products.department
    kept = 1.0 - marked * (1.0 - taken[department]) - off[department]
    lines = mean_units()[products.category] * demand.planned_wanted[:, column]
    weight = assortment.affinity.astype(np.float64)
    cell = assortment.store * len(DEPARTMENTS) + department[assortment.product]
    size = stores.count * len(DEPARTMENTS)

    def by_cell(values: NDArray[np.float64]) -> NDArray[np.float64]:
        summed = np.zeros(size)
        summed[:] = np.bincount(cell, weight * values[assortment.product], minlength=size)
        return summed.reshape(stores.count, len(DEPARTMENTS))

    reach = by_cell(demand.planned_wanted[:, column]).sum(axis=1)
    days = np.arange(week * 7, week * 7 + 7)
    first = (week - demand.first_week) * 7
    orders = (store_shares(stores, days) * demand.planned_orders[first : first + 7]).sum(axis=1)
    scale = (orders * LINES_PER_ORDER / np.maximum(reach, 1e-12))[:, None]
    sales = by_cell(lines * products.price * kept) * scale
    costs = by_cell(lines * products.cost) * scale
    store, kind = np.indices(sales.shape)
    noise = np.exp(
        0.02 * normal(Draw.PLAN_STORE, store, kind, week // 52)
        + 0.05 * normal(Draw.PLAN_WEEK, store, kind, week)
    )
    margin = (sales - costs) * MARGIN_AMBITION
    margin *= np.exp(0.02 * normal(Draw.PLAN_MARGIN, store, kind, week))
    open_now = np.broadcast_to((orders > 0.0)[:, None], sales.shape)
    return pa.table(
        {
            "day": np.full(int(open_now.sum()), week * 7, dtype=np.int32),
            "store_id": store[open_now] + FIRST_STORE_ID,
            "department": pa.array(DEPARTMENTS).take(pa.array(kind[open_now])),
            "sales": np.rint(sales * noise * AMBITION)[open_now].astype(np.int32),
            "margin": np.rint(margin * noise * AMBITION)[open_now].astype(np.int32),
        }
    )
