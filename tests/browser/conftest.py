"""A browser, and the demo at its smallest for it to walk through; nothing is pretended."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    StorageState,
    sync_playwright,
)

from bi_app.demo.people import NAME as SIGN_INS
from tests import oidc
from tests.commands.demo import running_demo
from tests.commands.prepared import put_demo
from tests.counts import PROVING

CHROMIUM = "/usr/bin/chromium"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
# Size, colours, and whether scripts run: the last in the long form of the tests alone.
LOOKS = [("wide", "light", True), ("slim", "dark", True)]
LOOKS += [("slim", "light", False)] if PROVING else []
# The short form walks the pages in that language without a browser.
collect_ignore = [] if PROVING else ["test_translated.py"]
SIZES = {"wide": {"width": 1440, "height": 1000}, "slim": {"width": 390, "height": 844}}
SINGLE_SIGN_ON = {
    "AISLE_OIDC_CALLED": "Larkfield",
    "AISLE_OIDC_SECRET": "a secret between Larkfield and its provider",
    "AISLE_OIDC_ROLES": "roles",
    "AISLE_OIDC_ATTRIBUTES": "regions=areas",
    "AISLE_OIDC_MAKES_ACCOUNTS": "true",
}
AT_THE_PROVIDER = {
    "wanda": {
        "preferred_username": "wanda.west",
        "email": "wanda.west@larkfield.example",
        "email_verified": True,
        "roles": ["regional_manager", "emperor"],
        "areas": ["West"],
    },
    "nora": {
        "preferred_username": "nora.new",
        "email": "nora.new@larkfield.example",
        "email_verified": True,
        "roles": ["executive"],
    },
}


@dataclass(frozen=True, slots=True)
class Demo:
    address: str
    passwords: dict[str, str]
    var: Path
    provider: str  # of single sign-on


@dataclass(frozen=True, slots=True)
class Visit:
    """A page of somebody signed in, and what the browser complained of meanwhile."""

    page: Page
    complaints: list[str]
    password: str = ""

    def ask(self, question: str) -> None:
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")

    def sign_in(self, name: str, password: str) -> None:
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", password)
        self.page.click("main button.primary")

    @property
    def said(self) -> str:
        return self.page.locator(".turn .said").last.inner_text()


Arrive = Callable[..., Visit]
Enter = Callable[..., Visit]
Kept = dict[str, StorageState]  # by the name of who signed in


@pytest.fixture(scope="package")
def demo() -> Iterator[Demo]:
    """Not longer than it is walked through: its jobs go on in it as long as it runs."""
    with (
        tempfile.TemporaryDirectory(prefix="aisle-own-") as folder,
        oidc.provider(AT_THE_PROVIDER) as provider,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in SINGLE_SIGN_ON.items():
            patch.setenv(name, value)
        patch.setenv("AISLE_OIDC_ISSUER", provider)
        patch.setenv("AISLE_ASKS_A_MINUTE", "1000")  # all walk as the same few people
        var = Path(folder, "var")
        put_demo(var)
        with running_demo(var) as running:
            passwords = json.loads((var / SIGN_INS).read_text())
            yield Demo(f"http://127.0.0.1:{running.port}", passwords, var, provider)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Not longer than this folder: beside its event loop Django's database refuses."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def _failed(request: Request) -> Iterator[str]:
    """What a page left behind when it was left is no complaint: what was on its way to it."""
    left = any(each in request.url for each in ("/suggest/", "/tiles/", "/streams/", "/static/"))
    if request.failure != "net::ERR_ABORTED" or not left:
        yield request.url


@pytest.fixture
def arrive(demo: Demo, browser: Browser) -> Iterator[Arrive]:
    """A browser of its own at the sign-in: `arrive("slim", "dark", scripts=False)`."""
    contexts: list[BrowserContext] = []

    def arrive(
        size: str = "wide",
        scheme: str = "light",
        scripts: bool = True,
        kept: StorageState | None = None,
    ) -> Visit:
        context = browser.new_context(
            base_url=demo.address,
            viewport=SIZES[size],
            color_scheme=scheme,
            java_script_enabled=scripts,
            storage_state=kept,
        )
        contexts.append(context)
        page, complaints = context.new_page(), []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.extend(_failed(request)))
        page.goto("/")
        return Visit(page, complaints)

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def kept() -> Kept:
    """Each person signs in once a file, as long as nobody signs out."""
    return {}


@pytest.fixture
def enter(demo: Demo, arrive: Arrive, kept: Kept) -> Enter:
    """Signed in as somebody: `enter("elena.exec", size="slim", scheme="dark", scripts=False)`."""

    def enter(name: str, size: str = "wide", scheme: str = "light", scripts: bool = True) -> Visit:
        visit = arrive(size, scheme, scripts, kept.get(name))
        if visit.page.locator("input[name=password]").count():
            visit.sign_in(name, demo.passwords[name])
            visit.page.wait_for_selector("#question")
            kept[name] = visit.page.context.storage_state()
        return visit

    return enter
