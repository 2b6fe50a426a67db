"""Copies of Larkfield's warehouse: with only the rows that somebody may see, and with other rows.

Which rows those are is said here in plain SQL, from the retailer's own rules, and not by the
policies that are under test.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import duckdb

HIDDEN_FROM: dict[str, Sequence[str]] = {
    "sam.southwest": (
        "DELETE FROM stores WHERE region NOT IN ('Southwest', 'West')",
        *(
            f"DELETE FROM {fact} WHERE store_id NOT IN (SELECT store_id FROM stores)"
            for fact in (
                "sales_lines",
                "return_lines",
                "inventory_snapshots",
                "store_days",
                "sales_plan",
            )
        ),
        "DELETE FROM purchase_order_lines",
        "UPDATE sales_lines SET cost_amount = 0",
        "UPDATE products SET unit_cost = 0",
        "UPDATE inventory_snapshots SET unit_cost = 0",
        "UPDATE sales_plan SET planned_gross_margin = 0",
    ),
    "mara.merch": (
        "DELETE FROM products WHERE department NOT IN ('Accessories', 'Women''s')",
        *(
            f"DELETE FROM {fact} WHERE product_id NOT IN (SELECT product_id FROM products)"
            for fact in (
                "sales_lines",
                "return_lines",
                "inventory_snapshots",
                "purchase_order_lines",
            )
        ),
        "DELETE FROM sales_plan WHERE department NOT IN ('Accessories', 'Women''s')",
        "DELETE FROM store_days",
    ),
}
NOBODYS = ("UPDATE customers SET full_name = '', email = ''",)


def copy_of(warehouse: Path, target: Path, statements: Sequence[str]) -> Path:
    """The warehouse as it is once the statements have run on it."""
    shutil.copyfile(warehouse, target)
    with duckdb.connect(str(target)) as connection:
        for statement in statements:
            connection.execute(statement)
    return target


def permitted(warehouse: Path, username: str, folder: Path) -> Path:
    """Only what the person may see; whoever may see every row loses customers' names alone."""
    hidden = (*HIDDEN_FROM.get(username, ()), *NOBODYS)
    return copy_of(warehouse, folder / f"only-{username}.duckdb", hidden)
