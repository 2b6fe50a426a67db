"""What do the generated distributions look like? Draws the pictures of docs/larkfield.md.

Run by hand, after `make demo`, where matplotlib (of the development requirements) is installed:
python -m bi_app.demo.larkfield.plots var/warehouse/larkfield-demo.duckdb docs/larkfield
"""

import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Columns = list[list[float]]
INK, SECOND = "#1d5c4d", "#c46b2d"
HIGHLIGHTED = ("Outerwear", "Sunglasses", "Candles", "Handbags", "Denim")


def columns(warehouse: duckdb.DuckDBPyConnection, sql: str) -> Columns:
    rows = warehouse.execute(sql).fetchall()
    return [[float(value) for value in column] for column in zip(*rows, strict=True)]


def prices(warehouse: duckdb.DuckDBPyConnection, axes: Axes) -> None:
    axes.set(title="List prices", xlabel="USD, logarithmic", ylabel="products", xscale="log")
    (found,) = columns(warehouse, "SELECT list_price FROM products")
    low, high = min(found), max(found)
    edges = [low * (high / low) ** (step / 30) for step in range(31)]
    axes.hist(found, bins=edges, color=INK)


def popularity(warehouse: duckdb.DuckDBPyConnection, axes: Axes) -> None:
    axes.set(title="Popularity", xlabel="products, best seller first", ylabel="running share")
    rank, share = columns(
        warehouse,
        """SELECT rank, sum(n) OVER (ORDER BY rank) / sum(n) OVER () FROM (
               SELECT count(*) AS n, row_number() OVER (ORDER BY count(*) DESC) AS rank
               FROM sales_lines GROUP BY product_id) ORDER BY rank""",
    )
    axes.plot(rank[::10], share[::10], color=INK)


def store_sizes(warehouse: duckdb.DuckDBPyConnection, axes: Axes) -> None:
    axes.set(title="Stores", xlabel="selling square feet", ylabel="net sales, thousand USD a year")
    for store_format, colour in zip(
        ("Flagship", "Mall", "Outlet", "Neighborhood"), ("C0", "C1", "C2", "C3"), strict=True
    ):
        sqft, sales = columns(
            warehouse,
            f"""SELECT any_value(selling_sqft), sum(net_amount) / 1000 FROM sales_lines
                JOIN stores USING (store_id) JOIN calendar ON date = sold_on
                WHERE fiscal_year = 2025 AND store_format = '{store_format}' GROUP BY store_id""",  # noqa: S608 the names are above
        )
        axes.scatter(sqft, sales, s=18, color=colour, label=store_format)
    axes.legend(frameon=False)


def seasons(warehouse: duckdb.DuckDBPyConnection, axes: Axes) -> None:
    axes.set(
        title="Seasons", xlabel="fiscal month, from February", ylabel="share of units, mean = 1"
    )
    for category in HIGHLIGHTED:
        month, share = columns(
            warehouse,
            f"""SELECT fiscal_month, avg(part) / avg(avg(part)) OVER () FROM (
                    SELECT fiscal_year, fiscal_month,
                        sum(quantity) FILTER (category = '{category}') / sum(quantity) AS part
                    FROM sales_lines JOIN products USING (product_id)
                    JOIN calendar ON date = sold_on WHERE fiscal_year < 2026 GROUP BY 1, 2)
                GROUP BY 1 ORDER BY 1""",  # noqa: S608 the names are above
        )
        axes.plot(month, share, label=category)
    axes.legend(frameon=False, fontsize=7)


def weekdays(warehouse: duckdb.DuckDBPyConnection, axes: Axes) -> None:
    axes.set(title="Days of the week", ylabel="net sales, thousand USD a day")
    day, sales = columns(
        warehouse,
        """SELECT dayofweek(sold_on), sum(net_amount) / count(DISTINCT sold_on) / 1000
           FROM sales_lines GROUP BY 1 ORDER BY 1""",
    )
    axes.bar(day, sales, color=INK)
    axes.set_xticks(day, ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"])


def holidays(warehouse: duckdb.DuckDBPyConnection, axes: Axes) -> None:
    axes.set(title="Weeks of the year", xlabel="fiscal week", ylabel="net sales, mean = 1")
    for year, colour in ((2024, SECOND), (2025, INK)):
        week, sales = columns(
            warehouse,
            f"""SELECT fiscal_week, sum(net_amount) / avg(sum(net_amount)) OVER ()
                FROM sales_lines JOIN calendar ON date = sold_on
                WHERE fiscal_year = {year} GROUP BY 1 ORDER BY 1""",  # noqa: S608 the years are above
        )
        axes.plot(week, sales, color=colour, label=str(year))
    axes.legend(frameon=False)


def channels(warehouse: duckdb.DuckDBPyConnection, axes: Axes) -> None:
    axes.set(title="Online and App", xlabel="fiscal year", ylabel="share of net sales")
    year, online, app = columns(
        warehouse,
        """SELECT fiscal_year + (fiscal_month - 1) / 12,
               sum(net_amount) FILTER (channel = 'Online') / sum(net_amount),
               sum(net_amount) FILTER (channel = 'App') / sum(net_amount)
           FROM sales_lines JOIN calendar ON date = sold_on GROUP BY 1 ORDER BY 1""",
    )
    axes.plot(year, online, color=SECOND, label="Online")
    axes.plot(year, app, color=INK, label="App")
    axes.set_xticks([2023, 2024, 2025, 2026])
    axes.legend(frameon=False)


PLOTS: tuple[Callable[[duckdb.DuckDBPyConnection, Axes], None], ...] = (
    prices, popularity, store_sizes, seasons, weekdays, holidays, channels,
)  # fmt: skip


def main(warehouse: Path, folder: Path) -> None:
    mpl.rcParams.update({"svg.hashsalt": "larkfield", "svg.fonttype": "none", "font.size": 9})
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for draw in PLOTS:
            figure = Figure(figsize=(5, 3), layout="constrained")
            axes = figure.subplots()
            axes.spines[["top", "right"]].set_visible(False)
            draw(connection, axes)
            figure.savefig(folder / f"{draw.__name__}.svg", metadata={"Date": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
