"""Which questions are declined, and does the refusal say which, why and what instead?"""

from __future__ import annotations

from typing import Any

import pytest

from semantic_layer.errors import (
    NotAdditive,
    NotModelled,
    NotUnderstood,
    NotYet,
    OutsideData,
    QuestionError,
    UnreachableDimension,
)
from tests.semantic_layer.corner import BOSS, FEBRUARY, MANAGER, asked_by

REFUSED: list[tuple[str, dict[str, Any], type[QuestionError], list[str]]] = [
    (
        "a dimension that one part of a metric lacks",
        {"metrics": ["amount", "conversion"], "dimensions": ["department"]},
        UnreachableDimension,
        ["Conversion", "Department", "Visitors", "It can be split by", "Region"],
    ),
    (
        "a filter that one metric lacks",
        {"metrics": ["visitors"], "filters": [{"dimension": "item", "values": ["Pen"]}]},
        UnreachableDimension,
        ["Visitors", "Item", "Visits"],
    ),
    (
        "a day's dimension of a number without dates",
        {"metrics": ["shops_now"], "dimensions": ["weekday"]},
        UnreachableDimension,
        ["Shops now", "Weekday"],
    ),
    (
        "a series of a number of today",
        {"metrics": ["shops_now"], "grain": {"unit": "month"}},
        UnreachableDimension,
        ["Shops now", "as of today"],
    ),
    (
        "a grain finer than the dataset's",
        {"metrics": ["planned"], "grain": {"unit": "day"}},
        UnreachableDimension,
        ["Planned sales", "by week", "by day"],
    ),
    (
        "a stock's weekday",
        {"metrics": ["stock_units"], "dimensions": ["weekday"]},
        UnreachableDimension,
        ["Stock", "Weekday"],
    ),
    (
        "a comparable number before its policy",
        {"metrics": ["late_amount"], "period": FEBRUARY},
        OutsideData,
        ["Late shops", "3 March 2024"],
    ),
    (
        "part of a month beside plan against a whole one",
        {
            "metrics": ["amount", "planned"],
            "period": {"kind": "named", "unit": "month", "number": 2, "year": 2024},
            "comparisons": [{"kind": "period", "period": FEBRUARY}],
        },
        NotUnderstood,
        ["whole weeks that are over", "Name the days"],
    ),
    (
        "a comparison with days to come",
        {
            "metrics": ["amount"],
            "period": FEBRUARY,
            "comparisons": [{"kind": "period", "period": {"kind": "dates", "start": "2031-05-01"}}],
        },
        OutsideData,
        ["1 May 2031", "inside the data"],
    ),
    (
        "a comparison whose days so far are before the data",
        {
            "metrics": ["amount"],
            "period": {"kind": "dates", "start": "2024-03-01", "end": "2024-03-20"},
            "comparisons": [
                {"kind": "period", "period": {"kind": "rolling", "unit": "year", "count": 20}}
            ],
        },
        OutsideData,
        ["says nothing about", "inside the data"],
    ),
    (
        "a share of comparable growth",
        {"metrics": ["comp_growth"], "dimensions": ["item"], "shares": [{"metric": "comp_growth"}]},
        NotAdditive,
        ["Comp growth", "rates do not add up"],
    ),
    (
        "a share of windows that overlap",
        {
            "metrics": ["amount_r4w"],
            "grain": {"unit": "week"},
            "shares": [{"metric": "amount_r4w"}],
        },
        NotAdditive,
        ["Sales of four weeks", "days overlap"],
    ),
    (
        "a rest of distinct counts over windows",
        {
            "metrics": ["orders_r4w"],
            "dimensions": ["item"],
            "ranking": {"by": "orders_r4w", "limit": 1, "others": True},
        },
        NotAdditive,
        ["Orders", "several groups"],
    ),
    (
        "a window whose holidays are moved",
        {
            "metrics": ["amount_r4w"],
            "comparisons": [{"kind": "last_year", "basis": "event"}],
        },
        NotYet,
        ["Sales", "other days", "comparable days"],
    ),
    (
        "what looks ahead of the data alone",
        {"metrics": ["next_amount"], "period": FEBRUARY},
        OutsideData,
        ["does not hold the days", "another period"],
    ),
    (
        "a dimension that a window's metric lacks",
        {"metrics": ["planned_ytd"], "dimensions": ["item"]},
        UnreachableDimension,
        ["Planned this year", "Item"],
    ),
    (
        "a grain finer than that of a window's dataset",
        {"metrics": ["planned_ytd"], "grain": {"unit": "day"}},
        UnreachableDimension,
        ["Planned this year", "by week"],
    ),
    (
        "a share of a median",
        {
            "metrics": ["median_order"],
            "dimensions": ["item"],
            "shares": [{"metric": "median_order"}],
        },
        NotAdditive,
        ["Median order", "does not add up"],
    ),
    (
        "the rest of a ranking beside a percentile",
        {
            "metrics": ["amount", "dear_line"],
            "dimensions": ["item"],
            "ranking": {"by": "amount", "limit": 1, "others": True},
        },
        NotAdditive,
        ["Dear line", "does not add up"],
    ),
    (
        "a share of distinct counts of labels, of which an item may have several",
        {"metrics": ["orders"], "dimensions": ["label"], "shares": [{"metric": "orders"}]},
        NotAdditive,
        ["Orders", "Items may have several labels"],
    ),
    (
        "a share of distinct counts beside groups that are hidden",
        {"metrics": ["orders"], "dimensions": ["tier"], "shares": [{"metric": "orders"}]},
        NotYet,
        ["A share of Orders", "too small", "Ask for the groups alone"],
    ),
    (
        "a share of rates",
        {"metrics": ["margin_rate"], "dimensions": ["item"], "shares": [{"metric": "margin_rate"}]},
        NotAdditive,
        ["Margin rate", "rates do not add up"],
    ),
    (
        "a share of stock over time",
        {
            "metrics": ["stock_units"],
            "grain": {"unit": "week"},
            "shares": [{"metric": "stock_units"}],
        },
        NotAdditive,
        ["Stock", "over time"],
    ),
    (
        "the rest of a ranking of distinct counts",
        {
            "metrics": ["order_value"],
            "dimensions": ["item"],
            "ranking": {"by": "order_value", "limit": 1, "others": True},
        },
        NotAdditive,
        ["Orders", "several groups"],
    ),
    (
        "a share of labels, of which an item may have several",
        {"metrics": ["amount"], "dimensions": ["label"], "shares": [{"metric": "amount"}]},
        NotAdditive,
        ["A share of Sales", "Items may have several labels"],
    ),
    (
        "a share of what stands within labels, of the whole",
        {"metrics": ["amount"], "dimensions": ["item", "label"], "shares": [{"metric": "amount"}]},
        NotAdditive,
        ["Items may have several labels"],
    ),
    (
        "the rest of a ranking of labels",
        {
            "metrics": ["amount"],
            "dimensions": ["label"],
            "ranking": {"by": "amount", "limit": 1, "others": True},
        },
        NotAdditive,
        ["The rest of a ranking", "Items may have several labels"],
    ),
    (
        "the version of a number without dates",
        {"metrics": ["shops_now"], "dimensions": ["keeper"]},
        UnreachableDimension,
        ["Shops now", "Keeper", "knows no dates"],
    ),
    (
        "a weekday of what is kept by week, beside what is kept by day",
        {"metrics": ["amount", "planned"], "dimensions": ["weekday"]},
        UnreachableDimension,
        ["Planned sales cannot be split", "Weekday", "Sales and Planned sales can all", "Region"],
    ),
    (
        "days of what is kept by week, beside what is kept by day",
        {"metrics": ["amount", "planned"], "grain": {"unit": "day"}},
        UnreachableDimension,
        ["Planned sales is kept by week", "by week or a longer unit"],
    ),
    (
        "a dimension that one of several metrics lacks",
        {"metrics": ["amount", "visitors"], "dimensions": ["label"]},
        UnreachableDimension,
        ["Visitors cannot be split", "by Label", "comes from Visits", "Sales and Visitors can all"],
    ),
    (
        "a dimension where metrics share none",
        {"metrics": ["money", "units"], "dimensions": ["label"]},
        UnreachableDimension,
        ["Money cannot be split", "Ask for its total", "share no dimension"],
    ),
    (
        "a plan that nobody keeps",
        {"metrics": ["units"], "comparisons": [{"kind": "plan"}]},
        NotModelled,
        ["Units", "Sales"],
    ),
    (
        "growth against nothing",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "thresholds": [{"metric": "amount", "show": "growth", "op": "gt", "values": [0]}],
        },
        NotUnderstood,
        ["growth", "last year"],
    ),
    (
        "growth of each week against nothing",
        {
            "metrics": ["amount"],
            "thresholds": [
                {
                    "metric": "amount",
                    "show": "growth",
                    "op": "gt",
                    "values": [0],
                    "each": {"unit": "week"},
                }
            ],
        },
        NotUnderstood,
        ["Sales", "something to compare with", "last year"],
    ),
    (
        "each week of groups that may be of few people",
        {
            "metrics": ["amount"],
            "dimensions": ["tier"],
            "thresholds": [
                {"metric": "amount", "op": "gt", "values": [0], "each": {"unit": "week"}}
            ],
        },
        NotYet,
        ["week", "single people"],
    ),
    (
        "each day of what is planned by week",
        {
            "metrics": ["planned"],
            "thresholds": [
                {"metric": "planned", "op": "gt", "values": [0], "each": {"unit": "day"}}
            ],
        },
        UnreachableDimension,
        ["Planned sales", "by week"],
    ),
    (
        "a count of what the metrics are not split by",
        {"metrics": ["amount"], "dimensions": ["region"], "counted": "shop"},
        NotUnderstood,
        ["shop", "region"],
    ),
    (
        "a count of groups that may be of few people",
        {"metrics": ["amount"], "dimensions": ["tier"], "counted": "tier"},
        NotYet,
        ["single people"],
    ),
    (
        "a count against last year's",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "counted": "shop",
            "comparisons": [{"kind": "last_year"}],
        },
        NotYet,
        ["not compared", "each period"],
    ),
    (
        "a share of a count",
        {
            "metrics": ["amount"],
            "dimensions": ["region", "shop"],
            "counted": "shop",
            "shares": [{"metric": "amount"}],
        },
        NotAdditive,
        ["several groups"],
    ),
    (
        "the rest of a ranking of counts",
        {
            "metrics": ["amount"],
            "dimensions": ["region", "shop"],
            "counted": "shop",
            "ranking": {"by": "shop_count", "limit": 1, "others": True},
        },
        NotAdditive,
        ["several groups"],
    ),
    (
        "a count ordered by what is not shown",
        {
            "metrics": ["amount"],
            "dimensions": ["region", "shop"],
            "counted": "shop",
            "order": [{"by": "amount"}],
        },
        NotUnderstood,
        ["amount", "shop_count"],
    ),
    (
        "a mean over what the metrics are not split by",
        {"metrics": ["amount"], "dimensions": ["region"], "averaged": ["shop"]},
        NotUnderstood,
        ["shop", "region", "Split by it too"],
    ),
    (
        "a mean over something else than all of what is named",
        {"metrics": ["amount"], "dimensions": ["shop"], "averaged": ["shop", "item"]},
        NotUnderstood,
        ["item", "shop"],
    ),
    (
        "a mean over buckets by the name of their unit",
        {"metrics": ["amount"], "grain": {"unit": "week"}, "averaged": ["week"]},
        NotUnderstood,
        ["week", "Split by it too"],
    ),
    (
        "a mean over groups that may be of few people",
        {"metrics": ["amount"], "dimensions": ["tier"], "averaged": ["tier"]},
        NotYet,
        ["too small", "single people"],
    ),
    (
        "means of groups that may be of few people",
        {"metrics": ["amount"], "dimensions": ["tier", "shop"], "averaged": ["shop"]},
        NotYet,
        ["too small"],
    ),
    (
        "a mean by a filter on few people",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "averaged": ["shop"],
            "filters": [{"dimension": "tier", "values": ["Gold"]}],
        },
        NotYet,
        ["too small"],
    ),
    (
        "means ordered by what they are over",
        {
            "metrics": ["amount"],
            "dimensions": ["region", "shop"],
            "averaged": ["shop"],
            "order": [{"by": "shop"}],
        },
        NotUnderstood,
        ["shop", "region"],
    ),
    (
        "the first of a single mean",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "averaged": ["shop"],
            "ranking": {"by": "amount", "limit": 1},
        },
        NotUnderstood,
        ["something to rank"],
    ),
    (
        "members that are averaged over",
        {
            "metrics": ["amount"],
            "filters": [
                {
                    "dimension": "shop",
                    "members": {
                        "metrics": ["units"],
                        "dimensions": ["shop", "item"],
                        "averaged": ["item"],
                    },
                }
            ],
        },
        NotUnderstood,
        ["shop"],
    ),
    (
        "a count of weeks, by the name of their unit",
        {"metrics": ["amount"], "grain": {"unit": "week"}, "counted": "week"},
        NotUnderstood,
        ["week"],
    ),
    (
        "a count of weeks of groups that may be of few people",
        {
            "metrics": ["amount"],
            "dimensions": ["tier"],
            "grain": {"unit": "week"},
            "counted": "time",
        },
        NotYet,
        ["single people"],
    ),
    (
        "shares of two parts of one metric",
        {
            "metrics": ["amount"],
            "shares": [
                {"metric": "amount", "part": [{"dimension": "shop", "values": ["Alba"]}]},
                {"metric": "amount", "part": [{"dimension": "shop", "values": ["Bern"]}]},
            ],
        },
        NotYet,
        ["Only one share", "by itself"],
    ),
    (
        "shares of a part and of the whole of one metric",
        {
            "metrics": ["amount"],
            "dimensions": ["region"],
            "shares": [
                {"metric": "amount"},
                {"metric": "amount", "part": [{"dimension": "shop", "values": ["Alba"]}]},
            ],
        },
        NotYet,
        ["Only one share", "by itself"],
    ),
    (
        "members that are counted",
        {
            "metrics": ["amount"],
            "filters": [
                {
                    "dimension": "shop",
                    "members": {"metrics": ["units"], "dimensions": ["shop"], "counted": "shop"},
                }
            ],
        },
        NotUnderstood,
        ["shop"],
    ),
    (
        "subtotals in another order than the rows",
        {"metrics": ["amount"], "dimensions": ["region", "shop"], "subtotals": ["shop"]},
        NotUnderstood,
        ["in their order", "region, shop"],
    ),
    (
        "subtotals of a total",
        {"metrics": ["amount"], "subtotals": ["shop"]},
        NotUnderstood,
        ["split by", "nothing"],
    ),
    (
        "subtotals that would tell what is hidden",
        {"metrics": ["amount"], "dimensions": ["tier"], "subtotals": ["tier"]},
        NotYet,
        ["too small", "worked out"],
    ),
    (
        "subtotals by a filter on few people",
        {
            "metrics": ["amount"],
            "dimensions": ["shop"],
            "subtotals": ["shop"],
            "filters": [{"dimension": "tier", "values": ["Gold"]}],
        },
        NotYet,
        ["too small"],
    ),
    (
        "totals to date of few people, whose differences are each bucket's own",
        {"metrics": ["amount_so_far"], "dimensions": ["tier"], "grain": {"unit": "week"}},
        NotYet,
        ["overlap", "difference"],
    ),
    (
        "a total to date of few people beside the period's own",
        {"metrics": ["amount_so_far", "amount"], "dimensions": ["tier"]},
        NotYet,
        ["overlap", "Ask for each of them alone"],
    ),
    (
        "windows of few people beside the buckets that they are made of",
        {"metrics": ["amount_r4w", "amount"], "dimensions": ["tier"], "grain": {"unit": "week"}},
        NotYet,
        ["overlap"],
    ),
    (
        "totals to date of few people beside what a condition leaves of each bucket",
        {
            "metrics": ["amount_ytd", "school_amount"],
            "dimensions": ["tier"],
            "grain": {"unit": "week"},
            "period": {"kind": "dates", "start": "2024-02-04", "end": "2024-03-02"},
        },
        NotYet,
        ["overlap"],
    ),
    (
        "few people in a period beside a part of it",
        {
            "metrics": ["amount"],
            "filters": [{"dimension": "tier", "values": ["Gold"]}],
            "comparisons": [
                {
                    "kind": "period",
                    "period": {"kind": "dates", "start": "2024-02-04", "end": "2024-02-27"},
                }
            ],
        },
        NotYet,
        ["overlap"],
    ),
    (
        "subtotals of counts",
        {
            "metrics": ["amount"],
            "dimensions": ["region", "shop"],
            "subtotals": ["region"],
            "counted": "shop",
        },
        NotYet,
        ["counts of members"],
    ),
    (
        "subtotals of the first rows",
        {"metrics": ["amount"], "dimensions": ["shop"], "subtotals": ["shop"], "limit": 2},
        NotYet,
        ["top ones"],
    ),
    (
        "the rest of a ranking across what has subtotals",
        {
            "metrics": ["amount"],
            "dimensions": ["region", "shop"],
            "subtotals": ["region"],
            "ranking": {"by": "amount", "limit": 1, "others": True},
        },
        NotUnderstood,
        ["Rank within region"],
    ),
    (
        "members with subtotals",
        {
            "metrics": ["amount"],
            "filters": [
                {
                    "dimension": "shop",
                    "members": {
                        "metrics": ["units"],
                        "dimensions": ["shop"],
                        "subtotals": ["shop"],
                    },
                }
            ],
        },
        NotUnderstood,
        ["shop"],
    ),
    (
        "a ranking of one total",
        {"metrics": ["amount"], "ranking": {"by": "amount", "limit": 3}},
        NotUnderstood,
        ["split by"],
    ),
    (
        "a share within what the rows are not split by",
        {
            "metrics": ["amount"],
            "dimensions": ["item"],
            "shares": [{"metric": "amount", "of": ["region"]}],
        },
        NotUnderstood,
        ["region", "item"],
    ),
    (
        "a number that is none",
        {
            "metrics": ["amount"],
            "filters": [{"dimension": "list_price", "op": "gt", "values": ["cheap"]}],
        },
        NotUnderstood,
        ["cheap", "number", "List price"],
    ),
    (
        "members of another dimension",
        {
            "metrics": ["amount"],
            "filters": [
                {"dimension": "shop", "members": {"metrics": ["units"], "dimensions": ["item"]}}
            ],
        },
        NotUnderstood,
        ["shop"],
    ),
    (
        "a period before the data",
        {"metrics": ["amount"], "period": {"kind": "named", "unit": "year", "year": 2020}},
        OutsideData,
        ["2020"],
    ),
    (
        "a metric that does not exist",
        {"metrics": ["profit"]},
        NotModelled,
        ["profit"],
    ),
]


@pytest.mark.parametrize(
    ("query", "error", "said"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_it_declines(query: dict[str, Any], error: type[QuestionError], said: list[str]) -> None:
    with pytest.raises(error) as raised:
        asked_by(BOSS).compiled({"period": FEBRUARY, **query})

    assert [word for word in said if word not in raised.value.detail] == []


@pytest.mark.parametrize("metric", ["cost", "margin", "money", "margin_ytd", "no_such_metric"])
def test_it_reads_a_hidden_metric_as_not_modelled(metric: str) -> None:
    """Whoever may not see a metric learns no more than of one that does not exist."""
    with pytest.raises(NotModelled) as raised:
        asked_by(MANAGER).compiled({"metrics": [metric], "period": FEBRUARY})

    first, _, hint = raised.value.detail.partition(". ")
    assert first == f"There is no metric called “{metric}”"
    words = set(hint.replace("“", " ").replace("”", " ").split())
    assert not {"cost", "margin", "money", "margin_ytd"} & words
