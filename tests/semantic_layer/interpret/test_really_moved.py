"""A ranking of drops holds only what fell, one of gains only what rose."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import Show
from tests.semantic_layer.interpret.asking import query_of
from tests.semantic_layer.interpret.drawn.house import dunmore


@pytest.mark.parametrize(
    ("text", "show", "op"),
    [
        ("biggest drops in refunds by state in May", Show.GROWTH, "lt"),
        ("which states had the largest losses in footfall in May", Show.GROWTH, "lt"),
        ("top 6 declines in refunds by marque in May", Show.GROWTH, "lt"),
        ("the six largest marque declines in $ in May", Show.CHANGE, "lt"),
        ("biggest gains in footfall by state in May", Show.GROWTH, "gt"),
        ("sharpest decrease in return rate by state in May", Show.CHANGE, "lt"),
    ],
)
def test_it_keeps_what_moved_that_way(text: str, show: Show, op: str) -> None:
    query = query_of(text)
    (limit,) = query.thresholds

    assert (limit.show, limit.op, limit.values) == (show, op, (0.0,))
    assert query.ranking is not None
    assert (query.ranking.by, query.ranking.show) == (limit.metric, show)


@pytest.mark.parametrize(
    "text",
    [
        "biggest change in footfall by state in May",
        "fastest growing states in May",
        "states with the smallest drops in footfall in May",
        "top 6 marques by refunds in May",
    ],
)
def test_other_rankings_hold_whatever_comes_first(text: str) -> None:
    assert query_of(text).thresholds == ()


def test_a_number_called_drops_may_have_risen() -> None:
    asked = "top 5 trades by growth of drops last month"

    understood = dunmore().ask(asked)

    assert isinstance(understood, Understood)
    assert understood.query.ranking is not None
    assert understood.query.thresholds == ()
