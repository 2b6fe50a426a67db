"""How do columns of numbers become rows of the warehouse? In large batches, in the order given."""

from collections.abc import Mapping
from types import MappingProxyType

import duckdb
import pyarrow as pa

BATCH_ROWS = 500_000
ORIGIN = "DATE '2023-01-29'"  # day number zero, as time_axis.py has it


def money(column: str, digits: int = 10) -> str:
    """Cents to an exact decimal."""
    return f"CAST(({column}) * 0.01 AS DECIMAL({digits}, 2))"


def day(column: str) -> str:
    return f"{ORIGIN} + CAST({column} AS INTEGER)"


# What each table's rows are made of: a SELECT list over the batch handed in.
SELECTS: Mapping[str, str] = MappingProxyType(
    {
        "calendar": f"""
            {day("day")} AS date, day_of_week, date_trunc('month', date),
            date_trunc('quarter', date), year(date), fiscal_year, fiscal_quarter,
            fiscal_month, fiscal_week, fiscal_month_name,
            {day("week_start")}, date - 364, holiday_name IS NOT NULL, holiday_name""",
        "stores": f"""
            store_id, store_name, region, district, state, store_format, selling_sqft,
            {day("opened_on")}, {day("closed_on")}""",
        "suppliers": "supplier_id, supplier_name, country, lead_time_days",
        "products": f"""
            product_id, sku, product_name, brand, department, category, subcategory, season,
            supplier_id, is_private_label, {money("list_price")}, {money("unit_cost")},
            {day("launched_on")}""",
        "customers": f"""
            customer_id, first_name || ' ' || last_name,
            lower(first_name || '.' || last_name) || customer_id || '@example.com',
            birth_year, loyalty_tier, home_region, {day("joined_on")}""",
        "promotions": f"""
            promotion_id, promotion_name, promotion_type, {day("starts_on")}, {day("ends_on")},
            CAST(discount_pct AS DECIMAL(5, 2))""",
        "sales_lines": f"""
            line_id, order_id, {day("day")}, make_timestamp(micros),
            CASE channel WHEN 0 THEN 'Store' WHEN 1 THEN 'Online' ELSE 'App' END,
            store_id, product_id, customer_id, promotion_id, quantity,
            {money("gross", 12)}, {money("discount", 12)}, {money("gross - discount", 12)},
            {money("cost", 12)}""",
        "inventory_snapshots": f"""
            {day("day")}, store_id, product_id, on_hand, on_order, {money("cost")}""",
        "purchase_order_lines": f"""
            po_line_id, supplier_id, product_id, {day("ordered_on")}, {day("promised_on")},
            {day("received_on")}, ordered_units, received_units, {money("unit_cost")}""",
        "store_days": f"""
            {day("day")}, store_id, visitors, {money("hours", 8)}, {money("cost")}""",
        "sales_plan": f"""
            {day("day")}, store_id, department, {money("sales", 12)}, {money("margin", 12)}""",
        "returned": "*",
    }
)


class Writer:
    """Holds rows back until a batch is worth an INSERT; `rows` counts what was handed in."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.rows = dict.fromkeys(SELECTS, 0)
        self._held: dict[str, list[pa.Table]] = {name: [] for name in SELECTS}

    def add(self, table: str, rows: pa.Table) -> None:
        self.rows[table] += rows.num_rows
        held = self._held[table]
        held.append(rows)
        if sum(part.num_rows for part in held) >= BATCH_ROWS:
            self._insert(table)

    def flush(self) -> None:
        for table, held in self._held.items():
            if held:
                self._insert(table)

    def _insert(self, table: str) -> None:
        self.connection.register("batch", pa.concat_tables(self._held[table]))
        self.connection.execute(f"INSERT INTO {table} SELECT {SELECTS[table]} FROM batch")  # noqa: S608 names are ours
        self.connection.unregister("batch")
        self._held[table].clear()
