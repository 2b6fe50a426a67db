"""What is declined along a series, what metrics declare of gaps, and who sees which buckets?"""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from semantic_layer.errors import NotAdditive, NotUnderstood, NotYet, QuestionError
from semantic_layer.model.gaps import gap_of
from semantic_layer.query import MetricQuery
from tests.semantic_layer.corner import (
    BOSS,
    FEBRUARY,
    MANAGER,
    Engine,
    asked_by,
    corner_index,
    plain,
)

WEEKS = {"unit": "week"}
DECLINED: list[tuple[str, dict[str, Any], type[QuestionError], list[str]]] = [
    (
        "a running total without a series",
        {"metrics": ["amount"], "running": [{"metric": "amount"}]},
        NotUnderstood,
        ["Sales", "needs a series", "by month"],
    ),
    (
        "a running distinct count",
        {"metrics": ["orders"], "grain": WEEKS, "running": [{"metric": "orders"}]},
        NotAdditive,
        ["Orders", "several groups"],
    ),
    (
        "a moving average over distinct counts",
        {
            "metrics": ["order_value"],
            "grain": WEEKS,
            "moving": [{"metric": "order_value", "count": 2}],
        },
        NotAdditive,
        ["moving average", "Order value", "several groups"],
    ),
    (
        "a running cohort",
        {"metrics": ["new_members"], "grain": WEEKS, "running": [{"metric": "new_members"}]},
        NotAdditive,
        ["New members"],
    ),
    (
        "a running greatest value",
        {"metrics": ["biggest_line"], "grain": WEEKS, "running": [{"metric": "biggest_line"}]},
        NotAdditive,
        ["Biggest line", "does not add up"],
    ),
    (
        "a running stock",
        {"metrics": ["stock_units"], "grain": WEEKS, "running": [{"metric": "stock_units"}]},
        NotAdditive,
        ["Stock", "over time"],
    ),
    (
        "a running count of what stands in each bucket",
        {"metrics": ["sales_per_shop"], "grain": WEEKS, "running": [{"metric": "sales_per_shop"}]},
        NotAdditive,
        ["Sales per shop", "stands in several"],
    ),
    (
        "a share over time of what stands in each bucket",
        {"metrics": ["shops_trading"], "grain": WEEKS, "shares": [{"metric": "shops_trading"}]},
        NotAdditive,
        ["Shops trading", "stands in several"],
    ),
    (
        "a running total that restarts amid a bucket",
        {
            "metrics": ["amount"],
            "grain": {"unit": "week", "calendar": "gregorian"},
            "running": [{"metric": "amount", "restart": "month"}],
        },
        NotAdditive,
        ["by week", "each month", "by day"],
    ),
    (
        "a running total that restarts with each bucket",
        {
            "metrics": ["amount"],
            "grain": WEEKS,
            "running": [{"metric": "amount", "restart": "week"}],
        },
        NotAdditive,
        ["each week", "longer unit"],
    ),
    (
        "a running total beside the rest of a ranking",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "grain": WEEKS,
            "running": [{"metric": "amount"}],
            "ranking": {"by": "amount", "limit": 1, "within": ["time"], "others": True},
        },
        NotYet,
        ["rest of a ranking"],
    ),
    (
        "a rank beside the rest of a ranking",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "ranks": [{"metric": "amount"}],
            "ranking": {"by": "amount", "limit": 1, "others": True},
        },
        NotYet,
        ["rest of a ranking"],
    ),
    (
        "a rank of one total",
        {"metrics": ["amount"], "ranks": [{"metric": "amount"}]},
        NotUnderstood,
        ["split by"],
    ),
    (
        "a rank by a second comparison where there is one",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "comparisons": [{"kind": "last_year"}],
            "ranks": [{"metric": "amount", "show": "growth", "comparison": 1}],
        },
        NotUnderstood,
        ["growth", "compare"],
    ),
    (
        "a condition on a moving average of nobody knows how many buckets",
        {
            "metrics": ["amount"],
            "grain": WEEKS,
            "thresholds": [{"metric": "amount", "show": "moving", "op": "gt", "values": [1]}],
        },
        NotUnderstood,
        ["Sales", "number of buckets"],
    ),
]


@pytest.mark.parametrize(
    ("query", "error", "said"),
    [case[1:] for case in DECLINED],
    ids=[case[0] for case in DECLINED],
)
def test_it_declines(query: dict[str, Any], error: type[QuestionError], said: list[str]) -> None:
    with pytest.raises(error) as raised:
        asked_by(BOSS).compiled({"period": FEBRUARY, **query})

    assert [word for word in said if word not in raised.value.detail] == []


@pytest.mark.parametrize(
    "part",
    [
        {"running": [{"metric": "units"}]},
        {"moving": [{"metric": "units", "count": 2}]},
        {"moving": [{"metric": "amount", "count": 1}]},
        {"ranks": [{"metric": "units"}]},
        {"ranks": [{"metric": "amount", "show": "rank"}]},
        {"thresholds": [{"metric": "amount", "comparison": 4, "op": "gt", "values": [1]}]},
    ],
)
def test_it_is_no_query_that_names_what_stands_beside_nothing(part: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MetricQuery.model_validate({"metrics": ["amount"], **part})


BY_SHOP = {"dimensions": ["region", "shop"], "averaged": ["shop"]}
BY_WEEK = {"dimensions": ["shop"], "averaged": ["time"], "grain": WEEKS}
OVER_10 = {"metric": "amount", "op": "gt", "values": [10]}


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({**BY_SHOP, "shares": [{"metric": "amount"}]}, "means have no shares"),
        ({**BY_SHOP, "ranks": [{"metric": "amount"}]}, "means have no shares"),
        ({**BY_SHOP, "subtotals": ["region"]}, "means have no shares"),
        ({**BY_SHOP, "counted": "region"}, "means have no shares"),
        ({**BY_WEEK, "running": [{"metric": "amount"}]}, "means have no shares"),
        ({**BY_WEEK, "moving": [{"metric": "amount", "count": 2}]}, "means have no shares"),
        ({**BY_SHOP, "thresholds": [{**OVER_10, "each": WEEKS}]}, "not judged in each bucket"),
        ({**BY_SHOP, "thresholds": [{**OVER_10, "show": "share"}]}, "to limit or to rank by"),
        ({**BY_WEEK, "thresholds": [{**OVER_10, "show": "running"}]}, "to limit or to rank by"),
        (
            {**BY_SHOP, "ranking": {"by": "amount", "show": "share", "limit": 1}},
            "to limit or to rank by",
        ),
        (
            {**BY_SHOP, "ranking": {"by": "amount", "limit": 1, "others": True}},
            "the rest of a ranking of means",
        ),
        ({"dimensions": ["shop"], "averaged": ["time"]}, "by a grain"),
        ({"dimensions": ["shop"], "averaged": ["shop", "time"]}, "by a grain"),
        ({"dimensions": ["shop"], "counted": "time"}, "by a grain"),
        ({"counted": "time", "grain": {**WEEKS, "fill": True}}, "fills no gaps"),
    ],
)
def test_it_is_no_query_of_means_or_counts_with_what_they_cannot_have(
    part: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        MetricQuery.model_validate({"metrics": ["amount"], **part})


@pytest.mark.parametrize(
    ("metric", "gap"),
    [
        ("amount", "zero"),
        ("orders", "zero"),
        ("new_members", "zero"),
        ("shops_trading", "zero"),
        ("comp_amount", "zero"),
        ("stock_units", "zero"),
        ("biggest_line", "null"),
        ("margin", "null"),
        ("margin_rate", "null"),
        ("comp_growth", "null"),
        ("comp_margin_rate", "null"),
    ],
)
def test_a_gap_is_zero_for_what_is_added_up_and_null_for_the_rest(metric: str, gap: str) -> None:
    metrics = corner_index().metrics
    declared = metrics[metric].model_copy(update={"gaps": "zero" if gap == "null" else "null"})

    assert gap_of(metrics[metric], metrics) == gap
    assert gap_of(declared, metrics) != gap


@pytest.mark.parametrize(
    ("start", "caveats"),
    [
        ("2024-02-04", ()),
        ("2024-02-11", ("The first year to date begins with the period, on 11 February 2024.",)),
    ],
)
def test_it_tells_of_a_year_to_date_that_begins_amid_its_year(
    start: str, caveats: tuple[str, ...]
) -> None:
    query = {
        "metrics": ["amount"],
        "period": {"kind": "dates", "start": start, "end": "2024-03-09"},
        "grain": WEEKS,
        "running": [{"metric": "amount", "restart": "year"}],
    }

    assert asked_by(BOSS).compiled(query).caveats == caveats


def test_it_fills_only_the_groups_that_the_asker_may_see(engine: Engine) -> None:
    query = {
        "metrics": ["amount"],
        "dimensions": ["region"],
        "period": FEBRUARY,
        "grain": {**WEEKS, "fill": True},
        "running": [{"metric": "amount"}],
        "ranks": [{"metric": "amount"}],
    }

    rows = engine.rows(asked_by(MANAGER).checked(query, engine.name))

    assert plain(rows) == [
        ["2024-02-04", "North", 15, 15, 2],
        ["2024-02-11", "North", 8, 23, 3],
        ["2024-02-18", "North", 0, 23, 4],
        ["2024-02-25", "North", 20, 43, 1],
    ]
