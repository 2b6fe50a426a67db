"""A whole board is filtered by its address; a tile that cannot be says so and stays as it is."""

import pytest

from bi_app.asking.models import AnswerRecord, Question
from bi_app.boards.models import Tile
from tests.bi_app.boards.boards import HTMX, address, board_of, pinned, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_DEPARTMENT = "net sales by department last month"


def asked(tile: Tile, filter_: str, username: str = "elena.exec") -> tuple[str, AnswerRecord]:
    response = signed_in(username).get(f"{address(tile)}?{filter_}", headers=HTMX)
    return text_of(response), AnswerRecord.objects.latest("question__asked_at")


@pytest.mark.parametrize(
    ("filter_", "filters"),
    [
        ("only=region|West", [("region", ["West"])]),
        ("only=region|west&only=region|Midwest", [("region", ["West", "Midwest"])]),
        ("only=region|West&only=department|Women%27s", [("region", ["West"])]),
        ("only=nonsense|West", []),
        ("only=region", []),
    ],
)
def test_a_tile_is_asked_with_the_filter(filter_: str, filters: list[object]) -> None:
    _, record = asked(pinned("elena.exec", BY_DEPARTMENT), filter_)

    found = [(each["dimension"], each["values"]) for each in record.metric_query["filters"]]
    assert found[: len(filters)] == filters
    assert bool(found) == bool(filters)


def test_a_filter_stands_beside_one_that_the_tile_has() -> None:
    tile = pinned("elena.exec", "net sales in the West last month")

    said, _ = asked(tile, "only=region|Midwest")

    assert "There" in said


@pytest.mark.parametrize(
    ("filter_", "period"),
    [
        ("days=last_week", {"kind": "relative", "unit": "week", "offset": -1, "count": 1}),
        (
            "days=dates&first=2026-10-04&last=2026-10-10",
            {"kind": "dates", "start": "2026-10-04", "end": "2026-10-10"},
        ),
        (
            "days=never",
            {"kind": "relative", "unit": "month", "offset": -1, "count": 1},
        ),
    ],
)
def test_a_tile_is_asked_for_other_days(filter_: str, period: dict[str, object]) -> None:
    _, record = asked(pinned("elena.exec", BY_DEPARTMENT), filter_)

    assert record.metric_query["period"] == period


@pytest.mark.parametrize(
    ("question", "filter_", "says"),
    [
        ("net sales last month", "only=supplier_name|x", ""),
        ("fill rate last month", "only=region|West", "Not filtered by region"),
        ("net sales last month", "days=dates&first=2026-10-31&last=2026-10-01", "by days"),
    ],
)
def test_a_tile_that_cannot_be_filtered_so_says_so(question: str, filter_: str, says: str) -> None:
    tile = pinned("elena.exec", question)
    plain = tile.query

    said, record = asked(tile, filter_)

    if says:
        assert says in said
        assert record.metric_query.get("filters", []) == plain.get("filters", [])
        assert record.metric_query["period"] == plain["period"]


def test_what_is_closed_is_refused_and_named_to_nobody_who_did_not_type_it() -> None:
    tile = pinned("sam.southwest", "net sales last month")

    said, record = asked(tile, "only=region|Northeast", "sam.southwest")

    assert "“Northeast” is not open to you" in said
    assert record.status == "refused"


def test_the_form_leads_to_an_address_that_can_be_sent_and_nothing_is_written() -> None:
    tile = pinned("elena.exec", BY_DEPARTMENT)
    elena = signed_in("elena.exec")
    before = Question.objects.count()

    sent = elena.get(f"{board_of(tile)}?by=region&named=west&days=last_week&first=&last=")
    page = elena.get(sent["Location"])

    assert sent["Location"] == f"{board_of(tile)}?only=region%7CWest&days=last_week"
    assert "Region: West" in text_of(page)
    assert "Last week" in text_of(page)
    shell = page.content.decode()
    assert f'hx-get="{address(tile)}?only=region%7CWest&amp;days=last_week"' in shell
    assert "url=?whole&amp;only=region%7CWest" in shell
    assert Question.objects.count() == before


def test_it_offers_what_all_tiles_reach() -> None:
    tile = pinned("elena.exec", BY_DEPARTMENT, new="Mondays")
    alone = signed_in("elena.exec").get(board_of(tile)).content.decode()
    pinned("elena.exec", "fill rate last month", board=str(tile.board_id))

    both = signed_in("elena.exec").get(board_of(tile)).content.decode()

    assert '<option value="region"' in alone
    assert '<option value="region"' not in both


def test_one_goes_on_with_the_filter() -> None:
    tile = pinned("elena.exec", BY_DEPARTMENT)

    signed_in("elena.exec").post(f"{address(tile, 'go-on/')}?only=region|West")

    record = AnswerRecord.objects.latest("question__asked_at")
    assert record.metric_query["filters"][0]["values"] == ["West"]
