"""What is the picture's Vega-Lite specification, and how does it fit a page?

Nothing in a specification has a colour or a width of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from semantic_layer.present.bars import draw_bars, draw_stacked
from semantic_layer.present.heat import draw_heat
from semantic_layer.present.kinds import Kind, kind_for
from semantic_layer.present.lines import draw_line
from semantic_layer.present.marks import Point
from semantic_layer.present.panels import draw_panels
from semantic_layer.present.points import draw_points
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result
from semantic_layer.present.scatter import draw_scatter

DRAWN: Mapping[Kind, Callable[[Result, str], Specification]] = {
    Kind.LINE: draw_line,
    Kind.BARS: draw_bars,
    Kind.STACKED: draw_stacked,
    Kind.POINTS: draw_points,
    Kind.SCATTER: draw_scatter,
    Kind.HEAT: draw_heat,
    Kind.PANELS: draw_panels,
}
LEADING = ("bar", "rect", "point")
LEAST_PANEL, BETWEEN_PANELS = 110, 32
MOST_BESIDE = 3
LEAST_CONCAT, BESIDE_CONCAT = 300, 160  # with an axis of its own, and names perhaps


def draw(result: Result, locale: str, wished: str = "") -> Specification | None:
    """In the wished kind where it suits the rows, else the rule's.

    None where one number, or no number, is the whole answer, or the table alone is wished for.
    """
    drawn = DRAWN.get(kind_for(result, wished) or Kind.TABLE)
    return None if drawn is None else drawn(result.finest, locale)


def themed(specification: Specification, theme: Mapping[str, Any]) -> Specification:
    """The same picture in the colours of a page: `theme` is a Vega-Lite config."""
    return {**specification, "config": dict(theme)}


def linked(specification: Specification, lead: Callable[[Point], str]) -> Specification:
    """Each bar, cell and point leads to where `lead` says; nowhere by an empty address."""
    made = dict(specification)
    if "data" in made:
        values = [point | {"leads": lead(point) or None} for point in made["data"]["values"]]
        made["data"] = made["data"] | {"values": values}
    for several in ("layer", "concat"):
        if several in made:
            made[several] = [linked(each, lead) for each in made[several]]
    if "spec" in made:
        made["spec"] = linked(made["spec"], lead)
    if made.get("mark", {}).get("type") in LEADING:
        href = {"href": {"field": "leads", "type": "nominal"}}
        made["encoding"] = {**made.get("encoding", {}), **href}
    return made


def longest_name(specification: Specification) -> int:
    """In characters: of all that stands beside an axis or in a legend, numbers and dates apart."""
    points = specification.get("data", {}).get("values", ())
    names = [len(point.get(field) or "") for point in points for field in ("label", "series")]
    parts = [specification["spec"]] if "spec" in specification else []
    parts += [each for several in ("layer", "concat") for each in specification.get(several, ())]
    return max([*names, *map(longest_name, parts)], default=0)


def sized(specification: Specification, width: int) -> Specification:
    """As wide as that in pixels, without its axes; small pictures in as many columns as fit."""
    if "facet" in specification:
        columns = min(MOST_BESIDE, max(1, width // LEAST_PANEL))
        inner = (width - BETWEEN_PANELS * (columns - 1)) // columns
        head = specification["facet"]["header"] | {"labelLimit": inner}
        return {
            **specification,
            "columns": columns,
            "spacing": BETWEEN_PANELS,
            "facet": {**specification["facet"], "header": head},
            "spec": {**specification["spec"], "width": inner},
        }
    if "concat" in specification:
        columns = max(1, width // LEAST_CONCAT)
        inner = (width - BESIDE_CONCAT * (columns - 1)) // columns
        panels = [{**panel, "width": inner} for panel in specification["concat"]]
        beside = {"columns": columns, "spacing": BETWEEN_PANELS}
        return {**specification, **beside, "concat": panels}
    return {**specification, "width": width}
