"""Does each metric of Larkfield give what a hand-written statement does: total, split, by month?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.semantic_layer.answers import larkfield_as, larkfield_index
from tests.semantic_layer.test_larkfield_questions import in_plain, run
from tests.yaml_files import read_yaml

LAST_QUARTER = {"kind": "relative", "unit": "quarter", "offset": -1}
DAYS = "BETWEEN DATE '2026-08-02' AND DATE '2026-10-31'"
MONTHS = """(VALUES (DATE '2026-08-02', DATE '2026-08-29'), (DATE '2026-08-30', DATE '2026-10-03'),
    (DATE '2026-10-04', DATE '2026-10-31')) AS m(month, last)"""
METRICS: list[dict[str, Any]] = read_yaml(
    Path(__file__).parents[1] / "fixtures" / "larkfield_metrics.yaml"
)


@pytest.mark.parametrize("metric", METRICS, ids=[each["metric"] for each in METRICS])
def test_it_equals_a_statement_written_by_hand(metric: dict[str, Any], larkfield: Path) -> None:
    query = {"metrics": [metric["metric"]], "period": LAST_QUARTER}
    split = {**query, "dimensions": [metric["dimension"]]}

    assert sorted(answered(split, larkfield)) == sorted(by_hand(metric, metric["key"], larkfield))
    ((_, total),) = by_hand(metric, "'all'", larkfield)
    assert answered(query, larkfield) == [[total]]


BY_MONTH = [each for each in METRICS if "by_month" in each]


@pytest.mark.parametrize("metric", BY_MONTH, ids=[each["metric"] for each in BY_MONTH])
def test_it_does_so_in_each_month(metric: dict[str, Any], larkfield: Path) -> None:
    by_month = {"metrics": [metric["metric"]], "period": LAST_QUARTER, "grain": {"unit": "month"}}

    with run(metric["by_month"].format(months=MONTHS), larkfield) as found:
        expected = sorted(in_plain(found.fetchall()))

    assert len(expected) == 3
    assert answered(by_month, larkfield) == expected


def test_it_covers_every_metric_of_the_model() -> None:
    assert [each["metric"] for each in METRICS if METRICS.count(each) > 1] == []
    assert {each["metric"] for each in METRICS} == set(larkfield_index().metrics)


def answered(query: dict[str, Any], warehouse: Path) -> list[list[Any]]:
    statement = larkfield_as("elena.exec").checked(query)
    width = len(larkfield_as("elena.exec").compiled(query).columns)
    with run(statement.text, warehouse, statement.parameters) as found:
        rows = [row[:width] for row in in_plain(found.fetchall())]
    assert rows
    return rows


def by_hand(metric: dict[str, Any], key: str, warehouse: Path) -> list[list[Any]]:
    with run(metric["sql"].format(key=key, period=DAYS), warehouse) as found:
        return in_plain(found.fetchall())
