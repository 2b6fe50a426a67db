"""What a follow-up follows: the last answer, unless something was refused in between."""

import pytest

from bi_app import sealed
from bi_app.asking.models import Status
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
ASKED = "net sales by region last month"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()


def test_it_follows_the_last_answer() -> None:
    first = say("elena.exec", ASKED)

    followed = say("elena.exec", "only the West", first.conversation).finding

    assert followed.query is not None
    assert followed.query.metrics == ("net_sales",)
    assert followed.query.filters[0].values == ("West",)


def test_it_follows_nothing_after_a_refusal() -> None:
    first = say("elena.exec", ASKED)
    refused = say("elena.exec", "shrinkage instead", first.conversation).finding
    assert refused.status is Status.REFUSED

    followed = say("elena.exec", "what was it last year", first.conversation).finding

    assert followed.status is not Status.ANSWERED


def test_it_follows_the_answer_before_a_question_that_is_not_answered_yet() -> None:
    first = say("elena.exec", ASKED)
    why = say("elena.exec", "why did it fall?", first.conversation).finding
    assert why.refusal is not None
    assert why.refusal.code == "not_yet"

    followed = say("elena.exec", "only the West", first.conversation).finding

    assert followed.query is not None
    assert followed.query.metrics == ("net_sales",)
