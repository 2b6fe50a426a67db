"""Which picture shows the rows best, and what is its Vega-Lite specification?

The kind is chosen by rule from a closed set. The rows stand inside the specification under fixed
field names, so that no name of a store can be taken for an expression; nothing in it has a colour
of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from semantic_layer.present.formats import FRACTION, is_currency, say_number, write_label
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result, Row
from semantic_layer.query import Show, Unit

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
MOST_BARS, MOST_SERIES, MOST_POINTS = 30, 6, 1500
FEW_BARS, FEW_BUCKETS, FEW_SERIES, LEAST_SCATTER = 12, 26, 1, 5
BAR_STEP, GROUPED_STEP, LINE_HEIGHT = 30, 15, 260

Point = dict[str, str | float | None]


class Kind(StrEnum):
    LINE = "line"
    BARS = "bars"
    GROUPED = "grouped"
    SCATTER = "scatter"


def draw(result: Result, locale: str) -> Specification | None:
    """None where one number, or no number, is the whole answer."""
    match kind_for(result):
        case None:
            return None
        case Kind.LINE:
            return _line(result, locale)
        case Kind.SCATTER:
            return _scatter(result, locale)
        case _:
            return _bars(result, locale)


def themed(specification: Specification, theme: Mapping[str, Any]) -> Specification:
    """The same picture in the colours of a page: `theme` is a Vega-Lite config."""
    return {**specification, "config": dict(theme)}


def kind_for(result: Result) -> Kind | None:
    """A line for time, bars from zero for groups, points for two numbers of one group."""
    shown = [at for at in result.metrics if any(row[at] is not None for row in result.rows)]
    if len(result.rows) < 2 or not result.keys or not shown:
        return None
    if result.time is not None:
        buckets = {row[result.time] for row in result.rows}
        return Kind.LINE if len(buckets) > 1 else Kind.GROUPED
    if _is_scatter(result):
        return Kind.SCATTER
    return Kind.GROUPED if _series_places(result)[1:] or len(result.keys) > 1 else Kind.BARS


def _is_scatter(result: Result) -> bool:
    units = [result.columns[at].unit for at in result.metrics]
    compared = any(True for at in result.metrics for _ in result.beside(at, Show.COMPARISON))
    many = len(result.rows) >= LEAST_SCATTER and len(result.dimensions) == 1
    return many and len(units) == 2 and units[0] != units[1] and not compared


def _series_places(result: Result) -> tuple[int, ...]:
    """The columns that share an axis: the first metric, its comparisons, metrics of its unit."""
    first = result.metrics[0]
    compared = list(result.beside(first, Show.COMPARISON))
    if compared or len(result.keys) > 1:
        return (first, *compared)
    unit = result.columns[first].unit
    alike = [at for at in result.metrics[1:] if result.columns[at].unit == unit]
    return (first, *alike)[:MOST_SERIES]


# Lines


def _line(result: Result, locale: str) -> Specification:
    points = _time_points(result, locale)
    series = {point["series"] for point in points}
    title = result.columns[result.metrics[0]].label
    if result.dimensions and len(series) < len({_member(result, r, locale) for r in result.rows}):
        title = f"{title} (highest {MOST_SERIES})"
    encoding: dict[str, Any] = {
        "x": _time_axis(result, points),
        "y": _value_axis(result, title, zero=False),
        "tooltip": _tooltip(title),
    }
    few = len(points) <= FEW_BUCKETS * len(series)
    lines: dict[str, Any] = {"mark": {"type": "line", "point": few}}
    if len(series) > 1:
        split = result.dimensions[0] if len(result.dimensions) == 1 else None
        lines["encoding"] = {"color": _colour(result, split)}
    layers = [lines]
    if len(series) <= FEW_SERIES:
        ends = [point for point in points if point["x"] == points[-1]["x"]]
        layers.append({"data": _data(ends, dated=True), **_direct_labels("text", 6)})
    return {
        "$schema": SCHEMA,
        "height": LINE_HEIGHT,
        "data": _data(points, dated=True),
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
        member = _member(result, row, locale)
        if member is not None and member not in kept:
            continue
        places = _series_places(result) if member is None else result.metrics[:1]
        for at in places:
            series = member or result.columns[at].label
            points.append(_point(result, row, at, series, bucket, locale))
    return points[:MOST_POINTS]


def _first_members(result: Result, locale: str) -> set[str]:
    """The members with the highest single values, where there are too many to tell apart."""
    if not result.dimensions:
        return set()
    first = result.metrics[0]
    highest: dict[str, float] = {}
    for row in result.rows:
        member, value = _member(result, row, locale), row[first]
        number = float(value) if isinstance(value, (int, float)) else float("-inf")
        if member is not None:
            highest[member] = max(number, highest.get(member, float("-inf")))
    return set(sorted(highest, key=lambda name: -highest[name])[:MOST_SERIES])


# Bars


def _bars(result: Result, locale: str) -> Specification:
    """Lying bars: names are long. They begin at zero, whatever the values."""
    places = _series_places(result)
    split = _colour_key(result) if len(places) == 1 else None
    keys = tuple(at for at in result.keys if at != split)
    rows = _first_rows(result, keys)
    title = result.columns[places[0]].label + (
        f" (first {MOST_BARS})" if len(rows) < len(result.rows) else ""
    )
    points = [
        _point(result, row, at, _series(result, row, at, split, locale), keys, locale)
        for row in rows
        for at in places
    ]
    grouped = len({point["series"] for point in points}) > 1
    y: dict[str, Any] = {"field": "label", "type": "nominal", "sort": None}
    y["axis"] = {"title": None, "labelLimit": 170}
    encoding: dict[str, Any] = {"y": y, "x": _value_axis(result, title, zero=True)}
    encoding["tooltip"] = _tooltip(title)
    bars: dict[str, Any] = {"mark": {"type": "bar"}}
    if grouped:
        encoding["yOffset"] = {"field": "series", "type": "nominal", "sort": None}
        bars["encoding"] = {"color": _colour(result, split)}
    return {
        "$schema": SCHEMA,
        "height": {"step": GROUPED_STEP, "for": "offset"} if grouped else {"step": BAR_STEP},
        "data": _data(points),
        "encoding": encoding,
        "layer": [bars, _direct_labels("text", 4)] if len(points) <= FEW_BARS else [bars],
    }


def _first_rows(result: Result, keys: tuple[int, ...]) -> tuple[Row, ...]:
    """The rows of as many bars as a picture can hold."""
    names = dict.fromkeys(tuple(row[at] for at in keys) for row in result.rows)
    kept = set(list(names)[:MOST_BARS])
    return tuple(row for row in result.rows if tuple(row[at] for at in keys) in kept)


def _colour_key(result: Result) -> int | None:
    """Of two keys the one with few members tells by colour."""
    if len(result.keys) != 2:
        return None
    counts = {at: len({row[at] for row in result.rows}) for at in result.keys}
    few = min(reversed(result.keys), key=lambda at: counts[at])
    return few if 1 < counts[few] <= MOST_SERIES else None


def _series(result: Result, row: Row, at: int, split: int | None, locale: str) -> str:
    if split is None:
        return result.columns[at].label
    return _label(result, row, (split,), locale)


# Points


def _scatter(result: Result, locale: str) -> Specification:
    across, up = result.metrics
    points = [
        {**_point(result, row, up, "", result.keys, locale), "across": _number(row[across])}
        for row in result.rows[:MOST_POINTS]
    ]
    y = _value_axis(result, result.columns[up].label, zero=False)
    y["axis"] = _axis(result, up)
    x = {
        "field": "across",
        "type": "quantitative",
        "scale": {"zero": False},
        "title": result.columns[across].label,
        "axis": _axis(result, across),
    }
    layers: list[dict[str, Any]] = [{"mark": {"type": "point", "filled": True, "size": 60}}]
    if len(points) <= FEW_BARS:
        layers.append(_direct_labels("label", 7))
    return {
        "$schema": SCHEMA,
        "height": LINE_HEIGHT,
        "data": _data(points),
        "encoding": {"x": x, "y": y, "tooltip": _tooltip(result.columns[up].label)},
        "layer": layers,
    }


# Parts


def _direct_labels(field: str, distance: int) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "dx": distance, "baseline": "middle"}
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}}}


def _point(
    result: Result, row: Row, at: int, series: str, keys: tuple[int, ...], locale: str
) -> Point:
    """`keys` are what names the point; the series tells the rest."""
    value = row[at]
    started = row[result.time] if result.time is not None else None
    return {
        "x": started.isoformat() if isinstance(started, date) else None,
        "label": _label(result, row, keys, locale),
        "series": series,
        "y": _number(value),
        "text": say_number(float(value), result.columns[at], locale)
        if isinstance(value, (int, float))
        else "",
    }


def _label(result: Result, row: Row, keys: tuple[int, ...], locale: str) -> str:
    grain = result.compiled.query.grain
    return " · ".join(
        write_label(row[at], result.columns[at], grain, result.index, locale) for at in keys
    )


def _member(result: Result, row: Row, locale: str) -> str | None:
    return _label(result, row, result.dimensions, locale) if result.dimensions else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _data(points: list[Point], *, dated: bool = False) -> dict[str, Any]:
    data: dict[str, Any] = {"values": points}
    if dated:
        data["format"] = {"parse": {"x": "utc:'%Y-%m-%d'"}}
    return data


def _value_axis(result: Result, title: str, *, zero: bool) -> dict[str, Any]:
    return {
        "field": "y",
        "type": "quantitative",
        "title": title,
        "scale": {"zero": zero},
        "axis": _axis(result, result.metrics[0]),
    }


def _axis(result: Result, at: int) -> dict[str, Any]:
    unit = result.columns[at].unit
    axis: dict[str, Any] = {"tickCount": 5}
    if unit == FRACTION:
        axis["format"] = ".0%" if _spread(result, at) >= 0.05 else ".1%"
    elif _spread(result, at) >= 1000:
        axis["format"] = "$~s" if unit == "USD" else "~s"
    elif unit == "USD" and is_currency(unit):
        axis["format"] = "$,.0f" if _spread(result, at) >= 5 else "$,.2f"
    return axis


def _spread(result: Result, at: int) -> float:
    numbers = [row[at] for row in result.rows]
    found = [abs(number) for number in numbers if isinstance(number, (int, float))]
    return max(found, default=0.0)


def _colour(result: Result, split: int | None) -> dict[str, Any]:
    title = None if split is None else result.columns[split].label
    return {"field": "series", "type": "nominal", "sort": None, "legend": {"title": title}}


def _tooltip(title: str) -> list[dict[str, str]]:
    return [
        {"field": "label", "type": "nominal", "title": "Group"},
        {"field": "series", "type": "nominal", "title": "Series"},
        {"field": "text", "type": "nominal", "title": title},
    ]
