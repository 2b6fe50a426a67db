"""Where on a picture's time axis does a note stand?

A thin line with the note's number, over the bucket that holds its first day. What has no axis of
time, or ends before the day, is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from semantic_layer.present.marks import HEIGHT, Point, data_of
from semantic_layer.present.presentation import Specification

TOP = 6  # pixels below the upper end of the plot


LINE = {
    "mark": {"type": "rule", "strokeDash": [2, 3]},
    "encoding": {"y": {"value": 0}, "y2": {"value": HEIGHT}},
}
NUMBER = {
    "mark": {"type": "text", "baseline": "middle", "align": "left", "dx": 4},
    "encoding": {"y": {"value": TOP}, "text": {"field": "text", "type": "nominal"}},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The number that a note goes by, and its days, both included."""

    number: int
    first: date
    last: date


def with_notes(chart: Specification, marks: Iterable[Mark]) -> Specification:
    """The picture with the marks that fall on its time axis, in a layer of their own."""
    starts = _starts(chart)
    points = [_point(day, starts[day], numbers) for day, numbers in _placed(starts, marks)]
    if not points:
        return chart
    own = {name: chart[name] for name in ("data", "encoding", "layer")}
    noted = {
        "data": data_of(points, dated=True),
        "encoding": {"x": chart["encoding"]["x"]},
        "layer": [LINE, NUMBER],
    }
    return {**_frame(chart), "layer": [own, noted]}


def _frame(chart: Specification) -> dict[str, Any]:
    return {name: part for name, part in chart.items() if name not in ("data", "encoding")}


def _starts(chart: Specification) -> Mapping[date, str]:
    """The first day of each bucket of a time axis, with its name, in order."""
    if not _is_line(chart):
        return {}
    points = chart["data"]["values"]
    found = {point["x"]: point["label"] for point in points if point.get("x")}
    return {date.fromisoformat(day): found[day] for day in sorted(found)}


def _is_line(chart: Specification) -> bool:
    first = chart.get("layer", [{}])[0].get("mark", {})
    return isinstance(first, Mapping) and first.get("type") == "line"


def _placed(starts: Mapping[date, str], marks: Iterable[Mark]) -> Iterable[tuple[date, list[str]]]:
    """Several notes of one bucket share a line."""
    found: dict[date, list[str]] = {}
    for mark in marks:
        before = [day for day in starts if day <= mark.first]
        if starts and mark.last >= min(starts):
            found.setdefault(before[-1] if before else min(starts), []).append(str(mark.number))
    return found.items()


def _point(day: date, label: str, numbers: list[str]) -> Point:
    text = ", ".join(numbers)
    return {"x": day.isoformat(), "label": label, "series": None, "y": None, "text": text}
