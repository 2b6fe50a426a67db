"""What all pictures share: points, titles, labels and colours of a specification.

Every point has the same fixed fields, so that a name from the data is only ever a value.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date
from typing import Any

from semantic_layer.present.axes import Axis, axis_for
from semantic_layer.present.formats import say_number, write_label
from semantic_layer.present.result import Result, Row, Value
from semantic_layer.query import Show

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
MOST_SERIES = 6
MOST_POINTS = 1500
FEW_BARS = 30  # so many can carry their number beside them
FEW_POINTS = 12  # so many can carry their name
HEIGHT = 260
TITLE_CHARACTERS = 42  # of a line, on the slimmest page

Point = dict[str, Any]


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


def framed(title: str, notes: Iterable[str]) -> dict[str, Any]:
    """What is drawn, and what must be known to read it, above the picture and no wider than it."""
    told = [line for note in notes if note for line in textwrap.wrap(note, TITLE_CHARACTERS)]
    text = textwrap.wrap(title, TITLE_CHARACTERS)
    return {"text": text, "anchor": "start", "frame": "group"} | (
        {"subtitle": told} if told else {}
    )


def direct_labels(field: str, distance: int) -> dict[str, Any]:
    """Beside its mark, on the far side of zero."""
    below = "datum.y < 0"
    mark = {
        "type": "text",
        "align": {"expr": f"{below} ? 'right' : 'left'"},
        "dx": {"expr": f"{below} ? -{distance} : {distance}"},
        "baseline": "middle",
    }
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}}}


def point_of(
    result: Result, row: Row, at: int, series: str, keys: tuple[int, ...], locale: str
) -> Point:
    """`keys` are what names the point; the series tells the rest."""
    number = number_of(row[at])
    started = row[result.time] if result.time is not None else None
    label = name_of(result, row, keys, locale)
    text = "" if number is None else say_number(number, result.columns[at], locale)
    return {
        "keys": [_plain(row[key]) for key in result.keys],
        "x": started.isoformat() if isinstance(started, date) else None,
        "label": label,
        "series": series,
        "y": number,
        "text": text,
        "told": f"{', '.join(each for each in (label, series) if each)}: {text}",
    }


def _plain(value: Value) -> str | float | None:
    return value.isoformat() if isinstance(value, date) else value


def name_of(result: Result, row: Row, keys: tuple[int, ...], locale: str) -> str:
    grain = result.compiled.query.shown_grain
    return " · ".join(
        write_label(row[at], result.columns[at], grain, result.index, locale, short=True)
        for at in keys
    )


def side_of(result: Result, at: int) -> str:
    """What a column is called beside the others of its metric: the days, not the metric again."""
    own, label = result.columns[result.metrics[0]].label, result.columns[at].label
    compared = any(True for _ in result.beside(result.metrics[0], Show.COMPARISON))
    if at == result.metrics[0] and compared and result.current is not None:
        return capital(result.current.label)
    return capital(label.removeprefix(f"{own}, ")) if compared else label


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def member_of(result: Result, row: Row, locale: str) -> str | None:
    return name_of(result, row, result.dimensions, locale) if result.dimensions else None


def number_of(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def data_of(points: list[Point], *, dated: bool = False) -> dict[str, Any]:
    data: dict[str, Any] = {"values": points}
    if dated:
        data["format"] = {"parse": {"x": "utc:'%Y-%m-%d'"}}
    return data


def axis_of(
    result: Result,
    at: int,
    points: Iterable[Point],
    locale: str,
    *,
    zero: bool,
    labelled: bool = False,
) -> Axis:
    numbers = (number_of(point["y"]) for point in points)
    return axis_for(numbers, result.columns[at], locale, zero=zero, labelled=labelled)


def told_apart(title: str | None, *, dashed: bool = False) -> dict[str, Any]:
    """Series by their colour and, where they are lines, by how these are broken.

    Members, which have a title, have other colours than what is compared.
    """
    legend = {"title": title} | ({"symbolType": "stroke", "symbolSize": 400} if dashed else {})
    by = {"field": "series", "type": "nominal", "sort": None, "legend": legend}
    colour = by if title is None else by | {"scale": {"range": "ordinal"}}
    return {"color": colour, "strokeDash": by} if dashed else {"color": colour}


def described(title: str) -> dict[str, Any]:
    """What is said of a mark that is pointed at, with scripts and without."""
    return {
        "tooltip": [
            {"field": "label", "type": "nominal", "title": "Group"},
            {"field": "series", "type": "nominal", "title": "Series"},
            {"field": "text", "type": "nominal", "title": title},
        ],
        "description": {"field": "told", "type": "nominal"},
    }
