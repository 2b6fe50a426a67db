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
    axis_of,
    data_of,
    described,
    direct_labels,
    framed,
    member_of,
    point_of,
    series_places,
    side_of,
    told_apart,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result

FEW_BUCKETS = 26


def draw_line(result: Result, locale: str) -> Specification:
    points = _time_points(result, locale)
    series = {point["series"] for point in points}
    first = series_places(result)[0]
    title = result.columns[first].label
    value = axis_of(result, first, points, locale, zero=False)
    members = {member_of(result, row, locale) for row in result.rows}
    fewer = bool(result.dimensions) and len(series) < len(members)
    split = result.dimensions[0] if len(result.dimensions) == 1 else None
    heading = None if split is None else result.columns[split].label
    layers = lines(points, told_apart(heading, dashed=True) if len(series) > 1 else {})
    if len(series) == 1:
        ends = [point for point in points if point["x"] == points[-1]["x"]]
        layers.append({"data": data_of(ends, dated=True), **direct_labels("text", 6)})
    left_out = f"The highest {MOST_SERIES}; the table has all." if fewer else ""
    return {
        "$schema": SCHEMA,
        "title": framed(title, (left_out, value.told)),
        "height": HEIGHT,
        "data": data_of(points, dated=True),
        "encoding": {
            "x": time_axis(result, points),
            "y": value.of("y"),
            **described(title),
        },
        "layer": layers,
    }


def lines(points: list[Point], encoding: dict[str, Any]) -> list[dict[str, Any]]:
    """With a point at each number where there are few: one between two gaps has no line."""
    drawn: list[dict[str, Any]] = [{"mark": {"type": "line"}, "encoding": encoding}]
    if len(points) <= FEW_BUCKETS * max(1, len({point["series"] for point in points})):
        mark = {"type": "point", "filled": True, "size": 30, "opacity": 1}
        drawn.append({"mark": mark, "encoding": encoding})
    return drawn


def time_axis(result: Result, points: list[Point]) -> dict[str, Any]:
    """Months and longer by their names, as fiscal ones begin on odd days; else by date."""
    buckets = len({point["x"] for point in points})
    if result.grain in (Unit.MONTH, Unit.QUARTER, Unit.YEAR) and buckets <= FEW_BUCKETS:
        axis: dict[str, Any] = {"labelAngle": 0, "labelOverlap": True, "title": None, "grid": False}
        return {"field": "label", "type": "ordinal", "sort": None, "axis": axis}
    axis = {"format": "%-d %b %y", "labelOverlap": True, "title": None, "grid": False}
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
            series = member or side_of(result, at)
            points.append(point_of(result, row, at, series, bucket, locale))
    return _with_gaps(points)[:MOST_POINTS]


def _with_gaps(points: list[Point]) -> list[Point]:
    """No line leads over a bucket in which its member has no number."""
    there = {(point["x"], point["series"]) for point in points}
    buckets = {point["x"]: point["label"] for point in points}
    series = dict.fromkeys(point["series"] for point in points)
    lacking: list[Point] = [
        {"x": x, "label": label, "series": each, "y": None, "text": "", "told": ""}
        for x, label in buckets.items()
        for each in series
        if (x, each) not in there
    ]
    return sorted(points + lacking, key=lambda point: str(point["x"])) if lacking else points


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
