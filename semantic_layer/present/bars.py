"""Lying bars, one for each group, side by side where two sides are compared."""

from __future__ import annotations

from typing import Any

from semantic_layer.present.marks import (
    FEW_BARS,
    MOST_SERIES,
    SCHEMA,
    colour_by,
    data_of,
    direct_labels,
    name_of,
    point_of,
    series_places,
    tooltip_of,
    value_axis,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result, Row

MOST_BARS = 30
BAR_STEP, GROUPED_STEP = 30, 15


def draw_bars(result: Result, locale: str) -> Specification:
    """Lying bars: names are long. They begin at zero, whatever the values."""
    places = series_places(result)
    split = _colour_key(result) if len(places) == 1 else None
    keys = tuple(at for at in result.keys if at != split)
    rows = _first_rows(result, keys)
    title = result.columns[places[0]].label + (
        f" (first {MOST_BARS})" if len(rows) < len(result.rows) else ""
    )
    points = [
        point_of(result, row, at, _series(result, row, at, split, locale), keys, locale)
        for row in rows
        for at in places
    ]
    grouped = len({point["series"] for point in points}) > 1
    y: dict[str, Any] = {"field": "label", "type": "nominal", "sort": None}
    y["axis"] = {"title": None, "labelLimit": 170}
    encoding: dict[str, Any] = {"y": y, "x": value_axis(result, title, zero=True)}
    encoding["tooltip"] = tooltip_of(title)
    bars: dict[str, Any] = {"mark": {"type": "bar"}}
    if grouped:
        encoding["yOffset"] = {"field": "series", "type": "nominal", "sort": None}
        bars["encoding"] = {"color": colour_by(result, split)}
    return {
        "$schema": SCHEMA,
        "height": {"step": GROUPED_STEP, "for": "offset"} if grouped else {"step": BAR_STEP},
        "data": data_of(points),
        "encoding": encoding,
        "layer": [bars, direct_labels("text", 4)] if len(points) <= FEW_BARS else [bars],
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
    return name_of(result, row, (split,), locale)
