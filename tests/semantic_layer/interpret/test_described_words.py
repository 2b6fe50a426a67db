"""Are the words in which queries are told read as they were meant?"""

from __future__ import annotations

from typing import Any

import pytest

from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.asking import CLOCK, ask, query_of, seen_by, whole_index
from tests.semantic_layer.interpret.drawn.house import dunmore

SAID: dict[str, tuple[str, Any]] = {
    # limits
    "suppliers with returned units exactly 37": ("thresholds", [("eq", [37.0], "value")]),
    "suppliers with returned units not exactly 37": ("thresholds", [("ne", [37.0], "value")]),
    "suppliers with gross margin empty": ("thresholds", [("is_null", [], "value")]),
    "suppliers with gross margin not empty": ("thresholds", [("not_null", [], "value")]),
    "suppliers with change of discounts over 310 vs last year": (
        "thresholds",
        [("gt", [310.0], "change")],
    ),
    "suppliers with reference value of discounts under 310 vs last year": (
        "thresholds",
        [("lt", [310.0], "comparison")],
    ),
    # order and rows
    "discounts by supplier; sorted by supplier lowest to highest": (
        "order",
        [("supplier_name", "value", "asc")],
    ),
    "discounts by week; sorted by week highest to lowest": ("order", [("time", "value", "desc")]),
    "discounts by supplier vs last year; sorted by growth of discounts lowest to highest": (
        "order",
        [("discounts", "growth", "asc")],
    ),
    "discounts by supplier; first 17 rows": ("limit", 17),
    "discounts by supplier; the first row": ("limit", 1),
    "top 4 suppliers and others by discounts": ("others", True),
    # series
    "discounts with running total in each quarter by week": ("restart", ["quarter"]),
    "discounts by week with empty weeks": ("grain", ("week", None, True)),
    "discounts by fiscal quarter in calendar 2024": ("grain", ("quarter", None, False)),
    "discounts by quarter in calendar 2024": ("grain", ("quarter", "gregorian", False)),
    "discounts with 5-month moving average by calendar month": (
        "grain",
        ("month", "gregorian", False),
    ),
    "cumulative net sales of the year by year and store": ("grain", ("year", None, False)),
    "discounts by quarter and store": ("dimensions", ["store_name"]),
    "discounts by week and private label": ("dimensions", ["is_private_label"]),
    # members
    "discounts, only season Spring and Fall": ("filters", [("season", "in", ["Spring", "Fall"])]),
    "discounts, only home region Southeast and Midwest": (
        "filters",
        [("home_region", "in", ["Southeast", "Midwest"])],
    ),
    "discounts by supplier, only brand Ostrava and Larkfield": (
        "filters",
        [("brand", "in", ["Ostrava", "Larkfield"])],
    ),
    "discounts by supplier, only private label, discounts over 310": (
        "filters",
        [("is_private_label", "in", [True])],
    ),
    "discounts, only holiday Halloween, Boxing Day and Christmas Eve": (
        "filters",
        [("holiday_name", "in", ["Halloween", "Boxing Day", "Christmas Eve"])],
    ),
    "discounts by month and private label, 2025, discounts at most 10 in every month": (
        "dimensions",
        ["is_private_label"],
    ),
    "discounts, opened after 7 March 2021": ("filters", [("opened_on", "gt", ["2021-03-07"])]),
    "discounts, only day of week Friday; compared with last year": (
        "filters",
        [("day_of_week", "in", ["Friday"])],
    ),
    # what it is compared with
    "discounts in June 2025; compared with all of fiscal 2023": (
        "compared",
        {"unit": "year", "year": 2023},
    ),
}


def part(name: str, query: MetricQuery) -> Any:
    """The part of a query that a case is about, in short."""
    match name:
        case "thresholds":
            return [(each.op, [*each.values], each.show.value) for each in query.thresholds]
        case "order":
            return [(each.by, each.show.value, each.direction.value) for each in query.order]
        case "others":
            return query.ranking is not None and query.ranking.others
        case "restart":
            return [each.restart for each in query.running]
        case "grain":
            grain = query.grain
            return grain and (grain.unit.value, grain.calendar, grain.fill)
        case "filters":
            found = query.model_dump(mode="json")["filters"]
            return [(each["dimension"], each["op"], each["values"]) for each in found]
        case "compared":
            period = query.comparisons[0].period
            return period and period.model_dump(mode="json", include={"unit", "year"})
        case _:
            said = getattr(query, name)
            return [*said] if isinstance(said, tuple) else said


@pytest.mark.parametrize("text", SAID)
def test_it_reads_what_is_told(text: str) -> None:
    name, wanted = SAID[text]

    assert part(name, query_of(text)) == wanted


def test_it_reads_a_question_that_is_quoted_in_another() -> None:
    found = query_of(
        "discounts by week, May 2025, excluding the suppliers of "
        "“top 3 suppliers by returned units, June 2024”; compared with last year"
    )

    (members,) = found.filters
    assert (members.dimension, members.op) == ("supplier_name", "not_in")
    assert members.members == query_of("top 3 suppliers by returned units, June 2024")
    assert found.model_copy(update={"filters": ()}) == query_of(
        "discounts by week, May 2025; compared with last year"
    )


def test_it_says_why_what_is_quoted_cannot_be_read() -> None:
    outcome = ask("discounts by week, only the suppliers of “top 3 by returned units”")

    assert isinstance(outcome, Refusal)


def test_it_tells_the_days_of_a_number_that_has_its_own_period() -> None:
    query = MetricQuery(metrics=("on_order_units",))

    said = describe(query, seen_by("executive")[0], CLOCK)

    assert said == "On-order units, 12 November 2026"


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("drops by depot", ["drops"]),
        ("freight and drops by depot, drops over 12", ["freight", "drops"]),
        ("days of cover, 11 September 2026", ["days_of_cover"]),
        ("short-dated cases by depot", ["short_dated_cases"]),
        ("target, punctuality and freight by depot", ["target", "punctuality", "freight"]),
    ],
)
def test_it_takes_no_name_of_a_number_for_another_word(text: str, metrics: list[str]) -> None:
    outcome = dunmore().ask(text)

    assert isinstance(outcome, Understood), outcome
    assert [*outcome.query.metrics] == metrics
    assert not outcome.query.comparisons
    assert not outcome.query.shares


def test_it_limits_no_group_by_a_word_in_a_name() -> None:
    outcome = dunmore().ask("number of depots with short-dated cases")

    assert isinstance(outcome, Understood)
    assert not outcome.query.thresholds


@pytest.mark.parametrize(
    "text",
    [
        "average freight per account by depot with share of total",
        "average freight per account by depot with running total",
    ],
)
def test_it_says_what_does_not_go_together(text: str) -> None:
    outcome = dunmore().ask(text)

    assert isinstance(outcome, Refusal)
    assert "do not go together" in outcome.detail


def test_a_season_behind_the_members_of_a_part_is_none_of_them() -> None:
    query = query_of("share of units sold from season Spring, in holiday season 2024")
    assert query.shares[0].part

    assert query_of(describe(query, whole_index(), CLOCK)) == query
