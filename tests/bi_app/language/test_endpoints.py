"""Whatever an endpoint does, the question is answered by the rules at last, and in time."""

import json
import time
from collections.abc import Mapping

import pytest
from django.conf import LazySettings

from bi_app.asking.models import RouteTaken
from bi_app.costs.models import LedgerEntry
from bi_app.language import health
from bi_app.language.endpoints import endpoints
from tests.bi_app.language.conftest import Serve
from tests.bi_app.language.endpoint import Sent, completion, reply
from tests.bi_app.language.test_proposals import GOOD, QUESTION, refused
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
TRIED_AGAIN = "mended"  # a reply that can be complained about
HALF = len(GOOD.body) // 2


@pytest.fixture(autouse=True)
def hurried(settings: LazySettings) -> None:
    settings.AISLE_LANGUAGE_SECONDS = 1


BAD: Mapping[str, tuple[Sent, str, bool]] = {  # what is sent, what is noted, what is charged for
    "is slow": (Sent(GOOD.body, wait=1.5), "too slow", True),
    "drips": (Sent(GOOD.body, drip=0.05), "too slow", True),
    "dies mid-reply": (Sent(GOOD.body, cut=HALF), "connection lost", True),
    "sends no JSON": (Sent(b"<html>Welcome!</html>"), "no completion", True),
    "sends bytes": (Sent(bytes(range(256))), "no completion", True),
    "sends something else": (Sent(b'{"choices": []}'), "no completion", True),
    "sends too much": (Sent(b" " * 3_000_000), "connection lost", True),
    "leads elsewhere": (Sent(b"", 302, {"Location": "http://127.0.0.1:9/"}), "302", False),
    "knows no such model": (Sent(b'{"error": {"message": "none"}}', 404), "404", False),
    "does not know the key": (Sent(b"", 401), "401", False),
    "is broken": (Sent(b"oops", 500), "500", False),
    "takes no more": (Sent(b"{}", 429, {"Retry-After": "20"}), "429", False),
    "declines": (completion(None, refusal="I will not."), "replied", True),
    "filters": (completion("", finish="content_filter"), "replied", True),
}


@pytest.mark.parametrize(("sent", "noted", "charged"), BAD.values(), ids=BAD)
def test_it_answers_by_the_rules_where_an_endpoint(
    serve: Serve, sent: Sent, noted: str, charged: bool
) -> None:
    there = serve(lambda _: sent)
    begun = time.monotonic()

    answer = say("elena.exec", QUESTION)

    assert time.monotonic() - begun < 10
    assert "moolah" in refused(answer.finding)
    assert answer.finding.route is RouteTaken.RULES
    assert len(there.asked) == 1
    (charge, *_) = LedgerEntry.objects.filter(asking=str(answer.id), model="gpt-4o-mini")
    assert charge.detail["outcome"] == noted
    assert (answer.cost.micros > 0) is charged


GARBAGE = {
    "prose": completion("Your net sales were 1,234,567.89 USD."),
    "a statement": completion("SELECT * FROM customers"),
    "nothing": completion(""),
    "a list": completion("[1, 2, 3]"),
    "a number": completion("42"),
    "a deep nest": completion("[" * 100_000),
    "unknown keys": completion(json.dumps({"query": {"sql": "SELECT 1"}, "words": []})),
    "a cut reply": completion('{"query": {"metrics": ["net', finish="length"),
    "a lie about its length": completion("[]", usage={"prompt_tokens": 10**15}),
}


@pytest.mark.parametrize("sent", GARBAGE.values(), ids=GARBAGE)
def test_it_answers_by_the_rules_where_a_model_replies(serve: Serve, sent: Sent) -> None:
    there = serve(lambda _: sent)

    answer = say("elena.exec", QUESTION)

    assert "moolah" in refused(answer.finding)
    assert len(there.asked) == 2
    assert 0 < answer.cost.micros < 20_000


def test_it_turns_to_the_second_endpoint(serve: Serve) -> None:
    first = serve(lambda _: Sent(b"", 503))
    second = serve(lambda _: GOOD, small="gpt-4o")

    answer = say("elena.exec", QUESTION)

    assert answer.finding.route is RouteTaken.SMALL
    assert (len(first.asked), [each["model"] for each in second.asked]) == (1, ["gpt-4o"])
    outcomes = LedgerEntry.objects.filter(asking=str(answer.id)).exclude(model="")
    assert {(each.model, each.detail["outcome"]) for each in outcomes} == {
        ("gpt-4o-mini", "503"),
        ("gpt-4o", "replied"),
    }


def test_it_lets_an_endpoint_rest_as_long_as_it_asks_for(serve: Serve) -> None:
    first = serve(lambda _: Sent(b"", 429, {"Retry-After": "20"}))
    second = serve(lambda _: reply(None, {}, "No."))

    for _ in range(3):
        say("elena.exec", QUESTION)

    assert (len(first.asked), len(second.asked)) == (1, 3)


def test_it_lets_an_endpoint_rest_after_failures_in_a_row(serve: Serve) -> None:
    there = serve(lambda _: Sent(b"", 500))

    for _ in range(health.FAILURES + 2):
        say("elena.exec", QUESTION)

    assert len(there.asked) == health.FAILURES
    assert health.rests(endpoints()[0])


def test_it_counts_failures_in_a_row_only(serve: Serve) -> None:
    sent = [Sent(b"", 500), reply(None, {}, "No.")] * health.FAILURES
    left = iter(sent)
    there = serve(lambda _: next(left))

    for _ in sent:
        say("elena.exec", QUESTION)

    assert len(there.asked) == len(sent)


def test_it_sends_the_key_and_the_form_of_the_reply(serve: Serve) -> None:
    there = serve(lambda _: GOOD)

    say("elena.exec", QUESTION)

    assert there.keys == ["Bearer a-key-of-the-tests"]
    form = there.asked[0]["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert there.asked[0]["temperature"] == 0
