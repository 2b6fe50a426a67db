"""A choice is remembered for the one who asked for it, used, shown, and taken back."""

import pytest
from django.test import Client

from bi_app.asking.answer import Answer
from bi_app.asking.models import RouteTaken, Status
from bi_app.audit.models import Entry
from bi_app.learning.models import RememberedChoice
from bi_app.privacy.erase import erase, what_is_left
from tests.bi_app.learning.conftest import Enter, person
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
AMBIGUOUS, CHOSEN = "margin by department last month", "Gross margin rate"


def choose(client: Client, question: str = AMBIGUOUS, choice: str = CHOSEN, **more: str) -> str:
    """Ask, be asked back, and pick by the form of the page; gives the page after that."""
    page = client.post("/ask/", {"question": question}, follow=True)
    conversation = page.request["PATH_INFO"].rstrip("/").rpartition("/")[2]
    form = {"question": choice, "conversation": conversation, **more}
    return client.post("/ask/", form, follow=True).content.decode()


def asked_back(answer: Answer) -> bool:
    return answer.finding.status is Status.CLARIFICATION


def test_the_page_offers_to_remember_it(enter: Enter) -> None:
    page = enter("elena.exec").post("/ask/", {"question": AMBIGUOUS}, follow=True)

    assert 'name="remember"' in page.content.decode()


def test_it_is_used_for_the_same_word_afterwards(enter: Enter) -> None:
    choose(enter("elena.exec"), remember="yes")

    answer = say("elena.exec", "profit by region last week")

    assert answer.finding.status is Status.ANSWERED
    assert answer.finding.query is not None
    assert answer.finding.query.metrics == ("gross_margin_rate",)
    assert answer.finding.basis.chosen == ("“margin” means Gross margin rate",)


def test_the_basis_on_the_page_says_whose_choice_it_is(enter: Enter) -> None:
    elena = enter("elena.exec")
    choose(elena, remember="yes")

    page = elena.post("/ask/", {"question": AMBIGUOUS}, follow=True).content.decode()

    said = '<dd lang="en" translate="no">“margin” means Gross margin rate</dd>'
    assert f"<dt>Your choice</dt>{said}" in page


def test_it_is_also_said_when_the_plan_is_recalled(enter: Enter) -> None:
    choose(enter("elena.exec"), remember="yes")

    first, second = say("elena.exec", AMBIGUOUS), say("elena.exec", AMBIGUOUS)

    assert (first.finding.route, second.finding.route) == (RouteTaken.RULES, RouteTaken.RECALLED)
    assert second.finding.basis.chosen == first.finding.basis.chosen != ()


def test_it_is_not_remembered_unasked(enter: Enter) -> None:
    choose(enter("elena.exec"))

    assert asked_back(say("elena.exec", AMBIGUOUS))


def test_it_is_one_person_s_alone(enter: Enter) -> None:
    choose(enter("elena.exec"), remember="yes")
    say("elena.exec", AMBIGUOUS)  # into the plan cache, of somebody of equal rights

    assert asked_back(say("owen.owner", AMBIGUOUS))


def test_words_beside_it_say_more_than_the_choice(enter: Enter) -> None:
    choose(enter("elena.exec"), remember="yes")

    answer = say("elena.exec", "margin in dollars by region last week")

    assert answer.finding.query is not None
    assert answer.finding.query.metrics == ("gross_margin",)
    assert answer.finding.basis.chosen == ()


def test_another_choice_takes_its_place(enter: Enter) -> None:
    elena = enter("elena.exec")
    choose(elena, remember="yes")
    elena.post(f"/learning/choices/{RememberedChoice.objects.get().pk}/take-back/")
    choose(elena, choice="Gross margin", remember="yes")

    answer = say("elena.exec", AMBIGUOUS)

    assert answer.finding.query is not None
    assert answer.finding.query.metrics == ("gross_margin",)


def test_a_number_that_was_not_named_is_remembered_for_the_same_words_alone(enter: Enter) -> None:
    choose(enter("elena.exec"), "by region last week", "Net sales", remember="yes")

    answer = say("elena.exec", "By region, last week?")

    assert answer.finding.basis.chosen == ("“by region last week” means Net sales",)
    assert asked_back(say("elena.exec", "by region last month"))


def test_it_is_listed_and_taken_back(enter: Enter) -> None:
    elena = enter("elena.exec")
    choose(elena, remember="yes")
    listed = elena.get("/learning/").content.decode()
    assert "“margin” means Gross margin rate" in listed

    kept = RememberedChoice.objects.get()
    elena.post(f"/learning/choices/{kept.pk}/take-back/")

    assert "Gross margin rate" not in elena.get("/learning/").content.decode()
    assert asked_back(say("elena.exec", AMBIGUOUS))


def test_nobody_takes_back_another_s(enter: Enter) -> None:
    choose(enter("elena.exec"), remember="yes")
    kept = RememberedChoice.objects.get()

    refused = enter("owen.owner").post(f"/learning/choices/{kept.pk}/take-back/")

    assert refused.status_code == 404
    assert RememberedChoice.objects.exists()


def test_it_opens_nothing_that_is_closed_by_now(enter: Enter) -> None:
    """Sam may see no margin; what he chose when he might is neither used nor told."""
    RememberedChoice.objects.create(
        person=person("sam.southwest"), said="margin", meant="gross_margin_rate"
    )
    RememberedChoice.objects.create(
        person=person("sam.southwest"), said="colonies", meant="member:region:Northeast"
    )

    answer = say("sam.southwest", AMBIGUOUS)
    listed = enter("sam.southwest").get("/learning/").content.decode()

    assert answer.finding.status is Status.REFUSED
    assert "Gross margin" not in listed
    assert "Northeast" not in listed
    assert "is not open to you any more" in listed


def test_remembering_and_taking_back_stand_in_the_record(enter: Enter) -> None:
    elena = enter("elena.exec")
    choose(elena, remember="yes")
    elena.post(f"/learning/choices/{RememberedChoice.objects.get().pk}/take-back/")

    entries = Entry.objects.filter(action__startswith="choice").order_by("seq")
    assert [each.action for each in entries] == ["choice_remembered", "choice_taken_back"]


def test_it_is_erased_with_the_person(enter: Enter) -> None:
    choose(enter("elena.exec"), remember="yes")
    elena = person("elena.exec").pk
    assert what_is_left(elena)["remembered choices"] == 1

    erase(elena, "tests")

    assert not RememberedChoice.objects.exists()
