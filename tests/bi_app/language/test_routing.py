"""Which model a question goes to, by what is left of it, its asker, and how many others ask."""

import pytest
from django.conf import LazySettings

from bi_app.costs.models import Budget
from tests.bi_app.language.conftest import Serve
from tests.bi_app.language.endpoint import reply
from tests.bi_app.street import say, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
LITTLE, MUCH = "moolah by region last month", "moolah, swag and loot by region last month"
SMALL, LARGE = "gpt-4o-mini", "gpt-4o"
CANNOT = reply(None, {}, "No.")


def asked(serve: Serve, question: str, *, small: str = SMALL, large: str = LARGE) -> str:
    """The model that is asked."""
    there = serve(lambda _: CANNOT, small=small, large=large)
    say("elena.exec", question)
    (body,) = there.asked
    return str(body["model"])


def test_it_asks_the_small_one_for_little(serve: Serve) -> None:
    assert asked(serve, LITTLE) == SMALL


def test_it_asks_the_large_one_for_much(serve: Serve) -> None:
    assert asked(serve, MUCH) == LARGE


@pytest.mark.parametrize(("small", "large"), [(SMALL, ""), ("", LARGE)])
@pytest.mark.parametrize("question", [LITTLE, MUCH])
def test_it_asks_the_one_there_is(serve: Serve, small: str, large: str, question: str) -> None:
    assert asked(serve, question, small=small, large=large) == (small or large)


def test_it_asks_the_small_one_when_a_budget_is_nearly_used_up(serve: Serve) -> None:
    Budget.objects.filter(user=who("elena.exec").id).update(soft_micros=0)

    assert asked(serve, MUCH) == SMALL


@pytest.mark.parametrize(
    ("roles", "workloads", "model"),
    [
        ([], [], SMALL),
        (["executive"], [], LARGE),
        ([], ["ask"], LARGE),
        (["buyer"], ["batch"], SMALL),
    ],
)
def test_it_keeps_the_large_one_in_a_peak(
    serve: Serve, settings: LazySettings, roles: list[str], workloads: list[str], model: str
) -> None:
    settings.AISLE_LANGUAGE_PEAK = 0
    settings.AISLE_LANGUAGE_PEAK_ROLES = roles
    settings.AISLE_LANGUAGE_PEAK_WORKLOADS = workloads

    assert asked(serve, MUCH) == model


def test_it_knows_a_peak_by_how_many_asked(serve: Serve, settings: LazySettings) -> None:
    settings.AISLE_LANGUAGE_PEAK = 1
    settings.AISLE_LANGUAGE_PEAK_WORKLOADS = []
    there = serve(lambda _: CANNOT, large=LARGE)

    for _ in range(3):  # a minute may end between two of them, and then the count begins anew
        say("elena.exec", MUCH)

    assert {each["model"] for each in there.asked} == {SMALL, LARGE}


CONFIDENTIAL = "moolah of inventory value by region last month"


def test_it_sends_nothing_that_names_what_is_confidential(serve: Serve) -> None:
    there = serve(lambda _: CANNOT, large=LARGE)

    say("elena.exec", CONFIDENTIAL)

    assert there.asked == []


def test_it_asks_the_large_one_inside_for_what_is_confidential(
    serve: Serve, settings: LazySettings
) -> None:
    settings.AISLE_LANGUAGE_INSIDE = True

    assert asked(serve, CONFIDENTIAL) == LARGE


def test_it_tells_what_a_question_follows_up(serve: Serve) -> None:
    there = serve(lambda _: CANNOT)
    first = say("elena.exec", "net sales in Denim by channel last month")

    say("elena.exec", "and by wobbliness?", first.conversation)

    told = there.told()
    assert told["previous"]["metrics"] == ["net_sales"]
    (category,) = [each for each in told["dimensions"] if each["name"] == "category"]
    assert category["values"] == ["Denim"]
