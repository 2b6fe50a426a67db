"""A board: pinned to, arranged by keyboard, and read by people of different rights."""

import os

import pytest
from playwright.sync_api import Request

from tests.browser.conftest import LOOKS, Enter, Visit

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


def order(visit: Visit) -> list[str]:
    return visit.page.locator(".tile h2").all_inner_texts()


def is_kept(request: Request) -> bool:
    """The way of a board's change has come to its end, and nothing of it is on its way."""
    return request.redirected_from is not None


def arranged(enter: Enter, title: str) -> Visit:
    """A board of three tiles, whose pictures are all there."""
    visit = enter("owen.owner")
    for asked in ("net sales last month", "units sold last month", "net sales by region last week"):
        pin(visit, asked, title)
    visit.page.wait_for_load_state("networkidle")
    return visit


def test_a_board_is_arranged_by_keyboard(enter: Enter) -> None:
    visit = arranged(enter, "By keyboard")
    page = visit.page
    a, b, c = order(visit)

    page.get_by_label(f"Arrange: {b}").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_event("requestfinished", is_kept):
        page.keyboard.press("Enter")
    page.wait_for_function(
        "document.getElementById('announcer').textContent.includes('tile 1 of 3')"
    )
    assert order(visit) == [b, a, c]
    assert page.evaluate("document.activeElement.value") == "earlier"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_event("requestfinished", is_kept):
        page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('announcer').textContent.includes('wide')")
    assert page.evaluate("document.activeElement.value") == "narrower"
    look(visit, "arranged")

    page.reload()
    assert order(visit) == [b, a, c]
    assert page.locator(".tile.broad h2").all_inner_texts() == [b]
    assert visit.complaints == []


def test_a_board_is_arranged_by_dragging(enter: Enter) -> None:
    visit = arranged(enter, "By dragging")
    page = visit.page
    a, b, c = order(visit)

    with page.expect_event("requestfinished", is_kept):
        page.locator(".tile header").nth(2).drag_to(page.locator(".tile header").nth(0))

    assert page.locator("#announcer").inner_text() == f"{c} is tile 1 of 3, narrow."
    page.reload()
    assert order(visit) == [c, a, b]
    assert visit.complaints == []


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_what_is_pinned_stands_on_the_first_page(
    enter: Enter, size: str, scheme: str, scripts: bool
) -> None:
    visit = enter("ana.analyst", size, scheme, scripts)
    page = visit.page
    look(visit, f"home-empty-{size}-{scheme}-{scripts}")
    for asked in (
        "net sales last month",
        "return rate last month",
        "net sales by week last quarter",
    ):
        pin(visit, asked, "My page", scripts=scripts)

    page.goto("/")

    page.get_by_role("link", name="Return rate last month").first.wait_for()
    if scripts:
        page.locator(".figure .change").first.wait_for()
        page.locator(".figure svg").nth(2).wait_for()
    assert fits(visit, scripts=scripts)
    look(visit, f"home-{size}-{scheme}-{scripts}")
    assert visit.complaints == []


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_a_board_is_filtered_by_its_address(
    enter: Enter, size: str, scheme: str, scripts: bool
) -> None:
    visit = enter("owen.owner", size, scheme, scripts)
    page, board = visit.page, f"Filtered {size} {scheme}"
    pin(visit, "net sales by department last month", board, scripts=scripts)
    pin(visit, "net sales by week last quarter", board, scripts=scripts)

    page.locator("summary", has_text="Filter the board").click()
    look(visit, f"filtering-{size}-{scheme}-{scripts}")
    page.get_by_label("Only of").select_option(label="Region")
    page.get_by_label("named").fill("west")
    page.get_by_label("Days").select_option(label="Last 4 weeks")
    page.get_by_role("button", name="Filter", exact=True).click()

    page.get_by_role("link", name="Region: West").wait_for()
    page.locator(".tile svg:visible").nth(1).wait_for()
    assert "only=region%7CWest&days=last_4_weeks" in page.url
    assert fits(visit, scripts=scripts)
    look(visit, f"filtered-{size}-{scheme}-{scripts}")
    page.get_by_role("link", name="Region: West").click()
    page.get_by_role("link", name="Region: West").wait_for(state="detached")
    page.locator(".tile svg:visible").nth(1).wait_for()
    assert visit.complaints == []


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_a_note_stands_below_a_line_and_on_it(
    enter: Enter, size: str, scheme: str, scripts: bool
) -> None:
    visit = enter("ana.analyst", size, scheme, scripts)
    page, text = visit.page, f"Storm closure {size} {scheme}"
    page.goto("/notes/")
    page.get_by_label("What happened").fill(text)
    page.get_by_label("On", exact=True).fill("2026-09-15")
    page.get_by_label("About").select_option(label="Region")
    page.get_by_label("Which of them").fill("West")
    page.get_by_role("button", name="Write the note").click()
    page.get_by_text(f"{text} (West)").first.wait_for()
    assert fits(visit, scripts=scripts)
    look(visit, f"notes-{size}-{scheme}-{scripts}")

    pin(visit, "net sales by week last quarter", f"Noted {size} {scheme}", scripts=scripts)

    page.locator(".tile .noted").get_by_text(text).wait_for()
    assert page.locator(".tile svg:visible line[stroke-dasharray]").count() > 0
    assert fits(visit, scripts=scripts)
    look(visit, f"noted-{size}-{scheme}-{scripts}")
    page.goto("/notes/")
    page.get_by_role("button", name=f"Take back {text}").click()
    page.get_by_text(text).first.wait_for(state="detached")
    assert visit.complaints == []


def test_two_people_read_one_board_under_their_own_rights(enter: Enter) -> None:
    owner = enter("elena.exec")
    pin(owner, "net sales by region last month", "For both")
    pin(owner, "gross margin last month", "For both")
    owner.page.locator("summary", has_text="Share").click()
    look(owner, "share")
    owner.page.get_by_label("With a person").fill("sam.southwest")
    owner.page.get_by_role("button", name="Share").first.click()
    owner.page.locator("summary", has_text="Share · 1").wait_for()

    reader = enter("sam.southwest", "slim", "dark")
    reader.page.get_by_role("link", name="Boards").click()
    reader.page.get_by_role("link", name="For both").click()

    reader.page.get_by_text("What this tile shows is not open to you.").wait_for()
    reader.page.locator(".tile svg:visible").first.wait_for()
    said = reader.page.locator("main").inner_text()
    assert "Southwest" in said
    assert "Northeast" not in said
    assert "margin" not in said.lower()
    assert reader.page.get_by_text("Arrange").count() == 0
    assert fits(reader)
    look(reader, "shared-slim-dark")
    assert (owner.complaints, reader.complaints) == ([], [])
