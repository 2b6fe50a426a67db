"""Does a query become the rows that a person would have selected by hand?"""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.semantic_layer.answers import larkfield_as, rows

LAST_QUARTER = {"kind": "relative", "unit": "quarter", "offset": -1}


def test_it_answers_a_sum_by_a_dimension_in_a_period(larkfield: Path) -> None:
    statement = larkfield_as("elena.exec").checked(
        {
            "metrics": ["net_sales"],
            "dimensions": ["region"],
            "filters": [{"dimension": "channel", "values": ["Online", "App"]}],
            "period": LAST_QUARTER,
        }
    )

    with duckdb.connect(str(larkfield), read_only=True) as connection:
        expected = connection.execute(
            """SELECT region, sum(net_amount) FROM sales_lines JOIN stores USING (store_id)
               WHERE sold_on BETWEEN '2026-08-02' AND '2026-10-31'
                 AND channel IN ('Online', 'App') GROUP BY 1 ORDER BY 1"""
        ).fetchall()
    assert len(expected) == 6
    assert rows(statement, larkfield) == expected


def test_it_answers_only_from_the_rows_that_the_asker_may_see(larkfield: Path) -> None:
    query = {"metrics": ["net_sales"], "dimensions": ["region"], "period": LAST_QUARTER}

    everything = rows(larkfield_as("elena.exec").checked(query), larkfield)
    own = rows(larkfield_as("sam.southwest").checked(query), larkfield)

    assert own == [row for row in everything if row[0] in ("Southwest", "West")]


def test_it_has_one_comparable_set_for_the_whole_period(larkfield: Path) -> None:
    query = {"metrics": ["comp_sales"], "period": LAST_QUARTER}
    elena = larkfield_as("elena.exec")

    ((total,),) = rows(elena.checked(query), larkfield)
    by_month = rows(elena.checked({**query, "grain": {"unit": "month"}}), larkfield)

    assert sum(row[1] for row in by_month) == total


def test_it_compares_the_stores_that_a_restricted_asker_may_see(larkfield: Path) -> None:
    query = {
        "metrics": ["comp_sales", "comp_sales_growth"],
        "dimensions": ["region"],
        "period": LAST_QUARTER,
    }

    everything = rows(larkfield_as("elena.exec").checked(query), larkfield)
    own = rows(larkfield_as("sam.southwest").checked(query), larkfield)

    assert own == [row for row in everything if row[0] in ("Southwest", "West")]
    assert len(own) == 2


def test_it_says_by_which_rule_and_dates_stores_are_comparable() -> None:
    october = {"kind": "relative", "unit": "month", "offset": -1}
    compiled = larkfield_as("elena.exec").compiled(
        {"metrics": ["comp_sales_growth"], "period": october}
    )

    (said,) = compiled.metrics[0].filters
    assert "stores opened by 31 August 2025 and not closed by 31 October 2026" in said
    assert "5 October to 1 November 2025" in (compiled.comparison_rule or "")


def test_it_looks_for_a_first_time_in_all_history_that_the_asker_may_see(larkfield: Path) -> None:
    query = {"metrics": ["new_customers"], "dimensions": ["region"], "period": LAST_QUARTER}

    everything = rows(larkfield_as("elena.exec").checked(query), larkfield)
    own = rows(larkfield_as("sam.southwest").checked(query), larkfield)

    with duckdb.connect(str(larkfield), read_only=True) as connection:
        expected = connection.execute(
            """WITH seen AS (SELECT * FROM sales_lines JOIN stores USING (store_id)
                             WHERE customer_id IS NOT NULL AND region IN ('Southwest', 'West')),
               firsts AS (SELECT customer_id, min(sold_on) AS day FROM seen GROUP BY 1),
               orders AS (SELECT customer_id, min(order_id) AS order_id FROM seen
                          JOIN firsts USING (customer_id) WHERE sold_on = day GROUP BY 1)
               SELECT region, count(DISTINCT customer_id) FROM seen
               JOIN orders USING (customer_id, order_id)
               WHERE sold_on BETWEEN '2026-08-02' AND '2026-10-31' GROUP BY 1 ORDER BY 1"""
        ).fetchall()
    assert own == expected
    assert all(row not in everything for row in own)


def test_it_keeps_a_store_that_closed_for_a_while_comparable(larkfield: Path) -> None:
    september = {"kind": "dates", "start": "2026-08-30", "end": "2026-10-03"}
    query = {"metrics": ["comp_sales"], "dimensions": ["store_name"], "period": september}

    with duckdb.connect(str(larkfield), read_only=True) as connection:
        closed_for_repairs = connection.execute(
            """SELECT store_name FROM stores JOIN sales_lines USING (store_id)
               WHERE sold_on BETWEEN '2026-08-30' AND '2026-10-03' GROUP BY 1
               HAVING count(*) FILTER (sold_on BETWEEN '2026-09-06' AND '2026-09-26') = 0"""
        ).fetchall()
    compared = {row[0] for row in rows(larkfield_as("elena.exec").checked(query), larkfield)}
    assert closed_for_repairs
    assert {name for (name,) in closed_for_repairs} <= compared


def test_it_counts_online_and_app_sales_of_a_comparable_store(larkfield: Path) -> None:
    query = {"metrics": ["comp_sales"], "dimensions": ["channel"], "period": LAST_QUARTER}

    found = rows(larkfield_as("elena.exec").checked(query), larkfield)

    assert [row[0] for row in found] == ["App", "Online", "Store"]
    assert all(row[1] > 0 for row in found)
