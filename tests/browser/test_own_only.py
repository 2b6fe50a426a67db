"""Markup that slipped into a page runs nothing and asks nobody else."""

import pytest

from tests.browser.conftest import Enter

RUN = "document.body.dataset.run = 'yes'"
ELSEWHERE = "http://localhost:1/"
# Later, as the browser lets code that a test hands in evaluate what it likes.
SLIPPED_IN = """(markup) => void setTimeout(() => {
  document.querySelector("main").insertAdjacentHTML("beforeend", markup);
  htmx.process(document.querySelector("#slipped"));
  document.querySelector("#slipped").click();
})"""


@pytest.mark.parametrize(
    "markup",
    [
        f'<button id="slipped" onclick="{RUN}">x</button>',
        f'<button id="slipped" hx-on:click="{RUN}">x</button>',
        f'<button id="slipped" hx-get="/usage/" hx-trigger="click[{RUN}]">x</button>',
        f'<button id="slipped" hx-get="/usage/" hx-vals="js:{{a: {RUN}}}">x</button>',
        f'<a id="slipped" href="javascript:{RUN}">x</a>',
    ],
)
def test_it_runs_nothing(enter: Enter, markup: str) -> None:
    page = enter("elena.exec").page

    page.evaluate(SLIPPED_IN, markup)
    page.wait_for_timeout(200)

    assert page.evaluate("document.body.dataset.run") is None


def test_it_asks_nobody_else(enter: Enter) -> None:
    page = enter("elena.exec").page
    answered: list[str] = []
    page.on("response", lambda response: answered.append(response.url))

    page.evaluate(SLIPPED_IN, f'<button id="slipped" hx-get="{ELSEWHERE}">x</button>')
    page.wait_for_timeout(200)

    assert [each for each in answered if each.startswith(ELSEWHERE)] == []
    assert page.evaluate("htmx.config.mode") == "same-origin"
