"""Operators see everything that was asked, and can change none of it."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bi_app.audit.models import Entry
from bi_app.people.models import User
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
RECORDS = (
    "asking_conversation",
    "asking_question",
    "asking_answerrecord",
    "audit_entry",
    "audit_segment",
    "audit_hold",
)
READ = RECORDS[:4]


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="ada.admin"))
    return client


@pytest.mark.parametrize("model", [*RECORDS, "people_user", "people_apikey"])
def test_it_lists_and_shows_what_there_is(operator: Client, model: str) -> None:
    say("elena.exec", "net sales last month")

    listed = operator.get(reverse(f"admin:{model}_changelist"))

    assert listed.status_code == 200


@pytest.mark.parametrize("model", READ)
def test_it_records_who_lists_searches_and_reads_it(operator: Client, model: str) -> None:
    asked = say("elena.exec", "net sales last month")
    key = {"asking_conversation": asked.conversation, "audit_entry": 1}.get(model, asked.id)

    operator.get(reverse(f"admin:{model}_changelist"), {"q": "zorblax"})
    operator.get(reverse(f"admin:{model}_change", args=[key]))

    listed, read = Entry.objects.filter(action="record_read").order_by("seq")
    assert (listed.actor, listed.detail["model"], listed.detail["row"]) == (
        "ada.admin",
        model.replace("_", "."),
        "",
    )
    assert "zorblax" in listed.words.body
    assert "zorblax" not in str(listed.detail)
    assert read.detail["row"] == str(key)


def test_it_shows_nothing_that_cannot_be_recorded(operator: Client) -> None:
    say("elena.exec", "net sales last month")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_entry ADD CONSTRAINT shut CHECK (seq < 0) NOT VALID")

    refused = operator.get(reverse("admin:asking_question_changelist"))

    assert refused.status_code == 503
    assert "net sales" not in refused.content.decode()


@pytest.mark.parametrize("model", READ)
def test_it_adds_and_deletes_nothing(operator: Client, model: str) -> None:
    asked = say("elena.exec", "net sales last month")
    key = {"asking_conversation": asked.conversation, "audit_entry": 1}.get(model, asked.id)

    refused = [
        operator.get(reverse(f"admin:{model}_add")).status_code,
        operator.post(reverse(f"admin:{model}_delete", args=[key]), {"post": "yes"}).status_code,
        operator.post(reverse(f"admin:{model}_change", args=[key]), {}).status_code,
    ]

    assert refused == [403, 403, 403]


def test_it_is_closed_to_everybody_else() -> None:
    client = Client()
    client.force_login(User.objects.get(username="elena.exec"))

    assert client.get(reverse("admin:asking_question_changelist")).status_code == 302


def test_it_gives_whoever_is_added_a_budget(operator: Client) -> None:
    form = {
        "username": "new.person",
        "password1": "a long password",
        "password2": "a long password",
    }
    inline = {"attributes-TOTAL_FORMS": "0", "attributes-INITIAL_FORMS": "0"}

    operator.post(reverse("admin:people_user_add"), {**form, **inline, "usable_password": "true"})

    assert User.objects.get(username="new.person").budgets.get().limit_micros > 0
