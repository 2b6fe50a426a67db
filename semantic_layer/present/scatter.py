"""One point for each group, placed by two metrics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from semantic_layer.present.axes import Axis, axis_for
from semantic_layer.present.marks import (
    FEW_POINTS,
    HEIGHT,
    MOST_POINTS,
    SCHEMA,
    Point,
    axis_of,
    data_of,
    described,
    direct_labels,
    framed,
    number_of,
    point_of,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result

WIDE, HIGH = 0.4, 0.06  # that a name takes of the slimmest picture


def draw_scatter(result: Result, locale: str) -> Specification:
    across, up = result.metrics
    rows = result.rows[:MOST_POINTS]
    points = [
        {**point_of(result, row, up, "", result.keys, locale), "across": number_of(row[across])}
        for row in rows
    ]
    x = axis_for(
        (number_of(row[across]) for row in rows), result.columns[across], locale, zero=False
    )
    y = axis_of(result, up, points, locale, zero=False)
    label, beside = result.columns[up].label, result.columns[across].label
    notes = [f"{name}: {each.told}" for name, each in ((label, y), (beside, x)) if each.told]
    layers: list[dict[str, Any]] = [{"mark": {"type": "point", "filled": True, "size": 60}}]
    if len(points) <= FEW_POINTS:
        named = data_of(list(_apart(points, x, y)))
        layers.append({"data": named, **direct_labels("label", 7)})
    return {
        "$schema": SCHEMA,
        "title": framed(label, notes),
        "height": HEIGHT,
        "data": data_of(points),
        "encoding": {"x": x.of("across", beside), "y": y.of("y"), **described(label)},
        "layer": layers,
    }


def _apart(points: list[Point], x: Axis, y: Axis) -> Iterator[Point]:
    """Those whose names do not lie on another's; the rest are named where they are pointed at."""
    placed: list[tuple[float, float]] = []
    for point in points:
        if point["across"] is None or point["y"] is None:
            continue
        at = x.part(point["across"]), y.part(point["y"])
        if all(abs(at[0] - a) > WIDE or abs(at[1] - b) > HIGH for a, b in placed):
            placed.append(at)
            yield point
