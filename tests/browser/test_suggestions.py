"""The question box suggests while somebody types; Enter asks what stands in it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter

BOX, ROWS = "#question", "#suggestions [role=option]"


def type_in(page: Page, text: str) -> None:
    page.locator(BOX).press_sequentially(text, delay=20)


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("slim", "dark")])
def test_a_row_is_chosen_by_the_keyboard_and_asked(enter: Enter, size: str, scheme: str) -> None:
    visit = enter("elena.exec", size, scheme)
    page, box = visit.page, visit.page.locator(BOX)
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")

    type_in(page, "net sales by regi")
    row = page.locator(ROWS, has_text="Region").first
    row.wait_for()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#announcer")).to_have_text(re.compile(r"^\d+ suggestions?$"))
    assert fits_in_the_window(page)
    choose(page, "Region")

    expect(box).to_have_value("net sales by region ")
    expect(page.locator("#suggestions")).to_be_hidden()
    type_in(page, "last month")
    page.press(BOX, "Enter")
    page.wait_for_selector(".turn table")
    assert page.locator(".turn tbody tr").count() == 6
    assert visit.complaints == []


def choose(page: Page, label: str) -> None:
    """Go down to the row, as somebody who sees only what is named to them."""
    for _ in range(20):
        page.press(BOX, "ArrowDown")
        chosen = page.locator(BOX).get_attribute("aria-activedescendant")
        row = page.locator(f"#{chosen}[aria-selected=true]")
        if row.locator("span").first.inner_text() == label:
            return page.press(BOX, "Enter")
    raise AssertionError(f"{label} is not in the list")


def fits_in_the_window(page: Page) -> bool:
    return bool(
        page.evaluate(
            """() => {
              const list = document.getElementById("suggestions").getBoundingClientRect();
              return list.left >= 0 && list.top >= 0 && list.right <= innerWidth
                && document.documentElement.scrollWidth <= innerWidth;
            }"""
        )
    )


def test_enter_asks_what_was_typed_while_a_list_is_open(enter: Enter) -> None:
    visit = enter("elena.exec")
    type_in(visit.page, "net sales")
    visit.page.locator(ROWS).first.wait_for()

    visit.page.press(BOX, "Enter")

    visit.page.wait_for_selector(".turn .said")
    assert visit.page.locator(".turn .asked q").first.inner_text() == "net sales"


def test_the_list_closes_by_escape_and_opens_by_an_arrow(enter: Enter) -> None:
    page = enter("elena.exec").page
    type_in(page, "net")
    page.locator(ROWS).first.wait_for()

    page.press(BOX, "Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator(BOX)).to_have_value("net")
    page.press(BOX, "ArrowDown")

    page.locator(ROWS).first.wait_for()
    page.press(BOX, "ArrowUp")  # from the box to the last row, and down to the box again
    expect(page.locator(ROWS).last).to_have_attribute("aria-selected", "true")
    page.press(BOX, "ArrowDown")
    assert page.locator(BOX).get_attribute("aria-activedescendant") is None


def test_a_conversation_offers_what_was_asked_and_takes_a_click(enter: Enter) -> None:
    visit = enter("sam.southwest")
    page = visit.page
    visit.ask("orders by channel last month")
    page.wait_for_selector(".turn table")

    type_in(page, "orders by ch")
    page.locator(ROWS, has_text="orders by channel last month").click()
    expect(page.locator(BOX)).to_have_value("orders by channel last month")
    expect(page.locator(BOX)).to_be_focused()
    page.press(BOX, "Enter")

    page.locator(".turn").nth(1).locator("table").wait_for()
    expect(page.locator(BOX)).to_have_value("")
    expect(page.locator("#suggestions")).to_be_hidden()
    assert visit.complaints == []


def test_it_suggests_no_member_that_is_closed(enter: Enter) -> None:
    page = enter("mara.merch").page
    type_in(page, "units of kid")
    page.wait_for_timeout(600)
    assert page.locator(ROWS, has_text="Department").count() == 0

    page.fill(BOX, "")
    type_in(page, "units of acces")
    page.locator(ROWS, has_text="Accessories").first.wait_for()


def test_without_scripts_the_box_is_an_ordinary_one(enter: Enter) -> None:
    page = enter("elena.exec", scripts=False).page

    assert page.locator(BOX).get_attribute("role") is None
    assert page.locator("#suggestions").is_hidden()
