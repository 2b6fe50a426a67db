"""Who says that something else begins is not answered about what came before."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "opening",
    [
        "reset.",
        "New question:",
        "forget that -",
        "ok, something else:",
        "Moving on,",
        "start over;",
    ],
)
def test_it_begins_afresh(opening: str) -> None:
    before = query_of("orders by brand in Ohio in May")

    assert query_of(f"{opening} how many refunds", before) == query_of("how many refunds")


@pytest.mark.parametrize("text", ["reset", "forget that", "reset the plan for May"])
def test_it_asks_nothing_alone_and_changes_no_data(text: str) -> None:
    assert isinstance(ask(text), Refusal)
