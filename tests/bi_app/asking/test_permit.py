"""Every name of a query is judged, wherever in it it stands."""

from typing import Any

import pytest

from bi_app.asking.names import dimensions_of, filters_of, metrics_of, orders_of
from semantic_layer.query import MetricQuery

INNER = {"metrics": ["inner_metric"], "dimensions": ["inner_dimension"]}
PLACES: list[tuple[dict[str, Any], set[str], set[str]]] = [
    ({}, set(), set()),
    ({"metrics": ["a", "b"]}, {"a", "b"}, set()),
    ({"dimensions": ["d"]}, set(), {"d"}),
    ({"filters": [{"dimension": "f", "values": ["x"]}]}, set(), {"f"}),
    (
        {"filters": [{"dimension": "f", "members": INNER}]},
        {"inner_metric"},
        {"f", "inner_dimension"},
    ),
    ({"thresholds": [{"metric": "t", "op": "gt", "values": [1]}]}, {"t"}, set()),
    ({"ranking": {"by": "r", "limit": 1, "within": ["w"]}}, {"r"}, {"w"}),
    ({"ranking": {"by": "r", "limit": 1, "within": ["time"]}}, {"r"}, set()),
    ({"metrics": ["q"], "running": [{"metric": "q"}]}, {"q"}, set()),
    ({"metrics": ["q"], "moving": [{"metric": "q", "count": 2}]}, {"q"}, set()),
    ({"metrics": ["q"], "ranks": [{"metric": "q", "within": ["w", "time"]}]}, {"q"}, {"w"}),
    ({"shares": [{"metric": "s", "of": ["o"]}]}, {"s"}, {"o"}),
    ({"thresholds": [{"metric": "t", "op": "is_null", "each": {"unit": "week"}}]}, {"t"}, set()),
    ({"shares": [{"metric": "s", "part": [{"dimension": "p", "values": ["x"]}]}]}, {"s"}, {"p"}),
    ({"counted": "c"}, set(), {"c"}),
    ({"averaged": ["a"]}, set(), {"a"}),
    ({"counted": "time", "grain": {"unit": "week"}}, set(), set()),
    ({"averaged": ["time"], "grain": {"unit": "week"}}, set(), set()),
    ({"subtotals": ["u"]}, set(), {"u"}),
    ({"counted": "c", "ranking": {"by": "c_count", "limit": 1}}, set(), {"c"}),
    ({"counted": "c", "ranking": {"by": "d_count", "limit": 1}}, {"d_count"}, {"c"}),
]


@pytest.mark.parametrize(("part", "metrics", "dimensions"), PLACES)
def test_it_finds_every_name(part: dict[str, Any], metrics: set[str], dimensions: set[str]) -> None:
    query = MetricQuery.model_validate({"metrics": ["m"], **part})

    assert metrics_of(query) - {"m"} == metrics
    assert dimensions_of(query) == dimensions


def test_it_finds_no_name_in_an_order_by_counts_alone() -> None:
    order = [{"by": "c_count"}, {"by": "d_count"}]

    counted = MetricQuery.model_validate({"metrics": ["m"], "counted": "c", "order": order})
    plain = MetricQuery.model_validate({"metrics": ["m"], "order": order})

    assert orders_of(counted) == {"d_count"}
    assert orders_of(plain) == {"c_count", "d_count"}


def test_it_finds_orders_and_filters_in_the_queries_inside() -> None:
    query = MetricQuery.model_validate(
        {
            "metrics": ["m"],
            "order": [{"by": "x"}, {"by": "time"}],
            "filters": [
                {
                    "dimension": "f",
                    "members": {
                        **INNER,
                        "order": [{"by": "y"}],
                        "filters": [{"dimension": "g", "values": ["v"]}],
                    },
                }
            ],
        }
    )

    assert orders_of(query) == {"x", "y"}
    assert [each.dimension for each in filters_of(query)] == ["f", "g"]
