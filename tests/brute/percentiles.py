"""The value that a part of some rows lies below."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import Any

from tests.brute.rows import Json, Row, value_of


def percentile(metric: Json, rows: list[Row]) -> Fraction | None:
    """Of the rows, or of the sums over the rows of each one; what has no value is left out."""
    wanted, values = Fraction(metric["percentile"]), sorted(_values(metric, rows))
    if not values:
        return None
    if metric["discrete"]:
        return values[max(math.ceil(wanted * len(values)), 1) - 1]
    place = wanted * (len(values) - 1)
    below, above = values[math.floor(place)], values[math.ceil(place)]
    return below + (above - below) * (place - math.floor(place))


def _values(metric: Json, rows: list[Row]) -> list[Fraction]:
    sums: dict[Any, list[Fraction]] = defaultdict(list)
    for place, row in enumerate(rows):
        value = value_of(metric["expression"], row)
        if value is not None:
            each = value_of(metric["of_each"], row) if metric.get("of_each") else place
            sums[each].append(Fraction(value))
    return [sum(own, Fraction(0)) for own in sums.values()]
