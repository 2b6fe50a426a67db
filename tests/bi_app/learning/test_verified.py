"""A question that two people confirmed is answered by its plan, and no other question is."""

import pytest
from django.db import IntegrityError, transaction

from bi_app.asking.answer import Answer
from bi_app.asking.models import RouteTaken, Status
from bi_app.asking.replay import replay
from bi_app.asking.verified import AS_A_WHOLE
from bi_app.audit.models import Entry
from bi_app.learning.owners import NotForYou
from bi_app.learning.verified import NotVerified, approve, propose, withdraw
from metrics.models import VerifiedQuestion
from semantic_layer.errors import QuestionError
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Filter, MetricQuery
from tests.bi_app.learning.conftest import person
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
LAST_MONTH = Relative(unit=Unit.MONTH, offset=-1)
SHRUNK = MetricQuery(metrics=("returned_units",), period=LAST_MONTH)
BY_REGION = MetricQuery(metrics=("returned_units",), dimensions=("region",))
WORDS = "How many pieces wandered home last month?"  # nobody but the owner knows what it means


def proposed(text: str = WORDS, query: MetricQuery = SHRUNK) -> VerifiedQuestion:
    return propose(text, query, person("olivia.owner"))


def approved(text: str = WORDS, query: MetricQuery = SHRUNK) -> VerifiedQuestion:
    found = proposed(text, query)
    approve(found.pk, person("owen.owner"))
    return found


def recalled(answer: Answer) -> bool:
    return answer.finding.route is RouteTaken.VERIFIED


def test_it_is_not_recalled_before_a_second_person_approved_it() -> None:
    found = proposed()
    assert not recalled(say("elena.exec", WORDS))

    approve(found.pk, person("owen.owner"))

    answer = say("elena.exec", WORDS)
    assert recalled(answer)
    assert (answer.finding.status, answer.finding.query) == (Status.ANSWERED, SHRUNK)
    assert [(each.text, each.use) for each in answer.finding.words] == [(WORDS, AS_A_WHOLE)]


def test_it_is_not_recalled_after_it_was_withdrawn() -> None:
    found = approved()

    withdraw(found.pk, person("owen.owner"))

    assert not recalled(say("elena.exec", WORDS))


@pytest.mark.parametrize(
    "said",
    [
        "how many pieces wandered home last month",
        "Could you please tell me how many pieces wandered home last month?",
        "Hi there, how many pieces wandered home in the last month, thanks!",
        "HOW MANY PIECES WANDERED HOME LAST MONTH",
    ],
)
def test_it_is_found_in_other_words_of_courtesy(said: str) -> None:
    approved()

    assert recalled(say("elena.exec", said))


def test_it_is_found_by_another_name_of_the_same_thing() -> None:
    plan = MetricQuery(metrics=("returned_units",), dimensions=("region",), period=LAST_MONTH)
    approved("average order value of frobs by district last month", plan)

    assert recalled(say("elena.exec", "AOV of frobs by districts last month"))


@pytest.mark.parametrize(
    "said",
    [
        "How many pieces wandered home this month?",
        "How many pieces wandered home in October?",
        "How many pieces wandered home last week?",
        "How many pieces wandered home?",
        "How many pieces have not wandered home last month?",
        "How many pieces wandered away last month?",
        "How many pieces wandered home last month in Denim?",
        "How many pieces wandered home last month by region?",
        "How many of the 5 pieces wandered home last month?",
    ],
)
def test_it_answers_nothing_else(said: str) -> None:
    approved()

    assert not recalled(say("elena.exec", said))


def test_it_stands_before_what_was_understood_otherwise() -> None:
    """The plan cache holds what the rules made of the same words."""
    text, plan = "net sales last month", MetricQuery(metrics=("gross_sales",), period=LAST_MONTH)
    by_rules = say("elena.exec", text).finding.query
    found = propose(text, plan, person("owen.owner"))
    assert say("elena.exec", text).finding.query == by_rules

    approve(found.pk, person("olivia.owner"))

    assert say("elena.exec", text).finding.query == plan


def test_it_is_hidden_from_whoever_may_not_see_its_metric() -> None:
    plan = MetricQuery(metrics=("gross_margin",), period=LAST_MONTH)
    found = propose("what stayed in the till last month", plan, person("owen.owner"))
    approve(found.pk, person("olivia.owner"))

    assert recalled(say("elena.exec", "what stayed in the till last month"))
    hidden = say("sam.southwest", "what stayed in the till last month")
    assert not recalled(hidden)
    assert hidden.finding.status is Status.REFUSED


def test_it_is_hidden_from_whoever_may_not_see_its_members() -> None:
    northeast = Filter(dimension="region", values=("Northeast",))
    plan = MetricQuery(metrics=("net_sales",), filters=(northeast,), period=LAST_MONTH)
    found = propose("how did the old colonies do last month", plan, person("owen.owner"))
    approve(found.pk, person("olivia.owner"))

    assert recalled(say("elena.exec", "how did the old colonies do last month"))
    assert not recalled(say("sam.southwest", "how did the old colonies do last month"))


def test_it_keeps_the_rows_of_its_asker() -> None:
    found = propose(
        "how was business last month",
        MetricQuery(metrics=("net_sales",), period=LAST_MONTH),
        person("owen.owner"),
    )
    approve(found.pk, person("olivia.owner"))

    whole = say("elena.exec", "how was business last month")
    own = say("sam.southwest", "how was business last month")
    assert recalled(own)
    assert own.finding.basis.policy != ()
    assert own.finding.rows != whole.finding.rows


def test_a_plan_that_somebody_changed_is_not_recalled() -> None:
    found = approved()
    with pytest.raises(IntegrityError, match="withdraw it"), transaction.atomic():
        VerifiedQuestion.objects.filter(pk=found.pk).update(text="how many orders last month")
    body = dict(found.query, metrics=["units_sold"])
    VerifiedQuestion.objects.filter(pk=found.pk).update(withdrawn_at="2026-11-01T00:00Z")
    VerifiedQuestion.objects.create(
        **{
            each: getattr(found, each)
            for each in ("text", "metrics", "dimensions", "hash", "vector", "release", "author")
        },
        query=body,
        approver=person("owen.owner"),
        approved_at="2026-11-01T00:00Z",
    )

    assert not recalled(say("elena.exec", WORDS))


def test_its_answer_is_made_again_by_its_plan() -> None:
    found = approved()
    answer = say("elena.exec", WORDS)
    assert (replay(answer.id).same, replay(answer.id).moved) == (True, ())

    withdraw(found.pk, person("owen.owner"))

    assert replay(answer.id).moved == ("The verified question that answered it was withdrawn.",)


def test_a_follow_up_is_no_question_of_its_own() -> None:
    approved("the rest by region", BY_REGION)
    first = say("elena.exec", "net sales last month")

    assert recalled(say("elena.exec", "the rest by region"))
    assert not recalled(say("elena.exec", "the rest by region", first.conversation))


def test_nobody_approves_their_own() -> None:
    found = proposed()

    with pytest.raises(NotForYou, match="somebody else"):
        approve(found.pk, person("olivia.owner"))
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        VerifiedQuestion.objects.filter(pk=found.pk).update(
            approver=person("olivia.owner"), approved_at="2026-11-01T00:00Z"
        )
    with pytest.raises(IntegrityError, match="dated"), transaction.atomic():
        VerifiedQuestion.objects.filter(pk=found.pk).update(approver=person("owen.owner"))


@pytest.mark.parametrize("username", ["elena.exec", "ana.analyst", "owen.owner"])
def test_only_an_owner_of_its_metrics_proposes_it(username: str) -> None:
    with pytest.raises(NotForYou, match=r"olivia\.owner"):
        propose(WORDS, SHRUNK, person(username))


def test_whoever_may_not_see_it_approves_nothing() -> None:
    found = proposed()

    with pytest.raises(QuestionError):
        approve(found.pk, person("ada.admin"))
    with pytest.raises(NotForYou):
        approve(found.pk, person("elena.exec"))


def test_the_same_question_has_one_plan() -> None:
    approved()

    with pytest.raises(NotVerified, match="asks the same"):
        proposed("please show me how many pieces wandered home last month")


def test_what_was_decided_stays_decided() -> None:
    found = approved()

    with pytest.raises(IntegrityError, match="decided"), transaction.atomic():
        VerifiedQuestion.objects.filter(pk=found.pk).update(
            approver=person("elena.exec"), approved_at="2026-11-01T00:00Z"
        )
    with pytest.raises(IntegrityError, match="approved"), transaction.atomic():
        found.delete()


def test_each_step_stands_in_the_record() -> None:
    found = approved()
    withdraw(found.pk, person("owen.owner"))

    entries = Entry.objects.filter(action="verified_question").order_by("seq")
    assert [(each.actor, each.outcome) for each in entries] == [
        ("olivia.owner", "proposed"),
        ("owen.owner", "approved"),
        ("owen.owner", "withdrawn"),
    ]
    assert {each.detail["hash"] for each in entries} == {found.hash}
    assert "wandered" not in str([each.detail for each in entries])
