"""What does a compiled query say of its periods, metrics and columns?"""

from __future__ import annotations

from typing import Any

import pytest

from semantic_layer.query import Show
from tests.semantic_layer.corner import BOSS, FEBRUARY, asked_by


def test_it_names_the_periods_and_the_rule_of_comparison() -> None:
    compiled = asked_by(BOSS).compiled(
        {"metrics": ["amount"], "period": FEBRUARY, "comparisons": [{"kind": "last_year"}]}
    )

    assert [(each.role, each.period.start.isoformat()) for each in compiled.periods] == [
        ("current", "2024-02-04"),
        ("comparison", "2023-02-05"),
    ]
    assert "364 days" in (compiled.comparison_rule or "")


def test_it_says_what_it_assumed_where_no_period_was_named() -> None:
    compiled = asked_by(BOSS).compiled({"metrics": ["amount"]})

    assert "No period was named" in compiled.assumed[0]
    assert "4 February" in compiled.assumed[0]


@pytest.mark.parametrize(
    ("period", "called"),
    [
        (FEBRUARY, "previous month"),
        ({"kind": "span", "start": FEBRUARY, "exclusive_start": True}, "previous period"),
        ({"kind": "dates", "start": "2024-02-04", "end": "2024-02-20"}, "previous period"),
    ],
)
def test_it_calls_a_comparison_by_its_unit_where_the_period_is_one_of_it(
    period: dict[str, Any], called: str
) -> None:
    compiled = asked_by(BOSS).compiled(
        {"metrics": ["amount"], "period": period, "comparisons": [{"kind": "previous_period"}]}
    )

    assert compiled.columns[-1].label.endswith(called)


def test_it_says_that_sales_and_plan_cover_whole_weeks() -> None:
    compiled = asked_by(BOSS).compiled(
        {"metrics": ["amount"], "period": FEBRUARY, "comparisons": [{"kind": "plan"}]}
    )

    assert "The plan is by week" in compiled.assumed[0]


def test_it_says_that_periods_of_unequal_length_are_compared() -> None:
    compiled = asked_by(BOSS).compiled(
        {"metrics": ["amount"], "period": FEBRUARY, "comparisons": [{"kind": "previous_period"}]}
    )

    assert compiled.caveats == ("The comparison covers 35 days against 28, so the lengths differ.",)


def test_several_months_before_are_not_called_the_month_before() -> None:
    def named(first: int) -> str:
        months = {"kind": "span", "start": _month(2023, first), "end": _month(2023, 12)}
        compiled = asked_by(BOSS).compiled(
            {
                "metrics": ["amount"],
                "period": FEBRUARY,
                "comparisons": [{"kind": "period", "period": months}],
            }
        )
        return compiled.columns[1].name

    assert named(12) == "amount_previous_month"
    assert named(10) == "amount_compared"


def _month(year: int, number: int) -> dict[str, Any]:
    return {"kind": "named", "unit": "month", "number": number, "year": year}


def test_it_says_that_the_data_does_not_reach_back() -> None:
    compiled = asked_by(BOSS).compiled(
        {
            "metrics": ["amount"],
            "period": {"kind": "named", "unit": "year", "year": 2023},
            "comparisons": [{"kind": "last_year"}],
        }
    )

    assert "does not reach back to last year" in compiled.caveats[0]


def test_it_names_each_metric_that_is_shown_with_its_definition_and_filters() -> None:
    compiled = asked_by(BOSS).compiled(
        {
            "metrics": ["paper_share", "offer_share", "margin"],
            "dimensions": ["shop"],
            "period": FEBRUARY,
            "thresholds": [{"metric": "units", "op": "gt", "values": [1]}],
        }
    )

    assert [(use.name, use.definition, use.filters) for use in compiled.metrics] == [
        (
            "paper_share",
            "The part of sales that was paper.",
            ("Sales: Department is Paper",),
        ),
        ("offer_share", "The part of sales that was on an offer.", ("Sales: lines on an offer",)),
        ("margin", "sales − cost", ()),
    ]


def test_it_describes_each_column() -> None:
    compiled = asked_by(BOSS).compiled(
        {
            "metrics": ["amount"],
            "dimensions": ["opened_on"],
            "period": FEBRUARY,
            "grain": {"unit": "month", "calendar": "gregorian"},
            "comparisons": [{"kind": "last_year", "show": ["change", "growth"]}],
            "shares": [{"metric": "amount"}],
        }
    )

    described = [
        (each.name, each.label, each.role, each.type, each.unit, each.show)
        for each in compiled.columns
    ]
    assert described == [
        ("month", "Month (Calendar)", "time", "date", None, None),
        ("opened_on", "Opened on", "dimension", "date", None, None),
        ("amount", "Sales", "metric", "number", "EUR", Show.VALUE),
        ("amount_last_year", "Sales, last year", "metric", "number", "EUR", Show.COMPARISON),
        ("amount_change", "Sales, change", "metric", "number", "EUR", Show.CHANGE),
        ("amount_growth", "Sales, growth", "metric", "number", "fraction", Show.GROWTH),
        ("amount_share", "Sales, share", "metric", "number", "fraction", Show.SHARE),
    ]


def test_it_says_over_which_days_a_window_counts() -> None:
    compiled = asked_by(BOSS).compiled({"metrics": ["amount_r4w"], "period": FEBRUARY})

    assert compiled.metrics[0].filters == (
        "Sales: the 4 weeks up to the period's last day: 4 February to 2 March 2024",
    )
    assert compiled.caveats == ()


def test_it_says_that_a_window_reaches_before_the_data() -> None:
    compiled = asked_by(BOSS).compiled(
        {
            "metrics": ["amount_r4w"],
            "period": {"kind": "named", "unit": "week", "number": 1, "year": 2023},
        }
    )

    assert compiled.caveats == (
        "The data begins on 29 January 2023, so Sales, the 4 weeks up to the period's last day "
        "counts fewer days where it reaches back further.",
    )


def test_it_says_that_a_window_looks_ahead_of_the_data() -> None:
    compiled = asked_by(BOSS).compiled(
        {"metrics": ["amount", "next_amount"], "grain": {"unit": "week"}, "period": FEBRUARY}
    )

    assert compiled.caveats == (
        "The data does not hold all days of Sales, the 4 weeks after the period's last day; "
        "missing values are empty.",
    )


def test_it_says_that_the_window_of_a_comparison_reaches_before_the_data() -> None:
    compiled = asked_by(BOSS).compiled(
        {
            "metrics": ["amount_r4w"],
            "grain": {"unit": "week"},
            "period": FEBRUARY,
            "comparisons": [{"kind": "last_year"}],
        }
    )

    assert compiled.caveats == (
        "The data does not hold all days of Sales, the 4 weeks up to the period's last day, "
        "last year; missing values are empty.",
    )


def test_it_says_what_is_looked_for_before_and_after_an_event() -> None:
    compiled = asked_by(BOSS).compiled(
        {"metrics": ["kept_members", "ink_after_pen", "came_back"], "period": FEBRUARY}
    )

    assert [each.filters for each in compiled.metrics] == [
        ("Kept members: came in 1 week(s) before, anywhere",),
        (
            "Ink after a pen: Item is Pen",
            "Ink after a pen: followed within 10 days by sales",
            "Ink after a pen: what follows: Item is Ink",
        ),
        (
            "Lines that came back: followed within 14 days by returns",
            "Lines that came back: what follows: something returned",
        ),
    ]


def test_it_says_that_a_funnel_is_not_over() -> None:
    compiled = asked_by(BOSS).compiled({"metrics": ["came_again"], "period": FEBRUARY})
    earlier = {"kind": "dates", "start": "2024-02-04", "end": "2024-03-01"}

    assert compiled.caveats == ()
    late = asked_by(BOSS).compiled({"metrics": ["ink_after_pen"], "period": FEBRUARY})
    assert late.caveats == (
        "Ink after a pen waits 10 days, for the last ones until 12 March 2024: what follows after "
        "9 March 2024 is still to come.",
    )
    over = asked_by(BOSS).compiled({"metrics": ["came_again"], "period": earlier})
    assert over.caveats == ()


def test_it_says_that_a_time_before_begins_before_the_data() -> None:
    first_week = {"kind": "named", "unit": "week", "number": 1, "year": 2023}
    compiled = asked_by(BOSS).compiled({"metrics": ["kept_members"], "period": first_week})

    assert compiled.caveats == (
        "Kept members looks back to 22 January 2023, and the data begins on 29 January 2023: "
        "who came only before that is not counted.",
    )


def test_it_says_that_shares_of_distinct_counts_may_add_up_to_more_than_the_whole() -> None:
    query = {"metrics": ["orders", "amount"], "dimensions": ["item"], "period": FEBRUARY}
    shares = [{"metric": "orders"}, {"metric": "amount"}]

    (caveat,) = asked_by(BOSS).compiled({**query, "shares": shares}).caveats

    assert caveat.startswith("Orders: each one counts once in a group and once in the whole")
    assert asked_by(BOSS).compiled({**query, "shares": shares[1:]}).caveats == ()
