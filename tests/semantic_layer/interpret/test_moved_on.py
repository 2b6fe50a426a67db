"""Is "on" or "over" a period what a change is measured by, or when it happened?"""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from semantic_layer.period import Named, Relative, Unit
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("gross margin change on last month by region", Unit.MONTH),
        ("how much are orders up on last week", Unit.WEEK),
        ("percentage change in returns on last quarter", Unit.QUARTER),
        ("in which stores have visitors fallen on last week", Unit.WEEK),
    ],
)
def test_a_change_on_the_last_one_is_of_the_current_one(text: str, unit: Unit) -> None:
    query = query_of(text)

    assert query.period == Relative(unit=unit)
    assert [each.period for each in query.comparisons] == [Relative(unit=unit, offset=-1)]


@pytest.mark.parametrize(
    "text",
    [
        "how did units grow in October over October 2025",
        "orders in Q2 2026 over Q2 2025 by region",
        "by how much did refunds rise in September over August",
    ],
)
def test_a_period_over_another_of_its_kind_is_compared(text: str) -> None:
    query = query_of(text)

    assert isinstance(query.period, Named)
    assert isinstance(query.comparisons[0].period, Named)


@pytest.mark.parametrize(
    "text", ["orders over the last 6 weeks by region", "stores behind plan on last week"]
)
def test_what_happened_over_or_on_some_days_is_of_them(text: str) -> None:
    assert query_of(text).comparisons == ()


@pytest.mark.parametrize(
    "text",
    ["units % change on last month by channel, October", "net sales in 2026 over 2025 by channel"],
)
def test_what_cannot_be_told_is_declined(text: str) -> None:
    assert isinstance(ask(text), Refusal)
