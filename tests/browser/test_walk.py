"""What a person does on the page: sign in, ask, follow up, choose, be refused, come back."""

import pytest

from tests.browser.conftest import Enter

ASKED = "net sales by region last quarter vs last year"
LOOKS = [("wide", "light", True), ("slim", "dark", True), ("wide", "light", False)]


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_it_answers_and_is_followed_up(enter: Enter, size: str, scheme: str, scripts: bool) -> None:
    visit = enter("elena.exec", size, scheme, scripts)
    page = visit.page

    visit.ask(ASKED)
    page.wait_for_selector(".turn table")
    first = page.locator(".turn").first
    assert "net sales" in visit.said.lower()
    assert first.locator("tbody tr").count() == 6
    assert "364 days" in first.locator("aside").inner_text()
    assert "from the query as it stands" not in first.locator("aside").inner_text()
    assert first.locator("figure svg").first.count() == 1

    visit.ask("only the West, by district")
    page.locator(".turn").nth(1).locator("table").wait_for()
    assert "District" in page.locator(".turn").nth(1).locator("thead").inner_text()
    assert visit.complaints == []


def test_it_comes_back_to_a_conversation_with_its_rows(enter: Enter) -> None:
    visit = enter("elena.exec")
    visit.ask(ASKED)
    visit.page.wait_for_selector(".turn table")
    before = visit.page.locator("tbody").inner_text()

    visit.page.goto("/")
    visit.page.get_by_role("link", name=ASKED).first.click()

    visit.page.wait_for_selector(".turn table")
    assert visit.page.locator("tbody").inner_text() == before


def test_it_offers_a_choice_and_takes_it(enter: Enter) -> None:
    visit = enter("elena.exec")
    visit.ask("margin in Home last quarter")
    choices = visit.page.locator(".turn button.offer")
    choices.first.wait_for()
    assert choices.count() == 2
    assert "net sales after the cost of goods" in choices.first.inner_text()

    choices.filter(has_text="rate").click()

    visit.page.locator(".turn").nth(1).locator("table").wait_for()
    assert "gross margin rate" in visit.said.lower()
    assert visit.complaints == []


def test_it_tells_a_change_and_takes_it_back(enter: Enter) -> None:
    visit = enter("elena.exec")
    visit.ask(ASKED)
    visit.page.wait_for_selector(".turn table")
    before = visit.page.locator("tbody").inner_text()

    visit.ask("by channel instead")
    visit.page.get_by_text("by channel in place of").wait_for()
    visit.page.get_by_role("button", name="Undo").click()

    visit.page.locator(".turn").nth(2).locator("table").wait_for()
    assert visit.page.locator(".turn").nth(2).locator("tbody").inner_text() == before
    assert visit.complaints == []


def test_it_refuses_with_a_reason(enter: Enter) -> None:
    visit = enter("sam.southwest")
    visit.ask("net sales in the Northeast last week")
    visit.page.wait_for_selector(".turn .said")

    assert "Northeast" in visit.said
    assert visit.page.locator(".turn table").count() == 0


def test_it_shows_a_restricted_person_whose_rows_these_are(enter: Enter) -> None:
    visit = enter("sam.southwest")
    visit.ask("net sales by region last month")
    visit.page.wait_for_selector(".turn table")

    assert sorted(visit.page.locator("tbody th").all_inner_texts()) == ["Southwest", "West"]
    assert "only your regions: Southwest, West" in visit.page.locator("aside").inner_text()


def test_it_hides_a_conversation_from_everybody_else(enter: Enter) -> None:
    owner = enter("elena.exec")
    owner.ask(ASKED)
    owner.page.wait_for_selector(".turn table")

    stranger = enter("sam.southwest")
    response = stranger.page.goto(owner.page.url)

    assert response is not None
    assert response.status == 404
    assert ASKED not in stranger.page.content()


def test_it_tells_what_is_wrong_with_an_unreadable_question(enter: Enter) -> None:
    visit = enter("elena.exec")
    visit.page.eval_on_selector("#question", "box => box.removeAttribute('maxlength')")

    visit.ask("sales " * 2000)

    visit.page.get_by_text("characters; at most").wait_for()


def test_it_puts_the_cursor_into_the_box_at_a_slash(enter: Enter) -> None:
    visit = enter("elena.exec")
    visit.page.press("body", "/")

    assert visit.page.evaluate("document.activeElement.id") == "question"


def test_it_signs_out(enter: Enter) -> None:
    visit = enter("elena.exec")
    visit.page.get_by_role("button", name="Sign out").click()
    visit.page.wait_for_selector("input[name=password]")

    visit.page.goto("/conversations/")
    assert "/sign-in/" in visit.page.url
