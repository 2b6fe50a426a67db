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
