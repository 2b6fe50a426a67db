"""A page speaks the installation's language; what is kept, and what the API says, stays English."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import LazySettings
from django.test import Client

from bi_app.asking.decline import NOT_YET
from bi_app.asking.models import AnswerRecord
from bi_app.audit.models import Entry
from bi_app.boards.models import Board
from bi_app.people.keys import new_key
from bi_app.people.models import User
from semantic_layer.interpret.outcome import AnalysisKind
from tests.bi_app.api.conftest import Api
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

UNKNOWN = "You have no such answer, or it has no query. Ask the question again."
SPOKEN = (
    UNKNOWN,
    NOT_YET[AnalysisKind.DRIVERS],
    "Understood as",
    "My page",
    "%(how)s, in %(ms)s ms, %(cost)s",
)


def spoken(text: str) -> str:
    return f"⟦{text}⟧"


@pytest.fixture(autouse=True)
def other_language(settings: LazySettings, tmp_path: Path) -> None:
    """Esperanto, of which only brackets are known."""
    _write(tmp_path / "eo/LC_MESSAGES/django.mo", SPOKEN)
    settings.LANGUAGES = [("eo", "Esperanto"), ("en", "English")]
    settings.LOCALE_PATHS = [str(tmp_path)]
    settings.LANGUAGE_CODE = "eo"


def _write(path: Path, words: Iterable[str]) -> None:
    catalogue = Catalog(locale="eo")
    for each in words:
        catalogue.add(each, spoken(each))
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def test_a_refusal_is_kept_in_english_and_told_in_the_page_s_language(elena: Client) -> None:
    shown = elena.post("/ask/", {"question": "why did net sales fall last month"}, follow=True)

    reason = NOT_YET[AnalysisKind.DRIVERS]
    assert spoken(reason) in shown.content.decode()
    assert AnswerRecord.objects.latest("recorded_at").told == reason


def test_how_it_was_answered_is_told_in_the_page_s_language(elena: Client) -> None:
    answer = say("elena.exec", "net sales by region last month")

    shown = elena.get(f"/answers/{answer.id}/").content.decode()

    assert "⟦by rules, in" in shown or "⟦as it was understood before, in" in shown


def test_the_api_speaks_english(elena: Client) -> None:
    nothing = "00000000-0000-0000-0000-000000000000"
    api = Api(elena, new_key(User.objects.get(username="elena.exec"), "tests"))

    page = elena.get(f"/answers/{nothing}/").content.decode()
    problem = api.client.get(
        f"/api/v1/questions/{nothing}/export?format=csv",
        headers={"Authorization": f"Bearer {api.key}"},
    )

    assert spoken(UNKNOWN) in page
    assert problem.json()["detail"] == UNKNOWN


def test_a_file_speaks_as_the_page_does(elena: Client) -> None:
    answer = say("elena.exec", "net sales by region last month")

    file = elena.post(f"/answers/{answer.id}/export/svg/").content.decode()

    assert spoken("Understood as") in file


def test_a_board_that_nobody_named_is_kept_in_english(elena: Client) -> None:
    answer = say("elena.exec", "net sales by region last month")

    elena.post(f"/boards/pin/{answer.id}/", {"board": "home"})

    board = Board.objects.get(owner__username="elena.exec", home=True)
    assert board.title == "My page"
    assert spoken("My page") in elena.get(f"/boards/{board.pk}/").content.decode()


def test_the_record_is_english(elena: Client) -> None:
    elena.post("/ask/", {"question": "why did net sales fall last month"})
    say("elena.exec", "net sales by region last month")

    assert "⟦" not in str(list(Entry.objects.values()))
