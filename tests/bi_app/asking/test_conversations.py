"""What a follow-up follows: the last answer; what was refused in between is passed over."""

import pytest

from bi_app import sealed
from bi_app.asking.erase import erase_answers
from bi_app.asking.models import AnswerRecord, Status
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


@pytest.mark.parametrize("words", ["what was it in May", "by month for those"])
def test_what_points_back_may_mean_what_was_refused(words: str) -> None:
    first = say("elena.exec", ASKED)
    refused = say("elena.exec", "shrinkage instead", first.conversation).finding
    assert refused.status is Status.REFUSED

    followed = say("elena.exec", words, first.conversation).finding

    assert followed.refusal is not None
    assert "what I could not answer" in followed.refusal.detail


def test_it_follows_the_answer_before_a_question_that_is_not_answered_yet() -> None:
    first = say("elena.exec", ASKED)
    why = say("elena.exec", "why did it fall?", first.conversation).finding
    assert why.refusal is not None
    assert why.refusal.code == "not_yet"

    followed = say("elena.exec", "only the West", first.conversation).finding

    assert followed.query is not None
    assert followed.query.metrics == ("net_sales",)


def test_it_goes_back_one_change_after_another() -> None:
    first = say("elena.exec", ASKED)
    queries = [first.finding.query]
    for words in ("only the West", "by district instead", "add orders"):
        queries.append(say("elena.exec", words, first.conversation).finding.query)

    back = [say("elena.exec", "undo", first.conversation).finding for _ in queries]

    assert [each.query for each in back] == [*reversed(queries[:-1]), None]
    assert back[0].changes == ("orders taken out",)
    assert back[-1].refusal is not None
    assert "take back" in back[-1].refusal.detail


def test_it_tells_what_a_follow_up_changed_and_nothing_of_a_fresh_question() -> None:
    first = say("elena.exec", ASKED)

    again = [
        say("elena.exec", words, first.conversation)
        for words in ("by district instead", "by district instead", "visitors by state yesterday")
    ]

    assert first.finding.changes == again[2].finding.changes == ()
    assert again[0].finding.changes == ("by district in place of by region",)
    kept = AnswerRecord.objects.get(question_id=again[0].id)
    assert kept.changes == ["by district in place of by region"]
    erase_answers(kept.question.asker_id)
    kept.refresh_from_db()
    assert kept.changes == []


def test_it_follows_the_last_answer_past_what_was_refused() -> None:
    first = say("elena.exec", ASKED)
    for words in ("shrinkage instead", "how was it?", "names of the customers"):
        refused = say("elena.exec", words, first.conversation).finding
        assert refused.status is Status.REFUSED

    followed = say("elena.exec", "only the West", first.conversation).finding

    assert followed.query is not None
    assert followed.query.metrics == ("net_sales",)
    assert followed.query.filters[0].values == ("West",)
    assert followed.changes
    again = say("elena.exec", "what was it in May", first.conversation).finding
    assert again.status is Status.ANSWERED
