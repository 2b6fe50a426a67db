"""A record of the first form, with words in its entries, is sealed anew, its words beside it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from bi_app.audit.models import Chain, Entry, Words
from bi_app.audit.verify import verify
from bi_app.people.models import User
from tests.bi_app.audit.happened import behind_the_triggers

pytestmark = pytest.mark.django_db
STEP = import_module("bi_app.audit.migrations.0004_words_apart")


def test_it_takes_the_words_out_and_keeps_all_else() -> None:
    anna = User.objects.create(username="anna")
    for number, question in enumerate(("net sales?", "", "orders?"), 1):
        detail = {"question": question, "metric_query": None, "code": "x", "trace_id": "abc"}
        Entry.objects.create(
            seq=number, actor="anna", action="ask", detail=detail, previous="p", hash=f"{number}"
        )
    Chain.objects.update(length=3, head="3")

    with behind_the_triggers():
        STEP.take_words_out(apps, connection.schema_editor)

    assert verify().faults == ()
    assert [each.body for each in Words.objects.order_by("entry")] == [
        '{"question":"net sales?"}',
        '{"question":"orders?"}',
    ]
    first = Entry.objects.get(seq=1)
    assert (first.detail, first.request, first.person_id) == ({"code": "x"}, "abc", anna.pk)
