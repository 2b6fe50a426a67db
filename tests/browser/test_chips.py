"""Each chip opens a menu and changes the answer where it stands; and an answer is taken away."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter, Visit

ASKED = "net sales by region last quarter vs last year"
LOOKS = [("wide", "light"), ("slim", "dark")]


def answered(visit: Visit, question: str = ASKED) -> Page:
    visit.ask(question)
    visit.page.locator(".turn table").first.wait_for()
    return visit.page


def pick(page: Page, chip: str, option: str) -> None:
    page.locator(f"summary[data-chip={chip}]").click()
    menu = page.locator("details[open] .options")
    menu.first.wait_for()
    menu.get_by_role("button", name=re.compile(f"^{option}")).first.click()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_each_chip_changes_the_answer_at_once(enter: Enter, size: str, scheme: str) -> None:
    visit = enter("elena.exec", size, scheme)
    page = answered(visit)

    pick(page, "metric-0", "Orders")
    expect(page.locator(".said")).to_contain_text("orders")
    pick(page, "dimension-0", "Department")
    expect(page.locator("thead th").first).to_have_text("Department")
    pick(page, "period-0", "Last week")
    expect(page.locator("summary[data-chip=period-0]")).to_contain_text("week")
    pick(page, "comparison-0", "Take this out")
    expect(page.locator("summary[data-chip=comparison-0]")).to_have_count(0)

    assert page.locator(".turn").count() == 1
    assert visit.complaints == []


def test_what_was_picked_is_taken_back_and_is_there_on_coming_back(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit)
    before = page.locator("tbody").inner_text()

    pick(page, "dimension-0", "Department")
    expect(page.locator(".changes")).to_contain_text("by department in place of by region")
    page.reload()
    expect(page.locator(".changes")).to_contain_text("by department in place of by region")
    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".changes")).to_have_count(0)
    assert page.locator("tbody").inner_text() == before
    assert visit.complaints == []


def test_members_are_ticked_and_days_are_typed(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit, "net sales by month in the West this year")

    page.locator("summary[data-chip=filter-0]").click()
    page.get_by_label("Midwest").check()
    page.get_by_role("button", name="Only these").click()
    expect(page.locator("summary[data-chip=filter-0]")).to_contain_text("Midwest")

    page.locator("summary[data-chip=period-0]").click()
    page.get_by_label("From").fill("2026-05-04")
    page.get_by_label("To", exact=True).fill("2026-05-17")
    page.get_by_role("button", name="Show these days").click()
    expect(page.locator("summary[data-chip=period-0]")).to_contain_text("4 to 17 May 2026")
    assert visit.complaints == []


def test_a_row_is_looked_into_and_out_of_again(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit, "net sales by region last quarter")

    page.get_by_role("button", name="West", exact=True).click()
    expect(page.locator("thead th").first).to_have_text("District")
    expect(page.locator(".chips").first).to_contain_text("West")
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("thead th").first).to_have_text("Region")
    assert visit.complaints == []


def test_something_is_added(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit, "net sales last week")

    page.locator("summary[data-chip=add]").click()
    section = page.locator(".options", has_text="Split by")
    section.locator("select").select_option(label="Region")
    section.get_by_role("button", name="Add").click()

    expect(page.locator("thead th").first).to_have_text("Region")
    assert visit.complaints == []


def test_the_keyboard_is_enough(enter: Enter) -> None:
    visit = enter("elena.exec")
    page = answered(visit)
    chip = page.locator("summary[data-chip=dimension-0]")

    chip.focus()
    page.keyboard.press("Enter")
    page.locator("details[open] .options").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("details.chip[open]")).to_have_count(0)
    expect(chip).to_be_focused()

    page.keyboard.press("Enter")
    page.locator("details[open] .options").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("thead th").first).to_have_text("Department")
    expect(page.locator("summary[data-chip=dimension-0]")).to_be_focused()


def test_it_works_without_scripts(enter: Enter) -> None:
    visit = enter("elena.exec", scripts=False)
    page = answered(visit)

    page.locator("summary", has_text="by region").click()
    page.locator("details[open]").get_by_role("link", name="Change this").click()
    page.get_by_role("button", name="Department").click()

    expect(page.locator("thead th").first).to_have_text("Department")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("thead th").first).to_have_text("Region")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_answer_is_taken_away(enter: Enter, scripts: bool) -> None:
    visit = enter("elena.exec", scripts=scripts)
    page = answered(visit)
    heads = page.locator("thead th").all_inner_texts()
    page.locator("summary", has_text="Export").click()

    with page.expect_download() as download:
        page.get_by_role("button", name="Excel").click()

    taken = io.BytesIO(download.value.path().read_bytes())
    rows = openpyxl.load_workbook(taken)["Answer"].iter_rows(values_only=True)
    named = [str(head).removeprefix("Net sales, ").capitalize() for head in next(rows)]
    assert named == heads  # a file says of which metric, where a page has said it
    assert len(list(rows)) == page.locator("tbody tr").count()
