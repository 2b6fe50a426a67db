"""Does the library answer a model and a schema that it has never heard of?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from semantic_layer.errors import NotModelled, OutsideData, QuestionError, UnreachableDimension
from tests.wholesale.house import asked_by, cases, run

CASES = cases("queries.yaml")
QUARTER = {"kind": "named", "unit": "quarter", "number": 2, "year": 2026}
REFUSED: dict[str, tuple[str, dict[str, Any], type[QuestionError], str]] = {
    "freight is not of an item": (
        "dora",
        {"metrics": ["freight"], "dimensions": ["item_group"]},
        UnreachableDimension,
        "Freight cannot be split or filtered by Group: it comes from Invoices, which has no group",
    ),
    "a part of a ratio out of reach is named": (
        "dora",
        {"metrics": ["freight_per_case"], "dimensions": ["item"]},
        UnreachableDimension,
        "by its part Freight",
    ),
    "monthly targets have no weeks": (
        "dora",
        {"metrics": ["target"], "grain": {"unit": "week"}},
        UnreachableDimension,
        "Target is kept by month, so it cannot be split by week",
    ),
    "targets are of depots, not of routes": (
        "dora",
        {"metrics": ["target"], "dimensions": ["route"]},
        UnreachableDimension,
        "It can be split by Area, Depot",
    ),
    "a target of a month says nothing of a week": (
        "dora",
        {"metrics": ["target"], "period": {"kind": "relative", "unit": "week", "offset": -1}},
        OutsideData,
        "Target is kept by month, and no month begins in week 37 of 2026",
    ),
    "a buyer's model has no cost": (
        "ben",
        {"metrics": ["contribution"]},
        NotModelled,
        "no metric called",
    ),
    "a caretaker's model is empty": ("carl", {"metrics": ["turnover"]}, NotModelled, "turnover"),
    "drivers are no dimension": (
        "dora",
        {"metrics": ["drops"], "dimensions": ["driver"]},
        NotModelled,
        "no dimension called",
    ),
    "the data begins with the first invoice": (
        "dora",
        {"metrics": ["turnover"], "period": {"kind": "named", "unit": "year", "year": 2023}},
        OutsideData,
        "1 July 2024",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_gives_the_rows_of_the_statement_by_hand(name: str) -> None:
    case = CASES[name]
    asked = asked_by(case.get("as", "dora"))
    shown = len(asked.compiled(case["query"]).columns)
    statement = asked.checked(case["query"])

    _, given = run(statement.text, statement.parameters)
    _, expected = run(case["sql"])

    found, by_hand = plain([row[:shown] for row in given]), plain(expected)
    if not case.get("ordered"):
        found, by_hand = sorted(found, key=repr), sorted(by_hand, key=repr)
    assert by_hand
    assert found == by_hand
    assert [row[shown] for row in given] == [case["hidden"]] * len(given) if "hidden" in case else 1


@pytest.mark.parametrize("name", REFUSED)
def test_it_says_why_not(name: str) -> None:
    who, query, error, says = REFUSED[name]

    with pytest.raises(error) as refused:
        asked_by(who).checked(query)

    assert says in str(refused.value)


def test_each_answer_names_the_calendar_that_is_not_the_models_own() -> None:
    trading = {"kind": "relative", "unit": "quarter", "offset": -1, "calendar": "trading"}

    compiled = asked_by("dora").compiled({"metrics": ["turnover"], "period": trading})

    (named,) = compiled.periods
    assert (named.period.start, named.period.end) == (date(2026, 3, 30), date(2026, 6, 28))
    assert named.period.label == "trading Q4 2026"


def test_a_target_for_parts_of_months_says_how_they_count() -> None:
    days = {"kind": "dates", "start": "2026-05-15", "end": "2026-07-15"}

    parts = asked_by("dora").compiled({"metrics": ["target"], "period": days})
    whole = asked_by("dora").compiled({"metrics": ["target"], "period": QUARTER})

    assert "Target is kept by month: each month counts where it begins." in parts.assumed
    assert whole.assumed == ()


@pytest.mark.parametrize(("calendar", "told"), [("trading", True), ("civil", False)])
def test_a_series_tells_of_months_that_its_buckets_cut(calendar: str, told: bool) -> None:
    grain = {"unit": "month", "calendar": calendar}

    compiled = asked_by("dora").compiled({"metrics": ["target"], "period": QUARTER, "grain": grain})

    assert (
        "Targets is kept by month; each month counts in the month that it begins in."
        in compiled.caveats
    ) is told


def plain(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> Any:
    if isinstance(cell, (Decimal, float, int)) and not isinstance(cell, bool):
        return float(f"{float(cell):.9g}")
    return cell
