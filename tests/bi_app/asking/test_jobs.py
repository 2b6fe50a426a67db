"""Which of the questions that wait is worked on next, and by whom?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from bi_app.asking import jobs
from bi_app.asking.asking import Lease
from bi_app.asking.models import Conversation, Job, Question
from bi_app.people.entitlements import entitled
from bi_app.people.models import User
from metrics.releases import live
from tests.bi_app.street import who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

Wait = Callable[..., Job]


@pytest.fixture
def wait() -> Wait:
    """A job of somebody, asked so many seconds ago."""

    def wait(
        username: str, ago: int = 0, flight: str = "", workload: str = "ask", **fields: object
    ) -> Job:
        person = User.objects.get(username=username)
        conversation = Conversation.objects.create(owner=person)
        question = Question.objects.create(
            conversation=conversation, asker=person, text="net sales", workload=workload
        )
        times = {"at": Now() - timedelta(seconds=ago), "deadline": Now() + timedelta(hours=1)}
        return Job.objects.create(
            question=question, channel="page", trace_id="t", flight=flight, **{**times, **fields}
        )

    return wait


def taken() -> list[object]:
    """The questions in the order in which workers take them, all of which go on."""
    found = []
    while (lease := jobs.claim()) is not None:
        found.append(lease.question)
    return found


def test_the_one_that_waits_longest_is_taken_first(wait: Wait) -> None:
    late, early = wait("elena.exec", 1), wait("mara.merch", 5)

    assert taken() == [early.pk, late.pk]


def test_whoever_has_the_fewest_under_way_comes_first(wait: Wait) -> None:
    first, second = wait("elena.exec", 9), wait("elena.exec", 8)
    other = wait("mara.merch", 1)

    assert taken() == [first.pk, other.pk, second.pk]


def test_what_was_asked_comes_before_what_is_looked_at(wait: Wait) -> None:
    look = wait("elena.exec", 9, workload="view")
    asked = wait("elena.exec", 1)

    assert taken() == [asked.pk, look.pk]


def test_nobody_has_more_under_way_than_their_share(wait: Wait, settings: LazySettings) -> None:
    settings.AISLE_ASKS_AT_ONCE = 2
    own = [wait("elena.exec", 9 - number) for number in range(4)]

    assert taken() == [each.pk for each in own[:2]]


def test_of_those_who_want_the_same_rows_one_is_worked_on(wait: Wait) -> None:
    first, _ = wait("elena.exec", 9, "rows"), wait("mara.merch", 8, "rows")
    other = wait("ana.analyst", 1, "others")

    assert taken() == [first.pk, other.pk]


def test_the_rest_go_on_when_it_is_done(wait: Wait) -> None:
    wait("elena.exec", 9, "rows")
    second = wait("mara.merch", 8, "rows")
    lease = jobs.claim()
    assert lease is not None

    jobs.end(lease)

    assert taken() == [second.pk]


def test_one_that_a_dead_worker_left_is_taken_over(wait: Wait) -> None:
    job = wait("elena.exec")
    dead = jobs.claim()
    assert dead is not None
    Job.objects.update(leased_until=Now() - timedelta(seconds=1))

    alive = jobs.claim()

    assert alive == Lease(job.pk, 2)
    assert not jobs.renew(dead).ours
    with pytest.raises(jobs.Overtaken):
        jobs.end(dead)
    jobs.end(alive)
    assert not jobs.is_under_way(job.pk)


def test_one_that_is_leased_is_nobody_elses(wait: Wait) -> None:
    wait("elena.exec")

    assert len(taken()) == 1


def test_one_that_is_put_back_rests_a_moment(wait: Wait) -> None:
    job = wait("elena.exec")
    lease = jobs.claim()
    assert lease is not None

    jobs.put_back(lease, "rows")

    assert taken() == []
    Job.objects.update(not_before=Now() - timedelta(seconds=1))
    assert taken() == [job.pk]


def test_only_its_asker_stops_it(wait: Wait) -> None:
    job = wait("elena.exec")
    elena, mara = (entitled(live(), who(name)).policy for name in ("elena.exec", "mara.merch"))

    assert not jobs.cancel(mara, str(job.pk))
    assert not jobs.cancel(elena, "anything")
    assert jobs.cancel(elena, str(job.pk))
    assert not jobs.cancel(elena, str(job.pk))


def test_what_is_stopped_is_not_wanted_unless_somebody_else_waits_for_its_rows(wait: Wait) -> None:
    job = wait("elena.exec", 9, "rows")
    lease = jobs.claim()
    assert lease is not None
    assert jobs.renew(lease) == jobs.Held(ours=True, wanted=True)
    Job.objects.filter(pk=job.pk).update(cancelled=Now())
    assert jobs.renew(lease) == jobs.Held(ours=True, wanted=False)

    wait("mara.merch", 1, "rows")

    assert jobs.renew(lease) == jobs.Held(ours=True, wanted=True)


def test_what_is_stopped_is_ended_at_once_whatever_else_waits(
    wait: Wait, settings: LazySettings
) -> None:
    settings.AISLE_ASKS_AT_ONCE = 1
    wait("elena.exec", 9, "rows")
    stopped = wait("elena.exec", 8, "rows", cancelled=Now())

    assert stopped.pk in taken()


@pytest.mark.parametrize(
    "fields", [{"leased_until": Now()}, {"deadline": Now() - timedelta(hours=1)}]
)
def test_the_database_keeps_what_cannot_be(wait: Wait, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        wait("elena.exec", **fields)


def test_only_a_look_is_in_no_conversation() -> None:
    elena = User.objects.get(username="elena.exec")
    Question.objects.create(asker=elena, workload="view")

    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(asker=elena, workload="ask")
