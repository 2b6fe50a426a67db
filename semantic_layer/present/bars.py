"""Bars from zero: lying for groups, as names are long, and standing for buckets of time."""

from __future__ import annotations

from typing import Any

from semantic_layer.present.marks import (
    FEW_BARS,
    HEIGHT,
    MOST_SERIES,
    SCHEMA,
    Point,
    axis_of,
    data_of,
    described,
    direct_labels,
    framed,
    name_of,
    point_of,
    series_places,
    side_of,
    told_apart,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result, Row

MOST_BARS = 30
BAR = {"type": "bar"}
BAR_STEP, GROUPED_STEP = 30, 16


def draw_bars(result: Result, locale: str) -> Specification:
    """One for each group, side by side where two sides are compared."""
    places = series_places(result)
    split = _colour_key(result) if len(places) == 1 else None
    keys = tuple(at for at in result.keys if at != split)
    rows = first_rows(result, keys)
    points = [
        point_of(result, row, at, _series(result, row, at, split, locale), keys, locale)
        for row in rows
        for at in places
    ]
    grouped = len({point["series"] for point in points}) > 1
    title = result.columns[places[0]].label
    standing = keys == (result.time,)
    labelled = not standing and len(points) <= FEW_BARS
    axis = axis_of(result, places[0], points, locale, zero=True, labelled=labelled)
    named, offset = ("x", "xOffset") if standing else ("y", "yOffset")
    encoding: dict[str, Any] = {named: named_axis(standing=standing)}
    encoding["y" if standing else "x"] = axis.of("y")
    encoding |= described(title)
    bars: dict[str, Any] = {"mark": BAR}
    if grouped:
        encoding[offset] = {"field": "series", "type": "nominal", "sort": None}
        bars["encoding"] = told_apart(None if split is None else result.columns[split].label)
    return {
        "$schema": SCHEMA,
        "title": framed(title, (left_out(rows, result),)),
        "height": HEIGHT if standing else _height(points, grouped=grouped),
        "data": data_of(points),
        "encoding": encoding,
        "layer": [bars, direct_labels("text", 4)] if labelled else [bars],
    }


def draw_stacked(result: Result, locale: str) -> Specification:
    """The parts of each group, or of each bucket of time, on top of each other."""
    first = result.metrics[0]
    split = _colour_key(result) if result.time is None else None
    keys = tuple(at for at in result.keys if at != split) if split is not None else (result.time,)
    keys = tuple(at for at in keys if at is not None)
    parts = tuple(at for at in result.keys if at not in keys)
    rows = first_rows(result, keys)
    points = [
        point_of(result, row, first, name_of(result, row, parts, locale), keys, locale)
        for row in rows
    ]
    whole: dict[object, float] = {}
    for point in points:
        whole[point["label"]] = whole.get(point["label"], 0.0) + float(point["y"] or 0)
    ends: list[Point] = [{"y": each} for each in whole.values()]
    standing = keys == (result.time,)
    title = result.columns[first].label
    value = axis_of(result, first, ends, locale, zero=True).of("y")
    heading = ", ".join(result.columns[at].label for at in parts)
    return {
        "$schema": SCHEMA,
        "title": framed(title, (left_out(rows, result),)),
        "height": HEIGHT if standing else {"step": BAR_STEP},
        "data": data_of(points),
        "encoding": {
            "x" if standing else "y": named_axis(standing=standing),
            "y" if standing else "x": value | {"stack": "zero"},
            "order": {"field": "series", "type": "nominal", "sort": None},
            **described(title),
            **told_apart(heading),
        },
        "layer": [{"mark": BAR}],
    }


def named_axis(*, standing: bool) -> dict[str, Any]:
    axis: dict[str, Any] = {"title": None}
    if standing:
        axis |= {"labelAngle": 0, "labelOverlap": True}
    return {"field": "label", "type": "nominal", "sort": None, "axis": axis}


def first_rows(result: Result, keys: tuple[int, ...]) -> tuple[Row, ...]:
    """The rows of as many bars as a picture can hold; of time it can hold what it offers."""
    if keys == (result.time,):
        return result.rows
    names = dict.fromkeys(tuple(row[at] for at in keys) for row in result.rows)
    kept = set(list(names)[:MOST_BARS])
    return tuple(row for row in result.rows if tuple(row[at] for at in keys) in kept)


def left_out(rows: tuple[Row, ...], result: Result) -> str:
    return f"The first {MOST_BARS}; the table has all." if len(rows) < len(result.rows) else ""


def _height(points: list[Point], *, grouped: bool) -> dict[str, Any]:
    return {"step": GROUPED_STEP, "for": "offset"} if grouped else {"step": BAR_STEP}


def _colour_key(result: Result) -> int | None:
    """Of two keys the one with few members tells by colour."""
    if len(result.keys) != 2:
        return None
    counts = {at: len({row[at] for row in result.rows}) for at in result.keys}
    few = min(reversed(result.keys), key=lambda at: counts[at])
    return few if 1 < counts[few] <= MOST_SERIES else None


def _series(result: Result, row: Row, at: int, split: int | None, locale: str) -> str:
    if split is None:
        return side_of(result, at)
    return name_of(result, row, (split,), locale)
