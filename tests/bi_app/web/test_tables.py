"""A table is put in order, turned over and shaded, by the address of its answer."""

import re

import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app.asking.answer import Answer
from tests.bi_app.street import say, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

BY_DAY = "net sales by day for the last 240 days"
BY_REGION = "net sales by region last quarter vs last year, with growth"


@pytest.fixture
def regions() -> Answer:
    return say("elena.exec", BY_REGION)


@pytest.fixture
def days() -> Answer:
    return send(
        "elena.exec",
        metrics=["net_sales"],
        grain={"unit": "day"},
        period={"kind": "dates", "start": "2026-01-05", "end": "2026-09-01"},
    )


def page(client: Client, answer: Answer, seen: str = "") -> str:
    return client.get(f"/answers/{answer.id}/{seen}").content.decode()


def column(page: str, at: int) -> list[str]:
    body = page.partition("<tbody")[2].partition("</tbody>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")]
    return [re.sub(r"<[^>]*>", "", cells[at]).strip() for cells in rows if cells]


def amounts(texts: list[str]) -> list[float]:
    return [float(re.sub(r"[^\d.]", "", each)) for each in texts]


def test_a_column_is_put_in_order_and_back(elena: Client, regions: Answer) -> None:
    plain = page(elena, regions)
    falling = page(elena, regions, "?sort=-net_sales")
    rising = page(elena, regions, "?sort=net_sales")

    sales = amounts(column(plain, 1))
    assert amounts(column(falling, 1)) == sorted(sales, reverse=True)
    assert amounts(column(rising, 1)) == sorted(sales)
    assert "aria-sort" not in plain
    assert 'aria-sort="descending"' in falling
    assert 'aria-sort="ascending"' in rising


def test_the_head_of_a_column_leads_to_its_next_order(elena: Client, regions: Answer) -> None:
    def ways(seen: str) -> set[str]:
        return set(
            re.findall(r'<a href="[^"?]*(\?[^"]*)"[^>]*>Net sales<', page(elena, regions, seen))
        )

    assert ways("") == {"?sort=-net_sales"}
    assert ways("?sort=-net_sales") == {"?sort=net_sales"}
    assert ways("?sort=net_sales") == {"?"}
    assert ways("?chart=points&shade=True") == {"?chart=points&amp;sort=-net_sales&amp;shade=True"}


@pytest.mark.parametrize("seen", ["?sort=supplier_name", "?sort=--x", "?sort=';--", "?page=0"])
def test_what_is_no_column_changes_nothing(elena: Client, regions: Answer, seen: str) -> None:
    assert column(page(elena, regions, seen), 0) == column(page(elena, regions), 0)


def test_pages_hold_all_rows_once(elena: Client, days: Answer) -> None:
    pages = [page(elena, days, f"?page={number}") for number in (1, 2, 3)]

    shown = [name for each in pages for name in column(each, 0)]
    assert len(shown) == len(set(shown)) == days.finding.row_count == 240
    assert ["Rows 1 to 100 of 240" in pages[0], "Rows 201 to 240 of 240" in pages[2]] == [True] * 2
    assert page(elena, days, "?page=9").count("Rows 201 to 240") == 1


def test_the_whole_is_put_in_order_not_the_page(elena: Client, days: Answer) -> None:
    sales = sorted((float(row[1] or 0) for row in days.finding.rows), reverse=True)

    shown = amounts(column(page(elena, days, "?sort=-net_sales&page=2"), 1))

    assert shown[0] == pytest.approx(sales[100], abs=1)
    assert len(shown) == 100


def test_rows_beyond_what_is_shown_are_put_in_order_too(
    elena: Client, days: Answer, settings: LazySettings
) -> None:
    settings.AISLE_ANSWER_ROWS = 20
    sales = sorted((float(row[1] or 0) for row in days.finding.rows), reverse=True)

    shown = amounts(column(page(elena, days, "?sort=-net_sales"), 1))

    assert len(shown) == 20
    assert shown == pytest.approx(sales[:20], abs=1)


def test_a_row_is_looked_into_wherever_it_stands(elena: Client, regions: Answer) -> None:
    shown = page(elena, regions, "?sort=-net_sales")

    first = re.search(r'name="inside" value="([^"]*)"', shown)
    assert first is not None
    assert first[1] == f"region|{column(shown, 0)[0]}"


def test_numbers_are_shaded_by_their_place(elena: Client, regions: Answer) -> None:
    plain, shaded = page(elena, regions), page(elena, regions, "?shade=True")

    assert "shade-" not in plain.partition("<tbody")[2]
    assert set(re.findall(r"shade-\d", shaded)) == {f"shade-{step}" for step in range(1, 6)}
    changes = re.findall(r'<td class="(change[^"]*)"', shaded)
    assert changes
    assert not any("shade" in each for each in changes)


def test_the_table_alone_is_swapped(elena: Client, regions: Answer) -> None:
    htmx = {
        "HX-Request": "true",
        "HX-Target": f"div#numbers-{regions.id}",
        "HX-Current-URL": f"http://testserver/answers/{regions.id}/",
    }
    response = elena.get(f"/answers/{regions.id}/?sort=-net_sales&chart=points", headers=htmx)

    assert response.content.decode().startswith(f'<div id="numbers-{regions.id}"')
    assert "<svg" not in response.content.decode()
    assert response["HX-Replace-Url"] == f"/answers/{regions.id}/?chart=points&sort=-net_sales"
