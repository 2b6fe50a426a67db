"""How do answers look that are not rows of metrics alone?"""

from __future__ import annotations

from tests.semantic_layer.present.results import presented

STORES = {"metrics": ["net_sales"], "dimensions": ["store_name"], "counted": "store_name"}


def test_it_says_how_many_members_there_are() -> None:
    shown = presented(STORES, [[16]])

    assert shown.narrative == "Number of stores was 16 in fiscal Q3 2026."
    assert shown.cells == (("16",),)
    assert shown.next_questions == ()


def test_it_says_that_there_is_nobody() -> None:
    assert presented(STORES, [[0]]).narrative == "Number of stores was 0 in fiscal Q3 2026."


def test_it_tells_where_most_members_are() -> None:
    shown = presented(
        {**STORES, "dimensions": ["region", "store_name"]}, [["Midwest", 4], ["West", 12]]
    )

    assert shown.narrative.startswith(
        "In fiscal Q3 2026, number of stores was highest for West, at 12"
    )
    assert shown.chart is not None


TOTALS = {"metrics": ["net_sales"], "dimensions": ["region", "channel"], "subtotals": ["region"]}
ROWS = [
    ["Midwest", "App", 0, 10.0],
    ["Midwest", "Store", 0, 30.0],
    ["Midwest", None, 1, 40.0],
    ["West", "App", 0, 20.0],
    ["West", None, 1, 20.0],
    [None, None, 2, 60.0],
]


def test_it_names_subtotals_in_the_table() -> None:
    shown = presented(TOTALS, ROWS)

    assert [cells[:3] for cells in shown.cells] == [
        ("Midwest", "App", "0"),
        ("Midwest", "Store", "0"),
        ("Midwest", "Total", "1"),
        ("West", "App", "0"),
        ("West", "Total", "1"),
        ("Total", "", "2"),
    ]


def test_it_draws_and_tells_of_no_subtotals() -> None:
    with_totals = presented(TOTALS, ROWS)
    plain = presented({**TOTALS, "subtotals": []}, [[a, b, d] for a, b, c, d in ROWS if not c])

    assert with_totals.narrative == plain.narrative
    assert with_totals.chart == plain.chart
    assert "60" not in with_totals.narrative
