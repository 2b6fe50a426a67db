"""Keys, references, NULLs and value domains: what the file itself does not enforce."""

import duckdb
import pytest

from bi_app.demo.larkfield.build import Size
from tests.demo.larkfield.asking import figure
from tests.warehouses import larkfield

GRAINS = {
    "calendar": "date",
    "stores": "store_id",
    "suppliers": "supplier_id",
    "products": "product_id",
    "customers": "customer_id",
    "promotions": "promotion_id",
    "sales_lines": "line_id",
    "return_lines": "return_id",
    "inventory_snapshots": "snapshot_on, store_id, product_id",
    "purchase_order_lines": "po_line_id",
    "store_days": "date, store_id",
    "sales_plan": "week_start, store_id, department",
}
ALSO_UNIQUE = (
    ("stores", "store_name"),
    ("suppliers", "supplier_name"),
    ("products", "sku"),
    ("products", "product_name"),
    ("customers", "email"),
    ("promotions", "promotion_name"),
    ("sales_lines", "order_id, product_id"),
)
REFERENCES = (
    ("products", "supplier_id", "suppliers"),
    ("sales_lines", "store_id", "stores"),
    ("sales_lines", "product_id", "products"),
    ("sales_lines", "customer_id", "customers"),
    ("sales_lines", "promotion_id", "promotions"),
    ("return_lines", "line_id", "sales_lines"),
    ("return_lines", "store_id", "stores"),
    ("return_lines", "product_id", "products"),
    ("inventory_snapshots", "store_id", "stores"),
    ("inventory_snapshots", "product_id", "products"),
    ("purchase_order_lines", "supplier_id", "suppliers"),
    ("purchase_order_lines", "product_id", "products"),
    ("store_days", "store_id", "stores"),
    ("sales_plan", "store_id", "stores"),
)
NULLABLE = {
    ("calendar", "holiday_name"),
    ("stores", "closed_on"),
    ("customers", "birth_year"),
    ("sales_lines", "customer_id"),
    ("sales_lines", "promotion_id"),
    ("purchase_order_lines", "received_on"),
}
DOMAINS = {
    ("stores", "region"): {
        "Northeast", "Southeast", "Midwest", "Southwest", "West", "Pacific Northwest",
    },
    ("stores", "store_format"): {"Flagship", "Mall", "Outlet", "Neighborhood"},
    ("sales_lines", "channel"): {"Store", "Online", "App"},
    ("products", "department"): {"Women's", "Men's", "Kids", "Home", "Beauty", "Accessories"},
    ("sales_plan", "department"): {"Women's", "Men's", "Kids", "Home", "Beauty", "Accessories"},
    ("products", "brand"): {
        "Larkfield", "Hearth & Co", "Solstice", "Meridian", "Bluebird", "Juniper Row", "Calder",
        "Ostrava", "Fenwick", "Tidewater", "Copper Lane", "Aurelia",
    },
    ("products", "season"): {"Spring", "Summer", "Fall", "Holiday", "Year-round"},
    ("customers", "loyalty_tier"): {"Bronze", "Silver", "Gold", "Platinum"},
    ("promotions", "promotion_type"): {
        "Percent Off", "BOGO", "Clearance", "Loyalty Offer", "Free Gift",
    },
    ("return_lines", "reason"): {
        "Wrong Size", "Defective", "Changed Mind", "Not as Described", "Late Delivery",
    },
    ("suppliers", "country"): {
        "China", "Vietnam", "India", "Portugal", "Mexico", "Turkey", "United States",
    },
    ("calendar", "holiday_name"): {
        "New Year's Day", "Valentine's Day", "Easter Sunday", "Mother's Day", "Memorial Day",
        "Father's Day", "Independence Day", "Labor Day", "Halloween", "Thanksgiving",
        "Black Friday", "Cyber Monday", "Christmas Eve", "Christmas Day", "Boxing Day", None,
    },
}  # fmt: skip
CATEGORIES = {
    "Women's": ["Denim", "Dresses", "Outerwear", "Tops", "Women's Shoes"],
    "Men's": ["Activewear", "Men's Shoes", "Pants", "Shirts", "Suits"],
    "Kids": ["Baby", "Boys", "Girls", "School Uniforms"],
    "Home": ["Bedding", "Candles", "Decor", "Furniture", "Kitchen"],
    "Beauty": ["Fragrance", "Hair Care", "Makeup", "Skincare"],
    "Accessories": ["Belts", "Handbags", "Hats", "Jewelry", "Sunglasses"],
}
COUNTS = {
    Size.TEST: {"stores": 12, "products": 240, "customers": 3_000, "sales_lines": 60_000,
                "suppliers": 40, "calendar": 2_555},
    Size.DEMO: {"stores": 48, "products": 1_200, "customers": 40_000, "sales_lines": 1_500_000,
                "suppliers": 40, "calendar": 2_555},
}  # fmt: skip
# Each counts rows that cannot be.
IMPOSSIBLE = {
    "an order of two shoppers, channels, stores or days": """
        SELECT count(*) FROM (SELECT order_id FROM sales_lines GROUP BY 1 HAVING
        count(DISTINCT (channel, store_id, sold_at, coalesce(customer_id, 0))) > 1)""",
    "a sale on another day than its time": """
        SELECT count(*) FROM sales_lines WHERE sold_at::DATE <> sold_on""",
    "a sale in a store that is not open": """
        SELECT count(*) FROM sales_lines JOIN stores USING (store_id)
        WHERE sold_on < opened_on OR sold_on > closed_on""",
    "a sale before the product was launched": """
        SELECT count(*) FROM sales_lines JOIN products USING (product_id)
        WHERE sold_on < launched_on""",
    "a sale to somebody who had not joined": """
        SELECT count(*) FROM sales_lines JOIN customers USING (customer_id)
        WHERE sold_on < joined_on""",
    "a sale on a promotion that was not running": """
        SELECT count(*) FROM sales_lines JOIN promotions USING (promotion_id)
        WHERE sold_on NOT BETWEEN starts_on AND ends_on""",
    "a loyalty offer taken by nobody": """
        SELECT count(*) FROM sales_lines JOIN promotions USING (promotion_id)
        WHERE promotion_type = 'Loyalty Offer' AND customer_id IS NULL""",
    "an amount that does not add up": """
        SELECT count(*) FROM sales_lines WHERE net_amount <> gross_amount - discount_amount
        OR discount_amount < 0 OR net_amount <= 0 OR cost_amount <= 0 OR quantity < 1""",
    "a return before its sale, of another product or of more than was sold": """
        SELECT count(*) FROM return_lines r JOIN sales_lines s USING (line_id)
        WHERE r.returned_on <= s.sold_on OR r.product_id <> s.product_id
        OR r.quantity NOT BETWEEN 1 AND s.quantity OR r.refund_amount > s.net_amount""",
    "a return to a store that is not open": """
        SELECT count(*) FROM return_lines JOIN stores USING (store_id)
        WHERE returned_on < opened_on OR returned_on > closed_on""",
    "a return for lateness of what was bought in a store": """
        SELECT count(*) FROM return_lines r JOIN sales_lines s USING (line_id)
        WHERE reason = 'Late Delivery' AND channel = 'Store'""",
    "stock below zero": """
        SELECT count(*) FROM inventory_snapshots WHERE on_hand_units < 0 OR on_order_units < 0""",
    "stock on another day than a Saturday": """
        SELECT count(*) FROM inventory_snapshots WHERE dayofweek(snapshot_on) <> 6""",
    "an order received before it was placed, or still open with units": """
        SELECT count(*) FROM purchase_order_lines WHERE received_on <= ordered_on
        OR promised_on <= ordered_on OR (received_on IS NULL AND received_units <> 0)
        OR received_units > ordered_units OR ordered_units < 1""",
    "an order to somebody who does not supply the product": """
        SELECT count(*) FROM purchase_order_lines o JOIN products p USING (product_id)
        WHERE o.supplier_id <> p.supplier_id""",
    "a contracted lead time that was not promised": """
        SELECT count(*) FROM purchase_order_lines JOIN suppliers USING (supplier_id)
        WHERE promised_on - ordered_on <> lead_time_days""",
    "more buyers than visitors": """
        SELECT count(*) FROM (SELECT store_id, sold_on AS date, count(DISTINCT order_id) AS n
        FROM sales_lines WHERE channel = 'Store' GROUP BY 1, 2)
        LEFT JOIN store_days USING (store_id, date) WHERE n > coalesce(visitors, 0)""",
    "anything outside the range of the data": """
        SELECT (SELECT count(*) FROM sales_lines WHERE sold_on
                NOT BETWEEN DATE '2023-01-29' AND DATE '2026-11-12')
            + (SELECT count(*) FROM return_lines WHERE returned_on > DATE '2026-11-12')
            + (SELECT count(*) FROM store_days WHERE date
                NOT BETWEEN DATE '2023-01-29' AND DATE '2026-11-12')
            + (SELECT count(*) FROM inventory_snapshots WHERE snapshot_on
                NOT BETWEEN DATE '2023-01-29' AND DATE '2026-11-12')
            + (SELECT count(*) FROM purchase_order_lines WHERE ordered_on
                NOT BETWEEN DATE '2023-01-29' AND DATE '2026-11-12'
                OR received_on > DATE '2026-11-12')
            + (SELECT count(*) FROM sales_plan WHERE week_start
                NOT BETWEEN DATE '2023-01-29' AND DATE '2027-01-24')""",
    "a private label under a national brand's name": """
        SELECT count(*) FROM products
        WHERE is_private_label <> (brand IN ('Larkfield', 'Hearth & Co', 'Solstice'))""",
    "an email outside example.com": """
        SELECT count(*) FROM customers WHERE email NOT LIKE '%@example.com'""",
}


@pytest.fixture(scope="module", params=[Size.TEST, Size.DEMO])
def warehouse(request: pytest.FixtureRequest) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(larkfield(request.param)), read_only=True)


@pytest.mark.parametrize(("table", "key"), [*GRAINS.items(), *ALSO_UNIQUE])
def test_it_has_one_row_for_each_key(
    warehouse: duckdb.DuckDBPyConnection, table: str, key: str
) -> None:
    rows, keys = warehouse.execute(
        f"SELECT (SELECT count(*) FROM {table}), count(*) FROM (SELECT DISTINCT {key} FROM {table})"
    ).fetchall()[0]

    assert rows == keys > 0


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_it_refers_only_to_what_exists(
    warehouse: duckdb.DuckDBPyConnection, table: str, column: str, target: str
) -> None:
    orphans = figure(
        warehouse,
        f"SELECT count(*) FROM {table} ANTI JOIN {target} USING ({column})"
        f" WHERE {column} IS NOT NULL",
    )

    assert orphans == 0


def test_it_leaves_null_only_where_the_schema_says(warehouse: duckdb.DuckDBPyConnection) -> None:
    empty = set()
    for table in GRAINS:
        columns = [row[0] for row in warehouse.execute(f"DESCRIBE {table}").fetchall()]
        counts = ", ".join(f"count(*) - count({column})" for column in columns)
        found = warehouse.execute(f"SELECT {counts} FROM {table}").fetchall()[0]
        empty |= {(table, column) for column, n in zip(columns, found, strict=True) if n}

    assert empty <= NULLABLE
    assert {("customers", "birth_year"), ("sales_lines", "customer_id")} <= empty


@pytest.mark.parametrize(("column", "values"), DOMAINS.items(), ids=map(".".join, DOMAINS))
def test_it_keeps_to_its_domains(
    warehouse: duckdb.DuckDBPyConnection, column: tuple[str, str], values: set[str | None]
) -> None:
    table, name = column
    found = {row[0] for row in warehouse.execute(f"SELECT DISTINCT {name} FROM {table}").fetchall()}

    assert found == values


def test_it_files_each_category_under_one_department(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    rows = warehouse.execute(
        """SELECT department, list_sort(list(DISTINCT category)) FROM products GROUP BY 1"""
    ).fetchall()
    kinds = figure(
        warehouse,
        """SELECT count(*) FROM (SELECT category FROM products GROUP BY 1
           HAVING count(DISTINCT subcategory) NOT BETWEEN 2 AND 4)""",
    )

    assert dict(rows) == CATEGORIES
    assert kinds == 0


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_it_holds_nothing_impossible(warehouse: duckdb.DuckDBPyConnection, what: str) -> None:
    assert figure(warehouse, IMPOSSIBLE[what]) == 0


@pytest.mark.parametrize("size", [Size.TEST, Size.DEMO])
def test_it_has_the_size_that_was_asked_for(size: Size) -> None:
    with duckdb.connect(str(larkfield(size)), read_only=True) as warehouse:
        for table, expected in COUNTS[size].items():
            rows = figure(warehouse, f"SELECT count(*) FROM {table}")

            assert rows == pytest.approx(expected, rel=0.02 if table == "sales_lines" else 0)


def test_it_has_the_store_and_supplier_that_people_name(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    store = warehouse.execute("SELECT region FROM stores WHERE store_name = 'Austin Domain'")
    assert store.fetchall() == [("Southwest",)]
    supplier = warehouse.execute(
        "SELECT country FROM suppliers WHERE supplier_name = 'Hanoi Textile'"
    )
    assert supplier.fetchall() == [("Vietnam",)]


def test_it_runs_each_promotion_every_year(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute("SELECT promotion_name FROM promotions").fetchall()
    names = {row[0] for row in rows}

    assert names == {
        f"{name} {year}"
        for name in (
            "Spring Refresh", "Memorial Day Sale", "Summer Clearance", "Back to School",
            "Fall Friends & Family", "Black Friday", "Cyber Monday", "Holiday Gifting",
            "End of Season",
        )
        for year in (2023, 2024, 2025, 2026)
    }  # fmt: skip


def test_it_opens_and_closes_stores_so_that_comparable_stores_matter(
    demo: duckdb.DuckDBPyConnection,
) -> None:
    opened = figure(demo, "SELECT count(*) FROM stores WHERE opened_on >= DATE '2023-01-29'")
    closed = figure(demo, "SELECT count(*) FROM stores WHERE closed_on IS NOT NULL")
    districts = demo.execute(
        "SELECT min(n), max(n) FROM (SELECT count(DISTINCT district) n FROM stores GROUP BY region)"
    ).fetchall()

    assert opened == 5
    assert closed == 2
    assert districts == [(3, 4)]
