"""A line for each member over time."""

from __future__ import annotations

from typing import Any

from semantic_layer.period import Unit
from semantic_layer.present.marks import (
    HEIGHT,
    MOST_POINTS,
    MOST_SERIES,
    SCHEMA,
    Point,
    colour_by,
    data_of,
    direct_labels,
    member_of,
    point_of,
    series_places,
    tooltip_of,
    value_axis,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result

FEW_BUCKETS = 26


def draw_line(result: Result, locale: str) -> Specification:
    points = _time_points(result, locale)
    series = {point["series"] for point in points}
    title = result.columns[series_places(result)[0]].label
    if result.dimensions and len(series) < len({member_of(result, r, locale) for r in result.rows}):
        title = f"{title} (highest {MOST_SERIES})"
    encoding: dict[str, Any] = {
        "x": _time_axis(result, points),
        "y": value_axis(result, title, zero=False),
        "tooltip": tooltip_of(title),
    }
    few = len(points) <= FEW_BUCKETS * len(series)
    lines: dict[str, Any] = {"mark": {"type": "line", "point": few}}
    if len(series) > 1:
        split = result.dimensions[0] if len(result.dimensions) == 1 else None
        lines["encoding"] = {"color": colour_by(result, split)}
    layers = [lines]
    if len(series) == 1:
        ends = [point for point in points if point["x"] == points[-1]["x"]]
        layers.append({"data": data_of(ends, dated=True), **direct_labels("text", 6)})
    return {
        "$schema": SCHEMA,
        "height": HEIGHT,
        "data": data_of(points, dated=True),
        "encoding": encoding,
        "layer": layers,
    }


def _time_axis(result: Result, points: list[Point]) -> dict[str, Any]:
    """Months and longer by their names, as fiscal ones begin on odd days; else by date."""
    buckets = len({point["x"] for point in points})
    if result.grain in (Unit.MONTH, Unit.QUARTER, Unit.YEAR) and buckets <= FEW_BUCKETS:
        axis: dict[str, Any] = {"labelAngle": 0, "labelOverlap": True, "title": None}
        return {"field": "label", "type": "ordinal", "sort": None, "axis": axis}
    axis = {"format": "%-d %b %y", "labelOverlap": True, "title": None}
    return {"field": "x", "type": "temporal", "scale": {"type": "utc"}, "axis": axis}


def _time_points(result: Result, locale: str) -> list[Point]:
    kept = _first_members(result, locale)
    bucket = (result.time,) if result.time is not None else ()
    points = []
    for row in result.rows:
        member = member_of(result, row, locale)
        if member is not None and member not in kept:
            continue
        places = series_places(result) if member is None else series_places(result)[:1]
        for at in places:
            series = member or result.columns[at].label
            points.append(point_of(result, row, at, series, bucket, locale))
    return points[:MOST_POINTS]


def _first_members(result: Result, locale: str) -> set[str]:
    """The members with the highest single values, where there are too many to tell apart."""
    if not result.dimensions:
        return set()
    first = series_places(result)[0]
    highest: dict[str, float] = {}
    for row in result.rows:
        member, value = member_of(result, row, locale), row[first]
        number = float(value) if isinstance(value, (int, float)) else float("-inf")
        if member is not None:
            highest[member] = max(number, highest.get(member, float("-inf")))
    return set(sorted(highest, key=lambda name: -highest[name])[:MOST_SERIES])
