"""What nothing leaves out may be said to be kept in, and nothing changes."""

from __future__ import annotations

import pytest

from semantic_layer.interpret.outcome import Refusal
from tests.semantic_layer.interpret.asking import ask, query_of


@pytest.mark.parametrize(
    "kept",
    [
        "including Beauty",
        "including Kids and Beauty",
        "don't leave out the App",
        "do not exclude the Outlet stores",
        "incl Beauty",
    ],
)
def test_it_keeps_in_what_nothing_leaves_out(kept: str) -> None:
    assert query_of(f"units by state in May, {kept}") == query_of("units by state in May")


@pytest.mark.parametrize(
    "text",
    [
        "units in the West by brand in May, including Texas",  # another part of the same
        "comp sales in May, including Texas",  # leaves stores out
        "visitors by state in May, including Beauty",  # a visitor is of no department
        "units by state in May, including only Beauty",
    ],
)
def test_it_declines_where_it_would_change_something(text: str) -> None:
    assert isinstance(ask(text), Refusal)
