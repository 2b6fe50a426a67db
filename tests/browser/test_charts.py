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
    way = page.get_by_role("group", name="Show as")

    way.get_by_role("link", name="Bars").click()
    expect(way.get_by_role("link", name="Bars")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"\?chart=bars$"))
    expect(page.locator("#announcer")).to_have_text("Shown as: Bars.")
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


def test_a_bar_is_looked_into_like_its_row(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit, "net sales by region last quarter")

    page.locator("figure .wide svg a").first.click()

    expect(page.locator("thead th").first).to_have_text("District")
    assert page.locator(".turn").count() == 1
    assert visit.complaints == []


def test_without_scripts_a_bar_leads_to_its_row(enter: Enter) -> None:
    visit = enter("elena.exec", scripts=False)
    page = answered(visit, "net sales by region last quarter")

    page.locator("figure .wide svg a").first.click()

    expect(page.locator("button.inside:target")).to_be_visible()


def test_a_table_is_put_in_order_and_shaded(enter: Enter) -> None:
    visit = enter("elena.exec", "slim", "dark")
    page = alone(visit, "net sales by region last quarter vs last year with growth")

    page.locator("thead").get_by_role("link", name="Net sales").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Net sales")
    expect(page.locator("#announcer")).to_have_text("Net sales: descending.")
    page.get_by_role("link", name="Shade").click()
    expect(page.locator("td.shade-5")).not_to_have_count(0)
    page.get_by_role("link", name="Table only").click()

    expect(page).to_have_url(re.compile(r"\?chart=table&sort=-net_sales&shade=True$"))
    box = page.locator("th.change").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    assert visit.complaints == []


def test_a_conversation_stays_where_it_is(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit, BY_WEEK)
    address = page.url

    page.get_by_role("link", name="Bars").click()
    expect(page.get_by_role("link", name="Bars")).to_have_attribute("aria-current", "true")

    assert page.url == address
    assert page.evaluate("document.activeElement.textContent") == "Bars"
    assert visit.complaints == []
