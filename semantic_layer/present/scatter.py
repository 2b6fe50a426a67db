"""One point for each group, placed by two metrics."""

from __future__ import annotations

from typing import Any

from semantic_layer.present.marks import (
    FEW_BARS,
    HEIGHT,
    MOST_POINTS,
    SCHEMA,
    axis_of,
    data_of,
    direct_labels,
    number_of,
    point_of,
    tooltip_of,
    value_axis,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result


def draw_scatter(result: Result, locale: str) -> Specification:
    across, up = result.metrics
    points = [
        {**point_of(result, row, up, "", result.keys, locale), "across": number_of(row[across])}
        for row in result.rows[:MOST_POINTS]
    ]
    y = value_axis(result, result.columns[up].label, zero=False)
    y["axis"] = axis_of(result, up)
    x = {
        "field": "across",
        "type": "quantitative",
        "scale": {"zero": False},
        "title": result.columns[across].label,
        "axis": axis_of(result, across),
    }
    layers: list[dict[str, Any]] = [{"mark": {"type": "point", "filled": True, "size": 60}}]
    if len(points) <= FEW_BARS:
        layers.append(direct_labels("label", 7))
    return {
        "$schema": SCHEMA,
        "height": HEIGHT,
        "data": data_of(points),
        "encoding": {"x": x, "y": y, "tooltip": tooltip_of(result.columns[up].label)},
        "layer": layers,
    }
