"""Numbers that are spelled out, names that are cut short, and what is said of plans."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.numerals import part, spelled
from semantic_layer.interpret.outcome import Analysis, AnalysisKind, Refusal
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Show
from tests.semantic_layer.interpret.asking import ask, query_of

NUMBERS = {
    "seven": 7,
    "nineteen": 19,
    "forty": 40,
    "fifty two": 52,
    "ninety nine": 99,
    "hundred": 100,
    "two hundred": 200,
    "three hundred fifty": 350,
    "one hundred twenty one": 121,
    "a": None,
    "dozen": 12,
    "two dozen": 24,
    "stores": None,
}


@pytest.mark.parametrize("words", NUMBERS)
def test_it_reads_a_number_that_is_spelled_out(words: str) -> None:
    said = words.split()

    assert spelled(said) == (None if NUMBERS[words] is None else (len(said), NUMBERS[words]))


@pytest.mark.parametrize(
    ("words", "number"), [("seven eight", 7), ("twenty ten", 20), ("five forty", 5)]
)
def test_it_ends_a_number_where_the_next_begins(words: str, number: float) -> None:
    assert spelled(words.split()) == (1, number)


PARTS = {
    "half of": (1, 50.0),
    "a half of": (2, 50.0),
    "a quarter of": (2, 25.0),
    "one fifth of": (2, 20.0),
    "three quarters of": (2, 75.0),
    "two thirds of": (2, 200 / 3),
    "nine tenths of": (2, 90.0),
    "third of": None,  # the third of May
    "a third": None,
    "the third of": None,
    "quarter of": None,
}


@pytest.mark.parametrize("words", PARTS)
def test_it_reads_a_part_of_something_in_percent(words: str) -> None:
    assert part(words.split()) == PARTS[words]


LIMITS = {
    "brands with more than fifty-two refunds": (52.0,),
    "districts with over two hundred visitors": (200.0,),
    "districts with fewer than three hundred fifty visitors": (350.0,),
    "seasons with over four thousand returned units": (4000.0,),
    "seasons with over fifty thousand dollars of refunds": (50_000.0,),
    "seasons with at least two million in gross sales": (2_000_000.0,),
    "districts with between forty and sixty visitors": (40.0, 60.0),
    "districts with at least three dozen visitors": (36.0,),
    "districts with over a dozen visitors": (12.0,),
    "seasons with a stockout rate under seven percent": (0.07,),
    "seasons with a stockout rate of twenty one percent or more": (0.21,),
    "seasons with a stockout rate above half of all": (0.5,),
    "seasons with a stockout rate above a fifth of all": (0.2,),
}


@pytest.mark.parametrize("text", LIMITS)
def test_it_limits_by_a_number_in_words(text: str) -> None:
    (limit,) = query_of(f"{text} in June").thresholds

    assert limit.values == LIMITS[text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("top fourteen suppliers by late PO value", 14),
        ("seventeen suppliers with the most late PO value", 17),
        ("top forty-four suppliers by late PO value", 44),
        ("top dozen suppliers by late PO value", 12),
        ("top two dozen suppliers by late PO value", 24),
    ],
)
def test_it_ranks_by_a_number_in_words(text: str, count: int) -> None:
    ranking = query_of(text).ranking

    assert ranking is not None
    assert ranking.limit == count


def test_it_counts_units_of_time_in_words() -> None:
    query = query_of("late PO value by supplier over the last thirty-nine weeks")

    assert query.period == Relative(unit=Unit.WEEK, offset=-39, count=39)


def test_it_tells_points_from_percent() -> None:
    (points,) = query_of("states whose conversion fell by more than two points").thresholds
    (percent,) = query_of("states whose visitors fell by more than two percent").thresholds

    assert (points.show, points.values) == (Show.CHANGE, (-0.02,))
    assert (percent.show, percent.values) == (Show.GROWTH, (-0.02,))


SHORT = {
    "conv by state": "conversion_rate by state",
    "labor hrs by state": "labor_hours by state",
    "fill pct by supplier": "fill_rate by supplier_name",
    "fill % by supplier": "fill_rate by supplier_name",
    "loyalty pct by state": "loyalty_share by state",
    "promo pct by season": "promo_share by season",
    "online mix by season": "online_share by season",
    "oos percentage by season": "stockout_rate by season",
    "gm pct by season": "gross_margin_rate by season",
    "mkdn pct by season": "markdown_rate by season",
    "rtn rate by season": "return_rate by season",
    "inv turns by season": "inventory_turns by season",
    "stock amount by season": "inventory_value by season",
    "late po amount by supp": "late_po_value by supplier_name",
    "trx by state": "orders by state",
    "uts per trx by state": "units_per_transaction by state",
    "returned uts by season": "returned_units by season",
    "cust retention by home region": "customer_retention_rate by home_region",
    "labor hrs by dist": "labor_hours by district",
    "discounts by promo": "discounts by promotion_name",
    "refunds by ctgry": "returns_amount by category",
}


@pytest.mark.parametrize("text", SHORT)
def test_it_knows_a_name_by_its_short_form(text: str) -> None:
    query = query_of(f"{text} in June")

    assert f"{query.metrics[0]} by {query.dimensions[0]}" == SHORT[text]
    assert len(query.metrics) == len(query.dimensions) == 1


BEHIND_OR_AHEAD = {
    "which states fell short of their revenue target by more than 4%": ("lt", -0.04),
    "states that missed their sales budget by at least six percent": ("lte", -0.06),
    "which states trailed budget by more than 2%": ("lt", -0.02),
    "states under their plan by more than three points": ("lt", -0.03),
    "states that beat their net sales target by more than 5%": ("gt", 0.05),
    "states that surpassed the revenue budget by more than 5%": ("gt", 0.05),
    "states ahead of target by 5% or more": ("gte", 0.05),
    "which states are behind their target": ("lt", 0.0),
    "states that failed their sales plan": ("lt", 0.0),
    "states that topped plan": ("gt", 0.0),
    "states that outperformed their budget": ("gt", 0.0),
}


@pytest.mark.parametrize("text", BEHIND_OR_AHEAD)
def test_it_knows_which_side_of_plan_is_meant(text: str) -> None:
    op, value = BEHIND_OR_AHEAD[text]
    query = query_of(f"{text} in June")

    assert (query.metrics, query.dimensions) == (("sales_vs_plan",), ("state",))
    (limit,) = query.thresholds
    assert (limit.op, limit.values) == (op, (value,))


PLANS = {
    "the plan for next quarter: sales and gross margin": (
        "planned_net_sales",
        "planned_gross_margin",
    ),
    "plan for next quarter by state": ("planned_net_sales",),
    "sales target for next quarter by state": ("planned_net_sales",),
    "gross margin plan for the next three weeks": ("planned_gross_margin",),
    "what gross margin had we planned in June": ("planned_gross_margin",),
    "the plan for gross margin next quarter": ("planned_gross_margin",),
}


@pytest.mark.parametrize("text", PLANS)
def test_it_gives_the_plan_that_is_known_ahead(text: str) -> None:
    query = query_of(text)

    assert set(query.metrics) == set(PLANS[text])
    assert query.comparisons == ()


@pytest.mark.parametrize(
    "text",
    [
        "refunds next quarter",
        "the plan for next quarter: sales and refunds",  # refunds have no plan
        "what will visitors be by state",
        "outlook for refunds this month",
    ],
)
def test_it_forecasts_what_has_no_plan(text: str) -> None:
    outcome = ask(text)

    assert isinstance(outcome, Analysis), outcome
    assert outcome.kind is AnalysisKind.FORECAST


@pytest.mark.parametrize("text", ["visitors expected in June", "forecast of refunds in June"])
def test_it_forecasts_no_days_that_are_over(text: str) -> None:
    assert isinstance(ask(text), Refusal)


def test_it_takes_by_reason_for_the_breakdown_where_there_is_one() -> None:
    query = query_of("refunds in June by reason")
    others = ask("labor cost in June by reason")

    assert query.dimensions == ("reason",)
    assert isinstance(others, Analysis)
    assert others.kind is AnalysisKind.DRIVERS
