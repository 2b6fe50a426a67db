"""Which days, which plan, which side: what a retailer means where words alone leave it open."""

from __future__ import annotations

import pytest

from semantic_layer.calendars.resolve import locate
from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import FilterOp
from tests.semantic_layer.interpret.asking import CLOCK, ask, query_of, seen_by


def days(text: str) -> tuple[str, str]:
    period = query_of(text).period
    assert period is not None
    found = locate(period, seen_by("executive")[0], CLOCK)
    return found.start.isoformat(), found.end.isoformat()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a day of the week is the last one, if no period says otherwise
        ("refunds on Tuesday by state", ("2026-11-10", "2026-11-10")),
        ("Wednesday's refunds", ("2026-11-11", "2026-11-11")),
        # an end without a beginning begins with the year
        ("refunds until the end of May", ("2026-02-01", "2026-05-30")),
        ("refunds through June by state", ("2026-02-01", "2026-07-04")),
        # a plan is of the month that comes
        ("plan for January", ("2027-01-03", "2027-01-30")),
        ("plan for August", ("2026-08-02", "2026-08-29")),
    ],
)
def test_it_takes_the_days_that_are_meant(text: str, wanted: tuple[str, str]) -> None:
    if "plan for January" in text:  # its days are to come, so their end is not yet
        assert days(text)[0] == wanted[0]
        return
    assert days(text) == wanted


def test_it_takes_weekdays_of_a_period_for_all_of_them() -> None:
    (found,) = query_of("refunds on Tuesdays in May").filters

    assert (found.dimension, found.values) == ("day_of_week", ("Tuesday",))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("refunds Tuesday to Thursday last week", ("Tuesday", "Wednesday", "Thursday")),
        ("refunds by state Thu-Sat last week", ("Thursday", "Friday", "Saturday")),
        ("refunds Friday through Monday in May", ("Friday", "Saturday", "Sunday", "Monday")),
    ],
)
def test_it_takes_days_from_one_to_another(text: str, values: tuple[str, ...]) -> None:
    (found,) = query_of(text).filters

    assert set(found.values) == set(values)


@pytest.mark.parametrize(
    "text",
    [
        "refunds on Friday vs Friday last week",
        "refunds yesterday vs last month",
        "month over month refunds growth this year",
        "refunds at the end of each quarter",
        "refunds as of May 30",
        "refunds as at the end of May by brand",
        "GMROI as of last Saturday",
        "weeks of supply and sell-through as of May 30",
        "refunds at the end of May",
        "refunds at the start of May",
        "inventory turns at the end of May",
        "on hand now and refunds in May",
        "weeks of supply and refunds by brand",
    ],
)
def test_it_declines_days_that_do_not_go_together(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_compares_the_same_days_of_two_years() -> None:
    query = query_of("Q2 refunds by state, 2025 vs 2024")

    assert query.period is not None
    assert getattr(query.period, "year", None) == 2025
    assert getattr(query.comparisons[0].period, "year", None) == 2024
    assert getattr(query.comparisons[0].period, "number", None) == 2


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("budget for gross margin in May", ("planned_gross_margin",)),
        ("the plan for May: sales and gross margin", ("planned_net_sales", "planned_gross_margin")),
        ("what gross margin had we planned in May", ("planned_gross_margin",)),
        ("net sales and plan in May", ("net_sales", "planned_net_sales")),
    ],
)
def test_it_takes_the_plan_of_what_is_named(text: str, metrics: tuple[str, ...]) -> None:
    assert query_of(text).metrics == metrics


def test_it_says_where_there_is_no_plan() -> None:
    outcome = ask("what refunds had we planned in May")

    assert isinstance(outcome, Refusal)
    assert "no plan for returns amount" in outcome.detail


@pytest.mark.parametrize(
    ("text", "op", "values"),
    [
        ("states more than 4% below plan in May", "lt", (-0.04,)),
        ("states between 1 and 4% below plan in May", "between", (-0.04, -0.01)),
        ("states no more than 4% behind plan in May", "gte", (-0.04,)),
        ("states more than 4% ahead of plan in May", "gt", (0.04,)),
        ("brands with a return rate worse than 6% in May", "gt", (0.06,)),
        ("brands with a return rate of 6% or better in May", "lte", (0.06,)),
        ("states with conversion better than 6% in May", "gt", (0.06,)),
    ],
)
def test_it_keeps_a_limit_on_the_side_that_is_meant(
    text: str, op: str, values: tuple[float, ...]
) -> None:
    limit = query_of(text).thresholds[0]

    assert (limit.op, limit.values) == (op, values)


@pytest.mark.parametrize(
    "text",
    ["all states but Texas: refunds in May", "every state but Texas, refunds in May"],
)
def test_it_leaves_out_what_stands_behind_but(text: str) -> None:
    (found,) = query_of(text).filters

    assert (found.op, found.values) == (FilterOp.NOT_IN, ("TX",))


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("refunds without stores opened before 2024 in May", FilterOp.GT),
        ("excluding stores opened since 2024, refunds in May", FilterOp.LT),
    ],
)
def test_it_leaves_out_what_a_date_says(text: str, op: FilterOp) -> None:
    (found,) = query_of(text).filters

    assert found.dimension == "opened_on"
    assert found.op in (op, FilterOp.GTE if op is FilterOp.GT else FilterOp.LT)


def test_it_tells_what_it_took_for_a_slip() -> None:
    outcome = ask("conversoin rate by state in May")

    assert isinstance(outcome, Understood)
    assert any("conversoin" in said and "Conversion rate" in said for said in outcome.assumed)
