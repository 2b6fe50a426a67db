"""What a person sees of their own costs: wide and slim, light and dark, without scripts too."""

import pytest

from tests.browser.conftest import Enter

LOOKS = [("wide", "light", True), ("slim", "dark", True), ("slim", "light", False)]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_it_shows_what_a_question_cost(enter: Enter, size: str, scheme: str, scripts: bool) -> None:
    visit = enter("elena.exec", size, scheme, scripts)
    visit.ask(f"net sales by region {1 + LOOKS.index((size, scheme, scripts))} months ago")
    visit.page.wait_for_selector(".turn table")

    visit.page.get_by_role("link", name="My usage").click()

    visit.page.get_by_role("heading", name="My usage").wait_for()
    assert visit.page.locator("progress").count() >= 1
    assert "net sales by region" in visit.page.locator("tbody").inner_text()
    assert not scripts or visit.page.evaluate(FITS)
    assert visit.complaints == []


@pytest.mark.parametrize(("size", "scheme"), [("wide", "dark"), ("slim", "light")])
def test_it_asks_for_more_and_an_administrator_decides(
    enter: Enter, size: str, scheme: str
) -> None:
    period = "day" if size == "wide" else "month"
    asker = enter("sam.southwest", size, scheme)
    asker.page.goto("/usage/")
    asker.page.get_by_text("Ask for more").click()
    asker.page.select_option("select[name=period]", period)
    asker.page.fill("input[name=reason]", "Season review")
    asker.page.get_by_role("button", name="Ask an administrator").click()
    asker.page.get_by_text("has not decided yet").wait_for()

    admin = enter("ada.admin", size, scheme)
    admin.page.goto("/usage/costs/")
    assert admin.page.evaluate(FITS)
    admin.page.fill("input[name=limit]", "25")
    admin.page.get_by_role("button", name="Grant").click()
    admin.page.get_by_role("heading", name="Costs").wait_for()

    asker.page.goto("/usage/")
    assert "25.00 USD" in asker.page.locator("main").inner_text()
    assert asker.complaints == admin.complaints == []
