"""A chart stands in the page as a browser reads it, whatever else the process has drawn."""

from typing import Any
from xml.etree import ElementTree as Tree

import pytest

from bi_app.web.chart import SVG, draw

BARS: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"region": "West", "sales": 3}, {"region": "East", "sales": 2}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "sales", "type": "quantitative"},
        "y": {"field": "region", "type": "nominal"},
    },
}


def test_it_draws_plain_elements_after_another_library_has_named_them() -> None:
    Tree.register_namespace("svg", SVG)  # as the drawing of codes to scan does

    wide, slim = draw(BARS, "Sales by region")

    for each in (wide, slim):
        assert each.svg.startswith("<svg ")
        assert "svg:" not in each.svg
        assert "West" in each.svg


MARK = "0123456789ab"
LED = {
    "ours": (f"https://charts.example/#{MARK}", "rows", f'<a href="#rows-{MARK}" tabindex="-1">'),
    "ours, where nothing leads anywhere": (f"#{MARK}", "", None),
    "another address": ("https://evil.example/", "rows", None),
    "a script": ("javascript:alert(1)//", "rows", None),
    "more than a mark": (f"#{MARK}ff", "rows", None),
    "a name": ("#West", "rows", None),
}
LEADING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<a xlink:href="{}" href="{}" onclick="alert(1)"><path d="M0,0"/></a></svg>'
)


@pytest.mark.parametrize("name", LED)
def test_a_mark_leads_to_an_address_of_ours_or_nowhere(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, rows, link = LED[name]
    monkeypatch.setattr("bi_app.web.chart.svg_of", lambda *_: LEADING.format(address, address))

    wide, _ = draw(BARS, "Sales", leads_to=(lambda mark: f"#{rows}-{mark}") if rows else None)

    assert (link in wide.svg) if link else ("href" not in wide.svg and "<a " not in wide.svg)
    assert "alert" not in wide.svg
    assert ('role="img"' in wide.svg) == (link is None)
    assert ('aria-hidden="true"' in wide.svg) == (link is not None)


def test_what_a_mark_says_is_told_where_it_is_pointed_at() -> None:
    described = {"description": {"field": "region", "type": "nominal"}}

    wide, _ = draw({**BARS, "encoding": BARS["encoding"] | described}, "Sales by region")

    assert "<title>West</title>" in wide.svg


def test_a_bar_without_a_number_keeps_its_place() -> None:
    values = [{"region": "West", "sales": 3}, {"region": "East", "sales": None}]

    wide, _ = draw({**BARS, "data": {"values": values}}, "Sales by region")

    assert "East" in wide.svg


@pytest.mark.parametrize(("name", "widths_cut"), [("West", []), ("W" * 40, ["wide", "slim"])])
def test_a_name_is_cut_where_it_has_no_room(name: str, widths_cut: list[str]) -> None:
    values = [{"label": name, "sales": 3}, {"label": "East", "sales": 2}]
    by_name = {**BARS["encoding"], "y": {"field": "label", "type": "nominal"}}

    drawings = draw({**BARS, "data": {"values": values}, "encoding": by_name}, "Sales")

    assert [each.width for each in drawings if "…</text>" in each.svg] == widths_cut
    assert all("East</text>" in each.svg for each in drawings)
