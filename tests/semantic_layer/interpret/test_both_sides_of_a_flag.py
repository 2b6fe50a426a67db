"""What has a flag beside what has it not, a row each; no member is set against all others."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "text",
    [
        "own brand units next to everyone else's in May",
        "units in May, own brand vs the rest",
        "own brand against everything else, units in May",
        "own brand units and non own brand units in May",
        "private label and non-private label units in May",
        "private label vs not private label, units in May",
        "units with and without private label in May",
        "compare private label with the rest, units in May",
        "private label compared to other products, units in May",
    ],
)
def test_it_shows_both_sides_of_a_flag(text: str) -> None:
    query = query_of(text)

    assert (query.metrics, query.dimensions) == (("units_sold",), ("is_private_label",))
    assert query.filters == ()


def test_it_sets_holidays_against_other_days() -> None:
    query = query_of("units on holidays vs all other days in 2025")

    assert query.dimensions == ("is_holiday",)


@pytest.mark.parametrize(
    "text",
    [
        "Belts vs the rest, units in May",
        "Belts and non-Belts units in May",
        "units in and not in Texas in May",
        "units with and without promotion in May",
        "units with and without any promotion in May",
        "West vs other regions, units in May",
        "private label vs other stores, units in May",
        "units at the other stores in May",
    ],
)
def test_it_does_not_sum_up_all_the_others(text: str) -> None:
    assert isinstance(ask(text), Refusal)
