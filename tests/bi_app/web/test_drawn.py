"""A picture is drawn once for the very same rows, and once more for any other."""

from collections.abc import Iterator
from typing import Any

import pytest
import vl_convert

from bi_app import sealed
from bi_app.web.chart import svg_of
from tests.bi_app.web.test_chart import BARS

OTHERS: dict[str, dict[str, Any]] = {
    "another number": {**BARS, "data": {"values": [{"region": "West", "sales": 4}]}},
    "a row less": {**BARS, "data": {"values": BARS["data"]["values"][:1]}},
    "another kind": {**BARS, "mark": "point"},
}


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the library draws, one after the other."""
    drew: list[str] = []
    draws = vl_convert.vegalite_to_svg

    def draw(*of: Any, **how: Any) -> str:
        drew.append(draws(*of, **how))
        return drew[-1]

    sealed.forget("drawing")
    monkeypatch.setattr(vl_convert, "vegalite_to_svg", draw)
    yield drew
    sealed.forget("drawing")


def test_it_is_drawn_once_for_the_same_rows(drawings: list[str]) -> None:
    first, second = svg_of(BARS, 620), svg_of(BARS, 620)

    assert [first] == [second] == drawings


@pytest.mark.parametrize("name", OTHERS)
def test_it_is_drawn_for_whatever_differs(name: str, drawings: list[str]) -> None:
    svg_of(BARS, 620)

    other = svg_of(OTHERS[name], 620)

    assert [other] == drawings[1:]


def test_it_is_drawn_for_each_width(drawings: list[str]) -> None:
    svg_of(BARS, 620)
    svg_of(BARS, 250)

    assert len(drawings) == 2


def test_one_that_was_changed_in_redis_is_drawn_anew(drawings: list[str]) -> None:
    svg_of(BARS, 620)
    (key,) = sealed.client().keys("aisle:drawing:*")
    sealed.client().append(key, b"<script>")

    again = svg_of(BARS, 620)

    assert [again] == drawings[1:]
