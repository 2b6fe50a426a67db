"""What is fixed about the retailer before its first day? The value that every fact draws on."""

from dataclasses import dataclass

from bi_app.demo.larkfield.assortment import Assortment, make_assortment
from bi_app.demo.larkfield.customers import Customers, make_customers
from bi_app.demo.larkfield.demand import Demand, make_demand
from bi_app.demo.larkfield.products import Products, make_products
from bi_app.demo.larkfield.promotions import Promotion, make_promotions
from bi_app.demo.larkfield.sizes import Sizing
from bi_app.demo.larkfield.stores import Stores, make_stores
from bi_app.demo.larkfield.stories import PriceError, price_error
from bi_app.demo.larkfield.time_axis import LOOK_AHEAD_WEEKS, WARM_UP_WEEKS


@dataclass(frozen=True, slots=True)
class Retailer:
    sizing: Sizing
    lines: int
    stores: Stores
    products: Products
    customers: Customers
    promotions: tuple[Promotion, ...]
    assortment: Assortment
    demand: Demand
    price_error: PriceError


def make_retailer(sizing: Sizing, lines: int, last_day: int, plan_last_day: int) -> Retailer:
    stores = make_stores(sizing)
    products = make_products(sizing.products)
    promotions = make_promotions(plan_last_day)
    last_week = max(last_day // 7 + LOOK_AHEAD_WEEKS, plan_last_day // 7)
    return Retailer(
        sizing=sizing,
        lines=lines,
        stores=stores,
        products=products,
        customers=make_customers(sizing.customers, last_day),
        promotions=promotions,
        assortment=make_assortment(stores, products, sizing),
        demand=make_demand(products, promotions, lines, -WARM_UP_WEEKS, last_week),
        price_error=price_error(products, lines),
    )
