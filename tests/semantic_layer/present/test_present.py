"""Cells, charts, caveats and next questions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import vl_convert

from semantic_layer.present import themed
from semantic_layer.present.caveats import NO_ROWS
from tests.semantic_layer.present.results import (
    CHANGE,
    GROWTH,
    LAST_YEAR,
    THIS_MONTH,
    presented,
)

REGIONS = ("Northeast", "Southeast", "Midwest", "Southwest", "West", "Pacific Northwest")
WEEKS = [date(2026, 8, 2) + timedelta(weeks=week) for week in range(13)]
BY_REGION = {"metrics": ["net_sales"], "dimensions": ["region"]}


# Cells


def test_it_writes_every_cell_by_its_unit() -> None:
    query = {
        "metrics": ["net_sales", "gross_margin_rate", "units_sold", "weeks_of_supply"],
        "dimensions": ["department"],
    }

    shown = presented(query, [("Kids", -12_345.6, 0.5714, 1234, 12.34), ("Home", None, None, 0, 3)])

    assert shown.cells == (
        ("Kids", "−$12,346", "57.1%", "1,234", "12.3"),
        ("Home", "–", "–", "0", "3.0"),
    )
    assert shown.alignments == ("start", "end", "end", "end", "end")


def test_it_signs_changes_and_tells_the_favourable_ones() -> None:
    query = {"metrics": ["return_rate", "net_sales"], "dimensions": ["region"]}
    shown = presented(
        query | {"comparisons": [CHANGE]}, [("West", 0.07, 0.06, 0.01, 90.0, 100.0, -10.0)]
    )

    rate, sales = shown.tones[0][3], shown.tones[0][6]
    assert shown.cells[0][3] == "+1.0 pts"
    assert shown.cells[0][6] == "−$10.00"
    assert rate is not None
    assert (rate.direction, rate.favourable) == ("up", False)
    assert sales is not None
    assert (sales.direction, sales.favourable) == ("down", False)
    assert shown.tones[0][1] is None


def test_it_gives_no_sign_to_nothing() -> None:
    shown = presented(BY_REGION | {"comparisons": [GROWTH]}, [("West", 10.0, 10.0, -0.0001)])

    assert shown.cells[0][3] == "0.0%"


@pytest.mark.parametrize(
    ("unit", "start", "text"),
    [
        ("day", date(2026, 11, 1), "1 Nov 2026"),
        ("week", date(2026, 11, 1), "1 Nov 2026"),
        ("month", date(2026, 10, 4), "October 2026"),
        ("month", date(2026, 1, 4), "January 2026"),
        ("month", date(2025, 11, 30), "December 2025"),
        ("quarter", date(2026, 8, 2), "Q3 2026"),
        ("year", date(2025, 2, 2), "2025"),
    ],
)
def test_it_names_a_bucket_as_people_do(unit: str, start: date, text: str) -> None:
    query = {"metrics": ["orders"], "grain": {"unit": unit}, "period": {"kind": "dates"}}

    assert presented(query, [(start, 5)]).cells[0][0] == text


# Charts

PICTURES: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]], str | None]] = {
    "one number": ({"metrics": ["net_sales"]}, [(5.0,)], None),
    "no rows": (BY_REGION, [], None),
    "nothing but nulls": (BY_REGION, [("West", None), ("Midwest", None)], None),
    "weeks": (
        {"metrics": ["net_sales"], "grain": {"unit": "week"}},
        [(week, 5.0 + week.day) for week in WEEKS],
        "line",
    ),
    "months beside last year": (
        {"metrics": ["net_sales"], "grain": {"unit": "month"}, "comparisons": [LAST_YEAR]},
        [(date(2026, 8, 2), 5.0, 4.0), (date(2026, 8, 30), 6.0, None)],
        "line",
    ),
    "a running total beside last year's": (
        {
            "metrics": ["net_sales"],
            "grain": {"unit": "month"},
            "comparisons": [LAST_YEAR],
            "running": [{"metric": "net_sales", "compared": True}],
        },
        [(date(2026, 8, 2), 5.0, 4.0, 5.0, 4.0), (date(2026, 8, 30), 6.0, None, 11.0, None)],
        "line",
    ),
    "a running total of each channel, with its place": (
        {
            "metrics": ["net_sales"],
            "dimensions": ["channel"],
            "grain": {"unit": "week"},
            "running": [{"metric": "net_sales"}],
            "ranks": [{"metric": "net_sales", "show": "running", "within": ["time"]}],
        },
        [(week, name, 5.0, 6.0, 1) for week in WEEKS for name in ("App", "Store")],
        "line",
    ),
    "weeks by channel": (
        {"metrics": ["orders"], "grain": {"unit": "week"}, "dimensions": ["channel"]},
        [(week, name, 5) for week in WEEKS for name in ("App", "Online", "Store")],
        "line",
    ),
    "weeks of many stores": (
        {"metrics": ["orders"], "grain": {"unit": "week"}, "dimensions": ["store_name"]},
        [(week, f"Store {n}", n) for week in WEEKS for n in range(40)],
        "rect",
    ),
    "regions": (BY_REGION, [(name, 5.0) for name in REGIONS], "bar"),
    "regions beside last year": (
        BY_REGION | {"comparisons": [GROWTH]},
        [(name, 5.0, 4.0, 0.25) for name in REGIONS],
        "bar",
    ),
    "two dimensions": (
        {"metrics": ["units_sold"], "dimensions": ["region", "channel"]},
        [(name, channel, 5) for name in REGIONS for channel in ("App", "Store")],
        "bar",
    ),
    "three dimensions": (
        {"metrics": ["units_sold"], "dimensions": ["region", "channel", "department"]},
        [(name, "App", "Kids", 5) for name in REGIONS],
        "bar",
    ),
    "two metrics of different units": (
        {"metrics": ["net_sales", "visitors"], "dimensions": ["region"]},
        [(name, 5.0, 9) for name in REGIONS],
        "point",
    ),
    "two metrics of one unit": (
        {"metrics": ["net_sales", "gross_sales"], "dimensions": ["region"]},
        [(name, 5.0, 9.0) for name in REGIONS],
        "bar",
    ),
    "a store of an unlucky name": (
        {"metrics": ["net_sales"], "dimensions": ["store_name"]},
        [("a.b[0]", 5.0), ("datum['x'] </script>", 6.0), ("${1+1} \\ \" '", -7.0)],
        "bar",
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_it_chooses_a_picture_that_can_be_drawn(name: str) -> None:
    query, rows, mark = PICTURES[name]

    chart = presented(query, rows).chart

    if mark is None or chart is None:
        assert chart is mark
        return
    assert chart["layer"][0]["mark"]["type"] == mark
    assert "<svg" in vl_convert.vegalite_to_svg(dict(chart))


def test_it_draws_a_running_total_in_place_of_what_it_adds_up() -> None:
    chart = presented(*PICTURES["a running total beside last year's"][:2]).chart

    assert chart is not None
    assert [point["y"] for point in chart["data"]["values"]] == [5.0, 4.0, 11.0, None]
    assert chart["title"]["text"] == ["Net sales, running total"]


def test_it_begins_bars_at_zero_and_keeps_the_order_of_the_rows() -> None:
    chart = presented(BY_REGION, [(name, 100.0) for name in REGIONS]).chart

    assert chart is not None
    assert chart["encoding"]["x"]["scale"]["domain"] == [0.0, 100.0]
    assert chart["encoding"]["y"]["sort"] is None
    assert [point["label"] for point in chart["data"]["values"]] == list(REGIONS)


def test_it_draws_every_group_of_two_dimensions() -> None:
    query = {"metrics": ["units_sold"], "dimensions": ["region", "department"]}
    departments = ("Women's", "Men's", "Kids", "Home", "Beauty", "Accessories")

    chart = presented(query, [(r, d, 5) for r in REGIONS for d in departments]).chart

    assert chart is not None
    assert len(chart["data"]["values"]) == 36
    assert chart["layer"][0]["encoding"]["color"]["legend"] == {"title": "Department"}


def test_it_says_where_a_picture_leaves_groups_out() -> None:
    query = {"metrics": ["orders"], "dimensions": ["store_name"]}

    chart = presented(query, [(f"Store {n}", n) for n in range(48)]).chart

    assert chart is not None
    assert len(chart["data"]["values"]) == 30
    assert chart["title"]["subtitle"] == ["The first 30; the table has all."]


def test_it_puts_no_name_of_a_member_where_a_field_stands() -> None:
    query, rows, _ = PICTURES["a store of an unlucky name"]

    chart = presented(query, rows).chart

    assert chart is not None
    fields = {point for value in chart["data"]["values"] for point in value}
    assert fields == {"x", "label", "series", "y", "text", "told", "keys"}


def test_it_has_the_colours_of_the_page_only() -> None:
    chart = presented(BY_REGION, [(name, 5.0) for name in REGIONS]).chart

    assert chart is not None
    assert "config" not in chart
    assert themed(chart, {"background": "black"})["config"] == {"background": "black"}


# Caveats


def test_it_warns_of_a_period_in_progress() -> None:
    shown = presented({"metrics": ["orders"], "period": THIS_MONTH}, [(5,)])

    assert shown.caveats == (
        "Fiscal November 2026 is not over: the numbers run to 12 November 2026.",
    )


def test_it_warns_of_buckets_that_are_cut() -> None:
    period = {"kind": "dates", "start": "2026-10-07", "end": "2026-10-27"}
    query = {"metrics": ["orders"], "grain": {"unit": "week"}, "period": period}

    shown = presented(query, [(date(2026, 10, 4), 5)])

    assert shown.caveats == (
        "The first week begins on 7 October 2026 and is not whole.",
        "The last week ends on 27 October 2026 and is not whole.",
    )


def test_it_warns_of_a_53rd_week_where_years_are_compared() -> None:
    named = {"kind": "named", "unit": "year"}
    query = {
        "metrics": ["orders"],
        "period": named | {"year": 2024},
        "comparisons": [{"kind": "period", "period": named | {"year": 2023}}],
    }

    caveats = presented(query, [(5, 6)]).caveats

    assert any("Fiscal 2023 has a 53rd week (28 January to 3 February 2024)" in c for c in caveats)
    assert not any("53rd" in c for c in presented(query | {"comparisons": []}, [(5,)]).caveats)


def test_it_warns_of_groups_too_small_to_show() -> None:
    query = {"metrics": ["active_customers"], "dimensions": ["loyalty_tier"]}

    shown = presented(query, [("Gold", 12)], suppressed=3)

    assert shown.suppressed == 3
    assert "3 groups are too small to show without telling of single people." in shown.caveats


@pytest.mark.parametrize(
    ("query", "rows", "caveat"),
    [
        (BY_REGION, [], NO_ROWS),
        (
            {"metrics": ["net_sales"], "dimensions": ["promotion_type"]},
            [("BOGO", 5.0), ("(none)", 9.0)],
            "“(none)” holds what has no promotion type.",
        ),
        (
            {"metrics": ["return_rate"], "dimensions": ["region"]},
            [("West", None), ("Midwest", 0.1)],
            "Return rate is empty where there is nothing to work it out from.",
        ),
    ],
)
def test_it_warns_of_what_rows_lack(
    query: dict[str, Any], rows: list[tuple[Any, ...]], caveat: str
) -> None:
    assert caveat in presented(query, rows).caveats


def test_it_leaves_it_to_the_comparison_why_growth_is_empty() -> None:
    query = BY_REGION | {"comparisons": [GROWTH]}
    without = presented(query, [("West", 5.0, None, None), ("Midwest", 6.0, 3.0, 1.0)])
    from_zero = presented(query, [("West", 5.0, 0.0, None), ("Midwest", 6.0, 3.0, 1.0)])

    assert without.caveats == ()
    assert from_zero.caveats == (
        "Net sales, growth is empty where there is nothing to work it out from.",
    )


def test_it_warns_where_there_are_more_rows() -> None:
    shown = presented(BY_REGION, [("West", 5.0), ("Midwest", 6.0)], truncated=True)

    assert "Only the first 2 rows are shown; the export has all." in shown.caveats


def test_it_has_nothing_to_warn_of_in_a_whole_period() -> None:
    assert presented(BY_REGION, [("West", 5.0), ("Midwest", 6.0)]).caveats == ()


# Next questions

NEXT: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]], tuple[str, ...]]] = {
    "a total": (
        {"metrics": ["net_sales"]},
        [(5.0,)],
        ("by department", "vs last year", "by month"),
    ),
    "regions": (
        BY_REGION,
        [("West", 9.0), ("Midwest", 6.0)],
        ("only West, by district", "vs last year", "by month"),
    ),
    "one region": (
        {"metrics": ["net_sales"], "filters": [{"dimension": "region", "values": ["West"]}]},
        [(5.0,)],
        ("by district", "vs last year", "by month"),
    ),
    "weeks beside last year": (
        {"metrics": ["net_sales"], "grain": {"unit": "week"}, "comparisons": [LAST_YEAR]},
        [(WEEKS[0], 5.0, 4.0)],
        ("by department",),
    ),
    "a metric that no product has": (
        {"metrics": ["visitors"], "period": THIS_MONTH},
        [(5,)],
        ("by region", "vs last year", "by day"),
    ),
    "a number as of today": ({"metrics": ["open_po_units"]}, [(5,)], ("by department",)),
    "no rows": (BY_REGION, [], ()),
}


@pytest.mark.parametrize("name", NEXT)
def test_it_offers_questions_that_the_query_supports(name: str) -> None:
    query, rows, questions = NEXT[name]

    assert presented(query, rows).next_questions == questions
