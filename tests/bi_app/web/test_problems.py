"""Where there is no answer people are told why, what to do, and keep what they typed."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app import sealed
from bi_app.people.models import User
from tests.bi_app.street import say

HTMX = {"HX-Request": "true"}
WORDS = "net sales by region & channel last month"
ASKED = {"question": WORDS}
KEPT = "?question=net+sales+by+region+%26+channel+last+month"


@pytest.fixture
def anna(client: Client, db: None) -> Client:
    client.force_login(User.objects.create(username="anna"))
    return client


@pytest.mark.parametrize("address", ["/usage/more/", "/ask/"])
def test_it_says_where_nothing_can_be_opened(anna: Client, address: str) -> None:
    response = anna.get(address)

    assert (response.status_code, response["Allow"]) == (405, "POST")
    page = response.content.decode()
    assert "Nothing can be opened here" in page
    assert "Go back to the page with the form" in page


@pytest.mark.django_db
@pytest.mark.parametrize("htmx", [True, False])
def test_who_was_signed_out_keeps_the_words_and_is_led_back(client: Client, htmx: bool) -> None:
    here = "http://testserver/conversations/00000000-0000-0000-0000-000000000007/"

    response = client.post("/ask/", ASKED, headers={"Referer": here, **(HTMX if htmx else {})})

    assert response.status_code == 401
    page = response.content.decode()
    assert "You are not signed in any more, so nothing was sent" in page
    back = "/conversations/00000000-0000-0000-0000-000000000007/%3Fquestion%3Dnet%2Bsales"
    assert f'href="/sign-in/?next={back}' in page
    assert ("<html" in page) is not htmx
    assert response.headers.get("HX-Retarget") == ("#notice" if htmx else None)


@pytest.mark.django_db
@pytest.mark.parametrize("referer", ["https://evil.example/", "http://testserver/x//evil", ""])
def test_nobody_is_led_elsewhere(client: Client, referer: str) -> None:
    response = client.post("/ask/", ASKED, headers={"Referer": referer})

    assert f"next=/{KEPT[0].replace('?', '%3F')}question%3Dnet" in response.content.decode()


@pytest.mark.django_db
def test_a_page_opened_when_signed_out_leads_to_the_sign_in(client: Client) -> None:
    response = client.get("/conversations/")

    assert response.status_code == 302
    assert response["Location"] == "/sign-in/?next=/conversations/"


@pytest.mark.parametrize("address", ["/", "/conversations/{}/"])
def test_what_was_typed_stands_in_the_box_again(
    retailer: None, client: Client, address: str
) -> None:
    client.force_login(User.objects.get(username="elena.exec"))
    conversation = say("elena.exec", "net sales last week").conversation

    page = client.get(address.format(conversation) + KEPT).content.decode()

    assert 'value="net sales by region &amp; channel last month" autofocus' in page


def test_who_asks_too_fast_is_told_when_again(
    retailer: None, client: Client, settings: LazySettings
) -> None:
    settings.AISLE_ASKS_A_MINUTE = 0
    client.force_login(User.objects.get(username="elena.exec"))

    response = client.post("/ask/", ASKED)

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60
    page = response.content.decode()
    assert "seconds and ask again" in page
    assert f'href="/{KEPT}"' in page


def test_a_form_without_its_token_is_told_to_be_old(anna: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = anna.cookies

    response = strict.post("/ask/", ASKED)

    assert response.status_code == 403
    page = response.content.decode()
    assert "This page is older than your sign-in" in page
    assert f'href="/{KEPT}"' in page


@pytest.mark.parametrize("htmx", [True, False])
def test_what_nobody_expected_has_a_reference(
    anna: Client, settings: LazySettings, htmx: bool
) -> None:
    settings.AISLE_QUESTION_CHARACTERS = "too many"
    anna.raise_request_exception = False

    response = anna.post("/ask/", ASKED, headers=HTMX if htmx else {})

    assert response.status_code == 500
    page = response.content.decode()
    assert response["X-Request-ID"] in page
    assert "tell your administrator the reference" in page
    assert "too many" not in page
    assert ("<html" in page) is not htmx


def test_home_is_there_without_the_warehouse(
    retailer: None, client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.WAREHOUSE = f"duckdb:///{tmp_path}/none.duckdb"
    client.force_login(User.objects.get(username="elena.exec"))

    page = client.get("/").content.decode()

    assert "The warehouse does not answer at the moment" in page
    assert "What would you like to know?" in page


@pytest.mark.parametrize("away", ["redis", "warehouse"])
def test_no_file_is_made_while_a_part_is_away(
    retailer: None, client: Client, settings: LazySettings, tmp_path: Path, away: str
) -> None:
    client.force_login(User.objects.get(username="elena.exec"))
    answer = say("elena.exec", "net sales by region last week")
    if away == "redis":
        settings.REDIS_URL = "redis://127.0.0.1:1"
        sealed.try_again()
    else:
        settings.WAREHOUSE = f"duckdb:///{tmp_path}/none.duckdb"

    response = client.post(f"/answers/{answer.id}/export/csv/")

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Nothing was taken away" in response.content.decode()
