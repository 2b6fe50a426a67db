"""How many stores were compared, and why were the others not? By statements written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from bi_app.api.replies import AnswerReply
from bi_app.audit.models import Entry
from tests.bi_app.api.conftest import Api

# The last day to count is the first of the fiscal month thirteen before the period's first month.
CASES: dict[str, tuple[str, dict[str, Any], dict[str, Any], str]] = {
    "the last quarter": (
        "elena.exec",
        {"period": {"kind": "relative", "unit": "quarter", "offset": -1}},
        {"opened_by": date(2025, 7, 6), "open_after": date(2026, 10, 31)},
        "true",
    ),
    "a month of another year": (
        "elena.exec",
        {"period": {"kind": "named", "unit": "month", "month_of": 10, "year": 2024}},
        {"opened_by": date(2023, 8, 27), "open_after": date(2024, 11, 2)},
        "true",
    ),
    "the stores of one region": (
        "elena.exec",
        {
            "period": {"kind": "relative", "unit": "quarter", "offset": -1},
            "filters": [{"dimension": "region", "values": ["Midwest"]}],
        },
        {"opened_by": date(2025, 7, 6), "open_after": date(2026, 10, 31)},
        "region = 'Midwest'",
    ),
    "whatever it is split by": (
        "elena.exec",
        {
            "period": {"kind": "relative", "unit": "quarter", "offset": -1},
            "dimensions": ["channel"],
            "filters": [{"dimension": "channel", "values": ["Online"]}],
        },
        {"opened_by": date(2025, 7, 6), "open_after": date(2026, 10, 31)},
        "true",
    ),
    "the stores that Sam may see": (
        "sam.southwest",
        {"period": {"kind": "relative", "unit": "quarter", "offset": -1}},
        {"opened_by": date(2025, 7, 6), "open_after": date(2026, 10, 31)},
        "region IN ('Southwest', 'West')",
    ),
}
BY_HAND = """
SELECT store_name, opened_on <= $opened_by AND (closed_on IS NULL OR closed_on > $open_after)
FROM stores WHERE {of} ORDER BY 1
"""


@pytest.mark.parametrize("case", CASES)
def test_it_counts_what_was_compared(case: str, api: Callable[[str], Api], larkfield: Path) -> None:
    asker, asked, days, of = CASES[case]
    with duckdb.connect(str(larkfield), read_only=True) as connection:
        stores = connection.execute(BY_HAND.format(of=of), days).fetchall()
    compared = [name for name, is_compared in stores if is_compared]

    response = api(asker).post("query", {"metric_query": {"metrics": ["comp_sales"], **asked}})

    found = response.json()["basis"]["comparable"]
    assert found["noun"] == "stores"
    assert found["members"] == compared
    assert found["included"] == len(compared) > 0
    assert found["excluded_count"] == len(stores) - len(compared)
    assert [each["member"] for each in found["excluded"]] == [
        name for name, is_compared in stores if not is_compared
    ]
    assert AnswerReply.model_validate(response.json())


def test_it_says_why_a_store_was_not_compared(elena: Api, larkfield: Path) -> None:
    with duckdb.connect(str(larkfield), read_only=True) as connection:
        newest, opened = connection.execute(
            "SELECT store_name, opened_on FROM stores ORDER BY 2 DESC, 1 LIMIT 1"
        ).fetchall()[0]
    period = {"kind": "dates", "start": opened.isoformat(), "end": "2026-11-12"}

    reply = elena.post(
        "query", {"metric_query": {"metrics": ["comp_sales_growth"], "period": period}}
    ).json()

    reasons = {e["member"]: e["reason"] for e in reply["basis"]["comparable"]["excluded"]}
    assert reasons[newest].startswith(f"opened on {opened.day} {opened:%B %Y}; the last day to")


def test_it_says_nothing_of_stores_without_a_comparable_metric(elena: Api) -> None:
    reply = elena.post("query", {"metric_query": {"metrics": ["net_sales"]}}).json()

    assert reply["basis"]["comparable"] is None


def test_it_records_the_list_as_a_statement_of_the_answer(elena: Api) -> None:
    reply = elena.post("query", {"metric_query": {"metrics": ["comp_sales"]}}).json()

    entry = Entry.objects.get(asking=reply["id"])
    first, second = (each["statement"] for each in entry.detail["run"])
    assert first == entry.statement_sha256 != second
