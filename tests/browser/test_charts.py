"""An answer is looked at in another way, with and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter, Visit

BY_WEEK = "net sales by week last quarter"
LOOKS = [("wide", "light"), ("slim", "dark")]


def answered(visit: Visit, question: str) -> Page:
    visit.ask(question)
    visit.page.locator(".turn table").first.wait_for()
    return visit.page


def alone(visit: Visit, question: str) -> Page:
    """The answer's own page."""
    page = answered(visit, question)
    page.goto(page.locator(".turn .asked a").first.get_attribute("href") or "")
    return page


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_another_picture_takes_the_place_of_the_first(enter: Enter, size: str, scheme: str) -> None:
    visit = enter("elena.exec", size, scheme)
    page = alone(visit, BY_WEEK)
    way = page.get_by_role("navigation", name="Show as")

    way.get_by_role("link", name="Bars").click()
    expect(way.get_by_role("link", name="Bars")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"\?chart=bars$"))
    expect(page.locator("#announcer")).to_have_text("Shown as bars.")
    way.get_by_role("link", name="Table only").click()
    expect(page.locator("figure svg")).to_have_count(0)
    page.reload()

    expect(way.get_by_role("link", name="Table only")).to_have_attribute("aria-current", "true")
    assert visit.complaints == []


def test_it_needs_no_scripts(enter: Enter) -> None:
    visit = enter("elena.exec", scripts=False)
    page = answered(visit, BY_WEEK)

    page.get_by_role("link", name="Bars").click()

    expect(page).to_have_url(re.compile(r"/answers/[0-9a-f-]+/\?chart=bars$"))
    expect(page.get_by_role("link", name="Bars")).to_have_attribute("aria-current", "true")


def test_a_conversation_stays_where_it_is(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit, BY_WEEK)
    address = page.url

    page.get_by_role("link", name="Bars").click()
    expect(page.get_by_role("link", name="Bars")).to_have_attribute("aria-current", "true")

    assert page.url == address
    assert page.evaluate("document.activeElement.textContent") == "Bars"
    assert visit.complaints == []
