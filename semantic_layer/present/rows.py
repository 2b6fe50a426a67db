"""The rows of a table in another order, and a part of them; where a number stands among others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from semantic_layer.present.marks import number_of
from semantic_layer.present.result import Result, Value

STEPS = 5


def is_sortable(result: Result) -> bool:
    """Subtotals stand behind what they add up, and would not any more."""
    return len(result.rows) > 1 and result.level is None


def in_order(result: Result, at: int, *, descending: bool) -> Result:
    """By a column; what has no value, and the rest of a ranking, come last in any case."""
    last = [row for row in result.rows if row[at] is None or result.is_rest(at, row[at])]
    others = [row for row in result.rows if row[at] is not None and not result.is_rest(at, row[at])]
    ordered = sorted(others, key=lambda row: _key(row[at]), reverse=descending)
    return replace(result, rows=(*ordered, *last))


def part_of(result: Result, first: int, most: int) -> Result:
    return replace(result, rows=result.rows[first : first + most])


def steps_of(values: Sequence[Value]) -> list[int]:
    """In which fifth of all numbers each one stands: 1 to 5; 0 where there is none."""
    found = [number_of(value) for value in values]
    numbers = sorted(number for number in found if number is not None)
    return [
        0 if number is None else 1 + STEPS * bisect_left(numbers, number) // len(numbers)
        for number in found
    ]


def _key(value: Value) -> tuple[str, float, str]:
    match value:
        case int() | float():
            return "", float(value), ""
        case date():
            return "", float(value.toordinal()), ""
    return "", 0.0, str(value).casefold()
