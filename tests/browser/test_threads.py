"""A conversation is renamed, found and deleted; an answer is shared and taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LOOKS, Enter, Visit

ASKED = "net sales by region last month"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def answered(visit: Visit) -> Page:
    visit.ask(ASKED)
    visit.page.locator(".turn table").first.wait_for()
    return visit.page


def fits(page: Page, *, scripts: bool) -> bool:
    return not scripts or bool(page.evaluate(FITS))


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_a_conversation_is_renamed_found_and_deleted(
    enter: Enter, size: str, scheme: str, scripts: bool
) -> None:
    visit = enter("elena.exec", size, scheme, scripts)
    page = answered(visit)
    title = f"The board, {size} {scheme}"

    page.locator("summary", has_text="Rename").click()
    assert fits(page, scripts=scripts)
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    page.get_by_role("link", name="Conversations").click()
    page.get_by_label("Words of a title or a question").fill(f"region {scheme} {size}")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".list li")).to_have_count(1)
    expect(page.locator(".list li")).to_contain_text(ASKED)
    assert fits(page, scripts=scripts)
    page.get_by_role("link", name=title).click()

    page.locator("summary", has_text="Delete").click()
    assert fits(page, scripts=scripts)
    page.get_by_role("button", name="Delete this conversation").click()
    page.get_by_text("The conversation was deleted.").wait_for()
    assert page.get_by_role("link", name=title).count() == 0
    assert visit.complaints == []


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_an_answer_is_shared_and_taken_back(
    enter: Enter, size: str, scheme: str, scripts: bool
) -> None:
    author = enter("elena.exec", size, scheme, scripts)
    page = answered(author)
    page.get_by_role("button", name="Share").click()
    link = page.get_by_label(re.compile("^Shared by this link")).input_value()
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    assert fits(page, scripts=scripts)

    reader = enter("sam.southwest", size, scheme, scripts)
    reader.page.goto(link)
    expect(reader.page.locator(".asked q")).to_have_text(ASKED)
    expect(reader.page.locator("tbody th")).to_have_count(2)
    assert fits(reader.page, scripts=scripts)

    page.get_by_role("link", name=ASKED).click()
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name="Share").wait_for()
    reader.page.reload()
    reader.page.get_by_text("There is no such answer").first.wait_for()
    assert author.complaints == []
