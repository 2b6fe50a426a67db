"""Whether a plan was made or last year was beaten, and how a stock changed between two days."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.period import Dates, Named, Relative, Unit, Within
from semantic_layer.query import Basis, Comparison, ComparisonKind, Show
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize("verb", ["make", "meet", "reach", "hit", "achieve", "outperform", "trail"])
@pytest.mark.parametrize("plan", ["plan", "its budget", "the sales target"])
def test_it_tells_how_far_from_plan_one_was(verb: str, plan: str) -> None:
    query = query_of(f"did Utah {verb} {plan} in May")

    assert (query.metrics, query.thresholds) == (("sales_vs_plan",), ())


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("which states made plan in May", "gt"),
        ("which states did not make plan in May", "lte"),
        ("states that didn't reach budget in May", "lte"),
        ("which doors failed to hit target in May", "lte"),
        ("how many states met plan in May", "gt"),
        ("which states were lower than plan in May", "lt"),
    ],
)
def test_it_keeps_those_that_made_plan_or_did_not(text: str, op: str) -> None:
    (limit,) = query_of(text).thresholds

    assert (limit.metric, limit.op, limit.values) == ("sales_vs_plan", op, (0.0,))


@pytest.mark.parametrize(
    "text",
    [
        "did gross profit beat plan in May",
        "did we make our margin plan in May",
        "was gross margin below budget in May",
        "did Utah miss its margin target in May",
    ],
)
def test_a_number_with_a_plan_of_its_own_is_told_beside_it(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("gross_margin",)
    (comparison,) = query.comparisons
    assert comparison.kind is ComparisonKind.PLAN
    assert set(comparison.show) == {Show.COMPARISON, Show.CHANGE, Show.GROWTH}


def test_it_keeps_groups_by_a_number_with_a_plan_of_its_own() -> None:
    query = query_of("which states beat plan in gross profit in May")

    (limit,) = query.thresholds
    assert (limit.metric, limit.show, limit.op) == ("gross_margin", Show.GROWTH, "gt")
    assert [each.kind for each in query.comparisons] == [ComparisonKind.PLAN]


def test_a_number_without_a_plan_is_neither_ahead_nor_behind() -> None:
    assert isinstance(ask("did footfall beat plan in May"), Refusal)


@pytest.mark.parametrize(
    ("text", "metrics", "show"),
    [
        ("did Hats beat last year in May", ("net_sales",), Show.GROWTH),
        ("are we ahead of last year", ("net_sales",), Show.GROWTH),
        ("was footfall below last year in May", ("visitors",), Show.GROWTH),
        ("did refunds exceed last year in Utah in May", ("returns_amount",), Show.GROWTH),
        ("is conversion trailing last year this month", ("conversion_rate",), Show.CHANGE),
        ("are we tracking behind last year this quarter", ("net_sales",), Show.GROWTH),
    ],
)
def test_it_sets_last_year_beside(text: str, metrics: tuple[str, ...], show: Show) -> None:
    query = query_of(text)

    assert (query.metrics, query.thresholds) == (metrics, ())
    assert [each.kind for each in query.comparisons] == [ComparisonKind.LAST_YEAR]
    assert query.comparisons[0].show == (Show.COMPARISON, show)


def test_it_sets_the_period_beside_that_is_named() -> None:
    query = query_of("did refunds this week beat last week")
    assert query.period == Relative(unit=Unit.WEEK)
    (comparison,) = query.comparisons
    assert comparison.period == Relative(unit=Unit.WEEK, offset=-1)


def test_what_is_beaten_needs_a_time_of_its_own() -> None:
    assert isinstance(ask("did refunds beat May"), Refusal)


QUARTER_ENDS = [
    Within(unit=Unit.DAY, position=-1, period=Named(unit=Unit.QUARTER, number=number))
    for number in (1, 2)
]


@pytest.mark.parametrize(
    "text",
    [
        "change in stock value from the end of Q1 to the end of Q2",
        "how much did stock value change between the end of Q1 and the end of Q2",
        "by how much did stock value rise from the end of Q1 to the end of Q2",
    ],
)
def test_a_stock_changes_from_one_day_to_the_other(text: str) -> None:
    query = query_of(text)

    assert query.metrics == ("inventory_value",)
    assert query.period == QUARTER_ENDS[1]
    (comparison,) = query.comparisons
    assert (comparison.kind, comparison.period) == (ComparisonKind.PERIOD, QUARTER_ENDS[0])


def test_a_stock_changes_between_dates() -> None:
    query = query_of("change in on hand units from 4 May 2026 to 9 June 2026")

    first, last = date(2026, 5, 4), date(2026, 6, 9)
    assert query.period == Dates(start=last, end=last)
    assert query.comparisons == (
        Comparison(
            kind=ComparisonKind.PERIOD,
            period=Dates(start=first, end=first),
            show=(Show.COMPARISON, Show.CHANGE),
        ),
    )


def test_a_stock_changes_up_to_the_latest_day() -> None:
    query = query_of("change in on hand units since the end of May")

    assert query.comparisons[0].period == Within(
        unit=Unit.DAY, position=-1, period=Named(unit=Unit.MONTH, month_of=5)
    )
    assert isinstance(ask("change in on hand units since May"), Refusal)


def test_a_flow_over_days_is_added_up_and_a_series_stays_one() -> None:
    flow = query_of("growth in refunds from 4 May 2026 to 9 June 2026")
    assert flow.comparisons[0].kind is ComparisonKind.LAST_YEAR

    series = query_of("change in on hand units by month from the end of May to the end of July")
    assert series.grain is not None
    assert series.comparisons[0].kind is ComparisonKind.LAST_YEAR


@pytest.mark.parametrize("judged", ["better", "worse", "really worse"])
def test_which_of_two_was_better_needs_no_number(judged: str) -> None:
    query = query_of(f"was May {judged} than April")

    assert query.metrics == ("net_sales",)
    (comparison,) = query.comparisons
    assert comparison.period == Named(unit=Unit.MONTH, month_of=4)


MATCHING = Comparison(kind=ComparisonKind.LAST_YEAR, basis=Basis.LIKE_FOR_LIKE)


@pytest.mark.parametrize(
    "text",
    [
        "was fiscal 2024 worse than 2023",
        "were refunds in fiscal 2024 better than in fiscal 2023",
        "did Utah do better in Q4 2024 than in Q4 2023",
    ],
)
def test_the_matching_weeks_stand_beside_a_longer_year(text: str) -> None:
    outcome = ask(text)
    assert isinstance(outcome, Understood)

    first, second = outcome.query.comparisons
    assert (first.kind, second) == (ComparisonKind.PERIOD, MATCHING)
    assert any("matching weeks" in each for each in outcome.assumed)


@pytest.mark.parametrize(
    "text",
    [
        "was fiscal 2025 better than 2024",  # as many weeks
        "was calendar 2025 better than calendar 2024",  # a leap day is no week
        "was fiscal 2026 worse than 2023",  # not over, and not the year after
        "was September 2026 better than August 2026",  # five weeks and four, next to each other
        "refunds in fiscal 2024 compared with fiscal 2023",  # nothing is judged
    ],
)
def test_years_as_long_stand_alone(text: str) -> None:
    assert len(query_of(text).comparisons) == 1


@pytest.mark.parametrize(
    ("year", "compared"),
    [
        ("fiscal 2026", "last year (2 February 2025 to 31 January 2026)"),
        ("calendar 2026", "the previous period (1 January to 31 December 2025)"),
        ("fiscal 2026 to date", "last year (2 February to 13 November 2025)"),
    ],
)
def test_days_in_brackets_are_those_of_a_whole_plan(year: str, compared: str) -> None:
    query = query_of(f"planned net sales by state, {year}; compared with {compared}")

    assert len(query.comparisons) == 1
