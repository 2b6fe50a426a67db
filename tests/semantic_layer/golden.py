"""The golden questions: statements written by hand, and the queries for the same questions."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
QUERIES = json.loads((TESTS / "fixtures" / "larkfield_queries.json").read_text())
GOLDEN = {
    each["id"]: each
    for each in map(
        json.loads, (TESTS / "corpora" / "questions" / "larkfield.jsonl").read_text().splitlines()
    )
}
OTHER_NAMES = {
    "calendar_month": "month",
    "calendar_quarter": "quarter",
    "calendar_year": "year",
}


def names(found: Any) -> list[str]:
    return [column[0] for column in found.description]


def found_as(golden: str, given: list[str]) -> str:
    if golden == "share_of_total":
        return next(name for name in given if name.endswith("_share"))
    return OTHER_NAMES.get(golden, golden)


def in_plain(rows: list[Any]) -> list[list[Any]]:
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (Decimal, float, int)) and not isinstance(cell, bool):
        return float(f"{float(cell):.9g}")
    return cell
