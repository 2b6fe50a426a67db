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
    "ours": (f"#{MARK}", "rows", f'<a href="#rows-{MARK}" tabindex="-1">'),
    "ours, where nothing leads anywhere": (f"#{MARK}", "", None),
    "another address": ("https://evil.example/", "rows", None),
    "a script": ("javascript:alert(1)", "rows", None),
    "more than a mark": (f'#{MARK}ff"><script>', "rows", None),
}


@pytest.mark.parametrize("name", LED)
def test_a_mark_leads_to_an_address_of_ours_or_nowhere(name: str) -> None:
    leads, rows, link = LED[name]
    values = [{"region": "West", "sales": 3, "leads": leads}]
    encoding = {**BARS["encoding"], "href": {"field": "leads", "type": "nominal"}}

    wide, _ = draw(
        {**BARS, "data": {"values": values}, "encoding": encoding}, "Sales", leads_to=rows
    )

    assert (link in wide.svg) if link else ("<a" not in wide.svg)
    assert "evil" not in wide.svg
    assert "script" not in wide.svg
    assert ('role="img"' in wide.svg) == (link is None)
    assert ('aria-hidden="true"' in wide.svg.partition(">")[0]) == (link is not None)


def test_what_a_mark_says_is_told_where_it_is_pointed_at() -> None:
    encoding = {**BARS["encoding"], "description": {"field": "region"}}

    wide, _ = draw({**BARS, "encoding": encoding}, "Sales by region")

    assert "<title>West</title>" in wide.svg
