"""A plan is found again by who asks the same in the same situation, and by nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.asking.admit import admit
from bi_app.asking.asking import Asked, Asking, Turn
from bi_app.asking.recall import recall, remember
from semantic_layer.interpret.outcome import Choice, Meant, Understood
from semantic_layer.period import Relative, Unit
from semantic_layer.query import MetricQuery
from tests.bi_app.street import who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
QUERY = MetricQuery(metrics=("net_sales",), period=Relative(unit=Unit.MONTH, offset=-1))
OTHER = MetricQuery(metrics=("orders",))
UNDERSTOOD = Understood(
    QUERY,
    0.9,
    assumed=("the year to date, as no period was named",),
    chosen=("“margin” means Gross margin rate",),
)
MARGIN = Meant("margin", "gross_margin_rate")
Change = Callable[[Asking], Asking]


@pytest.fixture
def asking() -> Asking:
    sealed.client().flushdb()
    return admit(Asked(text="net sales last month"), who("elena.exec"))


def changed_policy(asking: Asking) -> Asking:
    return replace(asking, policy=replace(asking.policy, entitlement="another"))


def changed_release(asking: Asking) -> Asking:
    return replace(asking, release=replace(asking.release, hash="another"))


def changed_configuration(asking: Asking) -> Asking:
    return replace(asking, configuration=replace(asking.configuration, identity="another"))


def changed_choices(asking: Asking) -> Asking:
    return replace(asking, turn=Turn(offered=(Choice("Orders", OTHER),)))


DIFFERENT: dict[str, Change] = {
    "words": lambda asking: replace(asking, normalised="net sales last week"),
    "rights": changed_policy,
    "release": changed_release,
    "interpreter configuration": changed_configuration,
    "what is followed up": lambda asking: replace(asking, turn=Turn(previous=OTHER)),
    "what was asked before that": lambda asking: replace(asking, turn=Turn(earlier=(OTHER,))),
    "choices offered": changed_choices,
    "remembered choices": lambda asking: replace(asking, remembered=frozenset({MARGIN})),
    "locale": lambda asking: replace(asking, locale="de_DE"),
}
SAME: dict[str, Change] = {
    "text as typed": lambda asking: replace(asking, text="NET  SALES last month"),
    "question": lambda asking: replace(asking, id=uuid4(), conversation=uuid4()),
    "moment": lambda asking: replace(asking, asked_at=asking.asked_at + timedelta(days=40)),
    "days of the data": lambda asking: replace(asking, days=None),
    "trace": lambda asking: replace(asking, trace_id="another"),
}


@pytest.mark.parametrize("what", SAME)
def test_it_recalls_whatever_else_differs(asking: Asking, what: str) -> None:
    remember(asking, UNDERSTOOD)

    assert recall(SAME[what](asking)) == UNDERSTOOD


@pytest.mark.parametrize("what", DIFFERENT)
def test_it_recalls_nothing_for_other(asking: Asking, what: str) -> None:
    remember(asking, UNDERSTOOD)

    assert recall(DIFFERENT[what](asking)) is None


def test_it_keeps_no_day_in_a_plan(asking: Asking) -> None:
    remember(asking, UNDERSTOOD)

    (key,) = sealed.client().keys("*plan*")
    kept = sealed.get(key.decode())
    assert kept is not None
    assert b"2026" not in kept


def test_it_takes_a_changed_or_moved_plan_for_none(asking: Asking) -> None:
    remember(asking, UNDERSTOOD)
    elsewhere = changed_policy(asking)
    remember(elsewhere, UNDERSTOOD)
    keys = sorted(sealed.client().keys("*plan*"))
    bodies = [sealed.client().get(key) for key in keys]

    sealed.client().mset(dict(zip(keys, reversed(bodies), strict=True)))

    assert (recall(asking), recall(elsewhere)) == (None, None)


def test_it_recalls_nothing_without_redis(asking: Asking, settings: LazySettings) -> None:
    remember(asking, UNDERSTOOD)
    settings.REDIS_URL = "redis://127.0.0.1:1"
    sealed.try_again()
    try:
        assert recall(asking) is None
    finally:
        sealed.try_again()
