"""A query that is proposed says what its question says, and nothing else."""

from typing import Any

import pytest

from bi_app.asking.faithful import is_plain, says_all, says_no_more
from semantic_layer.errors import NotUnderstood
from semantic_layer.interpret.linking import Linking, link
from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import MetricQuery
from tests.semantic_layer.interpret.asking import CLOCK, ask, known_names, seen_by
from tests.semantic_layer.interpret.finder import find

INDEX, POLICY = seen_by("executive")
LAST_MONTH = {"kind": "relative", "unit": "month", "offset": -1}
SALES = {"metrics": ["net_sales"], "period": LAST_MONTH}
WEST = {"dimension": "region", "values": ["West"]}
DENIM = {"dimension": "category", "values": ["Denim"]}
OVER = {"metric": "net_sales", "op": "gt", "values": [100]}
STORES = {**SALES, "dimensions": ["store_name"]}


def linking(question: str) -> Linking:
    return link(question, INDEX, POLICY, find(question, known_names(), INDEX, POLICY), CLOCK)


def complaint(question: str, query: dict[str, Any], meant: tuple[str, ...] = ()) -> str:
    """Why the query is not the question's; "" where it is."""
    proposed, words = MetricQuery.model_validate(query), linking(question)
    try:
        says_all(proposed, words, INDEX)
        says_no_more(proposed, words, INDEX, meant)
    except NotUnderstood as error:
        return error.detail
    return ""


LEFT_OUT = {
    "net sales and orders last month": (SALES, "orders"),
    "net sales by region last month": (SALES, "region"),
    "net sales in the West last month": (SALES, "West"),
    "net sales last month for each store": (SALES, "store"),
    "net sales last month vs last year": (SALES, "last month vs last year"),
    "net sales of promoted items last month": (SALES, "promoted"),
    "net sales last month without Denim": ({**SALES, "filters": [DENIM]}, "without"),
    "stores with net sales over 200 last month": ({**STORES, "thresholds": [OVER]}, "200"),
    "stores with net sales below 100 last month": ({**STORES, "thresholds": [OVER]}, "below"),
    "share of net sales by region last month": ({**SALES, "dimensions": ["region"]}, "share"),
    "average net sales by store last month": (STORES, "average"),
    "net sales two months ago": (SALES, "two months ago"),
}


@pytest.mark.parametrize(("question", "query", "left"), [(q, *e) for q, e in LEFT_OUT.items()])
def test_it_finds_what_is_left_out(question: str, query: dict[str, Any], left: str) -> None:
    assert f"“{left}" in complaint(question, query)


ADDED = {
    "another metric": ({**SALES, "metrics": ["net_sales", "orders"]}, "orders"),
    "a breakdown": ({**SALES, "dimensions": ["region"]}, "region"),
    "a filter": ({**SALES, "filters": [WEST]}, "region"),
    "an order": ({**SALES, "order": [{"by": "orders"}]}, "orders"),
    "a part of a share": ({**SALES, "shares": [{"metric": "net_sales", "part": [WEST]}]}, "region"),
    "a limit": ({**SALES, "limit": 7}, "7"),
    "a threshold": ({**SALES, "thresholds": [OVER]}, "100"),
}


@pytest.mark.parametrize(("query", "added"), ADDED.values(), ids=ADDED)
def test_it_finds_what_is_added(query: dict[str, Any], added: str) -> None:
    assert added in complaint("net sales last month", query)


def test_it_finds_a_period_that_nobody_named() -> None:
    assert "no such period" in complaint("net sales of moolah", {**SALES, "metrics": ["net_sales"]})


def test_it_takes_what_a_word_that_was_left_is_said_to_mean() -> None:
    question, query = "moolah last month in Wobblia", {**SALES, "filters": [WEST]}

    assert complaint(question, query) != ""
    assert complaint(question, query, ("net_sales", "region", "West")) == ""


@pytest.mark.parametrize(
    "question",
    [
        "net sales by region last month",
        "top 5 stores in the West by net sales last month",
        "orders and units sold by channel last week vs last year",
        "stores with more than 100 orders yesterday",
        "net sales in Denim and Handbags by month this year",
        "net sales by category last month excluding Denim",
    ],
)
def test_it_agrees_with_the_rules_about_what_they_understand(question: str) -> None:
    understood = ask(question)
    assert isinstance(understood, Understood)

    says_all(understood.query, linking(question), INDEX)
    says_no_more(understood.query, linking(question), INDEX)
    assert is_plain(understood.query, linking(question), INDEX)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("margin last month", {**SALES, "metrics": ["gross_margin"]}),
        ("net sales last month by stores", {**STORES, "ranking": {"by": "net_sales", "limit": 1}}),
        ("net sales last month", {**SALES, "comparisons": [{"kind": "last_year"}]}),
    ],
)
def test_it_is_not_plain_what_no_word_or_an_ambiguous_one_says(
    question: str, query: dict[str, Any]
) -> None:
    assert not is_plain(MetricQuery.model_validate(query), linking(question), INDEX)
