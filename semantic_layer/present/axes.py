"""Where does an axis begin and end, and what stands at its ticks?

Ticks are chosen here and written as all other numbers are: the drawing library knows neither every
currency nor every language.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.present.formats import is_whole_number, write_tick

GAPS = 5  # between ticks, about so many
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
ROOM = 0.25  # of an axis, that a number takes beside its bar on the slimmest page
NEAR = 0.5  # of its highest value: a lower lowest one costs little room, so that zero is shown

LEAST, MOST = 1e-12, 1e300  # what arithmetic still can step through


@dataclass(frozen=True, slots=True)
class Axis:
    """`texts` are those of the ticks; the first and the last tick are where it ends."""

    ticks: tuple[float, ...]
    texts: tuple[str, ...]

    @property
    def told(self) -> str:
        """What a reader must know who looks at lengths: nothing where zero is in sight."""
        if self.ticks[0] > 0:
            return f"The axis begins at {self.texts[0]}."
        return f"The axis ends at {self.texts[-1]}." if self.ticks[-1] < 0 else ""

    def part(self, number: float) -> float:
        """How far along the axis it stands, from 0 to 1."""
        return (number - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])

    def of(self, field: str, title: str | None = None) -> dict[str, Any]:
        """The encoding of a field; an expression finds each text by its tick."""
        domain = [self.ticks[0], self.ticks[-1]]
        texts = f"{json.dumps(self.texts)}[indexof({json.dumps(self.ticks)}, datum.value)]"
        return {
            "field": field,
            "type": "quantitative",
            "title": title,
            "scale": {"domain": domain, "nice": False, "zero": False},
            "axis": {"values": list(self.ticks), "labelExpr": texts, "labelOverlap": True},
        }


def axis_for(
    numbers: Iterable[float | None],
    column: ResultColumn,
    locale: str,
    *,
    zero: bool,
    labelled: bool = False,
) -> Axis:
    """`zero`: it begins there whatever the numbers, as lengths that are compared must.

    `labelled`: below the lowest one there is room for it to be written, where it is below zero.
    """
    found = [number for number in numbers if number is not None] or [0.0]
    low, high = max(min(found), -MOST), min(max(found), MOST)
    near = max(abs(low), abs(high)) * NEAR
    if zero or -near < low < near or -near < high < near:
        low, high = min(low, 0.0), max(high, 0.0)
    whole = is_whole_number(column, found)
    step = _step(low, high, whole=whole)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if first == last:
        first, last = first - 1, last + 1
    if labelled and low < 0 and low / step - first < ROOM * (last - first):
        first -= math.ceil(ROOM * (last - first))
    ticks = tuple(float(f"{at * step:.12g}") for at in range(first, last + 1))
    return Axis(ticks, tuple(write_tick(tick, column, locale) for tick in ticks))


def _step(low: float, high: float, *, whole: bool) -> float:
    """A round number of which about `GAPS` fill the axis."""
    raw = max((high - low or abs(high) or 1.0) / GAPS, LEAST)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(each * power for each in STEPS if each * power >= raw * 0.999)
    return max(step, 1.0) if whole else step
