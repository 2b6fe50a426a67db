"""The data looks like retail: nothing is drawn evenly, and ratios are sane."""

import duckdb
import pytest

from tests.demo.larkfield.asking import figure, figures

Warehouse = duckdb.DuckDBPyConnection


@pytest.fixture(params=["demo", "small"])
def warehouse(request: pytest.FixtureRequest) -> Warehouse:
    chosen: Warehouse = request.getfixturevalue(request.param)
    return chosen


# At both sizes: what is measured, and between which figures it must lie.
SHAPES = {
    "units on an order": (
        "SELECT sum(quantity) / count(DISTINCT order_id) FROM sales_lines", 1.9, 2.2),
    "lines of members": (
        "SELECT count(customer_id) / count(*) FROM sales_lines", 0.45, 0.55),
    "lines on promotion": (
        "SELECT count(promotion_id) / count(*) FROM sales_lines", 0.06, 0.2),
    "markdown rate": (
        "SELECT sum(discount_amount) / sum(gross_amount) FROM sales_lines", 0.05, 0.15),
    "gross margin rate": (
        "SELECT sum(net_amount - cost_amount) / sum(net_amount) FROM sales_lines", 0.45, 0.6),
    "conversion": (
        """SELECT (SELECT count(DISTINCT order_id) FROM sales_lines WHERE channel = 'Store')
            / (SELECT sum(visitors) FROM store_days)""", 0.20, 0.35),
    "lowest conversion of a store": (
        """SELECT min(n / v) FROM (SELECT store_id, count(DISTINCT order_id) AS n FROM sales_lines
           WHERE channel = 'Store' GROUP BY 1) JOIN (SELECT store_id, sum(visitors) AS v
           FROM store_days GROUP BY 1) USING (store_id)""", 0.20, 0.35),
    "highest conversion of a store": (
        """SELECT max(n / v) FROM (SELECT store_id, count(DISTINCT order_id) AS n FROM sales_lines
           WHERE channel = 'Store' GROUP BY 1) JOIN (SELECT store_id, sum(visitors) AS v
           FROM store_days GROUP BY 1) USING (store_id)""", 0.20, 0.35),
    "hourly wage": ("SELECT sum(labor_cost) / sum(labor_hours) FROM store_days", 17, 24),
    "returned units": (
        """SELECT (SELECT sum(quantity) FROM return_lines)
            / (SELECT sum(quantity) FROM sales_lines)""", 0.05, 0.12),
    "returns online against in store": (
        """SELECT avg((return_id IS NOT NULL)::INTEGER) FILTER (channel <> 'Store')
            / avg((return_id IS NOT NULL)::INTEGER) FILTER (channel = 'Store')
           FROM sales_lines LEFT JOIN return_lines USING (line_id)""", 1.4, 2.0),
    "suppliers on time": (
        """SELECT avg((received_on <= promised_on)::INTEGER) FROM purchase_order_lines
           WHERE received_on < DATE '2026-06-01'""", 0.905, 0.935),
    "fill rate": (
        """SELECT sum(received_units) / sum(ordered_units) FROM purchase_order_lines
           WHERE received_on IS NOT NULL""", 0.96, 0.98),
    "stockout rate": (
        "SELECT avg((on_hand_units = 0)::INTEGER) FROM inventory_snapshots", 0.02, 0.06),
    "sales against plan": (
        """SELECT (SELECT sum(net_amount) FROM sales_lines WHERE sold_on < DATE '2026-11-08')
            / (SELECT sum(planned_net_sales) FROM sales_plan WHERE week_start < DATE '2026-11-08')
           - 1""", -0.03, 0.03),
    "margin against plan": (
        """SELECT (SELECT sum(net_amount - cost_amount) FROM sales_lines
                   WHERE sold_on < DATE '2026-11-08')
            / (SELECT sum(planned_gross_margin) FROM sales_plan
               WHERE week_start < DATE '2026-11-08') - 1""", -0.03, 0.03),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_it_looks_like_a_chain_of_shops(warehouse: Warehouse, shape: str) -> None:
    sql, low, high = SHAPES[shape]

    assert low < figure(warehouse, sql) < high


def test_it_prices_with_a_shops_endings_around_each_categorys_median(demo: Warehouse) -> None:
    odd, skew = figures(
        demo,
        """SELECT count(*) FILTER (list_price % 1 NOT IN (0, 0.50, 0.95, 0.99)),
                avg(list_price) / median(list_price) FROM products""",
    )
    suits, tees = figures(
        demo,
        """SELECT median(list_price) FILTER (category = 'Suits'),
                median(list_price) FILTER (category = 'Tops') FROM products""",
    )

    assert odd == 0
    assert skew > 1.2
    assert suits > 5 * tees


def test_it_sells_most_of_few_products_and_to_few_members(demo: Warehouse) -> None:
    products = figure(
        demo,
        """SELECT sum(n) FILTER (rank <= 0.2) / sum(n) FROM (SELECT count(*) AS n,
               percent_rank() OVER (ORDER BY count(*) DESC) AS rank FROM sales_lines
           GROUP BY product_id)""",
    )
    members = figure(
        demo,
        """SELECT sum(n) FILTER (rank <= 0.2) / sum(n) FROM (SELECT count(DISTINCT order_id) AS n,
               percent_rank() OVER (ORDER BY count(DISTINCT order_id) DESC) AS rank
           FROM sales_lines WHERE customer_id IS NOT NULL GROUP BY customer_id)""",
    )

    assert 0.5 < products < 0.8
    assert 0.45 < members < 0.8


def test_it_builds_larger_stores_for_larger_formats(demo: Warehouse) -> None:
    sizes = [
        row[0]
        for row in demo.execute(
            """SELECT store_format FROM stores GROUP BY 1 ORDER BY avg(selling_sqft) DESC"""
        ).fetchall()
    ]

    assert sizes == ["Flagship", "Mall", "Outlet", "Neighborhood"]


def test_it_sells_outerwear_in_winter_and_sunglasses_in_summer(demo: Warehouse) -> None:
    winter, summer = (
        dict(
            demo.execute(
                f"""SELECT category, sum(quantity) / (SELECT sum(quantity) FROM sales_lines
                        JOIN calendar ON date = sold_on WHERE fiscal_month IN {months})
                    FROM sales_lines JOIN products USING (product_id)
                    JOIN calendar ON date = sold_on WHERE fiscal_month IN {months} GROUP BY 1"""
            ).fetchall()
        )
        for months in ("(10, 11, 12)", "(5, 6)")
    )

    assert winter["Outerwear"] > 1.8 * summer["Outerwear"]
    assert summer["Sunglasses"] > 1.8 * winter["Sunglasses"]


def test_it_never_lets_the_plan_of_a_quarter_stray_far(demo: Warehouse) -> None:
    furthest = figure(
        demo,
        """WITH sold AS (SELECT fiscal_year, fiscal_quarter, department, sum(net_amount) AS n
               FROM sales_lines JOIN products USING (product_id)
               JOIN calendar ON date = sold_on GROUP BY ALL),
           planned AS (SELECT fiscal_year, fiscal_quarter, department, sum(planned_net_sales) AS p
               FROM sales_plan JOIN calendar ON date = week_start GROUP BY ALL)
           SELECT max(abs(n / p - 1)) FROM sold
           JOIN planned USING (fiscal_year, fiscal_quarter, department)
           WHERE (fiscal_year, fiscal_quarter) <> (2026, 4)""",
    )

    assert furthest < 0.15


def test_it_keeps_stock_in_step_with_sales_and_deliveries(demo: Warehouse) -> None:
    """Over a year the chain's stock changes by what came in less what went out, nearly."""
    before, after, received, sold = figures(
        demo,
        """SELECT (SELECT sum(on_hand_units) FROM inventory_snapshots
                   WHERE snapshot_on = DATE '2024-02-03'),
                (SELECT sum(on_hand_units) FROM inventory_snapshots
                   WHERE snapshot_on = DATE '2026-01-31'),
                (SELECT sum(received_units) FROM purchase_order_lines
                   WHERE received_on BETWEEN DATE '2024-02-04' AND DATE '2026-01-31'),
                (SELECT sum(quantity) FROM sales_lines
                   WHERE sold_on BETWEEN DATE '2024-02-04' AND DATE '2026-01-31')""",
    )

    # What is missing was lent by neighbouring stores, or stood on the shelves of new products.
    assert (after - before) - (received - sold) == pytest.approx(0, abs=0.12 * sold)
