"""A chart stands in the page as a browser reads it, whatever else the process has drawn."""

from xml.etree import ElementTree as Tree

from bi_app.web.chart import SVG, draw

BARS = {
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
