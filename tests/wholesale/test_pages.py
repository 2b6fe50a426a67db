"""Do the pages speak of the model that is live, and of nothing else?"""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from bi_app.asking.models import Status
from bi_app.people.models import User
from bi_app.web.home import invitation, questions_to_try
from tests.bi_app.street import say, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wholesaler")]


@pytest.mark.parametrize("person", ["dora", "rory", "ben"])
def test_every_question_to_try_is_answered(person: str) -> None:
    questions = questions_to_try(who(person))

    assert len(questions) > 3
    for text in questions:
        assert say(person, text).finding.status is Status.ANSWERED, text


def test_the_empty_box_names_numbers_that_are_open() -> None:
    assert "freight" in invitation(who("dora"))
    assert invitation(who("ben")).startswith("Ask about ")
    assert "freight" not in invitation(who("ben"))
    assert invitation(who("carl")) == "Ask a question"


@override_settings(SECURE_SSL_REDIRECT=False)
def test_the_home_page_greets_with_the_day_of_the_data() -> None:
    client = Client()
    client.force_login(User.objects.get(username="dora"))

    page = client.get("/").content.decode()

    assert "It is Sunday 20 September." in page
    assert "Larkfield" not in page
