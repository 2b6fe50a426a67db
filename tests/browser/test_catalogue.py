"""The catalogue as people walk through it: wide and slim, dark, by keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter

LOOKS = [("wide", "light"), ("slim", "dark")]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_from_the_box_to_a_metric_and_its_question(enter: Enter, size: str, scheme: str) -> None:
    visit = enter("elena.exec", size, scheme)
    page = visit.page

    page.get_by_role("link", name="What can I ask?").click()
    page.get_by_role("heading", name="What you can ask for").wait_for()
    assert page.evaluate(FITS)
    page.get_by_role("searchbox").fill("weeks of supply")
    expect(page.locator("#found a").nth(1)).to_have_text("Weeks of supply")
    page.get_by_role("link", name="Weeks of supply", exact=True).click()

    page.locator("figure svg:visible").wait_for()
    expect(page.locator("tbody").last).to_contain_text("Weeks of supply on forward sales")
    assert page.evaluate(FITS)
    page.get_by_role("button", name="by month this year").click()
    page.locator(".turn table").wait_for()
    assert visit.complaints == []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_dimension_shows_its_members(enter: Enter, size: str, scheme: str) -> None:
    visit = enter("sam.southwest", size, scheme)
    page = visit.page
    page.goto("/catalogue/dimensions/region/")

    expect(page.locator(".members li")).to_have_text(["Southwest", "West"])
    assert page.evaluate(FITS)
    page.get_by_role("link", name="District").click()

    page.get_by_role("heading", name="District", exact=True).wait_for()
    assert visit.complaints == []


def test_the_keyboard_is_enough(enter: Enter) -> None:
    page = enter("elena.exec").page
    page.goto("/catalogue/")

    page.get_by_role("searchbox").focus()
    page.keyboard.type("gross margin rate")
    expect(page.locator("#found a").nth(1)).to_have_text("Gross margin rate")
    for _ in range(3):  # the button, all again, the first that was found
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Gross margin rate", level=1).wait_for()


def test_it_works_without_scripts(enter: Enter) -> None:
    page = enter("elena.exec", scripts=False).page
    page.get_by_role("link", name="Catalogue").click()

    page.get_by_role("searchbox").fill("footfall")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name="Visitors").click()
    page.get_by_role("link", name="Show it by month").click()
    page.locator("figure svg:visible").wait_for()

    page.go_back()
    page.get_by_role("button", name=re.compile("by month this year")).click()
    page.locator(".turn table").wait_for()
