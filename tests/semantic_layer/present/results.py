"""Results without a warehouse: a query, compiled, beside rows made up for the test."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow

from semantic_layer.compile import Compiled, compile_query
from semantic_layer.present import Presentation, present
from semantic_layer.query import MetricQuery
from tests.semantic_layer.answers import LARKFIELD_CLOCK, larkfield_index

LAST_QUARTER = {"kind": "relative", "unit": "quarter", "offset": -1}
THIS_MONTH = {"kind": "relative", "unit": "month"}
LAST_YEAR = {"kind": "last_year"}
GROWTH = {"kind": "last_year", "show": ["comparison", "growth"]}
CHANGE = {"kind": "last_year", "show": ["comparison", "change"]}


def compiled(query: dict[str, Any]) -> Compiled:
    return _compiled(MetricQuery.model_validate({"period": LAST_QUARTER, **query}))


@cache
def _compiled(query: MetricQuery) -> Compiled:
    return compile_query(query, larkfield_index(), LARKFIELD_CLOCK)


def table(of: Compiled, rows: Sequence[Sequence[Any]], suppressed: int | None = None) -> Any:
    names = [column.name for column in of.columns]
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    for hidden in of.hidden:
        columns[hidden] = [suppressed or 0] * len(rows)
    return pyarrow.table(columns)


def presented(query: dict[str, Any], rows: Sequence[Sequence[Any]], **more: Any) -> Presentation:
    of = compiled(query)
    truncated = more.pop("truncated", False)
    return present(table(of, rows, **more), of, larkfield_index(), truncated=truncated)
