"""What happened on a day stands below the answers of that day, for those who may know of it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from bi_app.boards.models import Note
from bi_app.people.models import User
from tests.bi_app.boards.boards import HTMX, address, pinned, signed_in, text_of
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

STORM, SUNDAY = "Storm closure", "2026-10-11"  # in fiscal October
BY_WEEK = "net sales by week last quarter"


def write(username: str = "elena.exec", **form: str) -> int:
    sent = {"text": STORM, "first": SUNDAY} | form
    return signed_in(username).post("/notes/", sent).status_code


def answered(username: str, question: str) -> str:
    answer = say(username, question)
    return text_of(signed_in(username).get(f"/answers/{answer.id}/"))


def test_it_says_what_when_who_and_about_which() -> None:
    write(about="region", members="west\nSouthwest", last="2026-10-12")

    page = answered("elena.exec", "net sales by region last month")

    assert "11 to 12 October 2026: Storm closure (West, Southwest)" in page
    assert "Elena" in page or "elena.exec" in page


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("net sales last month", True),
        ("net sales by week last quarter", True),
        ("net sales in the West last month", True),
        ("net sales in the Midwest last month", False),
        ("net sales without the West last month", False),
        ("net sales last week", False),
    ],
)
def test_it_stands_below_what_covers_its_day_and_its_member(asked: str, there: bool) -> None:
    write(about="region", members="West")

    assert (STORM in answered("elena.exec", asked)) is there


@pytest.mark.parametrize(
    ("about", "members", "sees"),
    [
        ("", "", True),
        ("region", "Southwest", True),
        ("region", "Northeast", False),
        ("region", "Southwest\nNortheast", False),
    ],
)
def test_only_who_may_see_all_members_reads_it(about: str, members: str, sees: bool) -> None:
    write(about=about, members=members)

    places = [
        answered("sam.southwest", "net sales last month"),
        text_of(signed_in("sam.southwest").get("/notes/")),
    ]

    assert [STORM in each for each in places] == [sees, sees]
    assert [("Northeast" in each) for each in places] == [False, False]


def test_a_line_has_a_mark_and_a_tile_tells_it() -> None:
    tile = pinned("elena.exec", BY_WEEK)
    elena = signed_in("elena.exec")
    before = elena.get(address(tile), headers=HTMX).content.decode()

    write()

    after = elena.get(address(tile), headers=HTMX).content.decode()
    assert STORM in after
    assert after.count("stroke-dasharray") > before.count("stroke-dasharray")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"text": "  "}, "Say what happened."),
        ({"first": "yesterday"}, "Say on which day"),
        ({"last": "2026-10-01"}, "lies before the first"),
        ({"about": "region"}, "Say both"),
        ({"members": "West"}, "Say both"),
        ({"about": "region", "members": "Northeast"}, "There is no region called “Northeast”"),
        ({"about": "customer_name", "members": "Ann"}, "cannot be about that"),
    ],
)
def test_what_cannot_be_noted_says_why(form: dict[str, str], says: str) -> None:
    sent = {"text": STORM, "first": SUNDAY} | form

    response = signed_in("sam.southwest").post("/notes/", sent)

    assert response.status_code == 422
    assert says in text_of(response)
    assert Note.objects.count() == 0


@pytest.mark.parametrize(
    ("username", "status"), [("elena.exec", 302), ("sam.southwest", 404), ("ada.admin", 302)]
)
def test_its_author_takes_it_back_or_who_administers(username: str, status: int) -> None:
    write()
    User.objects.filter(username="ada.admin").update(is_superuser=True)

    response = signed_in(username).post(f"/notes/{Note.objects.get().pk}/take-back/")

    assert response.status_code == status
    assert Note.objects.exists() is (status == 404)


def test_personal_data_is_masked() -> None:
    write(text="Call jane.doe@example.com about the storm")

    assert Note.objects.get().text == "Call [email] about the storm"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"text": ""}, "note_says_something"),
        ({"last": date(2020, 1, 1)}, "note_days_in_order"),
        ({"dimension": "region"}, "note_about_members"),
    ],
)
def test_the_database_holds_what_a_note_is(changes: dict[str, object], name: str) -> None:
    write()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Note.objects.update(**changes)
