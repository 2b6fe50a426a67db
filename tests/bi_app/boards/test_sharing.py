"""A board is shared with people or a role: they read it under their own rights, and no more."""

import pytest
from django.db import IntegrityError, transaction

from bi_app.audit.models import Entry
from bi_app.boards.models import BoardShare, Tile
from tests.bi_app.boards.boards import address, board_of, pinned, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_REGION = "net sales by region last month"


def share(tile: Tile, username: str = "elena.exec", **form: str) -> int:
    return signed_in(username).post(f"{board_of(tile)}share/", form).status_code


@pytest.mark.parametrize(
    ("form", "readers"),
    [
        ({"person": "Sam.Southwest"}, {"sam.southwest"}),
        ({"role": "regional_manager"}, {"sam.southwest"}),
        ({"role": "merchandiser"}, {"mara.merch"}),
    ],
)
def test_they_find_it_in_their_list_and_open_it(form: dict[str, str], readers: set[str]) -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")

    share(tile, **form)

    for name in ("sam.southwest", "mara.merch"):
        client = signed_in(name)
        there = name in readers
        assert ("Mondays by" in text_of(client.get("/boards/"))) is there
        assert (client.get(board_of(tile)).status_code == 200) is there


@pytest.mark.parametrize("doing", ["change/", "share/", "arrange/"])
def test_only_its_owner_changes_it(doing: str) -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")
    share(tile, person="sam.southwest")
    sam = signed_in("sam.southwest")
    where = address(tile, doing) if doing == "arrange/" else f"{board_of(tile)}{doing}"

    response = sam.post(where, {"do": "remove", "remove": "yes", "person": "mara.merch"})

    page = sam.get(board_of(tile)).content.decode()
    assert response.status_code == 404
    assert "Arrange" not in page
    assert "Rename" not in page
    assert BoardShare.objects.count() == 1


def test_it_is_taken_back_and_both_are_on_record() -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")
    share(tile, person="sam.southwest")

    share(tile, back=str(BoardShare.objects.get().pk))

    assert signed_in("sam.southwest").get(board_of(tile)).status_code == 404
    told = list(Entry.objects.filter(action__startswith="board_").values_list("action", "actor"))
    assert told == [("board_shared", "elena.exec"), ("board_taken_back", "elena.exec")]


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"person": "nobody.here"}, "Nobody signs in as"),
        ({"person": "elena.exec"}, "It is your own board."),
        ({"role": "emperor"}, "There is no such role."),
        ({}, "Name a person or choose a role."),
    ],
)
def test_what_cannot_be_shared_says_why(form: dict[str, str], says: str) -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")

    response = signed_in("elena.exec").post(f"{board_of(tile)}share/", form)

    assert response.status_code == 422
    assert says in text_of(response)
    assert BoardShare.objects.count() == 0


def test_it_is_shared_once_with_each_and_with_one_at_a_time() -> None:
    tile = pinned("elena.exec", BY_REGION, new="Mondays")

    share(tile, role="executive")
    share(tile, role="executive")

    assert BoardShare.objects.count() == 1
    with pytest.raises(IntegrityError, match="board_shared_with_one"), transaction.atomic():
        BoardShare.objects.create(board=tile.board)
