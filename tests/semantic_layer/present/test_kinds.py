"""Which pictures suit which rows, and which of them is shown first?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import vl_convert

from semantic_layer.present import Kind, draw, kind_for, kinds_for, sized
from tests.semantic_layer.present.results import CHANGE, LAST_YEAR, presented

REGIONS = ("Northeast", "Southeast", "Midwest", "Southwest", "West", "Pacific Northwest")
DEPARTMENTS = ("Women's", "Men's", "Kids", "Home", "Beauty", "Accessories")
CLASSES = tuple(f"Class {n}" for n in range(8))
STATES = tuple(f"State {n}" for n in range(12))
WEEKS = [date(2026, 8, 2) + timedelta(weeks=week) for week in range(13)]
CHANNELS = ("App", "Online", "Store")
BY_WEEK = {"metrics": ["net_sales"], "grain": {"unit": "week"}}
BY_REGION = {"metrics": ["net_sales"], "dimensions": ["region"]}
BY_TWO = {"metrics": ["net_sales"], "dimensions": ["region", "channel"]}
TOP = {"by": "net_sales", "limit": 3}

Shape = tuple[dict[str, Any], list[tuple[Any, ...]], str]
SHAPES: dict[str, Shape] = {
    "one number": ({"metrics": ["net_sales"]}, [(5.0,)], ""),
    "one row": (BY_REGION, [("West", 5.0)], ""),
    "no rows": (BY_REGION, [], ""),
    "nothing but nulls": (BY_REGION, [("West", None), ("Midwest", None)], ""),
    "weeks": (BY_WEEK, [(week, 5.0) for week in WEEKS], "line bars table"),
    "many days": (
        BY_WEEK | {"grain": {"unit": "day"}},
        [(date(2026, 1, 1) + timedelta(day), 5.0) for day in range(300)],
        "line table",
    ),
    "weeks of few members": (
        BY_WEEK | {"dimensions": ["channel"]},
        [(week, name, 5.0) for week in WEEKS for name in CHANNELS],
        "line panels stacked heat table",
    ),
    "weeks of a rate of few members": (
        BY_WEEK | {"metrics": ["gross_margin_rate"], "dimensions": ["channel"]},
        [(week, name, 0.5) for week in WEEKS for name in CHANNELS],
        "line panels heat table",
    ),
    "weeks of members beside last year": (
        BY_WEEK | {"dimensions": ["channel"], "comparisons": [LAST_YEAR]},
        [(week, name, 5.0, 4.0) for week in WEEKS for name in CHANNELS],
        "panels line heat table",
    ),
    "weeks of more members than lines can be told apart": (
        BY_WEEK | {"dimensions": ["product_name"]},
        [(week, name, 5.0) for week in WEEKS for name in CLASSES],
        "panels line heat table",
    ),
    "weeks of very many members": (
        BY_WEEK | {"dimensions": ["store_name"]},
        [(week, f"Store {n}", 5.0) for week in WEEKS for n in range(40)],
        "heat line table",
    ),
    "weeks of several units": (
        BY_WEEK | {"metrics": ["net_sales", "orders", "gross_margin_rate"]},
        [(week, 5.0, 7, 0.5) for week in WEEKS],
        "panels line bars table",
    ),
    "one bucket": (
        BY_WEEK | {"dimensions": ["channel"]},
        [(WEEKS[0], name, 5.0) for name in CHANNELS],
        "bars table",
    ),
    "groups": (BY_REGION, [(name, 5.0) for name in REGIONS], "bars table"),
    "groups beside last year": (
        BY_REGION | {"comparisons": [LAST_YEAR]},
        [(name, 5.0, 4.0) for name in REGIONS],
        "bars points table",
    ),
    "a rate of groups beside last year": (
        BY_REGION | {"metrics": ["return_rate"], "comparisons": [LAST_YEAR]},
        [(name, 0.05, 0.04) for name in REGIONS],
        "points bars table",
    ),
    "two metrics": (
        BY_REGION | {"metrics": ["net_sales", "orders"]},
        [(name, 5.0, 7) for name in REGIONS],
        "scatter panels bars table",
    ),
    "two metrics of few groups": (
        {"metrics": ["net_sales", "orders"], "dimensions": ["channel"]},
        [(name, 5.0, 7) for name in CHANNELS],
        "panels bars table",
    ),
    "two dimensions, one of them short": (
        BY_TWO,
        [(name, channel, 5.0) for name in REGIONS for channel in CHANNELS],
        "bars stacked heat table",
    ),
    "a rate of two dimensions": (
        BY_TWO | {"metrics": ["return_rate"]},
        [(name, channel, 0.05) for name in REGIONS for channel in CHANNELS],
        "bars heat table",
    ),
    "a distinct count of two dimensions": (
        BY_TWO | {"metrics": ["active_customers"]},
        [(name, channel, 5) for name in REGIONS for channel in CHANNELS],
        "bars heat table",
    ),
    "two dimensions with less than nothing": (
        BY_TWO,
        [(name, channel, -5.0) for name in REGIONS for channel in CHANNELS],
        "bars heat table",
    ),
    "some of the groups of two dimensions": (
        BY_TWO | {"limit": 18},
        [(name, channel, 5.0) for name in REGIONS for channel in CHANNELS],
        "bars heat table",
    ),
    "the highest groups of two dimensions": (
        BY_TWO | {"ranking": TOP},
        [(name, channel, 5.0) for name in REGIONS for channel in CHANNELS],
        "bars heat table",
    ),
    "two long dimensions": (
        {"metrics": ["net_sales"], "dimensions": ["state", "product_name"]},
        [(state, name, 5.0) for state in STATES for name in CLASSES],
        "heat bars table",
    ),
    "two dimensions beside last year": (
        BY_TWO | {"comparisons": [LAST_YEAR]},
        [(name, channel, 5.0, 4.0) for name in REGIONS for channel in CHANNELS],
        "bars table",
    ),
    "three dimensions": (
        BY_TWO | {"dimensions": ["region", "channel", "department"]},
        [(name, "App", each, 5.0) for name in REGIONS for each in DEPARTMENTS],
        "bars table",
    ),
}


def result_of(query: dict[str, Any], rows: list[tuple[Any, ...]]) -> Any:
    return presented(query, rows).result


@pytest.mark.parametrize("name", SHAPES)
def test_it_offers_what_suits_the_rows(name: str) -> None:
    query, rows, kinds = SHAPES[name]

    assert " ".join(kinds_for(result_of(query, rows))) == kinds


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if shape[2]])
@pytest.mark.parametrize("width", [620, 250])
def test_each_that_is_offered_can_be_drawn(name: str, width: int) -> None:
    query, rows, kinds = SHAPES[name]
    result = result_of(query, rows)

    for kind in kinds.split():
        drawn = draw(result, "en_US", kind)
        assert (drawn is None) == (kind == Kind.TABLE)
        if drawn is not None:
            svg = vl_convert.vegalite_to_svg(dict(sized(drawn, width)))
            assert "undefined" not in svg
            assert "NaN" not in svg


def test_what_does_not_suit_is_not_drawn() -> None:
    result = result_of(BY_REGION, [(name, 5.0) for name in REGIONS])

    assert kind_for(result, "table") is Kind.TABLE
    assert kind_for(result, "line") is Kind.BARS
    assert draw(result, "en_US", "stacked") == draw(result, "en_US")


# What a reader must know


def _regions(*numbers: float | None) -> list[tuple[Any, ...]]:
    return list(zip(REGIONS, numbers, strict=False))


def _rates(*numbers: float | None) -> list[tuple[Any, ...]]:
    return [(week, number) for week, number in zip(WEEKS, numbers, strict=False)]


RATE_BY_WEEK = BY_WEEK | {"metrics": ["gross_margin_rate"]}
TOLD: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]], str, list[str]]] = {
    "bars begin at zero": (BY_REGION, _regions(90.0, 100.0), "bars", []),
    "a line of near numbers does not": (
        RATE_BY_WEEK,
        _rates(0.51, 0.54),
        "line",
        ["The axis begins at 51%."],
    ),
    "a line of which zero is near does": (RATE_BY_WEEK, _rates(0.1, 0.54), "line", []),
    "a line below zero ends there": (
        BY_WEEK,
        _rates(-90.0, -100.0),
        "line",
        ["The axis ends at −$90."],
    ),
    "points of a rate": (
        BY_REGION | {"metrics": ["return_rate"], "comparisons": [LAST_YEAR]},
        [("West", 0.074, 0.071), ("Midwest", 0.08, 0.078)],
        "points",
        ["The axis begins at 7%."],
    ),
    "both axes of a scatter": (
        BY_REGION | {"metrics": ["net_sales", "orders"]},
        [(name, 90.0 + at, 70 + at) for at, name in enumerate(REGIONS)],
        "scatter",
        ["Orders: The axis begins at 70.", "Net sales: The axis begins at $90."],
    ),
    "cells without a number": (
        BY_TWO,
        [
            (name, channel, 5.0 if channel == "App" else None)
            for name in REGIONS
            for channel in CHANNELS
        ],
        "heat",
        ["An empty cell has no number."],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_it_tells_what_must_be_known_to_read_it(name: str) -> None:
    query, rows, kind, told = TOLD[name]

    chart = draw(result_of(query, rows), "en_US", kind)

    assert chart is not None
    assert chart["title"].get("subtitle", []) == told


def test_bars_of_both_signs_meet_at_zero() -> None:
    chart = draw(result_of(BY_REGION, _regions(-40.0, 100.0)), "en_US")

    assert chart is not None
    low, high = chart["encoding"]["x"]["scale"]["domain"]
    assert low < 0 < high
    assert 0.0 in chart["encoding"]["x"]["axis"]["values"]


def test_a_number_below_zero_has_room_beside_its_bar() -> None:
    chart = draw(result_of(BY_REGION, _regions(-40.0, 60.0)), "en_US")

    assert chart is not None
    assert chart["encoding"]["x"]["scale"]["domain"][0] <= -60.0


def test_a_line_of_one_number_runs_through_the_middle() -> None:
    chart = draw(result_of(BY_WEEK, _rates(1000.0, 1000.0)), "en_US")

    assert chart is not None
    assert chart["encoding"]["y"]["scale"]["domain"] == [800.0, 1200.0]


def test_no_name_of_a_point_lies_on_another() -> None:
    query = BY_REGION | {"metrics": ["net_sales", "orders"]}
    rows = [(name, 100.0 + at % 2, 70 + at % 2) for at, name in enumerate(REGIONS)]

    chart = draw(result_of(query, rows), "en_US", "scatter")

    assert chart is not None
    assert len(chart["data"]["values"]) == 6
    named = chart["layer"][1]["data"]["values"]
    assert [point["label"] for point in named] == ["Northeast", "Southeast"]


def test_what_is_compared_goes_by_its_days() -> None:
    query = BY_REGION | {"comparisons": [CHANGE]}
    chart = draw(result_of(query, [("West", 5.0, 4.0, 1.0), ("Midwest", 6.0, 3.0, 3.0)]), "en_US")

    assert chart is not None
    series = dict.fromkeys(point["series"] for point in chart["data"]["values"])
    assert list(series) == ["Fiscal Q3 2026", "Last year"]


def test_the_way_between_two_points_says_how_long_it_is() -> None:
    query = BY_REGION | {"metrics": ["return_rate"], "comparisons": [CHANGE]}
    rows = [("West", 0.05, 0.04, 0.01), ("Midwest", 0.06, None, None)]

    chart = draw(result_of(query, rows), "en_US")

    assert chart is not None
    ways = chart["layer"][0]["data"]["values"]
    assert [(each["label"], each["text"]) for each in ways] == [("West", "+1.0 pts")]


def test_lines_are_told_apart_without_colour() -> None:
    query, rows, _ = SHAPES["weeks of few members"]

    chart = draw(result_of(query, rows), "en_US")

    assert chart is not None
    encoding = chart["layer"][0]["encoding"]
    assert encoding["strokeDash"]["field"] == encoding["color"]["field"] == "series"


def test_a_legend_names_each_line_once() -> None:
    query, rows, _ = SHAPES["weeks of few members"]
    chart = draw(result_of(query, rows), "en_US")

    assert chart is not None
    svg = vl_convert.vegalite_to_svg(dict(sized(chart, 620)))
    assert [svg.count(f">{name}</text>") for name in CHANNELS] == [1, 1, 1]


def test_no_line_leads_over_a_week_that_is_not_there() -> None:
    query = BY_WEEK | {"dimensions": ["channel"]}
    rows = [(week, "Store", 5.0) for week in WEEKS[:3]]
    rows += [(week, "App", 5.0) for week in (WEEKS[0], WEEKS[2])]

    chart = draw(result_of(query, rows), "en_US")

    assert chart is not None
    app = [point["y"] for point in chart["data"]["values"] if point["series"] == "App"]
    assert app == [5.0, None, 5.0]


def test_the_whole_of_stacked_bars_fits_its_axis() -> None:
    query, rows, _ = SHAPES["two dimensions, one of them short"]

    chart = draw(result_of(query, rows), "en_US", "stacked")

    assert chart is not None
    assert chart["encoding"]["x"]["scale"]["domain"] == [0.0, 15.0]


WIDTHS: list[tuple[str, Callable[[dict[str, Any]], Any], Any, Any]] = [
    ("groups", lambda chart: chart["width"], 620, 250),
    ("weeks of few members", lambda chart: chart["columns"], 3, 2),
    ("weeks of several units", lambda chart: chart["columns"], 2, 1),
]


@pytest.mark.parametrize(("name", "read", "wide", "slim"), WIDTHS)
def test_it_is_laid_out_for_the_width_of_a_page(
    name: str, read: Callable[[dict[str, Any]], Any], wide: Any, slim: Any
) -> None:
    query, rows, kinds = SHAPES[name]
    kind = "panels" if "panels" in kinds else ""
    chart = draw(result_of(query, rows), "en_US", kind)

    assert chart is not None
    assert read(dict(sized(chart, 620))) == wide
    assert read(dict(sized(chart, 250))) == slim
