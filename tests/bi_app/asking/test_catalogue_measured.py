"""Do the questions that measure the catalogue get answers that hold the facts they must hold?"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bi_app import sealed
from bi_app.asking.answer import Answer, Finding
from bi_app.asking.models import Status
from tests.bi_app.street import say
from tests.counts import LARKFIELD
from tests.questions.reading import lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

RIGHT = 0.97
OF_THE_DEMO = {"k050", "k055", "k056"}  # which name or count stores that a smaller Larkfield lacks
DECLINES = ("not_permitted", "personal_data")  # which are answers too, to what may be seen


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


def test_it_answers_the_hundred_with_their_facts() -> None:
    asked = [each for each in lines("catalogue") if _is_of(each, LARKFIELD)]

    missed = [
        f"{each['id']} {each['question']}: {lacking}"
        for each in asked
        if (lacking := list(_lacking(each, say(each["user"], each["question"]))))
    ]

    assert len(missed) <= (1 - RIGHT) * len(asked), "\n".join(missed)


def test_it_takes_no_question_about_numbers_for_one() -> None:
    taken = {
        each["question"]: found.narrative
        for each in lines("numbers")
        if (found := say(each["user"], each["question"]).finding).status is Status.ANSWERED
        and found.query is None
    }

    assert taken == {}


def _is_of(each: dict[str, Any], size: str) -> bool:
    return size == "demo" or each["id"] not in OF_THE_DEMO


def _lacking(each: dict[str, Any], answer: Answer) -> Iterator[str]:
    found = answer.finding
    if found.query is not None or not _is_told(found):
        yield f"{found.status}: {found.refusal or found.clarification or found.interpretation}"
        return
    said = _text(found)
    for fact in each["facts"]:
        if not _holds(fact, said):
            yield fact


def _is_told(found: Finding) -> bool:
    declined = found.refusal is not None and found.refusal.code in DECLINES
    return declined or found.status is Status.ANSWERED


def _text(found: Finding) -> str:
    detail = found.refusal.detail if found.refusal is not None else ""
    names = [each.label for each in found.columns]
    cells = [cell for row in found.cells for cell in row]
    return " ".join((found.narrative, detail, *names, *cells))


def _holds(fact: str, said: str) -> bool:
    if fact.startswith("/"):
        return re.search(fact.strip("/"), said, re.IGNORECASE) is not None
    return fact.casefold() in said.casefold()
