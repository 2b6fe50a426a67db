"""Is Larkfield's model whole, and does each of its people see what they should?"""

from __future__ import annotations

import pytest

from bi_app.demo.larkfield.calendar_table import holidays
from bi_app.demo.model import larkfield_files
from semantic_layer.access import Asker, Policy, policy_for, visible
from semantic_layer.calendars.holidays import holiday_date
from semantic_layer.model.definitions import Classification
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.metrics import Measured
from semantic_layer.model.read import read_model
from semantic_layer.period import Relative, Rolling, Unit

UNITS = {
    "net_sales": "USD",
    "gross_sales": "USD",
    "discounts": "USD",
    "markdown_rate": "fraction",
    "units_sold": "units",
    "orders": "count",
    "average_order_value": "USD",
    "units_per_transaction": "ratio",
    "average_unit_retail": "USD",
    "cost_of_goods_sold": "USD",
    "gross_margin": "USD",
    "gross_margin_rate": "fraction",
    "returns_amount": "USD",
    "returned_units": "units",
    "return_rate": "fraction",
    "net_sales_after_returns": "USD",
    "online_share": "fraction",
    "promo_share": "fraction",
    "comp_sales": "USD",
    "median_order_value": "USD",
    "median_unit_price": "USD",
    "retained_customers": "count",
    "customer_retention_rate": "fraction",
    "first_order_sales": "USD",
    "second_purchase_customers": "count",
    "second_purchase_rate": "fraction",
    "return_within_30_days_rate": "fraction",
    "new_customers": "count",
    "repeat_customer_rate": "fraction",
    "comp_sales_growth": "fraction",
    "private_label_share": "fraction",
    "active_customers": "count",
    "loyalty_share": "fraction",
    "sales_per_customer": "USD",
    "on_hand_units": "units",
    "inventory_value": "USD",
    "average_inventory_value": "USD",
    "on_order_units": "units",
    "stockout_rate": "fraction",
    "sell_through": "fraction",
    "weeks_of_supply": "weeks",
    "inventory_turns": "turns",
    "gmroi": "ratio",
    "visitors": "count",
    "conversion_rate": "fraction",
    "labor_hours": "hours",
    "labor_cost": "USD",
    "sales_per_labor_hour": "USD",
    "sales_per_sqft": "USD",
    "planned_net_sales": "USD",
    "sales_vs_plan": "fraction",
    "planned_gross_margin": "USD",
    "supplier_on_time_rate": "fraction",
    "fill_rate": "fraction",
    "average_lead_time": "days",
    "open_po_units": "units",
    "open_po_value": "USD",
    "late_po_value": "USD",
    "opening_on_hand_units": "units",
    "moving_annual_net_sales": "USD",
    "cumulative_net_sales": "USD",
    "cumulative_planned_net_sales": "USD",
}
VARIANTS = {
    "sell_through_opening": "fraction",
    "sell_through_receipts": "fraction",
    "sell_through_available": "fraction",
    "markdown_rate_on_net": "fraction",
    "weeks_of_supply_trailing": "weeks",
    "weeks_of_supply_forward": "weeks",
}

STORE = {"region", "district", "state", "store_name", "store_id", "store_format"} | {
    "selling_sqft",
    "opened_on",
    "closed_on",
}
SUPPLIER = {"supplier_name", "country", "lead_time_days"}
PRODUCT = {"department", "category", "subcategory", "product_name", "sku", "brand", "season"} | {
    "is_private_label",
    "list_price",
    "launched_on",
}
PROMOTION = {"promotion_name", "promotion_type", "starts_on", "ends_on", "discount_pct"}
CUSTOMER = {"loyalty_tier", "home_region", "birth_decade", "joined_on"}
DAY = {"day_of_week", "holiday_name", "is_holiday"}
SALE = {"channel"}
RETURN = {"reason"}

EVERY_SALE = STORE | PRODUCT | SUPPLIER | PROMOTION | CUSTOMER | DAY | SALE

PEOPLE = {
    "elena.exec": Asker(1, "elena.exec", frozenset({"executive"})),
    "mara.merch": Asker(
        2, "mara.merch", frozenset({"merchandiser"}), {"departments": ("Women's", "Accessories")}
    ),
    "sam.southwest": Asker(
        3, "sam.southwest", frozenset({"regional_manager"}), {"regions": ("Southwest", "West")}
    ),
    "owen.owner": Asker(4, "owen.owner", frozenset({"metric_owner"})),
    "ana.analyst": Asker(5, "ana.analyst", frozenset({"analyst"})),
    "ada.admin": Asker(6, "ada.admin", frozenset({"administrator"})),
    "portal": Asker(
        7, "portal", frozenset({"service_account"}), {"supplier": ("Hanoi Textile",)}, service=True
    ),
}

COST = {
    "cost_of_goods_sold",
    "gross_margin",
    "gross_margin_rate",
    "planned_gross_margin",
    "inventory_value",
    "average_inventory_value",
    "inventory_turns",
    "gmroi",
    "open_po_value",
    "late_po_value",
}
ORDERS_OF_SUPPLIERS = {
    "open_po_units",
    "supplier_on_time_rate",
    "fill_rate",
    "average_lead_time",
    "sell_through_receipts",
    "sell_through_available",
}
STORE_DAYS = {
    "visitors",
    "conversion_rate",
    "labor_hours",
    "labor_cost",
    "sales_per_labor_hour",
}
PLAN = {
    "planned_net_sales",
    "planned_gross_margin",
    "sales_vs_plan",
    "cumulative_planned_net_sales",
}


@pytest.fixture(scope="module")
def larkfield() -> ModelIndex:
    return index_model(read_model(larkfield_files()))


def policy_of(index: ModelIndex, person: str) -> Policy:
    return policy_for(index, PEOPLE[person], "release 1")


@pytest.mark.parametrize(("name", "unit"), VARIANTS.items())
def test_it_leaves_what_the_trade_disputes_uncertified(
    larkfield: ModelIndex, name: str, unit: str
) -> None:
    metric = larkfield.metric(name)

    assert (metric.unit, metric.visible, metric.certified) == (unit, True, False)
    assert metric.formula


@pytest.mark.parametrize(("name", "unit"), UNITS.items())
def test_it_has_the_metric_in_its_unit(larkfield: ModelIndex, name: str, unit: str) -> None:
    metric = larkfield.metric(name)

    assert (metric.unit, metric.visible, metric.certified) == (unit, True, True)
    assert metric.formula
    assert metric.synonyms


def test_it_shows_no_other_metric(larkfield: ModelIndex) -> None:
    shown = {name for name, each in larkfield.metrics.items() if each.visible}

    assert shown == UNITS.keys() | VARIANTS.keys()


def test_it_shares_the_metrics_between_two_owners(larkfield: ModelIndex) -> None:
    owners = {name: larkfield.metric(name).owner for name in UNITS}

    assert set(owners.values()) == {"owen.owner", "olivia.owner"}
    assert owners["net_sales"] == owners["gross_margin"] == owners["sales_vs_plan"] == "owen.owner"
    assert owners["on_hand_units"] == owners["fill_rate"] == owners["return_rate"] == "olivia.owner"


@pytest.mark.parametrize(
    ("metric", "dimensions"),
    [
        ("net_sales", EVERY_SALE),
        ("orders", EVERY_SALE),
        ("returns_amount", EVERY_SALE | RETURN),
        ("return_rate", EVERY_SALE),
        ("on_hand_units", STORE | PRODUCT | SUPPLIER),
        ("stockout_rate", STORE | PRODUCT | SUPPLIER),
        ("sell_through", STORE | PRODUCT | SUPPLIER),
        ("gmroi", STORE | PRODUCT | SUPPLIER),
        ("visitors", STORE | DAY),
        ("conversion_rate", STORE | DAY),
        ("sales_per_sqft", STORE),
        ("planned_net_sales", STORE | {"department"}),
        ("sales_vs_plan", STORE | {"department"}),
        ("fill_rate", PRODUCT | SUPPLIER | DAY),
        ("open_po_units", PRODUCT | SUPPLIER),
    ],
)
def test_it_splits_a_metric_by_what_its_rows_know(
    larkfield: ModelIndex, metric: str, dimensions: set[str]
) -> None:
    assert larkfield.reachable(metric) == dimensions


@pytest.mark.parametrize(
    ("dataset", "dimension", "stops"),
    [
        ("return_lines", "region", ["stores"]),
        ("return_lines", "channel", ["sales_lines"]),
        ("return_lines", "promotion_name", ["sales_lines", "promotions"]),
        ("return_lines", "loyalty_tier", ["sales_lines", "customers"]),
        ("return_lines", "department", ["products"]),
        ("purchase_order_lines", "supplier_name", ["suppliers"]),
        ("inventory_snapshots", "country", ["products", "suppliers"]),
        ("sales_plan", "department", []),
    ],
)
def test_it_reaches_a_dimension_the_short_way(
    larkfield: ModelIndex, dataset: str, dimension: str, stops: list[str]
) -> None:
    assert [step.target for step in larkfield.path(dataset, dimension) or ()] == stops


@pytest.mark.parametrize("name", ["on_hand_units", "inventory_value", "on_order_units"])
def test_it_takes_the_last_snapshot_of_stock(larkfield: ModelIndex, name: str) -> None:
    assert larkfield.metric(name).default_period == Rolling(unit=Unit.DAY, count=1)


def test_it_takes_thirteen_whole_weeks_for_weeks_of_supply(larkfield: ModelIndex) -> None:
    weeks = Relative(unit=Unit.WEEK, offset=-13, count=13)

    assert larkfield.metric("weeks_of_supply").default_period == weeks


@pytest.mark.parametrize("name", ["open_po_units", "open_po_value", "late_po_value"])
def test_it_values_open_orders_as_of_today(larkfield: ModelIndex, name: str) -> None:
    (leaf,) = larkfield.leaves(name)

    assert larkfield.time_of(leaf.metric) is None


def test_it_says_every_condition_in_words(larkfield: ModelIndex) -> None:
    leaves = [leaf for name in larkfield.metrics for leaf in larkfield.leaves(name)]

    assert all(len(leaf.labels) == len(leaf.all_where) for leaf in leaves)


def test_it_finds_the_plan_of_a_metric_in_the_same_unit(larkfield: ModelIndex) -> None:
    plans = {name: each.plan for name, each in larkfield.metrics.items() if each.plan}

    assert plans == {
        "net_sales": "planned_net_sales",
        "gross_margin": "planned_gross_margin",
        "cumulative_net_sales": "cumulative_planned_net_sales",
    }
    for name, plan in plans.items():
        assert larkfield.metric(name).unit == larkfield.metric(plan).unit


def test_it_keeps_personal_columns_out_of_every_expression(larkfield: ModelIndex) -> None:
    customers = larkfield.dataset("customers")
    personal = {
        column.name
        for column in customers.columns
        if column.classification is Classification.PERSONAL
    }

    assert personal == {"full_name", "email"}
    assert larkfield.dimension("birth_decade").on == {"customers": "birth_year - birth_year % 10"}


@pytest.mark.parametrize(
    ("person", "closed"),
    [
        ("elena.exec", set()),
        ("owen.owner", set()),
        ("ana.analyst", set()),
        ("mara.merch", STORE_DAYS),
        ("sam.southwest", COST | ORDERS_OF_SUPPLIERS),
        ("portal", STORE_DAYS | PLAN),
        ("ada.admin", {*UNITS, *VARIANTS}),
    ],
)
def test_it_closes_metrics(larkfield: ModelIndex, person: str, closed: set[str]) -> None:
    policy = policy_of(larkfield, person)

    assert policy.closed_metrics == closed
    assert policy.metrics & UNITS.keys() == UNITS.keys() - closed


@pytest.mark.parametrize(
    ("person", "closed"),
    [
        ("elena.exec", set()),
        ("mara.merch", {"store_days"}),
        ("sam.southwest", {"purchase_order_lines"}),
        ("portal", {"store_days", "sales_plan", "customers"}),
    ],
)
def test_it_closes_datasets(larkfield: ModelIndex, person: str, closed: set[str]) -> None:
    assert larkfield.datasets.keys() - policy_of(larkfield, person).datasets.keys() == closed


@pytest.mark.parametrize(
    ("person", "sentences"),
    [
        ("elena.exec", ()),
        ("mara.merch", ("only your departments: Accessories, Women's",)),
        ("sam.southwest", ("only your regions: Southwest, West",)),
        ("portal", ("only products of your supplier: Hanoi Textile",)),
        ("ada.admin", ()),
    ],
)
def test_it_says_the_limit_in_words(
    larkfield: ModelIndex, person: str, sentences: tuple[str, ...]
) -> None:
    assert policy_of(larkfield, person).sentences == sentences


def test_it_limits_every_fact_of_a_limited_person(larkfield: ModelIndex) -> None:
    for person in ("mara.merch", "sam.southwest", "portal"):
        policy = policy_of(larkfield, person)
        facts = {name for name in policy.datasets if larkfield.dataset(name).fact}

        assert all(policy.rules[fact] for fact in facts)


@pytest.mark.parametrize("person", PEOPLE)
def test_it_gives_each_person_a_whole_model(larkfield: ModelIndex, person: str) -> None:
    policy = policy_of(larkfield, person)

    narrowed = visible(larkfield, policy)

    assert narrowed.metrics.keys() == policy.metrics
    for metric in narrowed.model.metrics:
        assert narrowed.columns_of(metric.name) == larkfield.columns_of(metric.name)
        assert all(
            isinstance(leaf.metric, Measured) and narrowed.has_dataset(leaf.metric.dataset)
            for leaf in narrowed.leaves(metric.name)
        )


@pytest.mark.parametrize("year", range(2022, 2028))
def test_its_holidays_fall_on_the_days_of_its_calendar(larkfield: ModelIndex, year: int) -> None:
    found = {holiday_date(each, year): each.name for each in larkfield.model.holidays}

    assert found == holidays(year)
