"""Two questions ask the same where all but courtesies and names of one thing is the same."""

import pytest

from semantic_layer.interpret.alike import Alike, alike
from tests.semantic_layer.interpret.asking import CLOCK, seen_by

SAME = [
    ("return rate in 2025", "Could you please tell me the return rate for 2025?"),
    ("return rate in 2025", "What was the return rate in 2025, thanks!"),
    ("return rate in 2025", "RETURN RATE IN 2025"),
    ("net sales last month", "net revenue of the previous month"),
    ("AOV by district in May", "average order value by districts in May"),
    ("orders by region this year", "hi team, can we see orders by region this year please"),
    ("frobs of gadgets last week", "Good morning! Frobs of gadgets last week?"),
    ("net sales of 1,500 stores in May", "net sales of 1500 stores in May"),
]
OTHER = [
    ("return rate in 2025", "return rate in 2026"),
    ("net sales last month", "net sales this month"),
    ("net sales last month", "net sales in October 2026"),
    ("net sales fiscal 2025", "net sales calendar 2025"),
    ("net sales 2025 vs 2024", "net sales 2024 vs 2025"),
    ("net sales of frobs in 2025", "2025 net sales of frobs"),
    ("orders by region this year", "orders by state this year"),
    ("orders by region this year", "orders of region this year"),
    ("orders in Ohio", "orders not in Ohio"),
    ("orders with gadgets", "orders without gadgets"),
    ("stores with orders > 40", "stores with orders < 40"),
    ("stores with orders over 5", "stores with orders over 5%"),
    ("stores with orders over 5", "stores with orders over -5"),
    ("stores with orders over 5", "stores with orders over 5k"),
    ("frobs of gadgets", "gadgets of frobs"),
    ("frobs that came back", "frobs that went out"),
    ("net sales OR orders", "net sales or orders"),
    ("net sales of limited shoes", "net sales of The limited shoes"),
    ("return rate", "what is return rate"),
    ("net sales", "gross sales"),
    ("margin last month", "gross margin last month"),
]


def compared(text: str) -> Alike:
    index, policy = seen_by("executive")
    found = alike(text, index, policy, CLOCK)
    assert found is not None
    return found


@pytest.mark.parametrize(("one", "other"), SAME)
def test_it_takes_for_the_same(one: str, other: str) -> None:
    assert compared(one).slots == compared(other).slots


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_it_tells_apart(one: str, other: str) -> None:
    assert compared(one).slots != compared(other).slots


def test_what_is_compared_in_meaning_has_no_courtesies_and_calls_each_thing_by_its_name() -> None:
    found = compared("Hello, could you show me AOV of frobs by districts in May? Thanks")

    assert found.bare == "Average order value of frobs by District in May"


@pytest.mark.parametrize(
    ("text", "whole"),
    [("return rate in May", True), ("return rate", False), ("in May", False), ("by frob", False)],
)
def test_it_is_whole_with_a_number_and_a_time(text: str, whole: bool) -> None:
    assert compared(text).whole is whole


@pytest.mark.parametrize("text", ["please", "Could you show me?", "net sales the week before"])
def test_what_leans_on_another_question_is_like_none(text: str) -> None:
    index, policy = seen_by("executive")

    assert alike(text, index, policy, CLOCK) is None


def test_names_that_are_closed_are_words_like_others() -> None:
    """Nothing of what is hidden shows in how a question is compared."""
    index, policy = seen_by("manager")

    found = alike("gross margin in May", index, policy, CLOCK)

    assert found is not None
    assert "word gross" in found.slots
