"""Markup in the names of the data is text: in the page, in its charts, in replies and questions."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from bi_app.demo.accounts import create_people
from bi_app.demo.model import larkfield_files
from bi_app.people.keys import new_key
from bi_app.people.models import User
from metrics.releases import publish
from tests.bi_app.attacks.warehouses import copy_of

NAMES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '<b hx-get="/admin/" hx-trigger="load">x</b>',
    "<svg onload=alert(1)><a href='javascript:alert(1)'>",
    "' hx-on::load=\"alert(1)\" x='",
    "{{ 7 * 7 }}{% debug %}",
    "</text><foreignObject><iframe src=//evil.invalid>",
    "]]><!--<style>*{background:url(//evil.invalid)}",
)
BY_STORE = {"metrics": ["net_sales"], "dimensions": ["store_name"]}
OURS = {"src", "href", "action"}  # attributes that name an address


class Elements(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def page(larkfield: Path, tmp_path: Path, db: None) -> Any:
    """What elena is shown of stores with such names, and what the API replies."""
    quoted = [name.replace("'", "''") for name in NAMES]
    renamed = [
        f"UPDATE stores SET store_name = '{name}', district = '{name}' WHERE store_id = "
        f"(SELECT store_id FROM stores ORDER BY store_id LIMIT 1 OFFSET {at})"
        for at, name in enumerate(quoted)
    ]
    warehouse = copy_of(larkfield, tmp_path / "markup.duckdb", renamed)
    with override_settings(WAREHOUSE=f"duckdb:///{warehouse}", AISLE_ASKS_A_MINUTE=1000):
        publish(larkfield_files(), reason="Tests.", by="tests")
        create_people()
        elena = User.objects.get(username="elena.exec")
        client = Client()
        client.force_login(elena)
        asked = {"question": "net sales by store name this year"}
        shown = client.post("/ask/", asked, headers={"HX-Request": "true"})
        whole = client.post("/ask/", asked, follow=True)
        said = client.post("/ask/", {"question": f"net sales by region {NAMES[1]}"}, follow=True)
        reply = Client().post(
            "/api/v1/query",
            {"metric_query": BY_STORE},
            content_type="application/json",
            headers={"Authorization": f"Bearer {new_key(elena, 'tests')}"},
        )
        return shown, whole, said, reply


def test_it_shows_markup_in_names_as_text(page: Any) -> None:
    shown, whole, said, reply = page

    for each in (shown, whole):
        read = Elements(each.content.decode())
        assert all(name in read.text for name in NAMES)
        assert any(tag == "svg" for tag, _ in read.found)
    for each in (shown, whole, said):
        _only_our_own(Elements(each.content.decode()))
        policy = each.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
    assert set(NAMES) <= {row[0] for row in reply.json()["rows"]}
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def _only_our_own(read: Elements) -> None:
    for tag, attributes in read.found:
        assert tag not in {"iframe", "foreignobject", "style", "object", "embed", "base"}
        assert tag != "script" or attributes.get("src", "").startswith("/static/")
        for name, value in attributes.items():
            assert not name.startswith(("on", "hx-on")), (tag, name)
            if name in OURS or name in {"hx-get", "hx-post"}:
                assert not value or value.startswith(("/", "#", "?")), (tag, name, value)
            assert "/admin/" not in (value or ""), (tag, name)
