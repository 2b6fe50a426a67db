"""Two points for each group, what is and what it is compared with, and the way between them."""

from __future__ import annotations

from typing import Any

from semantic_layer.present.bars import BAR_STEP, first_rows, left_out, named_axis
from semantic_layer.present.formats import write_number
from semantic_layer.present.marks import (
    SCHEMA,
    axis_of,
    data_of,
    described,
    framed,
    number_of,
    point_of,
    side_of,
    told_apart,
)
from semantic_layer.present.presentation import Specification
from semantic_layer.present.result import Result, Row
from semantic_layer.query import Show


def draw_points(result: Result, locale: str) -> Specification:
    first = result.metrics[0]
    then = next(iter(result.beside(first, Show.COMPARISON)))
    rows = first_rows(result, result.keys)
    points = [
        point_of(result, row, at, side_of(result, at), result.keys, locale)
        for row in rows
        for at in (first, then)
    ]
    ways = [
        {
            **point_of(result, row, first, "", result.keys, locale),
            "then": number_of(row[then]),
            "right": max((number_of(row[at]) or 0.0 for at in (first, then)), default=0.0),
            "text": _moved(result, row, then, locale),
        }
        for row in rows
        if row[first] is not None and row[then] is not None
    ]
    title = result.columns[first].label
    value = axis_of(result, first, points, locale, zero=False)
    layers: list[dict[str, Any]] = [
        {
            "data": data_of(ways),
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {"x2": {"field": "then"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": told_apart(None)
            | {"shape": {"field": "series", "type": "nominal", "sort": None}},
        },
        {
            "data": data_of(ways),
            "mark": {"type": "text", "align": "left", "dx": 10, "baseline": "middle"},
            "encoding": {
                "x": value.of("right"),
                "text": {"field": "text", "type": "nominal"},
            },
        },
    ]
    return {
        "$schema": SCHEMA,
        "title": framed(title, (left_out(rows, result), value.told)),
        "height": {"step": BAR_STEP},
        "data": data_of(points),
        "encoding": {
            "y": named_axis(standing=False),
            "x": value.of("y"),
            **described(title),
        },
        "layer": layers,
    }


def _moved(result: Result, row: Row, then: int, locale: str) -> str:
    """The change or the growth that stands behind the number compared with."""
    behind = then + 1
    if behind >= len(result.columns) or result.columns[behind].show not in (
        Show.CHANGE,
        Show.GROWTH,
    ):
        return ""
    number = number_of(row[behind])
    return "" if number is None else write_number(number, result.columns[behind], 1, locale)
