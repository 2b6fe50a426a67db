"""Small pictures side by side: a member in each, or a metric of a unit of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from semantic_layer.present.bars import draw_bars
from semantic_layer.present.lines import draw_line, lines, time_axis
from semantic_layer.present.marks import (
    SCHEMA,
    Point,
    axis_of,
    data_of,
    described,
    framed,
    member_of,
    point_of,
    series_places,
    side_of,
    told_apart,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result

PANEL = 110  # its height


def draw_panels(result: Result, locale: str) -> Specification:
    if result.time is not None and result.dimensions:
        return _of_members(result, locale)
    panels = [_panel(result, at, locale) for at in result.metrics]
    return {"$schema": SCHEMA, "concat": panels}


def _of_members(result: Result, locale: str) -> Specification:
    """All on one axis, so that they can be compared."""
    places = series_places(result)
    bucket = (result.time,) if result.time is not None else ()
    points: list[Point] = [
        {
            **point_of(result, row, at, side_of(result, at), bucket, locale),
            "panel": member_of(result, row, locale),
        }
        for row in result.rows
        for at in places
    ]
    value = axis_of(result, places[0], points, locale, zero=False)
    title = result.columns[places[0]].label
    apart = told_apart(None, dashed=True) if len(places) > 1 else {}
    return {
        "$schema": SCHEMA,
        "title": framed(title, (value.told,)),
        "data": data_of(points, dated=True),
        "facet": {
            "field": "panel",
            "type": "nominal",
            "sort": None,
            "header": {"title": None, "labelAnchor": "start"},
        },
        "spec": {
            "height": PANEL,
            "encoding": {
                "x": _ends(time_axis(result, points), points),
                "y": value.of("y"),
                **described(title),
            },
            "layer": lines(points, apart),
        },
    }


def _ends(axis: dict[str, Any], points: list[Point]) -> dict[str, Any]:
    """A small picture has room for the first and the last of its buckets only."""
    first, last = points[0], points[-1]
    begins = {"test": "datum.index < 0.5", "value": "left"}
    named = {"labelAlign": {"condition": begins, "value": "right"}, "labelOverlap": False}
    if axis["type"] == "ordinal":
        return axis | {"axis": axis["axis"] | named | {"values": [first["label"], last["label"]]}}
    days = {"format": "%-d %b", "values": [_day(first), _day(last)]}
    return axis | {"axis": axis["axis"] | named | days}


def _day(point: Point) -> dict[str, Any]:
    year, month, day = map(int, str(point["x"]).split("-"))
    return {"year": year, "month": month, "date": day, "utc": True}


def _panel(result: Result, at: int, locale: str) -> dict[str, Any]:
    """A metric alone, with what it is compared with."""
    source = result.columns[at].source
    kept = [n for n, each in enumerate(result.columns) if n in result.keys or each.source == source]
    alone = replace(
        result,
        compiled=replace(result.compiled, columns=tuple(result.columns[n] for n in kept)),
        rows=tuple(tuple(row[n] for n in kept) for row in result.rows),
    )
    over_time = result.time is not None and len({row[result.time] for row in result.rows}) > 1
    drawn = dict(draw_line(alone, locale) if over_time else draw_bars(alone, locale))
    del drawn["$schema"]
    return drawn | {"height": PANEL} if over_time else drawn
