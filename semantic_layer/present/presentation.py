"""How an answer looks: words and pictures made from rows, and nothing that is not in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from semantic_layer.present.result import Result

Specification = Mapping[str, Any]  # of Vega-Lite, as JSON


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class Tone:
    """Which way a change goes, and whether its metric's owner calls that good."""

    direction: Direction
    favourable: bool | None


@dataclass(frozen=True, slots=True)
class Presentation:
    """`cells`, `tones` and `alignments` follow the rows and columns of the result.

    Every number of `narrative` is a cell of the rows, formatted. `suppressed` counts the groups
    that were too small to show. `result` is what it was made from, to be drawn in another way.
    """

    narrative: str
    chart: Specification | None
    caveats: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    tones: tuple[tuple[Tone | None, ...], ...]
    alignments: tuple[str, ...]  # "start" or "end" for each column
    next_questions: tuple[str, ...]
    result: Result
    suppressed: int = 0
