"""How is the demo retailer's warehouse written, whole or not at all?"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from bi_app.demo.larkfield.calendar_table import calendar_rows
from bi_app.demo.larkfield.customers import customer_rows
from bi_app.demo.larkfield.domains import REASONS
from bi_app.demo.larkfield.plan import plan_rows
from bi_app.demo.larkfield.products import product_rows, supplier_rows
from bi_app.demo.larkfield.promotions import promotion_rows
from bi_app.demo.larkfield.retailer import Retailer, make_retailer
from bi_app.demo.larkfield.sizes import SIZINGS, Size
from bi_app.demo.larkfield.stores import store_rows
from bi_app.demo.larkfield.time_axis import (
    FIRST_DAY,
    LAST_THROUGH,
    REFERENCE_LAST_DAY,
    day_number,
    fiscal_year_end,
)
from bi_app.demo.larkfield.weeks import run_weeks
from bi_app.demo.larkfield.writer import ORIGIN, Writer
from bi_app.warehouse.new_file import replacing

Progress = Callable[[str, float], None]
SCHEMA = Path(__file__).with_name("schema.sql")
LABEL = "larkfield"  # the comment on sales_lines begins with it and says what was built
CUSTOMER_BATCH = 250_000
WEEKS_END = 0.9  # of the whole work, in the progress that is told


@dataclass(frozen=True, slots=True)
class BuildReport:
    path: Path
    size: Size
    lines: int  # the target that was asked for
    through: date
    rows: Mapping[str, int]
    seconds: float


def silent(step: str, fraction: float) -> None:
    """The progress of whoever asks for none."""


def build(
    path: Path,
    size: Size = Size.DEMO,
    *,
    lines: int | None = None,
    through: date = REFERENCE_LAST_DAY,
    progress: Progress | None = None,
    threads: int | None = None,
) -> BuildReport:
    """Write the warehouse beside `path`, then rename it into place; readers keep the old file."""
    if not FIRST_DAY <= through <= LAST_THROUGH:
        raise ValueError(
            f"Larkfield's data can run through {FIRST_DAY} to {LAST_THROUGH}, not {through}."
        )
    began = time.monotonic()
    target = SIZINGS[size].lines if lines is None else lines
    tell = progress or silent
    with replacing(path) as partial, duckdb.connect(str(partial)) as connection:
        if threads is not None:
            connection.execute(f"SET threads = {int(threads)}")
        rows = fill(connection, size, target, through, tell)
        tell("Closing the file", 0.97)
    tell("Done", 1.0)
    return BuildReport(path, size, target, through, rows, time.monotonic() - began)


def advance(path: Path, days: int, *, progress: Progress | None = None) -> BuildReport:
    """The same warehouse, `days` further on: earlier rows stay, open orders may have come in."""
    if days < 1:
        raise ValueError(f"The data can only be advanced by one day or more, not {days}.")
    size, lines, last = built(path)
    return build(path, size, lines=lines, through=last + timedelta(days=days), progress=progress)


def built(path: Path) -> tuple[Size, int, date]:
    """Size, target of lines and watermark of a warehouse that `build` wrote."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = 'sales_lines'"
        ).fetchone()
        label = str(found[0]).split() if found else []
        if label[:1] != [LABEL]:
            raise ValueError(f"{path.name} is not a Larkfield warehouse; generate it first.")
        newest = connection.execute("SELECT max(sold_on) FROM sales_lines").fetchone()
    if newest is None or newest[0] is None:
        raise ValueError(f"{path.name} holds no sales; generate it again.")
    return Size(label[1]), int(label[2]), newest[0]


def fill(
    connection: duckdb.DuckDBPyConnection, size: Size, lines: int, through: date, tell: Progress
) -> dict[str, int]:
    """Every table, in the order of warehouse.sql's story: what is fixed, what happens, the plan."""
    tell("Stores, products, customers", 0.0)
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    connection.execute(f"COMMENT ON TABLE sales_lines IS '{LABEL} {size.value} {lines}'")
    connection.execute(
        "CREATE TEMP TABLE returned (line_id BIGINT, day INTEGER, store_id INTEGER,"
        " product_id INTEGER, quantity INTEGER, refund INTEGER, reason INTEGER)"
    )
    last_day, plan_last_day = day_number(through), day_number(fiscal_year_end(through))
    retailer = make_retailer(SIZINGS[size], lines, last_day, plan_last_day)
    writer = Writer(connection)
    write_dimensions(writer, retailer)
    weeks = last_day // 7 + 1
    for week in run_weeks(retailer, last_day):
        for table, rows in week.tables.items():
            writer.add(table, rows)
        tell("Sales and stock", 0.05 + (WEEKS_END - 0.05) * (week.week + 1) / weeks)
    tell("Plan and returns", WEEKS_END)
    for number in range(plan_last_day // 7 + 1):
        writer.add("sales_plan", plan_rows(retailer, number))
    writer.flush()
    connection.execute(NUMBER_RETURNS)
    connection.execute("DROP TABLE returned")
    rows = dict(writer.rows)
    return {("return_lines" if name == "returned" else name): n for name, n in rows.items()}


# Numbered by the day they came back, so that later days only add to the end.
NUMBER_RETURNS = f"""
    INSERT INTO return_lines
    SELECT row_number() OVER (ORDER BY day, line_id), line_id, {ORIGIN} + day, store_id, product_id,
        quantity, CAST(refund * 0.01 AS DECIMAL(12, 2)), {list(REASONS)}[reason + 1]
    FROM returned ORDER BY day, line_id"""  # noqa: S608 the reasons are ours


def write_dimensions(writer: Writer, retailer: Retailer) -> None:
    writer.add("calendar", calendar_rows())
    writer.add("stores", store_rows(retailer.stores))
    writer.add("suppliers", supplier_rows())
    writer.add("products", product_rows(retailer.products))
    writer.add("promotions", promotion_rows(retailer.promotions))
    for begin in range(0, retailer.customers.count, CUSTOMER_BATCH):
        end = min(begin + CUSTOMER_BATCH, retailer.customers.count)
        writer.add("customers", customer_rows(retailer.customers, begin, end))
