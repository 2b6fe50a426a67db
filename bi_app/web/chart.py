"""How does a chart's specification become a picture inside the page?

It is drawn on the server, so that it is there without scripts, once for a wide page and once for a
slim one. Colours are the style sheet's tokens, so that light and dark need no second drawing. What
came out is read again and only known elements and attributes are let through: a store's name is
text, whatever it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Tree

import vl_convert
from django.utils.safestring import SafeString, mark_safe

from semantic_layer.present import sized, themed

SVG = "http://www.w3.org/2000/svg"
WIDTHS = {"wide": 620, "slim": 250}
LEGEND_ENTRY = 125  # of its name and symbol
ELEMENTS = frozenset({"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title"})
ATTRIBUTES = frozenset(
    {
        *("viewBox", "width", "height", "transform", "d", "x", "y", "x1", "y1", "x2", "y2"),
        *("r", "cx", "cy", "dx", "dy", "fill", "fill-opacity", "opacity", "display"),
        *("stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("text-anchor", "font-size", "font-weight", "aria-hidden", "pointer-events"),
    }
)
COLOURS = (
    "var(--accent)",
    "var(--then)",
    "var(--series-3)",
    "var(--series-4)",
    "var(--series-5)",
    "var(--series-6)",
)
SHADES = tuple(f"var(--shade-{step})" for step in range(1, 6))
THEME: Mapping[str, Any] = {
    "background": None,
    "padding": {"left": 16, "top": 4, "right": 24, "bottom": 4},  # fonts differ in width
    "font": "sans-serif",
    "view": {"stroke": None},
    "range": {
        "category": list(COLOURS),
        "ordinal": [*COLOURS[:1], *COLOURS[2:], COLOURS[1]],
        "heatmap": list(SHADES),
    },
    "axis": {
        "domain": False,
        "ticks": False,
        "gridColor": "var(--line)",
        "labelColor": "var(--ink-soft)",
        "labelFontSize": 12,
        "labelPadding": 6,
        "labelSeparation": 14,  # fonts differ in width
        "titleColor": "var(--ink-soft)",
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "title": {
        "color": "var(--ink)",
        "fontSize": 13,
        "fontWeight": "normal",
        "subtitleColor": "var(--ink-soft)",
        "subtitleFontSize": 12,
        "offset": 8,
    },
    "header": {"labelColor": "var(--ink)", "labelFontSize": 12},
    "legend": {
        "labelColor": "var(--ink-soft)",
        "labelFontSize": 12,
        "titleColor": "var(--ink-soft)",
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "orient": "top",
        "columnPadding": 28,
        "labelLimit": 220,
    },
    "mark": {"color": COLOURS[0]},
    "text": {"color": "var(--ink)", "fontSize": 12},
    "bar": {"cornerRadiusEnd": 2},
    "line": {"strokeWidth": 2},
    "rule": {"color": "var(--edge)"},
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """`width` is the class of pages that it was drawn for: wide or slim."""

    width: str
    svg: SafeString


def draw(
    specification: Mapping[str, Any], label: str, widths: Mapping[str, int] = WIDTHS
) -> tuple[Drawing, ...]:
    """The chart for each width. `label` is what a screen reader says in its place."""
    return tuple(
        Drawing(name, _inline(svg_of(specification, width), label))
        for name, width in widths.items()
    )


def svg_of(specification: Mapping[str, Any], width: int) -> str:
    """As wide as that, in pixels, in colours that the place it stands in names."""
    legend = THEME["legend"] | {"columns": max(1, width // LEGEND_ENTRY)}
    drawn = dict(themed(sized(specification, width), {**THEME, "legend": legend}))
    return str(vl_convert.vegalite_to_svg(drawn))


def _inline(svg: str, label: str) -> SafeString:
    root = Tree.fromstring(svg)  # noqa: S314 - our own drawing: no document type, no entities
    _let_through(root)
    root.set("xmlns", SVG)
    root.set("role", "img")
    root.set("aria-label", label)
    return mark_safe(Tree.tostring(root, encoding="unicode"))  # noqa: S308 - written anew above


def _let_through(element: Tree.Element) -> None:
    """Names lose their namespace: what prefix it is written with, any library may change."""
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    if element.get("role") == "graphics-symbol" and element.tag == "path":
        said = Tree.SubElement(element, "title")
        said.text = element.get("aria-label")
    for name in [name for name in element.attrib if name not in ATTRIBUTES]:
        del element.attrib[name]
    for child in list(element):
        if child.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS:
            _let_through(child)
        else:
            element.remove(child)
