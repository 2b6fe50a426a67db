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
