"""Does the whole product, from words to an answer on record, serve a model of one's own?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bi_app.asking.answer import Answer
from bi_app.asking.models import Status
from tests.bi_app.street import say
from tests.wholesale.house import cases, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wholesaler")]

CASES = cases("questions.yaml")
REFUSED = {
    "a number closed to the asker": ("ben", "stock value by depot", "not_permitted", "stock value"),
    "a public member out of reach": ("rory", "turnover of Northgate", "not_permitted", "Northgate"),
    "a hidden route": ("rory", "turnover of Valley Run", "not_understood", "Valley"),
    "drivers": ("dora", "which driver made the most drops", "personal_data", "personal data"),
    "a split that is not there": (
        "dora",
        "freight by group last month",
        "unreachable_dimension",
        "Freight is not kept by group",
    ),
    "a word of another trade": (
        "dora",
        "conversion by depot last month",
        "not_modelled",
        "conversion",
    ),
    "no data at all": ("carl", "turnover last month", "not_permitted", ""),
}


@pytest.fixture(autouse=True)
def _may_ask_much(settings: Any) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000


@pytest.mark.parametrize("name", CASES)
def test_it_answers_in_words(name: str) -> None:
    case = CASES[name]

    answer = asked(case)

    _, expected = run(case["sql"])
    assert answer.finding.status is Status.ANSWERED, answer.finding
    assert sorted(plain(answer.finding.rows), key=repr) == sorted(plain(expected), key=repr)


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses_with_a_reason(name: str) -> None:
    who, text, code, says = REFUSED[name]

    refusal = say(who, text).finding.refusal

    assert refusal is not None
    assert refusal.code == code
    assert says.casefold() in refusal.detail.casefold()


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("margin by depot last month", ("Contribution", "Contribution rate")),
        ("stock by depot", ("Stock in cases", "Stock value")),
    ],
)
def test_it_asks_back_where_the_model_says_so(text: str, choices: tuple[str, ...]) -> None:
    clarification = say("dora", text).finding.clarification

    assert clarification is not None
    assert tuple(each.label for each in clarification.options) == choices


def test_the_basis_names_policy_and_money() -> None:
    found = say("rory", "turnover last month").finding

    assert found.basis.policy == ("only your depots: Harbour",)
    assert found.basis.data_through == date(2026, 9, 19)
    assert found.cells[0][0].startswith("£")


def asked(case: dict[str, Any]) -> Answer:
    who = case.get("as", "dora")
    before = say(who, case["after"]).conversation if "after" in case else None
    return say(who, case["ask"], before)


def plain(rows: Any) -> list[list[Any]]:
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (Decimal, float, int)) and not isinstance(cell, bool):
        return float(f"{float(cell):.9g}")
    return cell
