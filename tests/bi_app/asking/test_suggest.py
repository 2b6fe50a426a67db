"""While somebody types: rows to pick from, by their own rights and of their own questions."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bi_app import sealed
from bi_app.asking.errors import TooManyQuestions, UnreadableQuestion
from bi_app.asking.models import AnswerRecord, Question
from bi_app.asking.suggest import MOST, Kind, Suggestion, suggest
from bi_app.audit.models import Entry
from bi_app.learning.verified import approve, propose
from bi_app.people.models import User
from semantic_layer.query import Filter, MetricQuery
from tests.bi_app.street import say, send, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
ASKED = "net sales of Denim last month"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


def labels(username: str, text: str, kind: Kind) -> list[str]:
    return [each.label for each in suggest(text, who(username)) if each.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "turnov",
            Suggestion(Kind.METRIC, "Net sales", "Net sales", "turnover", True, "owen.owner"),
        ),
        (
            "net sales by regi",
            Suggestion(Kind.DIMENSION, "Region", "net sales by region", "", None, "olivia.owner"),
        ),
        (
            "orders by region and SK",
            Suggestion(Kind.DIMENSION, "SKU", "orders by region and SKU", "", None, "owen.owner"),
        ),
        (
            "net sales of DENI",
            Suggestion(Kind.VALUE, "Denim", "net sales of Denim", "Category", None, "owen.owner"),
        ),
    ],
)
def test_it_tells_what_a_row_is_and_what_it_makes_of_the_question(
    text: str, expected: Suggestion
) -> None:
    assert expected in suggest(text, who("elena.exec"))


def test_it_gives_a_few_of_each_kind_in_the_order_of_the_kinds() -> None:
    found = [each.kind for each in suggest("s", who("elena.exec"))]

    assert found == sorted(found, key=list(Kind).index)
    assert max(found.count(kind) for kind in Kind) == MOST


def test_it_offers_one_s_own_answered_questions() -> None:
    say("elena.exec", ASKED)
    say("elena.exec", "net sales by region last month")
    say("elena.exec", ASKED)
    say("elena.exec", "net sales of unicorns last month")  # refused
    say("ana.analyst", "net sales by brand last month")
    send("elena.exec", metrics=["net_sales"])

    assert labels("elena.exec", "", Kind.RECENT) == [ASKED, "net sales by region last month"]
    assert labels("elena.exec", "Sales of d", Kind.RECENT) == [ASKED]
    assert labels("elena.exec", "sales of %", Kind.RECENT) == []


def test_it_offers_no_question_that_is_closed_by_now() -> None:
    say("elena.exec", ASKED)
    say("elena.exec", "gross margin by region last month")
    say("elena.exec", "what can I see?")  # told by the catalogue under the rights of then

    User.objects.filter(username="elena.exec").update(roles=["regional_manager"])
    assert labels("elena.exec", "", Kind.RECENT) == []
    User.objects.filter(username="elena.exec").update(roles=["executive"])
    assert len(labels("elena.exec", "", Kind.RECENT)) == 3


def test_it_offers_no_masked_question() -> None:
    answer = say("elena.exec", ASKED)
    Question.objects.filter(conversation=answer.conversation).update(text="sales to [email]")

    assert AnswerRecord.objects.filter(status="answered").exists()
    assert labels("elena.exec", "sales", Kind.RECENT) == []


def test_it_offers_verified_questions_of_what_is_open() -> None:
    margin = MetricQuery(metrics=("gross_margin",), dimensions=("region",))
    found = propose("Which region earns the most?", margin, user("owen.owner"))
    assert labels("elena.exec", "region ea", Kind.VERIFIED) == []

    approve(found.pk, user("olivia.owner"))

    assert labels("elena.exec", "region ea", Kind.VERIFIED) == ["Which region earns the most?"]
    assert labels("elena.exec", "region x", Kind.VERIFIED) == []
    assert labels("sam.southwest", "region ea", Kind.VERIFIED) == []  # sees no margin


def test_it_offers_no_verified_question_of_a_closed_member() -> None:
    kids = MetricQuery(
        metrics=("net_sales",), filters=(Filter(dimension="department", values=("Kids",)),)
    )
    approve(propose("How are the little ones?", kids, user("owen.owner")).pk, user("olivia.owner"))

    assert labels("elena.exec", "little", Kind.VERIFIED) == ["How are the little ones?"]
    assert labels("mara.merch", "little", Kind.VERIFIED) == []


def user(username: str) -> User:
    return User.objects.get(username=username)


def test_it_suggests_by_the_rights_of_whoever_types_not_of_who_typed_before() -> None:
    for text in ("kid", "northea"):
        assert labels("elena.exec", text, Kind.VALUE)

    assert labels("mara.merch", "kid", Kind.VALUE) == []
    region = [each for each in suggest("northea", who("sam.southwest")) if each.detail == "Region"]
    assert region == []
    assert "Gross margin" not in labels("sam.southwest", "gross m", Kind.METRIC)
    assert labels("ada.admin", "net", Kind.METRIC) == []  # sees no number


def test_it_records_nothing_and_reads_its_own_database_alone() -> None:
    before = Entry.objects.count(), Question.objects.count()

    with CaptureQueriesContext(connection) as statements:
        suggest("net sales of denim by re", who("elena.exec"))

    assert (Entry.objects.count(), Question.objects.count()) == before
    assert not [each["sql"] for each in statements if "sales_lines" in each["sql"]]
    assert len(statements) < 16


def test_it_is_counted_by_itself(settings: LazySettings) -> None:
    settings.AISLE_ASKS_A_MINUTE = 1
    for _ in range(20):
        suggest("net", who("elena.exec"))

    with pytest.raises(TooManyQuestions):
        suggest("net", who("elena.exec"))
    suggest("net", who("ana.analyst"))
    say("elena.exec", ASKED)


@pytest.mark.parametrize("text", ["a" * 501, "net\x00sales"])
def test_it_reads_what_a_question_may_be(text: str) -> None:
    with pytest.raises(UnreadableQuestion):
        suggest(text, who("elena.exec"))
