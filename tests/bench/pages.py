"""How heavy is the first page, and how long does a person wait in the browser?

The browser's own clock, on a web process of the demo at its default size. A chip is changed to what
was looked at before, so that the caches are warm.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page, Request, sync_playwright

from bi_app.demo.people import NAME as SIGN_INS
from bi_app.env import PROJECT
from tests.bench.figures import Figure, figure
from tests.browser.conftest import CHROMIUM, QUIET, SIZES
from tests.commands.demo import free_port
from tests.commands.test_serve import wait_until_ready

ROUNDS = 15
ASKED = "net sales by region last month vs last year"
# From the pick to the first frame in which the new chart stands.
CHANGE = """
(button) => new Promise((done) => {
  const begun = performance.now();
  document.addEventListener("htmx:after:swap", () =>
    requestAnimationFrame(() => done(performance.now() - begun)), { once: true });
  button.click();
})
"""


def times() -> Iterator[Figure]:
    with _web() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        first = [_first(browser, address) for _ in range(ROUNDS)]
        yield figure("first pages, all that is transferred", [each[0] for each in first], "kB")
        yield figure("sign-in to first answer, in the browser", [each[1] for each in first], "ms")
        yield figure(
            "chip change to the new chart, in the browser", _changes(browser, address), "ms"
        )
        browser.close()


@contextmanager
def _web() -> Iterator[str]:
    port = str(free_port())
    command = [sys.executable, "-m", "bi_app.running.web", "127.0.0.1", port]
    asked = {**os.environ, "AISLE_ASKS_A_MINUTE": "100000"}
    web = subprocess.Popen(command, cwd=PROJECT, env=asked, stderr=subprocess.DEVNULL)
    try:
        assert wait_until_ready(port, web) == 200
        yield f"http://127.0.0.1:{port}"
    finally:
        web.terminate()
        web.wait(30)


def _first(browser: Browser, address: str) -> tuple[float, float]:
    """Kilobytes of the sign-in and the page after it, and milliseconds to the first answer."""
    with _signed_in(browser, address) as (page, begun, came):
        page.wait_for_load_state("networkidle")
        bytes_of = (each.sizes() for each in came)
        kilobytes = sum(each["responseHeadersSize"] + each["responseBodySize"] for each in bytes_of)
    with _signed_in(browser, address) as (page, begun, _):
        page.fill("#question", ASKED)
        page.press("#question", "Enter")
        page.locator(".turn svg").first.wait_for(state="attached")
        return kilobytes / 1_000, (time.perf_counter() - begun) * 1_000


@contextmanager
def _signed_in(browser: Browser, address: str) -> Iterator[tuple[Page, float, list[Request]]]:
    """A browser that knows nothing yet; and when its person pressed “Sign in”."""
    password = json.loads((Path(settings.VAR) / SIGN_INS).read_text())["elena.exec"]
    context = browser.new_context(base_url=address, viewport=SIZES["wide"])
    page = context.new_page()
    came: list[Request] = []
    page.on("requestfinished", lambda request: came.append(request))
    page.goto("/")
    page.fill("input[name=username]", "elena.exec")
    page.fill("input[name=password]", password)
    begun = time.perf_counter()
    page.click("main button.primary")
    page.wait_for_selector("#question")
    page.wait_for_load_state("load")
    yield page, begun, came
    context.close()


def _changes(browser: Browser, address: str) -> list[float]:
    with _signed_in(browser, address) as (page, _, _):
        page.fill("#question", ASKED)
        page.press("#question", "Enter")
        picks = [_change(page, wanted) for wanted in ("State", "Region") * (ROUNDS + 1)]
    return picks[2:]  # the first two fill the caches


def _change(page: Page, wanted: str) -> float:
    chip = page.locator("summary[data-chip=dimension-0]")
    chip.click()
    button = page.locator("details[open] button[name=to]", has_text=wanted).first
    button.wait_for()
    return float(button.evaluate(CHANGE))
