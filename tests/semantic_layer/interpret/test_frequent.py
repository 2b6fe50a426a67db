"""What happens how often is counted, and not added up in money."""

from __future__ import annotations

import pytest

from tests.semantic_layer.interpret.asking import query_of


@pytest.mark.parametrize(
    "text",
    [
        "which return reason is most common in May",
        "the most frequent return reason in May",
        "which reason is given most often for returns in May",
        "least common return reason in May",
    ],
)
def test_it_ranks_by_how_often(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("returned_units",), ("reason",))
    assert query.ranking is not None
    assert query.ranking.limit == 1


@pytest.mark.parametrize("many", ["how many returns", "number of returns"])
def test_it_counts_where_a_number_of_them_is_asked_for(many: str) -> None:
    assert query_of(f"{many} by state in May").metrics == ("returned_units",)


@pytest.mark.parametrize("much", ["how much was refunded", "value of returns", "returns"])
def test_it_adds_up_money_else(much: str) -> None:
    assert query_of(f"{much} by state in May").metrics == ("returns_amount",)


def test_a_number_that_is_called_otherwise_is_not_counted_in_its_place() -> None:
    assert query_of("how many discounts by state in May").metrics != ("units_sold",)
