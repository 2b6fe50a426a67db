"""The page tells what each word of a question became, and which ones were not used."""

import pytest

from bi_app import sealed
from bi_app.asking.models import AnswerRecord, Conversation
from bi_app.people.entitlements import entitled
from bi_app.web.conversations import turns
from bi_app.web.turn import turn
from bi_app.web.words import Read, WordsRead, words_read
from metrics.releases import live
from semantic_layer.interpret.outcome import WordLink
from tests.bi_app.street import say, who

WORDS = (
    WordLink(0, 5, "Right", ""),
    WordLink(5, 6, ",", ""),
    WordLink(7, 15, "visitors", "metric", "Visitors"),
    WordLink(16, 18, "by", "by"),
    WordLink(19, 27, "district", "breakdown", "District"),
    WordLink(28, 35, "without", "filter"),
    WordLink(36, 41, "Boise", "filter", "Boise Square"),
    WordLink(42, 47, "folks", ""),
)


def test_it_tells_words_of_one_part_together_and_sets_others_apart() -> None:
    read = words_read(WORDS, ("fiscal year to date",))

    assert read == WordsRead(
        read=(
            Read("visitors", "metric: Visitors"),
            Read("by", "joins the words beside it"),
            Read("district", "breakdown: District"),
            Read("without Boise", "filter: Boise Square"),
        ),
        unused=("Right", "folks"),
        assumed=("fiscal year to date",),
    )


def test_it_tells_nothing_where_there_were_no_words() -> None:
    assert words_read(()) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer")
class TestAsked:
    QUESTION = "Kindly: visitors by district yesterday, for the folks upstairs"

    def test_it_tells_them_again_whether_recalled_or_kept(self) -> None:
        sealed.client().flushdb()
        first = say("elena.exec", self.QUESTION)
        again = say("elena.exec", self.QUESTION)
        kept = list(turns(Conversation.objects.get(pk=first.conversation), who("elena.exec")))

        shown = turn(first, entitled(live(), who("elena.exec"))).words

        assert shown is not None
        assert Read("visitors", "metric: Visitors") in shown.read
        assert shown.unused[0] == "Kindly"
        assert again.finding.route == "recalled"
        assert again.finding.words == first.finding.words
        assert kept[0].words == shown

    def test_it_keeps_places_and_no_words(self) -> None:
        asked = say("elena.exec", self.QUESTION)

        kept = AnswerRecord.objects.get(question_id=asked.id).words

        assert [8, 16, "metric", "Visitors"] in kept
        assert "Kindly" not in str(kept)

    def test_it_tells_them_of_what_was_declined(self) -> None:
        shown = turn(
            say("elena.exec", "visitors of zorbland"), entitled(live(), who("elena.exec"))
        ).words

        assert shown is not None
        assert "zorbland" in shown.unused[-1]
