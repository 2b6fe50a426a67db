"""What all pictures share: points, axes, labels and colours of a specification.

Every point has the same fixed fields, so that a name from the data is only ever a value.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from semantic_layer.present.formats import FRACTION, is_currency, say_number, write_label
from semantic_layer.present.result import Result, Row
from semantic_layer.query import Show

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
MOST_SERIES = 6
MOST_POINTS = 1500
FEW_BARS = 12  # so many can carry their number beside them
HEIGHT = 260

Point = dict[str, str | float | None]


def series_places(result: Result) -> tuple[int, ...]:
    """The columns that share an axis: the first metric, its comparisons, metrics of its unit.

    A running total is drawn in place of the numbers that it adds up.
    """
    first = result.metrics[0]
    running = tuple(result.beside(first, Show.RUNNING))
    if running and result.time is not None:
        return running[:MOST_SERIES]
    compared = list(result.beside(first, Show.COMPARISON))
    if compared or len(result.keys) > 1:
        return (first, *compared)
    unit = result.columns[first].unit
    alike = [at for at in result.metrics[1:] if result.columns[at].unit == unit]
    return (first, *alike)[:MOST_SERIES]


def direct_labels(field: str, distance: int) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "dx": distance, "baseline": "middle"}
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}}}


def point_of(
    result: Result, row: Row, at: int, series: str, keys: tuple[int, ...], locale: str
) -> Point:
    """`keys` are what names the point; the series tells the rest."""
    value = row[at]
    started = row[result.time] if result.time is not None else None
    return {
        "x": started.isoformat() if isinstance(started, date) else None,
        "label": name_of(result, row, keys, locale),
        "series": series,
        "y": number_of(value),
        "text": say_number(float(value), result.columns[at], locale)
        if isinstance(value, (int, float))
        else "",
    }


def name_of(result: Result, row: Row, keys: tuple[int, ...], locale: str) -> str:
    grain = result.compiled.query.shown_grain
    return " · ".join(
        write_label(row[at], result.columns[at], grain, result.index, locale) for at in keys
    )


def member_of(result: Result, row: Row, locale: str) -> str | None:
    return name_of(result, row, result.dimensions, locale) if result.dimensions else None


def number_of(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def data_of(points: list[Point], *, dated: bool = False) -> dict[str, Any]:
    data: dict[str, Any] = {"values": points}
    if dated:
        data["format"] = {"parse": {"x": "utc:'%Y-%m-%d'"}}
    return data


def value_axis(result: Result, title: str, *, zero: bool) -> dict[str, Any]:
    return {
        "field": "y",
        "type": "quantitative",
        "title": title,
        "scale": {"zero": zero},
        "axis": axis_of(result, series_places(result)[0]),
    }


def axis_of(result: Result, at: int) -> dict[str, Any]:
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


def colour_by(result: Result, split: int | None) -> dict[str, Any]:
    title = None if split is None else result.columns[split].label
    return {"field": "series", "type": "nominal", "sort": None, "legend": {"title": title}}


def tooltip_of(title: str) -> list[dict[str, str]]:
    return [
        {"field": "label", "type": "nominal", "title": "Group"},
        {"field": "series", "type": "nominal", "title": "Series"},
        {"field": "text", "type": "nominal", "title": title},
    ]
