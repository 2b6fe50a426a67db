"""A field of cells: two dimensions, or members over time, each cell as dark as its number."""

from __future__ import annotations

import json

from semantic_layer.present.bars import first_rows, left_out
from semantic_layer.present.formats import write_tick
from semantic_layer.present.marks import (
    SCHEMA,
    data_of,
    described,
    framed,
    name_of,
    number_of,
    point_of,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result

STEPS = 5
CELL = 24
FEW_NAMES = 4  # that stand side by side, unturned


def draw_heat(result: Result, locale: str) -> Specification:
    """Time, or the dimension with fewer members, runs across."""
    first = result.metrics[0]
    across = _across(result)
    down = tuple(at for at in result.keys if at != across)
    rows = first_rows(result, down)
    points = [
        point_of(result, row, first, name_of(result, row, (across,), locale), down, locale)
        for row in rows
    ]
    title = result.columns[first].label
    limits = _limits([number for row in rows if (number := number_of(row[first])) is not None])
    texts = [write_tick(limit, result.columns[first], locale) for limit in limits]
    few = len({point["series"] for point in points}) <= FEW_NAMES
    lacking = any(row[first] is None for row in rows)
    notes = (left_out(rows, result), "An empty cell has no number." if lacking else "")
    label = f"{json.dumps(texts)}[indexof({json.dumps(limits)}, datum.value)]"
    return {
        "$schema": SCHEMA,
        "title": framed(title, notes),
        "height": {"step": CELL},
        "data": data_of(points),
        "encoding": {
            "x": {
                "field": "series",
                "type": "nominal",
                "sort": None,
                "axis": {
                    "title": None,
                    "labelAngle": 0 if few else -40,
                    "labelOverlap": True,
                    "labelLimit": 90,
                },
            },
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "axis": {"title": None},
            },
            "color": {
                "field": "y",
                "type": "quantitative",
                "scale": {"type": "threshold", "domain": limits},
                "legend": {"title": None, "labelExpr": label, "gradientLength": 240},
            },
            **described(title),
        },
        "layer": [{"mark": {"type": "rect"}}],
    }


def _across(result: Result) -> int:
    if result.time is not None:
        return result.time
    counts = {at: len({row[at] for row in result.rows}) for at in result.keys}
    return min(reversed(result.keys), key=lambda at: counts[at])


def _limits(numbers: list[float]) -> list[float]:
    """Where each step begins but the first: equal steps from the lowest to the highest."""
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    return [_round(low + (high - low) * step / STEPS) for step in range(1, STEPS)]


def _round(number: float) -> float:
    return float(f"{number:.2g}")
