"""How does a chart's specification become a picture inside the page?

It is drawn on the server, so that it is there without scripts, once for a wide page and once for a
slim one. Colours are the style sheet's tokens, so that light and dark need no second drawing. What
came out is read again and only known elements and attributes are let through: a store's name is
text, whatever it says. What leads somewhere is written anew as well, to an address of ours.

A picture is one image to a screen reader; one that leads somewhere is hidden from it and from the
keyboard, as a link inside of an image is not told: the table beside it says and does the same.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree as Tree

from babel.dates import get_day_names, get_month_names
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from bi_app.web.drawn import svg_drawn
from semantic_layer.present import longest_name, sized, themed

SVG = "http://www.w3.org/2000/svg"
WIDTHS = {"wide": 620, "slim": 250}
LEAST_NAME = 120  # of what stands beside a bar; longer ones are cut
BELOW_NAME, LEGEND_NAME = 180, 220  # the same of what stands below, and in a legend
LEGEND_ENTRY = 125  # of its name and symbol
NO_LIMIT = 0  # to look at each name whether it must be cut takes a third of the time of drawing
CHARACTER = 7  # the width of one, on average
ELEMENTS = frozenset({"svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "a"})
ADDRESS = "{http://www.w3.org/1999/xlink}href"
MARK = re.compile(r"#([0-9a-f]{12})$")  # all that is read of an address
ATTRIBUTES = frozenset(
    {
        *("viewBox", "width", "height", "transform", "d", "x", "y", "x1", "y1", "x2", "y2"),
        *("r", "cx", "cy", "dx", "dy", "fill", "fill-opacity", "opacity", "display"),
        *("stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("text-anchor", "font-size", "font-weight", "aria-hidden", "pointer-events"),
    }
)
LeadsTo = Callable[[str], str]
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
    },
    # What has no number keeps its place on the axis.
    "mark": {"color": COLOURS[0], "invalid": "break-paths-show-domains"},
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
    specification: Mapping[str, Any],
    label: str,
    widths: Mapping[str, int] = WIDTHS,
    leads_to: LeadsTo | None = None,
) -> tuple[Drawing, ...]:
    """The chart for each width. `label` is what a screen reader says in its place.

    `leads_to` gives the address to which one of its marks leads, empty where it leads nowhere.
    """
    return tuple(
        Drawing(name, _inline(svg_of(specification, width), label, leads_to))
        for name, width in widths.items()
    )


def svg_of(specification: Mapping[str, Any], width: int) -> str:
    """As wide as that, in pixels, in colours that the place it stands in names."""
    longest = CHARACTER * longest_name(specification)

    def at_most(pixels: int) -> dict[str, int]:
        return {"labelLimit": pixels if longest > pixels else NO_LIMIT}

    theme = {
        **THEME,
        "axis": THEME["axis"] | at_most(BELOW_NAME),
        "axisY": at_most(max(LEAST_NAME, width // 4)),
        "legend": THEME["legend"]
        | at_most(LEGEND_NAME)
        | {"columns": max(1, width // LEGEND_ENTRY)},
    }
    return svg_drawn(themed(sized(specification, width), theme), _calendar(settings.AISLE_LOCALE))


@cache
def _calendar(locale: str) -> dict[str, Any]:
    """What days and months are called, as the drawing library wants to be told."""
    months = {
        width: [get_month_names(width, locale=locale)[month] for month in range(1, 13)]
        for width in ("wide", "abbreviated")
    }
    days = {
        width: [get_day_names(width, locale=locale)[day] for day in (6, *range(6))]
        for width in ("wide", "abbreviated")
    }
    return {
        "dateTime": "%x, %X",
        "date": "%d %b %Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": days["wide"],
        "shortDays": days["abbreviated"],
        "months": months["wide"],
        "shortMonths": months["abbreviated"],
    }


def _inline(svg: str, label: str, leads_to: LeadsTo | None) -> SafeString:
    root = Tree.fromstring(svg)  # noqa: S314 - our own drawing: no document type, no entities
    _let_through(root, leads_to)
    root.set("xmlns", SVG)
    if root.find(".//a") is None:
        root.set("role", "img")
        root.set("aria-label", label)
    else:
        root.set("aria-hidden", "true")
    return mark_safe(Tree.tostring(root, encoding="unicode"))  # noqa: S308 - written anew above


def _let_through(element: Tree.Element, leads_to: LeadsTo | None) -> None:
    """Names lose their namespace: what prefix it is written with, any library may change."""
    element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    if element.get("role") == "graphics-symbol" and element.tag == "path":
        said = Tree.SubElement(element, "title")
        said.text = element.get("aria-label")
    mark = MARK.search(element.get(ADDRESS, ""))
    for name in [name for name in element.attrib if name not in ATTRIBUTES]:
        del element.attrib[name]
    if element.tag == "a":
        _lead(element, leads_to(mark[1]) if mark and leads_to else "")
    for child in list(element):
        if child.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS:
            _let_through(child, leads_to)
        else:
            element.remove(child)


def _lead(element: Tree.Element, address: str) -> None:
    """What leads nowhere is a group like others."""
    if address:
        element.set("href", address)
        element.set("tabindex", "-1")
    else:
        element.tag = "g"
