"""How long does it take, on one core, to make a query into a proved statement?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, cast

from bi_app.asking import plans
from bi_app.asking.asking import Asking
from semantic_layer.query import MetricQuery
from tests.bench.figures import Figure, figure, milliseconds
from tests.semantic_layer.answers import larkfield_as

ONE_FACT: dict[str, Any] = {
    "metrics": ["net_sales"],
    "dimensions": ["region"],
    "filters": [{"dimension": "channel", "values": ["Online"]}],
    "period": {"kind": "relative", "unit": "quarter", "offset": -1},
}
THREE_FACTS: dict[str, Any] = {
    "metrics": ["net_sales", "on_hand_units", "visitors"],
    "dimensions": ["store_name"],
    "period": {"kind": "relative", "unit": "quarter", "offset": -1},
    "comparisons": [{"kind": "last_year", "show": ["comparison", "growth"]}],
    "ranking": {"by": "net_sales", "show": "growth", "limit": 10},
}
QUERIES = {"one fact": ONE_FACT, "three facts, compared and ranked": THREE_FACTS}
TIMES = 100


def times() -> Iterator[Figure]:
    """As somebody who sees all and as somebody restricted; then the same from the plan cache."""
    with on_one_core():
        for words, query in QUERIES.items():
            for name in ("elena.exec", "sam.southwest"):
                yield _compiled(words, query, name)
        yield _found(THREE_FACTS)


@contextmanager
def on_one_core() -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _compiled(words: str, query: dict[str, Any], name: str) -> Figure:
    asked = larkfield_as(name)
    asked.checked(query)
    taken = milliseconds(lambda: asked.checked(query), TIMES)
    return figure(f"compile, secure and check: {words}, {name}", taken, "ms")


def _found(query: dict[str, Any]) -> Figure:
    asked, wanted = larkfield_as("elena.exec"), MetricQuery.model_validate(query)
    asking = cast(Asking, SimpleNamespace(policy=asked.policy, clock=asked.clock))
    plans.keep(wanted, asking, plans.Ready(asked.compiled(query), asked.checked(query)))
    taken = milliseconds(lambda: plans.find(wanted, asking), TIMES)
    return figure("compile from the plan cache", taken, "ms")
