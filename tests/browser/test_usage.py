"""What a person sees of their own costs: wide and slim, light and dark, without scripts too."""

import pytest

from tests.browser.conftest import LOOKS, Enter

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_it_shows_what_a_question_cost(enter: Enter, size: str, scheme: str, scripts: bool) -> None:
    visit = enter("elena.exec", size, scheme, scripts)
    visit.ask(f"net sales by region {1 + LOOKS.index((size, scheme, scripts))} months ago")
    visit.page.wait_for_selector(".turn table")

    visit.page.get_by_role("link", name="Usage", exact=True).click()

    visit.page.get_by_role("heading", name="My usage").wait_for()
    assert visit.page.locator("progress").count() >= 1
    assert "net sales by region" in visit.page.locator("tbody").last.inner_text()
    assert visit.page.locator("svg.days rect").count() >= 2
    visit.page.get_by_text("The numbers by day").click()
    assert not scripts or visit.page.evaluate(FITS)
    assert visit.complaints == []


def test_it_asks_an_administrator_for_more(enter: Enter) -> None:
    visit = enter("sam.southwest", "slim")
    visit.page.goto("/usage/")
    visit.page.get_by_text("Ask for more").click()
    visit.page.select_option("select[name=period]", "month")
    visit.page.fill("input[name=reason]", "Season review")

    visit.page.get_by_role("button", name="Ask an administrator").click()

    visit.page.get_by_text("has not decided yet").wait_for()
    assert visit.page.evaluate(FITS)
    assert visit.complaints == []
