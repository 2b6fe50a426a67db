"""What is told with each choice of what is asked back: the definitions that are its own."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.consequences import with_consequences
from semantic_layer.interpret.outcome import Choice, Clarification
from semantic_layer.query import Filter, MetricQuery
from tests.semantic_layer.interpret.asking import ask, whole_index


def told(text: str) -> dict[str, str]:
    outcome = ask(text)
    assert isinstance(outcome, Clarification), outcome
    offered = with_consequences(outcome.choices, whole_index())
    return {each.label: each.consequence for each in offered}


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("margin by brand", ("gross_margin", "gross_margin_rate")),
        ("stock in the West", ("on_hand_units", "inventory_value")),
    ],
)
def test_a_number_is_told_by_its_definition(text: str, metrics: tuple[str, ...]) -> None:
    expected = {whole_index().metric(name) for name in metrics}

    assert told(text) == {each.label: each.description for each in expected}


def test_a_member_is_told_by_what_its_dimension_is() -> None:
    index = whole_index()
    west = MetricQuery(metrics=("orders",), filters=(Filter(dimension="region", values=("West",)),))
    home = MetricQuery(
        metrics=("orders",), filters=(Filter(dimension="home_region", values=("West",)),)
    )

    offered = with_consequences((Choice("one", west), Choice("other", home)), index)

    names = ("region", "home_region")
    assert [each.consequence for each in offered] == [index.dimension(n).description for n in names]


def test_a_single_one_is_told_whole() -> None:
    index = whole_index()
    offered = (Choice("this", MetricQuery(metrics=("orders", "units_sold"))),)

    (choice,) = with_consequences(offered, index)

    assert choice.consequence.startswith(index.metric("orders").description)
    assert choice.consequence.endswith(index.metric("units_sold").description)


def test_what_has_no_query_has_none() -> None:
    assert with_consequences((Choice("tell me more", None),), whole_index())[0].consequence == ""
