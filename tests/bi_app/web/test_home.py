"""The first page: what changed since the last visit, and questions that can all be answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from bi_app.asking.answer import Answer
from bi_app.asking.models import Conversation, Grounds, Question, Status
from bi_app.demo.model import larkfield_files
from bi_app.demo.people import SIGN_INS
from bi_app.learning.models import Lesson
from bi_app.learning.verified import approve, propose
from bi_app.people.models import User
from bi_app.web.home import questions_to_try
from metrics.releases import publish
from tests.bi_app.street import say, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

Home = Callable[[str], str]


@pytest.fixture(autouse=True)
def in_no_hurry(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1_000_000


@pytest.fixture
def home(client: Client) -> Home:
    def look(username: str) -> str:
        client.force_login(User.objects.get(username=username))
        return client.get("/").content.decode()

    return look


def days_ago(answer: Answer, days: int = 3) -> None:
    earlier = timezone.now() - timedelta(days=days)
    Question.objects.filter(pk=answer.id).update(asked_at=earlier)


@pytest.mark.parametrize("username", SIGN_INS)
def test_what_it_offers_to_try_is_answered(username: str) -> None:
    offered = questions_to_try(who(username))

    ended = {each: say(username, each).finding.status for each in offered}

    assert set(ended.values()) <= {Status.ANSWERED}, ended
    assert bool(offered) == (username != "ada.admin")


class TestVerified:
    @pytest.fixture(autouse=True)
    def verified(self) -> None:
        for text in ("gross margin rate by region last month", "net sales by region last month"):
            query = say("owen.owner", text).finding.query
            assert query is not None
            found = propose(text, query, User.objects.get(username="owen.owner"))
            approve(found.pk, User.objects.get(username="olivia.owner"))

    @pytest.mark.parametrize(
        ("username", "offered"), [("elena.exec", 2), ("sam.southwest", 1), ("ada.admin", 0)]
    )
    def test_it_offers_those_that_this_person_may_ask(
        self, home: Home, username: str, offered: int
    ) -> None:
        page = home(username)

        asked = ("gross margin rate by region last month", "net sales by region last month")
        assert sum(f'value="{each}"' in page for each in asked) == offered
        assert ("✓ Verified" in page) == bool(offered)


def test_it_says_nothing_of_changes_to_whoever_is_new(home: Home) -> None:
    assert 'id="changed"' not in home("elena.exec")


def test_it_says_nothing_where_nothing_changed(home: Home) -> None:
    days_ago(say("elena.exec", "net sales last month"))

    assert 'id="changed"' not in home("elena.exec")


def test_it_tells_that_the_data_moved(home: Home) -> None:
    days_ago(say("elena.exec", "net sales last month"))
    for grounds in Grounds.objects.all():
        grounds.body["days"]["watermark"] = "2026-11-09"
        grounds.save()

    page = home("elena.exec")

    assert "goes through <strong>Thu 12 Nov 2026</strong> now" in page
    assert "it went through Mon 9 Nov 2026" in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("net sales last month", True),
        ("average order value last month", True),  # is made of it
        ("units sold last month", False),
    ],
)
def test_it_tells_of_a_definition_that_this_person_uses(home: Home, asked: str, told: bool) -> None:
    days_ago(say("elena.exec", asked))

    publish(with_net_sales("What customers paid, all in all."), reason="Words.", by="tests")

    page = home("elena.exec")
    assert ("was defined anew" in page) == told
    assert (">What customers paid, all in all.<" in page) == (asked.startswith("net sales"))


def test_it_tells_of_no_definition_that_is_closed(home: Home) -> None:
    answer = say("elena.exec", "gross margin last month")
    days_ago(answer)
    publish(with_net_sales("What customers paid, all in all."), reason="Words.", by="tests")
    assert "Gross margin</a> was defined anew" in home("elena.exec")

    sam = User.objects.get(username="sam.southwest")  # as if it was open to them then
    Conversation.objects.filter(pk=answer.conversation).update(owner=sam)
    Question.objects.filter(pk=answer.id).update(asker=sam)

    assert "was defined anew" not in home("sam.southwest")


def test_it_tells_of_an_owner_s_reply_until_it_was_seen(home: Home, client: Client) -> None:
    answer = say("elena.exec", "net sales last month")
    home("elena.exec")
    client.post(f"/learning/not-meant/{answer.id}/", {"why": "period"})
    lesson = Lesson.objects.get()
    assert "reply</a> to what you told" not in home("elena.exec")

    home(lesson.owner)
    client.post(f"/learning/queue/{lesson.pk}/", {"decline": "yes", "reply": "As agreed."})
    assert "1 reply</a> to what you told" in home("elena.exec")

    client.post("/learning/seen/", {"seen": str(lesson.pk)})
    assert "reply</a> to what you told" not in home("elena.exec")


def with_net_sales(description: str) -> dict[str, str]:
    old = "What customers paid after discounts, before returns and tax, at all channels."
    return {name: text.replace(old, description) for name, text in larkfield_files().items()}
