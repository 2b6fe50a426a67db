"""How "it" moved is told of the number before, and not of what was sold."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal, Understood
from semantic_layer.query import ComparisonKind, Show
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize("text", ["how has it moved since last year", "has it shifted vs ly"])
def test_it_moved_is_said_of_the_number_before(text: str) -> None:
    query = query_of(text, query_of("return rate by state in May"))
    (compared,) = query.comparisons

    assert (query.metrics, query.dimensions) == (("return_rate",), ("state",))
    assert compared.kind is ComparisonKind.LAST_YEAR
    assert Show.CHANGE in compared.show


def test_without_a_number_before_nothing_has_moved() -> None:
    assert not isinstance(ask("how has it moved since last year"), Understood)


def test_what_was_moved_is_still_what_was_sold() -> None:
    assert query_of("how many pieces did Ohio move in May").metrics == ("units_sold",)


def test_a_month_has_not_moved_since_itself() -> None:
    before = query_of("refunds by state in October")

    outcome = ask("how has it moved since last month", previous=before)

    assert isinstance(outcome, Refusal)
    assert "compared with itself" in outcome.detail
