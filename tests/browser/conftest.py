"""A browser, and the demo at its smallest for it to walk through; nothing is pretended."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bi_app.demo.people import NAME as SIGN_INS
from tests.commands.demo import running_demo

CHROMIUM = "/usr/bin/chromium"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
SIZES = {"wide": {"width": 1440, "height": 1000}, "slim": {"width": 390, "height": 844}}


@dataclass(frozen=True, slots=True)
class Demo:
    address: str
    passwords: dict[str, str]


@dataclass(frozen=True, slots=True)
class Visit:
    """A page of somebody signed in, and what the browser complained of meanwhile."""

    page: Page
    complaints: list[str]

    def ask(self, question: str) -> None:
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")

    @property
    def said(self) -> str:
        return self.page.locator(".turn .said").last.inner_text()


Enter = Callable[..., Visit]


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="aisle-own-") as folder:
        var = Path(folder, "var")
        with running_demo(var) as running:
            passwords = json.loads((var / SIGN_INS).read_text())
            yield Demo(f"http://127.0.0.1:{running.port}", passwords)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not longer than a file: it holds an event loop, beside which Django's database refuses."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def enter(demo: Demo, browser: Browser) -> Iterator[Enter]:
    """Sign in as somebody: `enter("elena.exec", size="slim", scheme="dark", scripts=False)`."""
    contexts: list[BrowserContext] = []

    def enter(name: str, size: str = "wide", scheme: str = "light", scripts: bool = True) -> Visit:
        context = browser.new_context(
            base_url=demo.address,
            viewport=SIZES[size],
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page, complaints = context.new_page(), []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.goto("/")
        page.fill("input[name=username]", name)
        page.fill("input[name=password]", demo.passwords[name])
        page.click("main button.primary")
        page.wait_for_selector("#question")
        return Visit(page, complaints)

    yield enter
    for context in contexts:
        context.close()
