"""An answer that takes long is followed, left and found again, and stopped."""

import re
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Arrive, Demo, Visit
from tests.commands import slow

SLOW_S = 6
PATIENCE_MS = 90_000
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture(scope="package")
def slow_demo(demo: Demo) -> None:
    """The demo with a number that takes its time, a data version on."""
    slow.slow_down(demo.var, SLOW_S)
    with tempfile.TemporaryDirectory() as folder:
        slow.release(demo.var, Path(folder))


@pytest.fixture
def patient(demo: Demo, slow_demo: None, arrive: Arrive) -> Arrive:
    """Somebody signed in who asked for what takes long, and waits."""

    def ask(size: str, scheme: str, scripts: bool) -> Visit:
        visit = arrive(size, scheme, scripts)
        visit.sign_in("elena.exec", demo.passwords["elena.exec"])
        visit.page.wait_for_selector("#question")
        slow.forget(demo.var)
        visit.ask(slow.QUESTION)
        visit.page.locator(".turn.waiting").wait_for()
        return visit

    return ask


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_it_is_followed_until_it_is_there_and_so_is_whatever_looks_at_it(
    demo: Demo, patient: Arrive, size: str, scheme: str, scripts: bool
) -> None:
    visit = patient(size, scheme, scripts)
    page = visit.page

    expect(page.locator(".turn.waiting .said")).to_have_text("Working on it")
    if scripts:
        expect(page.locator(".stages .now")).to_have_text(
            "Asking the warehouse", timeout=PATIENCE_MS
        )
        assert page.evaluate(FITS)
        page.fill("#question", "typed meanwhile")
    page.locator(".turn table").wait_for(timeout=PATIENCE_MS)
    assert page.locator("#question").input_value() == ("typed meanwhile" if scripts else "")

    expect(page.locator(".turn.waiting")).to_have_count(0)
    page.locator(".turn figure svg:visible").wait_for()
    assert "slow moves" in visit.said.lower()

    board, link = looked_at(visit)
    slow.forget(demo.var)
    page.locator("summary", has_text="Export").click()
    page.get_by_role("button", name="CSV").click()
    waits = [(page, "#taking"), (board, ".tile"), (link, "#shared")]
    for each, place in waits:
        each.reload()
        expect(each.locator(f"{place} .waits .told")).to_have_text("Working on it")
        assert not scripts or each.evaluate(FITS)
    assert visit.complaints == []
    with page.expect_download(timeout=PATIENCE_MS) as taken:
        if not scripts:
            page.get_by_role("button", name="Take the file").click(timeout=PATIENCE_MS)
    for each, place in waits[1:]:
        each.locator(f"{place} figure svg:visible").wait_for(timeout=PATIENCE_MS)

    assert taken.value.suggested_filename.endswith(".csv")
    assert re.fullmatch(r".+/shared/[^/?]+/", link.url)


def looked_at(visit: Visit) -> tuple[Page, Page]:
    """The board that it is pinned to, and what its link leads to, in pages of their own."""
    address = visit.page.locator(".turn .asked a").first.get_attribute("href")
    board, link = (visit.page.context.new_page() for _ in range(2))
    link.goto(f"{address}")
    link.get_by_role("button", name="Share").click()
    link.goto(link.locator(".link input[readonly]").first.input_value())
    board.goto(f"{address}".replace("answers", "boards/pin"))
    board.locator("input[name=board][value=new]").check()
    board.get_by_role("button", name="Pin it").click()
    for each in (board, link):
        each.locator("figure svg:visible").first.wait_for()
    return board, link


def test_another_question_is_answered_meanwhile(patient: Arrive) -> None:
    visit = patient("wide", "light", True)
    page = visit.page

    visit.ask("net sales by region last month")

    page.locator(".turn:not(.waiting) table").wait_for()
    expect(page.locator(".turn.waiting")).to_have_count(1)
    expect(page.locator(".turn table")).to_have_count(2, timeout=PATIENCE_MS)


def test_it_is_there_for_whoever_left_and_came_back(patient: Arrive) -> None:
    visit = patient("wide", "light", True)
    address = visit.page.url
    visit.page.goto("/catalogue/")
    visit.page.wait_for_timeout(1_000)

    visit.page.goto(address)

    visit.page.locator(".turn table").wait_for(timeout=PATIENCE_MS)
    assert visit.complaints == []


def test_it_comes_when_the_network_is_there_again(patient: Arrive) -> None:
    visit = patient("wide", "light", True)

    visit.page.context.set_offline(True)
    visit.page.wait_for_timeout(1_500)
    visit.page.context.set_offline(False)

    visit.page.locator(".turn table").wait_for(timeout=PATIENCE_MS)


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_it_is_stopped(patient: Arrive, size: str, scheme: str, scripts: bool) -> None:
    visit = patient(size, scheme, scripts)

    visit.page.get_by_role("button", name="Stop", exact=True).click()

    stopped = visit.page.locator(".said", has_text="You stopped this")
    stopped.wait_for()
    visit.page.reload()
    stopped.wait_for()
    assert visit.page.locator(".turn table").count() == 0
    assert visit.complaints == []
