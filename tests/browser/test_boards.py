"""A board: pinned to, arranged by keyboard, and read by people of different rights."""

import os

import pytest

from tests.browser.conftest import Enter, Visit

LOOKS = [("wide", "light", True), ("slim", "dark", True), ("slim", "light", False)]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def fits(visit: Visit, *, scripts: bool = True) -> bool:
    return not scripts or bool(visit.page.evaluate(FITS))


def pin(visit: Visit, question: str, board: str, *, scripts: bool = True) -> None:
    """To a board of that name, which is made where it is not there yet."""
    page = visit.page
    page.goto("/")
    visit.ask(question)
    page.wait_for_selector(".turn table")
    page.locator(".turn").last.locator("summary", has_text="Pin").click()
    if not scripts:
        page.get_by_role("link", name="Pin this answer to a board").click()
    page.get_by_label("The tile’s title").wait_for()
    there = page.get_by_label(board, exact=True)
    if there.count():
        there.check()
    else:
        page.get_by_label("A new board", exact=True).check()
        page.get_by_label("The new board’s title").fill(board)
    page.get_by_role("button", name="Pin it").click()
    page.get_by_role("heading", name=board).wait_for()


def look(visit: Visit, name: str) -> None:
    if folder := os.environ.get("BOARDS_PICTURES"):
        visit.page.wait_for_timeout(300)
        visit.page.screenshot(path=f"{folder}/boards-{name}.png", full_page=True)


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_an_answer_is_pinned_and_seen_on_its_board(
    enter: Enter, size: str, scheme: str, scripts: bool
) -> None:
    visit = enter("elena.exec", size, scheme, scripts)
    page, board = visit.page, f"Mondays {size} {scheme}"

    pin(visit, "net sales last month vs last year growth", board, scripts=scripts)
    pin(visit, "net sales by region last month", board, scripts=scripts)
    pin(visit, "net sales by week last quarter", board, scripts=scripts)

    page.locator(".tile .headline").wait_for()
    page.locator(".tile svg:visible").nth(1).wait_for()
    assert page.locator(".tile").count() == 3
    assert fits(visit, scripts=scripts)
    look(visit, f"board-{size}-{scheme}-{scripts}")
    assert visit.complaints == []
