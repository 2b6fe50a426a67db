"""Who is not signed in reaches sign-in, health and static files; who is, writes with a token only.

The routes are read from the installation's own table and from the links of its pages, so that a
page added later is under the same rule without a word here.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.bi_app.people.signing_in import person, sign_in
from tests.routes import Route, routes

pytestmark = pytest.mark.django_db
OPEN = {  # by name, each for a reason
    "django.views.generic.base.RedirectView",  # the icon of the pages
    "bi_app.health.live",
    "bi_app.health.ready",
    "account_login",
    "people:sign_in",
    "people:sign_out",  # of nobody: it leads to signing in
    "people:forgotten",
    "people:reset_sent",
    "people:reset",
    "openid_connect_login",
    "openid_connect_callback",
}
BY_KEY_ALONE = {"api:export"}  # a session is nobody there
READS, WRITES = ("GET", "HEAD", "OPTIONS"), ("POST", "PUT", "PATCH", "DELETE")
CLOSED = [route for route in routes() if route.name not in OPEN]


def test_it_finds_the_routes() -> None:
    names = {route.name for route in routes()}

    assert len(routes()) > 60
    assert {"web:home", "web:conversation", "api:ask", "admin:index"} | OPEN <= names


@pytest.mark.parametrize("route", CLOSED, ids=lambda route: route.name)
def test_it_shows_a_stranger_nothing_but_the_way_in(client: Client, route: Route) -> None:
    for method in (*READS, *WRITES):
        response = client.generic(method, route.path)

        if response.status_code in {301, 302}:
            assert _leads_to_sign_in(client, response["Location"])
        else:
            assert response.status_code in {401, 403}, f"{method} {route.path} answers strangers"
            assert len(response.content) < 4000


def _leads_to_sign_in(client: Client, address: str) -> bool:
    path = urlsplit(address).path
    if path != "/sign-in/":
        response = client.get(address)
        return "Location" in response and _leads_to_sign_in(client, response["Location"])
    return True


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_it_takes_no_write_without_the_forms_token(client: Client, route: Route) -> None:
    """As another site would have the browser of somebody signed in send it."""
    person(is_staff=True, is_superuser=True)
    sign_in(client)
    client.handler.enforce_csrf_checks = True

    for method in WRITES:
        response = client.generic(method, route.path, headers={"Origin": "https://evil.example"})

        refused = 401 if route.name in BY_KEY_ALONE else 403
        assert response.status_code == refused, f"{method} {route.path}"


def test_a_stranger_who_follows_every_link_gets_no_further() -> None:
    """Also with scripts: what htmx would fetch is followed too."""
    client, seen, ahead = Client(), set(), ["/", "/sign-in/", "/sign-in/forgotten/"]
    while ahead:
        address = ahead.pop()
        path = urlsplit(address).path
        if path in seen:
            continue
        seen.add(path)
        response = client.get(address)
        if "Location" in response:
            ahead.append(urljoin(address, response["Location"]))
        elif "html" in response["Content-Type"]:
            ahead.extend(urljoin(address, link) for link in _links(response.content.decode()))
        response.close()

    assert {"/sign-in/", "/sign-in/forgotten/", "/static/css/aisle.css"} <= seen
    strange = {path for path in seen if not re.match(r"/(sign-in|static)/|/$", path)}
    assert strange == set()


def test_a_page_asks_for_the_way_in_and_comes_back(client: Client) -> None:
    person()
    response = client.get("/conversations/?page=2")

    back = client.post(
        response["Location"], {"username": "elena", "password": "a long and winding road"}
    )

    assert back["Location"] == "/conversations/?page=2"


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_it_sends_nobody_elsewhere_after_signing_in(client: Client, away: str) -> None:
    person()

    response = client.post(
        "/sign-in/",
        {"username": "elena", "password": "a long and winding road", "next": away},
    )

    assert response["Location"] == "/"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = {"href", "src", "action", "hx-get", "hx-post"}
        self.found += [value for name, value in attrs if name in wanted and value]


def _links(page: str) -> list[str]:
    parser = _Links()
    parser.feed(page)
    return [link for link in parser.found if not link.startswith(("data:", "#"))]
