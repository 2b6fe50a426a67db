"""The ten stories: what each cause in the generator comes to, measured in the data.

Tolerances hold at demo size, whose figures the page on Larkfield names; the smallest size
has a fortieth of the lines and is only asked for the direction.
"""

from collections.abc import Callable

import duckdb
import pytest

from tests.demo.larkfield.asking import figure, figures

Warehouse = duckdb.DuckDBPyConnection

SEPTEMBER = "BETWEEN DATE '2026-08-30' AND DATE '2026-10-03'"
SEPTEMBER_BEFORE = "BETWEEN DATE '2025-08-31' AND DATE '2025-10-04'"
Q3 = "BETWEEN DATE '2026-08-02' AND DATE '2026-10-31'"
Q3_BEFORE = "BETWEEN DATE '2025-08-03' AND DATE '2025-11-01'"


def southwest_change(warehouse: Warehouse, stores: str = "true") -> float:
    """Net sales of fiscal September 2026 against the comparable days, Southwest."""
    return figure(
        warehouse,
        f"""SELECT sum(net_amount) FILTER (sold_on {SEPTEMBER})
                / sum(net_amount) FILTER (sold_on {SEPTEMBER_BEFORE}) - 1
            FROM sales_lines JOIN stores USING (store_id)
            WHERE region = 'Southwest' AND {stores}""",
    )


def margin_change(warehouse: Warehouse, products: str) -> float:
    """Of the gross margin rate in fiscal Q3 2026, in points, as a fraction."""
    return figure(
        warehouse,
        f"""SELECT sum(net_amount - cost_amount) FILTER (sold_on {Q3})
                / sum(net_amount) FILTER (sold_on {Q3})
                - sum(net_amount - cost_amount) FILTER (sold_on {Q3_BEFORE})
                / sum(net_amount) FILTER (sold_on {Q3_BEFORE})
            FROM sales_lines JOIN products USING (product_id) WHERE {products}""",
    )


def share_of_womens(warehouse: Warehouse, category: str, period: str) -> float:
    return figure(
        warehouse,
        f"""SELECT sum(net_amount) FILTER (category = '{category}') / sum(net_amount)
            FROM sales_lines JOIN products USING (product_id)
            WHERE department = 'Women''s' AND sold_on {period}""",
    )


def on_time(warehouse: Warehouse, received: str, supplier: str = "= 'Hanoi Textile'") -> float:
    return figure(
        warehouse,
        f"""SELECT avg((received_on <= promised_on)::INTEGER)
            FROM purchase_order_lines JOIN suppliers USING (supplier_id)
            WHERE supplier_name {supplier} AND received_on {received}""",
    )


def stockouts(warehouse: Warehouse, period: str, products: str) -> float:
    return figure(
        warehouse,
        f"""SELECT avg((on_hand_units = 0)::INTEGER)
            FROM inventory_snapshots JOIN products USING (product_id)
            JOIN suppliers USING (supplier_id) WHERE snapshot_on {period} AND {products}""",
    )


def back_to_school_lift(warehouse: Warehouse, year: int) -> float:
    """Kids units a day while it runs, against the four weeks before."""
    return figure(
        warehouse,
        f"""SELECT (sum(quantity) FILTER (sold_on BETWEEN starts_on AND ends_on)
                    / (any_value(ends_on) - any_value(starts_on) + 1))
                / (sum(quantity) FILTER (sold_on BETWEEN starts_on - 28 AND starts_on - 1) / 28)
                - 1
            FROM sales_lines JOIN products USING (product_id), promotions
            WHERE department = 'Kids' AND promotion_name = 'Back to School {year}'""",
    )


def online_share(warehouse: Warehouse, fiscal_year: int, quarter: int) -> float:
    return figure(
        warehouse,
        f"""SELECT sum(net_amount) FILTER (channel <> 'Store') / sum(net_amount)
            FROM sales_lines JOIN calendar ON date = sold_on
            WHERE fiscal_year = {fiscal_year} AND fiscal_quarter = {quarter}""",
    )


def app_against_online(warehouse: Warehouse, fiscal_year: int) -> float:
    return figure(
        warehouse,
        f"""SELECT sum(net_amount) FILTER (channel = 'App')
                / sum(net_amount) FILTER (channel = 'Online')
            FROM sales_lines JOIN calendar ON date = sold_on WHERE fiscal_year = {fiscal_year}""",
    )


def weeks_of_supply(warehouse: Warehouse, saturday: str, products: str) -> float:
    """On hand over the mean weekly units of the 13 weeks that end on the Saturday."""
    return figure(
        warehouse,
        f"""SELECT (SELECT sum(on_hand_units) FROM inventory_snapshots
                    JOIN products USING (product_id)
                    WHERE snapshot_on = DATE '{saturday}' AND {products})
                / (SELECT sum(quantity) / 13 FROM sales_lines JOIN products USING (product_id)
                   WHERE sold_on BETWEEN DATE '{saturday}' - 90 AND DATE '{saturday}'
                   AND {products})""",
    )


def repeat_rate(warehouse: Warehouse, period: str, tiers: str) -> float:
    return figure(
        warehouse,
        f"""SELECT avg((n >= 2)::INTEGER) FROM (
                SELECT customer_id, count(DISTINCT order_id) AS n
                FROM sales_lines JOIN customers USING (customer_id)
                WHERE sold_on {period} AND loyalty_tier IN {tiers} GROUP BY 1)""",
    )


def growth(warehouse: Warehouse, first: str, last: str) -> float:
    """Net sales of a range against the comparable days a year before."""
    now, before = (
        f"DATE '{first}' AND DATE '{last}'",
        f"DATE '{first}' - 364 AND DATE '{last}' - 364",
    )
    return figure(
        warehouse,
        f"""SELECT sum(net_amount) FILTER (sold_on BETWEEN {now})
                / sum(net_amount) FILTER (sold_on BETWEEN {before}) - 1 FROM sales_lines""",
    )


LOYAL, OTHERS = "('Gold', 'Platinum')", "('Bronze', 'Silver')"
SINCE_JUNE = ">= DATE '2026-06-01'"
BEFORE_JUNE = "< DATE '2026-06-01'"
AUTUMN = "BETWEEN DATE '2026-08-08' AND DATE '2026-11-07'"
AUTUMN_BEFORE = "BETWEEN DATE '2025-08-09' AND DATE '2025-11-08'"
CANDLES = "category = 'Candles'"


def womens(warehouse: Warehouse) -> float:
    return margin_change(warehouse, "department = 'Women''s'")


def back_to_school_ratio(warehouse: Warehouse) -> float:
    return back_to_school_lift(warehouse, 2026) / back_to_school_lift(warehouse, 2025)


def loyal_rise(warehouse: Warehouse) -> float:
    after = repeat_rate(warehouse, Q3_BEFORE, LOYAL)
    return after - repeat_rate(warehouse, "BETWEEN DATE '2024-08-04' AND DATE '2024-11-02'", LOYAL)


def kids_rise(warehouse: Warehouse) -> float:
    kids = "department = 'Kids'"
    return stockouts(warehouse, AUTUMN, kids) - stockouts(warehouse, AUTUMN_BEFORE, kids)


def saturday_peak(warehouse: Warehouse) -> float:
    return figure(
        warehouse,
        """SELECT sum(net_amount) FILTER (day_of_week = 'Saturday') / sum(net_amount) * 7
           FROM sales_lines JOIN calendar ON date = sold_on""",
    )


def holiday_peak(warehouse: Warehouse) -> float:
    """The best week of fiscal 2025 against its average week."""
    return figure(
        warehouse,
        """SELECT max(week) / avg(week) FROM (SELECT sum(net_amount) AS week FROM sales_lines
           JOIN calendar ON date = sold_on WHERE fiscal_year = 2025 GROUP BY fiscal_week)""",
    )


@pytest.mark.parametrize(
    ("measure", "expected", "tolerance"),
    [
        pytest.param(southwest_change, -0.18, 0.015, id="1-southwest-september"),
        pytest.param(womens, -0.04, 0.005, id="2-womens-margin"),
        pytest.param(lambda w: on_time(w, BEFORE_JUNE), 0.92, 0.015, id="3-hanoi-before"),
        pytest.param(lambda w: on_time(w, SINCE_JUNE), 0.61, 0.03, id="3-hanoi-since-june"),
        pytest.param(back_to_school_ratio, 0.5, 0.05, id="4-back-to-school"),
        pytest.param(lambda w: online_share(w, 2023, 1), 0.18, 0.01, id="6-online-at-first"),
        pytest.param(lambda w: online_share(w, 2026, 3), 0.31, 0.01, id="6-online-at-last"),
        pytest.param(holiday_peak, 3.0, 0.25, id="9-holiday-peak"),
        pytest.param(saturday_peak, 1.43, 0.08, id="9-saturday-peak"),
        pytest.param(
            lambda w: growth(w, "2024-02-04", "2025-02-01"), 0.02, 0.01, id="9-growth-2024"
        ),
        pytest.param(
            lambda w: growth(w, "2025-02-02", "2026-01-31"), 0.02, 0.01, id="9-growth-2025"
        ),
    ],
)
def test_it_tells_the_story_in_figures(
    demo: Warehouse, measure: Callable[[Warehouse], float], expected: float, tolerance: float
) -> None:
    assert measure(demo) == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(
    ("measure", "low", "high"),
    [
        pytest.param(southwest_change, -0.40, -0.08, id="1-southwest-september"),
        pytest.param(womens, -0.10, -0.01, id="2-womens-margin"),
        pytest.param(lambda w: on_time(w, SINCE_JUNE), 0.3, 0.8, id="3-hanoi-since-june"),
        pytest.param(kids_rise, 0.005, 0.2, id="3-kids-stockouts"),
        pytest.param(back_to_school_ratio, 0.1, 0.85, id="4-back-to-school"),
        pytest.param(lambda w: online_share(w, 2026, 3), 0.27, 0.36, id="6-online-at-last"),
        pytest.param(lambda w: online_share(w, 2023, 1), 0.15, 0.22, id="6-online-at-first"),
        pytest.param(lambda w: weeks_of_supply(w, "2026-10-31", CANDLES), 30, 120, id="7-candles"),
        pytest.param(loyal_rise, 0.02, 0.2, id="8-repeat-rate"),
        pytest.param(holiday_peak, 2.4, 3.6, id="9-holiday-peak"),
        pytest.param(saturday_peak, 1.3, 1.6, id="9-saturday-peak"),
    ],
)
def test_it_shows_the_same_direction_at_the_smallest_size(
    small: Warehouse, measure: Callable[[Warehouse], float], low: float, high: float
) -> None:
    assert low < measure(small) < high


def test_it_closes_about_a_third_of_the_southwest_and_lets_the_rest_trade(
    demo: Warehouse,
) -> None:
    closed, share = figures(
        demo,
        f"""SELECT count(DISTINCT store_id) FILTER (district = 'Gulf Coast'),
                sum(net_amount) FILTER (district = 'Gulf Coast') / sum(net_amount)
            FROM sales_lines JOIN stores USING (store_id)
            WHERE region = 'Southwest' AND sold_on {SEPTEMBER_BEFORE}""",
    )
    in_repair = figure(
        demo,
        """SELECT (SELECT count(*) FROM sales_lines JOIN stores USING (store_id)
                   WHERE district = 'Gulf Coast'
                   AND sold_on BETWEEN DATE '2026-09-06' AND DATE '2026-09-26')
                + (SELECT count(*) FROM store_days JOIN stores USING (store_id)
                   WHERE district = 'Gulf Coast'
                   AND date BETWEEN DATE '2026-09-06' AND DATE '2026-09-26')
                + (SELECT count(*) FROM stores
                   WHERE district = 'Gulf Coast' AND closed_on IS NOT NULL)""",
    )

    assert closed == 3
    assert share == pytest.approx(1 / 3, abs=0.03)
    assert in_repair == 0
    assert abs(southwest_change(demo, "district <> 'Gulf Coast'")) < 0.06


def test_it_parts_the_margin_story_into_rate_and_mix(demo: Warehouse) -> None:
    denim, tops = "category = 'Denim'", "category = 'Tops'"

    assert margin_change(demo, denim) < -0.10
    assert abs(margin_change(demo, tops)) < 0.02
    assert share_of_womens(demo, "Tops", Q3) > share_of_womens(demo, "Tops", Q3_BEFORE) + 0.04
    assert (
        figure(
            demo,
            f"""SELECT arg_min(category, rate) = 'Tops' FROM (
                    SELECT category, sum(net_amount - cost_amount) / sum(net_amount) AS rate
                    FROM sales_lines JOIN products USING (product_id)
                    WHERE department = 'Women''s' AND sold_on {Q3_BEFORE} GROUP BY 1)""",
        )
        == 1
    )


def test_it_runs_out_of_the_late_suppliers_kids_products_from_august(demo: Warehouse) -> None:
    hanoi, others = (
        "supplier_name = 'Hanoi Textile'",
        "supplier_name <> 'Hanoi Textile' AND department = 'Kids'",
    )
    spring = "BETWEEN DATE '2026-02-01' AND DATE '2026-05-30'"

    assert stockouts(demo, AUTUMN, hanoi) > 2 * stockouts(demo, spring, hanoi)
    assert stockouts(demo, AUTUMN, others) < 1.2 * stockouts(demo, spring, others)
    assert kids_rise(demo) > 0.02
    assert on_time(demo, SINCE_JUNE, "<> 'Hanoi Textile'") == pytest.approx(0.92, abs=0.015)


def test_it_sells_one_handbag_at_a_tenth_in_the_app_for_one_day(demo: Warehouse) -> None:
    rows = demo.execute(
        """SELECT category, sold_on::VARCHAR, channel, count(DISTINCT product_id), count(*)
           FROM sales_lines JOIN products USING (product_id)
           WHERE net_amount < 0.15 * gross_amount GROUP BY ALL"""
    ).fetchall()
    off_price = figure(
        demo,
        """SELECT count(*) FROM sales_lines JOIN products USING (product_id)
           WHERE gross_amount <> quantity * list_price
           OR net_amount <> gross_amount - discount_amount""",
    )

    assert [row[:4] for row in rows] == [("Handbags", "2026-10-21", "App", 1)]
    assert rows[0][4] >= 40
    assert off_price == 0


def test_it_shows_the_price_error_at_the_smallest_size(small: Warehouse) -> None:
    lines = figure(small, "SELECT count(*) FROM sales_lines WHERE net_amount < 0.15 * gross_amount")

    assert lines >= 8


@pytest.mark.parametrize("size", ["demo", "small"])
def test_it_lets_the_app_overtake_the_web_in_fiscal_2026(
    size: str, request: pytest.FixtureRequest
) -> None:
    warehouse: Warehouse = request.getfixturevalue(size)

    assert app_against_online(warehouse, 2025) < 1 < app_against_online(warehouse, 2026)


@pytest.mark.parametrize("saturday", ["2026-08-08", "2026-08-29", "2026-10-03", "2026-11-07"])
def test_it_holds_candles_for_more_than_forty_weeks(demo: Warehouse, saturday: str) -> None:
    assert weeks_of_supply(demo, saturday, CANDLES) > 40
    assert weeks_of_supply(demo, saturday, "department = 'Home' AND NOT " + CANDLES) < 25


def test_it_held_candles_as_usual_before(demo: Warehouse) -> None:
    assert weeks_of_supply(demo, "2025-10-04", CANDLES) < 25
    assert weeks_of_supply(demo, "2026-05-30", CANDLES) < 30


def test_it_wins_gold_and_platinum_over_with_the_relaunch(demo: Warehouse) -> None:
    before = "BETWEEN DATE '2024-08-04' AND DATE '2024-11-02'"

    assert loyal_rise(demo) > 0.06
    assert repeat_rate(demo, Q3_BEFORE, OTHERS) < repeat_rate(demo, before, OTHERS)


def test_it_makes_the_naive_comparison_of_fiscal_2024_wrong_by_a_week(demo: Warehouse) -> None:
    naive, week = figures(
        demo,
        """SELECT sum(net_amount) FILTER (fiscal_year = 2024)
                / sum(net_amount) FILTER (fiscal_year = 2023) - 1,
                sum(net_amount) FILTER (fiscal_year = 2023 AND fiscal_week = 1)
                / sum(net_amount) FILTER (fiscal_year = 2023)
            FROM sales_lines JOIN calendar ON date = sold_on""",
    )
    fair = growth(demo, "2024-02-04", "2025-02-01")

    assert fair - naive == pytest.approx(week, abs=0.003)
    assert week > 0.01
