"""What somebody may not see is nowhere: in no page, reply, log, cache, record or error.

Everything hidden is marked in a copy of the warehouse. Each person then calls every address that
there is and asks for everything that the model knows; all that comes of it is searched.
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.client import ClientHandler
from pytest_django.plugin import DjangoDbBlocker

from bi_app import sealed
from bi_app.asking import plans
from bi_app.asking.models import SharedAnswer
from bi_app.boards.models import Tile
from bi_app.demo.accounts import PEOPLE, create_people
from bi_app.demo.model import larkfield_files
from bi_app.people.keys import new_key
from bi_app.people.models import User
from bi_app.warehouse.results import kept
from bi_app.warehouse.service import members
from bi_app.web import drawn
from metrics.index import build_index
from metrics.releases import live, opened, publish
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex
from tests import vectors
from tests.bi_app.attacks.addresses import (
    ASKED_BY_FORM,
    ASKED_BY_QUERY,
    ASKED_IN_WORDS,
    TYPED_ON_THE_PAGE,
    TYPED_TO_THE_API,
    addresses,
    declared,
)
from tests.bi_app.attacks.marks import COPIES, HIDDEN, PERSONAL, TYPED, found_in, huge_in, marks
from tests.bi_app.attacks.warehouses import copy_of
from tests.counts import PROVING, cases
from tests.routes import routes

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")[: cases(2, 7)]
# The index of members holds what anybody may see, and is read under the policy alone.
INDEX = {"metrics_valueentry", "metrics_valueword", "metrics_valuespelling"}
API = "/api/"
DRAWING = "aisle:drawing:"
STRANGER = ""
ALIKE = set() if PROVING else {"olivia.owner"}  # has the rights of somebody who crawls
NAMES = [*(each.username for each in PEOPLE if each.username not in ALIKE), STRANGER]
EVERY = cases(12, 1)  # of the questions for each thing, one in so many is asked
EVERY_OF_THE_OTHERS = cases(120, 5)  # by whoever may see every row
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module", params=sorted(COPIES))
def marked(
    request: pytest.FixtureRequest,
    larkfield: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """An installation over a marked warehouse, gone again after its tests; gives its name."""
    name: str = request.param
    path = copy_of(larkfield, tmp_path_factory.mktemp(name) / "w.duckdb", COPIES[name].statements)
    chosen = override_settings(WAREHOUSE=f"duckdb:///{path}", AISLE_ASKS_A_MINUTE=1_000_000)
    with chosen, django_db_blocker.unblock(), transaction.atomic():
        release = publish(larkfield_files(), reason="Tests.", by="tests")
        index = opened(release).index
        with vectors.remembered():
            build_index(release, lambda dimension: members(dimension, index), most_embedded=0)
        create_people()
        yield name
        transaction.set_rollback(True)


@dataclass(slots=True)
class Crawler:
    """Calls addresses as one person and keeps all that came back."""

    username: str
    key: str = ""
    told: list[tuple[str, HttpResponse]] = field(default_factory=list)
    handler: ClientHandler = field(
        default_factory=partial(ClientHandler, enforce_csrf_checks=False)
    )
    signed_in: Client | None = None

    def nobody(self) -> Client:
        """A client without cookies; all go through one handler, which is slow to make."""
        client = Client(raise_request_exception=False)
        client.handler = self.handler
        return client

    def client(self) -> Client:
        """Signed in, again where what was called has ended the sign-in."""
        if not self.username:
            return self.nobody()
        if self.signed_in is None or not _lasts(self.signed_in):
            self.signed_in = self.nobody()
            self.signed_in.force_login(User.objects.get(username=self.username))
        return self.signed_in

    def call(self, address: str) -> None:
        for method in METHODS:
            self._keep(f"{method} {address}", self.client().generic(method, address))
            if address.startswith(API):
                by_key = self.nobody().generic(
                    method, address, content_type="application/json", headers=self._headers()
                )
                self._keep(f"{method} {address} by key", by_key)

    def ask(self, address: str, body: Any) -> Any:
        response = self.nobody().post(
            address, body, content_type="application/json", headers=self._headers()
        )
        self._keep(f"{address} {json.dumps(body)}", response)
        return response.json()

    def ask_by_form(self, question: str, **headers: str) -> None:
        response = self.client().post(
            ASKED_BY_FORM, {"question": question}, headers=headers, follow=True
        )
        self._keep(f"{ASKED_BY_FORM} {question}", response)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}

    def _keep(self, what: str, response: HttpResponse) -> None:
        assert response.status_code != 500, what
        self.told.append((what, response))


def _lasts(client: Client) -> bool:
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and Session.objects.filter(pk=cookie.value).exists()


def everything(index: ModelIndex) -> Iterator[tuple[str, Any]]:
    """A question for each thing that the whole model knows, whoever may see it."""
    for metric in index.metrics.values():
        yield ASKED_IN_WORDS, {"question": f"{metric.label} last month"}
        yield ASKED_BY_QUERY, {"metric_query": {"metrics": [metric.name]}}
    for dimension in index.dimensions.values():
        yield ASKED_IN_WORDS, {"question": f"net sales by {dimension.label}"}
        yield ASKED_IN_WORDS, {"question": f"net sales of the {dimension.label} {TYPED}"}
        for metric in ("net_sales", "on_hand_units", "planned_net_sales"):
            split = {"metrics": [metric], "dimensions": [dimension.name]}
            yield ASKED_BY_QUERY, {"metric_query": split}
        if dimension.type is DataType.STRING:
            for op, value in (("contains", "uill"), ("starts_with", "Q"), ("in", TYPED)):
                one = {"dimension": dimension.name, "op": op, "values": [value]}
                split = {"metrics": ["units_sold"], "filters": [one]}
                yield ASKED_BY_QUERY, {"metric_query": split | {"dimensions": [dimension.name]}}


SAID = (
    f"net sales in {TYPED}",
    f"net sales of {TYPED} products last month",
    f"net sales in {TYPED[:-1]}",
    f"net sales in {TYPED[:6]}",
    "net sales in Qillfeather",
    f"{TYPED}",
    f"customers named {TYPED}",
    "e-mail addresses of our customers",
    "net sales by region last month",
    "top 20 products by net sales this year",
    "gross margin by store last quarter",
    "comp sales growth last quarter",
    "which metrics are there",
    "by what can I split net sales",
    "how fresh is the data",
    "why did net sales fall last month",
    "margin",
)


@pytest.mark.parametrize("username", NAMES, ids=lambda name: name or "stranger")
def test_it_shows_no_canary_to(
    marked: str, username: str, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    if HIDDEN.get(username, "regions") != marked:
        return  # what is marked in this copy is open to this person
    sealed.client().flushdb()
    plans.forget()
    caplog.set_level(logging.INFO, "django.template")  # it tells of each variable that is not set
    with caplog.at_level(logging.DEBUG):
        crawler = crawl(username)

    words = marks(username)
    hidden = username in HIDDEN
    for what, response in crawler.told:
        text = response.content.decode()
        assert found_in(f"{response.headers} {text}", words) == [], what
        if hidden:
            assert list(huge_in(readable(response, text))) == [], what
    assert found_in(caplog.text, words) == []
    for key, value in in_redis():
        assert found_in(f"{key} {value}", words) == []
        if hidden and key.startswith("aisle:result:"):
            assert list(huge_in(rows_of(key))) == []
        if hidden and key.startswith(DRAWING):
            assert list(huge_in(TAG.sub(" ", value))) == []
    for table, row in in_the_database():
        sought = PERSONAL if table in INDEX else words
        assert found_in(row, sought) == [], table


def crawl(username: str) -> Crawler:
    """As somebody may go about it: every address by every method, then every question."""
    key = new_key(User.objects.get(username=username), "tests") if username else ""
    crawler = Crawler(username, key)
    elena = Crawler("elena.exec", new_key(User.objects.get(username="elena.exec"), "elena's"))
    elenas = elena.ask(ASKED_IN_WORDS, {"question": "net sales last week"})
    every = EVERY if username in HIDDEN else EVERY_OF_THE_OTHERS
    asked = list(everything(live().index))[::every]
    said = SAID if username in HIDDEN else SAID[:: cases(8, 1)]
    asked += [(ASKED_IN_WORDS, {"question": each}) for each in said]
    replies = [crawler.ask(*each) for each in asked]
    own = next((each for each in replies if each.get("rows")), elenas)
    for each in said:
        crawler.ask_by_form(each)
        crawler.ask_by_form(each, **{"HX-Request": "true"})
    for each in typed():
        crawler.call(TYPED_TO_THE_API.format(quote(each)))
        crawler.call(TYPED_ON_THE_PAGE.format(quote(each)))
    elena.client().post(f"/answers/{elenas['id']}/share/")
    elena.client().post(f"/boards/pin/{elenas['id']}/", {"board": "new", "new": "Elena's"})
    tile = Tile.objects.get(question=elenas["id"])
    with_all = f"/boards/{tile.board_id}/share/"
    elena.client().post(with_all, {"person": username})
    ids = {
        "elenas_link": SharedAnswer.objects.get(question=elenas["id"]).token,
        "elenas_board": str(tile.board_id),
        "elenas_tile": str(tile.pk),
        "own": own["conversation"],
        "elenas": elenas["conversation"],
        "own_answer": own["id"],
        "elenas_answer": elenas["id"],
        "nobodys": str(uuid4()),
    }
    for route in routes():
        for address in addresses(route, ids):
            crawler.call(address)
    return crawler


def typed() -> Iterator[str]:
    """What is marked, as far as it may be typed: each word begun, then whole."""
    for word in TYPED.split():
        yield from (word[:letters] for letters in range(2, len(word), cases(4, 1)))
        yield f"net sales of {word}"


def readable(response: HttpResponse, text: str) -> Any:
    """What people read of a reply: JSON as it is, of a page the text between its tags."""
    if "json" in response.headers.get("Content-Type", ""):
        return json.loads(text) if text else None
    return unescape(TAG.sub(" ", text))


def in_redis() -> Iterator[tuple[str, str]]:
    """All that is kept; what is kept small, as it reads."""
    for each in sealed.client().keys("*"):
        key, value = each.decode(), sealed.client().get(each)
        plain = value.decode(errors="replace") if isinstance(value, bytes) else ""
        yield key, drawn.kept(key) or "" if key.startswith(DRAWING) else plain


def rows_of(key: str) -> list[Any]:
    found = kept(key)
    return [] if found is None else [float_or_text(row) for row in found.table.to_pylist()]


def float_or_text(row: dict[str, Any]) -> list[Any]:
    return [each if isinstance(each, int | float | str) else str(each) for each in row.values()]


def in_the_database() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT each::text FROM "{table}" AS each')
            yield from ((table, row) for (row,) in cursor.fetchall())


def test_it_declares_every_address_and_no_other() -> None:
    there = {route.pattern for route in routes() if not route.pattern.startswith("admin/")}

    undeclared = sorted(there - declared())
    assert undeclared == [], f"Say in addresses.py how these are called: {undeclared}"
    assert sorted(declared() - there) == []


@pytest.mark.parametrize("name", sorted(COPIES))
def test_it_would_find_what_is_marked(name: str) -> None:
    """Or else a crawl would prove nothing."""
    words = (*COPIES[name].names, *PERSONAL)

    for word in words:
        assert any(word in statement for statement in COPIES[name].statements), word
        assert found_in(f"<td>{word.upper()}</td>", words) == [word]
    assert list(huge_in({"rows": [[7_000_000_120.5]], "narrative": "It was 7,000,120,000.50."}))
    assert not list(huge_in({"id": str(uuid4()), "rows": [[1234.5, "2026-10-31"]]}))


@pytest.mark.django_db
def test_it_finds_each_mark_where_it_is_open(marked: str) -> None:
    """Elena may see the marked rows, so they are there to be found."""
    elena = Crawler("elena.exec", new_key(User.objects.get(username="elena.exec"), "tests"))
    asked = [each for each in everything(live().index) if each[0] == ASKED_BY_QUERY]
    sought, personal = set(COPIES[marked].names), []
    for each in asked:
        told = json.dumps(elena.ask(*each))
        sought -= {*found_in(told, COPIES[marked].names)}
        personal += found_in(told, PERSONAL)
        if not PROVING and not sought:
            break

    assert sought == set()
    assert personal == []
    assert list(huge_in(json.loads(elena.told[0][1].content)))
