"""What ends one name is not taken for the beginning of the next, nor a limit for a name's end."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.asking import query_of
from tests.semantic_layer.interpret.drawn.house import larkfield


@pytest.mark.parametrize("limit", ["over 7", "under 7", "above 7"])
def test_a_limit_behind_a_name_is_no_end_of_it(limit: str) -> None:
    query = query_of(f"marques with stock turns {limit} in May")

    assert [(each.metric, each.values) for each in query.thresholds] == [
        ("inventory_turns", (7.0,))
    ]


def test_what_turns_over_is_the_name() -> None:
    query = query_of("how many times did our stock turn over in May")

    assert (query.metrics, query.thresholds) == (("inventory_turns",), ())


@pytest.mark.parametrize(
    "text",
    [
        "refunds, only promotion Back to School 2025, fiscal 2026 to date",
        "refunds from promotion Back to School 2025, Q2 2026",
        "refunds of Back to School 2025, 2026 to date",
    ],
)
def test_the_year_of_a_name_is_not_listed_with_the_period_behind_it(text: str) -> None:
    query = _asked(text)

    assert [each.values for each in query.filters] == [("Back to School 2025",)]
    assert query.period is not None
    assert "2025" not in query.period.model_dump_json()


def _asked(text: str) -> MetricQuery:
    outcome = larkfield().ask(text)
    assert isinstance(outcome, Understood), outcome
    return outcome.query
