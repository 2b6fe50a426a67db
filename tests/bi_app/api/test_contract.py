"""Replies are what the API's contract says, on every status."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bi_app import sealed
from bi_app.api.replies import AnswerReply
from tests.bi_app.api.conftest import Api

ANSWERED = "net sales by region last month vs last year"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (ANSWERED, "answered"),
        ("net sales by week this year", "answered"),
        ("how is gross margin defined?", "answered"),
        ("margin by region last month", "clarification"),
        ("why did sales fall", "refused"),
        ("blorple zonk", "refused"),
    ],
)
def test_it_writes_every_field_of_the_contract(elena: Api, question: str, status: str) -> None:
    reply = elena.ask(question)

    assert AnswerReply.model_validate(reply).status == status
    assert set(reply) == set(AnswerReply.model_fields)


def test_it_writes_columns_rows_and_periods(elena: Api) -> None:
    reply = elena.ask(ANSWERED)

    assert [column["name"] for column in reply["columns"]] == [
        "region",
        "net_sales",
        "net_sales_last_year",
    ]
    assert [column["role"] for column in reply["columns"]] == ["dimension", "metric", "metric"]
    assert all(isinstance(row[1], float) for row in reply["rows"])
    assert [(each["role"], each["start"], each["end"]) for each in reply["periods"]] == [
        ("current", "2026-10-04", "2026-10-31"),
        ("comparison", "2025-10-05", "2025-11-01"),
    ]
    assert reply["row_count"] == len(reply["rows"]) == 6
    assert reply["certified"] is True
    assert reply["timings_ms"]["total"] >= reply["timings_ms"]["execute"] > 0


def test_it_ties_the_words_to_what_they_became(elena: Api) -> None:
    words = elena.ask("please, visitors by district for the boss")["words"]

    assert {
        "text": "visitors",
        "start": 8,
        "end": 16,
        "used_as": "metric",
        "meant": "Visitors",
    } in words
    assert {each["text"] for each in words if each["used_as"] is None} >= {"please", "boss"}


def test_it_states_the_basis(elena: Api) -> None:
    basis = elena.ask(ANSWERED)["basis"]

    assert basis["release"] >= 1
    assert all(part in basis["manifest"] for part in ("release", "interpreter", "code"))
    assert basis["data_through"] == "2026-11-12"
    assert "364 days" in basis["comparison_rule"]
    assert [(each["name"], each["certified"]) for each in basis["metrics"]] == [("net_sales", True)]
    assert (basis["comparable"], basis["chosen"], basis["suppressed"]) == (None, [], 0)


def test_it_writes_a_bucket_as_its_first_day(elena: Api) -> None:
    reply = elena.ask("net sales by month this year")

    assert reply["columns"][0]["type"] == "date"
    assert [row[0] for row in reply["rows"]][:2] == ["2026-02-01", "2026-03-01"]


def test_it_writes_rates_as_fractions(elena: Api) -> None:
    reply = elena.ask("gross margin rate last month")

    assert 0 < reply["rows"][0][0] < 1


def test_it_takes_back_every_query_that_it_gives(elena: Api) -> None:
    for question in (ANSWERED, "top 3 products by net sales in October", "net sales by week"):
        told = elena.ask(question)

        again = elena.post("query", {"metric_query": told["metric_query"]}).json()

        assert again["status"] == "answered"
        assert again["rows"] == told["rows"]
        assert again["metric_query"] == told["metric_query"]
        assert again["route"] is None


def test_it_takes_back_the_query_of_a_choice(elena: Api) -> None:
    options = elena.ask("margin by region last month")["clarification"]["options"]

    replies = [
        elena.post("query", {"metric_query": each["metric_query"]}).json() for each in options
    ]

    assert [each["status"] for each in replies] == ["answered"] * len(options)
    assert len({json.dumps(each["rows"]) for each in replies}) == len(options) > 1
    assert len({each["consequence"] for each in options} - {""}) == len(options)


@pytest.mark.parametrize(
    ("user", "query", "code"),
    [
        ("sam.southwest", {"metrics": ["gross_margin"]}, "not_permitted"),
        ("sam.southwest", {"metrics": ["net_sales", "inventory_value"]}, "not_permitted"),
        ("mara.merch", {"metrics": ["labor_cost"]}, "not_permitted"),
        ("elena.exec", {"metrics": ["profits"]}, "not_modelled"),
        ("elena.exec", {"metrics": ["net_sales"], "dimensions": ["planet"]}, "not_modelled"),
        ("elena.exec", {"metrics": ["email"]}, "personal_data"),
        ("elena.exec", {"metrics": ["net_sales"], "dimensions": ["full_name"]}, "personal_data"),
        (
            "sam.southwest",
            {"metrics": ["net_sales"], "ranking": {"by": "gross_margin", "limit": 3}},
            "not_permitted",
        ),
        (
            "sam.southwest",
            {"metrics": ["net_sales"], "order": [{"by": "gross_margin"}]},
            "not_permitted",
        ),
        (
            "sam.southwest",
            {
                "metrics": ["net_sales"],
                "thresholds": [{"metric": "gross_margin", "op": "gt", "values": [0]}],
            },
            "not_permitted",
        ),
        (
            "sam.southwest",
            {
                "metrics": ["net_sales"],
                "filters": [
                    {
                        "dimension": "store_name",
                        "members": {"metrics": ["gross_margin"], "dimensions": ["store_name"]},
                    }
                ],
            },
            "not_permitted",
        ),
        (
            "elena.exec",
            {"metrics": ["on_hand_units"], "dimensions": ["channel"]},
            "unreachable_dimension",
        ),
    ],
)
def test_it_refuses_a_query_as_it_would_the_words(
    api: Callable[[str], Api], user: str, query: dict[str, Any], code: str
) -> None:
    reply = api(user).post("query", {"metric_query": query}).json()

    assert reply["status"] == "refused", reply
    assert reply["refusal"]["code"] == code
    assert (reply["rows"], reply["sql"]) == ([], None)


@pytest.mark.parametrize(
    ("dimension", "value", "code"),
    [
        ("region", "Northeast", "not_permitted"),
        ("region", "Narnia", "outside_data"),
        ("supplier_name", "Nobody & Sons", "outside_data"),
    ],
)
def test_it_never_answers_nothing_for_a_member_that_is_closed_or_none(
    api: Callable[[str], Api], dimension: str, value: str, code: str
) -> None:
    query = {
        "metrics": ["net_sales"],
        "filters": [{"dimension": dimension, "values": [value]}],
    }

    reply = api("sam.southwest").post("query", {"metric_query": query}).json()

    assert reply["refusal"]["code"] == code


def test_it_reads_a_hidden_member_as_one_that_is_none(api: Callable[[str], Api]) -> None:
    """Products of other departments are no public names."""
    elena, mara = api("elena.exec"), api("mara.merch")
    mens = {
        "metrics": ["net_sales"],
        "dimensions": ["product_name"],
        "filters": [{"dimension": "department", "values": ["Men's"]}],
    }
    hidden = elena.post("query", {"metric_query": mens}).json()["rows"][0][0]

    replies = [
        mara.post(
            "query",
            {
                "metric_query": {
                    "metrics": ["net_sales"],
                    "filters": [{"dimension": "product_name", "values": [name]}],
                }
            },
        ).json()["refusal"]
        for name in (hidden, "No Such Thing")
    ]

    assert [each["code"] for each in replies] == ["outside_data", "outside_data"]
    assert replies[0]["detail"].replace(hidden, "…") == replies[1]["detail"].replace(
        "No Such Thing", "…"
    )


def test_it_takes_the_name_of_the_group_without_a_member(elena: Api) -> None:
    by_promotion = {"metrics": ["net_sales"], "dimensions": ["promotion_name"]}
    rows = elena.post("query", {"metric_query": by_promotion}).json()["rows"]
    none = {"dimension": "promotion_name", "values": ["(none)"]}

    alone = elena.post("query", {"metric_query": by_promotion | {"filters": [none]}}).json()

    assert alone["rows"] == [row for row in rows if row[0] == "(none)"] != []


def test_it_keeps_a_conversation_by_its_id(elena: Api) -> None:
    first = elena.ask("net sales by region last month")

    second = elena.ask("only the West", first["conversation"])

    assert second["conversation"] == first["conversation"]
    assert second["id"] != first["id"]
    assert [row[0] for row in second["rows"]] == ["West"]
