"""What a person's questions cost: by day, by the way they were understood, and each."""

import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app import sealed
from bi_app.exports.take import Form, take
from bi_app.people.models import User
from bi_app.web.spending import Month, month_of
from bi_app.web.usage import this_month
from tests.bi_app.street import say, send, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
ASKED = "net sales by region last month"


@pytest.fixture(autouse=True)
def dear(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000
    settings.AISLE_ENGINE_MICROS_A_SECOND = 1_000_000
    settings.AISLE_CONFIRM_MICROS = 10**9
    sealed.client().flushdb()


def month(username: str = "elena.exec") -> Month:
    span = this_month()
    return month_of(User.objects.get(username=username), span.first, span.last)


def test_it_counts_by_day_and_by_way() -> None:
    for text in (ASKED, ASKED, "what does net sales mean"):
        say("elena.exec", text)
    say("ana.analyst", ASKED)

    found = month()

    (today,) = found.days
    assert today.questions == 3
    assert {row.name: row.questions for row in found.ways} == {
        "by rules": 2,
        "as it was understood before": 1,
    }
    assert found.bars[-1].height > 0
    assert len(found.bars) == this_month().last.day
    assert found.saved_by[0][0] == "results that were kept"


def test_the_dearest_come_first_and_lead_to_their_answers(client: Client) -> None:
    answer = say("elena.exec", ASKED)
    say("elena.exec", "what does net sales mean")  # costs nothing

    (dearest,) = month().dearest

    assert (dearest.text, dearest.answer) == (ASKED, answer.id)
    client.force_login(User.objects.get(username="elena.exec"))
    page = client.get("/usage/").content.decode()
    assert f'href="/answers/{answer.id}/"' in page
    assert client.get(f"/answers/{answer.id}/").status_code == 200


def test_a_file_is_told_as_one_of_its_answer(settings: LazySettings) -> None:
    settings.AISLE_EXPORT_MICROS_A_THOUSAND_ROWS = 1_000
    answer = say("elena.exec", ASKED)

    take(answer.id, Form.CSV, who("elena.exec"))

    assert month().latest[0].text == f"a file of {ASKED}"


def test_what_has_no_words_or_is_kept_no_more_is_told_so(client: Client) -> None:
    send("elena.exec", metrics=["net_sales"])
    answer = say("elena.exec", ASKED)
    client.force_login(User.objects.get(username="elena.exec"))
    client.post(f"/conversations/{answer.conversation}/delete/")

    told = {each.text: each.answer is not None for each in month().latest}

    assert told == {"a query in place of words": True, "a question that is kept no more": False}


def test_a_month_without_a_question_is_empty_and_calm(client: Client) -> None:
    client.force_login(User.objects.get(username="olivia.owner"))

    page = client.get("/usage/").content.decode()

    assert "Nothing asked yet this month." in page
    assert "The dearest" not in page
