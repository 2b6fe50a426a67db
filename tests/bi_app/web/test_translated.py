"""Every word of every page is translated, but for what is marked as the retailer's or as asked."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app.asking.models import Question, SharedAnswer
from bi_app.boards.models import Tile
from bi_app.people.models import User
from tests.bi_app.attacks.addresses import CONSOLE, addresses
from tests.pseudo import LANGUAGE, left_out, pseudo, write_catalogue
from tests.routes import routes

ELENA = "elena.exec"
OTHERS = ("olivia.owner", "ada.admin", "sam.southwest", "")
IN_ROWS = {Path("templates/web/_cell.html")}  # which are marked as a whole
TEMPLATES = sorted({*Path("templates").rglob("*.html")} - IN_ROWS)
MESSAGE = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
HANDED_ON = re.compile(
    r'(?:default:|\w+=)("[^"]*[a-z] [^"]*"|"[A-Z][^"]*")'
)  # without _( ) round it
ASKED = (
    "net sales by region last quarter vs last year",
    "by channel instead",
    "net sales by month this year",
    "discounts by store yesterday",
    "net sales of Belts in the West at 12 November by store",
    "net sales in 2015",
    "net sales by loyalty tier yesterday",
    "net sales by region this month",
    "margin in Home last quarter",
    "wobblies last week",
    "gross margin by region last month",
    "e-mail addresses of our customers",
    "which metrics are there",
    "how fresh is the data",
    "delete all orders",
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    write_catalogue(folder)
    return folder


@pytest.fixture
def translated(settings: LazySettings, catalogue: Path) -> None:
    settings.LOCALE_PATHS = [str(catalogue)]
    settings.LANGUAGES = [(LANGUAGE, LANGUAGE), ("en", "English")]
    settings.LANGUAGE_CODE = LANGUAGE


def signed_in(username: str) -> Client:
    client = Client(raise_request_exception=False)
    if username:
        client.force_login(User.objects.get(username=username))
    return client


def ask_all(client: Client) -> list[str]:
    """The addresses of what was asked; the second question follows the first one up."""
    first = client.post("/ask/", {"question": ASKED[0]}).headers["Location"]
    conversation = first.split("/")[2]
    client.post("/ask/", {"question": ASKED[1], "conversation": conversation})
    further = [client.post("/ask/", {"question": each}) for each in ASKED[2:]]
    return [first, *(each.headers["Location"] for each in further)]


def make_one_of_each(client: Client) -> dict[str, str]:
    """Gives what stands for it in the addresses."""
    first = Question.objects.get(text=ASKED[0])
    client.post(f"/answers/{first.pk}/share/")
    client.post(f"/boards/pin/{first.pk}/", {"board": "new", "new": "A board"})
    client.post(f"/learning/not-meant/{first.pk}/", {"note": "A note."})
    client.post("/notes/", {"text": "A storm", "first": "2026-09-01"})
    client.post("/usage/more/", {"period": "day", "reason": "A reason."})
    tile = Tile.objects.get(question=first)
    return {
        "elenas_link": SharedAnswer.objects.get(question=first).token,
        "elenas_board": str(tile.board_id),
        "elenas_tile": str(tile.pk),
        "own": str(first.conversation_id),
        "elenas": str(first.conversation_id),
        "own_answer": str(first.pk),
        "elenas_answer": str(first.pk),
        "nobodys": str(uuid4()),
    }


def walked(client: Client, pages: list[str], ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each page that somebody may open, and what tells why they may not."""
    of_routes = [
        address
        for route in routes()
        if not route.pattern.startswith((CONSOLE, "api/")) and "end/" not in route.pattern
        for address in addresses(route, ids)
    ]
    for address in (*pages, *of_routes):
        response = client.get(address)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            yield address, response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer", "translated")
def test_nothing_on_the_pages_is_left_out() -> None:
    elena = signed_in(ELENA)
    pages = [*ask_all(elena), "/suggest/?question=net", "/catalogue/?q=west", "/conversations/?q=x"]
    ids = make_one_of_each(elena)
    refused = {"question": "gross margin by region last month"}
    signed_in("sam.southwest").post("/ask/", refused)

    found = {
        text: f"{username} {address}"
        for username in (ELENA, *OTHERS)
        for address, page in walked(signed_in(username), pages, ids)
        for text in left_out(page)
    }
    assert found == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_template_says_a_word_of_its_own(path: Path) -> None:
    """Of those too that no walk comes by."""
    source = MESSAGE.sub("", path.read_text(encoding="utf-8"))
    code = CODE.findall(source)

    assert left_out(CODE.sub("", source)) == []
    assert [each for part in code for each in HANDED_ON.findall(part)] == []


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>⟦Ñéţ šåļéš⟧ 12 %</p>", []),
        ("<p>⟦Ñéţ ⟦ţŵö⟧ šåļéš⟧ 1 Nov 2026</p>", []),
        ("<p>Net sales</p>", ["Net sales"]),
        ("<p>⟦Ñéţ⟧ sales</p>", ["⟦Ñéţ⟧ sales"]),
        ('<p translate="no">Net <b>sales</b></p>', []),
        ('<p translate="no">⟦Ñéţ⟧</p>', ["marked, though translated: ⟦Ñéţ⟧"]),
        ('<p translate="no">Net<br>sales</p><p>West</p>', ["West"]),
        ('<input aria-label="Name"><a title="⟦Ñåɱé⟧">⟦Ñåɱé⟧</a>', ["Name"]),
    ],
)
def test_it_finds_what_is_left_out(page: str, left: list[str]) -> None:
    assert left_out(page) == left


def test_it_keeps_what_a_message_holds_a_place_for() -> None:
    said = pseudo('by %(name)s in <a href="%(at)s">the {place}</a>')

    assert "%(name)s" in said
    assert '<a href="%(at)s">' in said
    assert "{place}" in said
    assert left_out(said) == []
