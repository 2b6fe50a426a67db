"""The first page shows what a person pinned: a number, which way it went, its last weeks."""

import pytest

from bi_app.asking.models import Question
from bi_app.boards.home import Line, figure
from bi_app.boards.models import Tile
from bi_app.people.entitlements import entitled
from metrics.releases import live
from tests.bi_app.boards.boards import HTMX, address, pinned, signed_in, text_of
from tests.bi_app.street import who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
EACH_WEEK = {"metric": "net_sales", "op": "gt", "values": [0], "each": {"unit": "week"}}


def shown(tile: Tile, username: str = "elena.exec") -> str:
    return text_of(signed_in(username).get(address(tile, "figure/"), headers=HTMX))


def line(tile: Tile) -> Line | None:
    return figure(tile, entitled(live(), who("elena.exec"))).line


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("net sales last month", ("$", "%", "on last year", "favourable")),
        ("return rate last month", ("%", "on last year")),
        ("net sales last month vs plan", ("$", "on planned net sales")),
        ("inventory value", ("$",)),
    ],
)
def test_one_number_tells_which_way_it_went(asked: str, words: tuple[str, ...]) -> None:
    tile = pinned("elena.exec", asked)

    said = shown(tile)

    assert [word for word in words if word not in said] == []


def test_one_number_has_the_line_of_its_last_whole_weeks() -> None:
    found = line(pinned("elena.exec", "net sales last month"))

    assert found is not None
    assert len(found.points.split()) == 13
    assert "between $" in found.told


def test_a_series_shows_its_latest_number_and_its_own_line() -> None:
    tile = pinned("elena.exec", "net sales by week last quarter")

    said, found = shown(tile), line(tile)

    assert "25 Oct" in said
    assert found is not None
    assert len(found.points.split()) == 13


def test_a_bucket_that_is_not_over_says_so() -> None:
    assert "so far" in shown(pinned("elena.exec", "net sales by month this year"))


def test_groups_are_told_in_a_sentence() -> None:
    tile = pinned("elena.exec", "net sales by region last month")

    assert "net sales were highest for" in shown(tile)
    assert line(tile) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"dimensions": ["store_name"], "averaged": ["store_name"]},
        {"dimensions": ["store_name"], "counted": "store_name"},
        {"limit": 1, "order": [{"by": "net_sales"}]},
        {"thresholds": [EACH_WEEK], "dimensions": ["store_name"], "averaged": ["store_name"]},
        {"filters": [{"dimension": "region", "op": "in", "values": ["West"]}]},
    ],
)
def test_a_number_of_any_kind_is_shown(parts: dict[str, object]) -> None:
    tile = pinned("elena.exec", "net sales last month")
    Tile.objects.update(query=tile.query | parts)

    response = signed_in("elena.exec").get(address(tile, "figure/"), headers=HTMX)

    assert response.status_code == 200
    assert "Net sales last month" in text_of(response)


def test_the_first_page_asks_nothing_before_it_is_there() -> None:
    tile = pinned("elena.exec", "net sales last month")
    before = Question.objects.count()

    page = signed_in("elena.exec").get("/").content.decode()

    assert f'hx-get="{address(tile, "figure/")}"' in page
    assert Question.objects.count() == before


def test_it_is_of_use_when_nothing_is_pinned() -> None:
    pinned("elena.exec", "net sales last month", new="Another board")

    assert "What you pin stands here" in text_of(signed_in("elena.exec").get("/"))
    assert "What you pin stands here" in text_of(signed_in("sam.southwest").get("/"))


def test_more_than_a_few_are_on_the_board() -> None:
    tiles = [pinned("elena.exec", "net sales last month", title=f"T{at}") for at in range(8)]

    page = text_of(signed_in("elena.exec").get("/"))

    assert len(tiles) == 8
    assert "All of it, 2 more" in page
    assert ("T5" in page, "T6" in page) == (True, False)
