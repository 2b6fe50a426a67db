"""After what went wrong somebody goes on where they were, with what they had typed."""

from dataclasses import replace

from playwright.sync_api import expect

from tests.browser.beside import Beside
from tests.browser.conftest import Demo, Enter
from tests.browser.pages import answered
from tests.browser.states import offline, older_than_the_sign_in, signed_out


def test_a_question_waits_for_the_network(enter: Enter) -> None:
    visit = enter("elena.exec")
    offline(visit)
    expect(visit.page.locator("#question")).to_have_value("by month")

    visit.page.context.set_offline(False)
    visit.page.get_by_role("button", name="Try again").click()

    expect(visit.page.locator(".turn")).to_have_count(2)
    expect(visit.page.locator("#question")).to_have_value("")
    expect(visit.page.locator("#notice .notice")).to_have_count(0)


def test_a_page_without_a_network_is_not_lost(enter: Enter) -> None:
    visit = enter("elena.exec")
    visit.page.context.set_offline(True)

    visit.ask("net sales last week")

    visit.page.get_by_text("You are offline").wait_for()
    expect(visit.page.locator("#question")).to_have_value("net sales last week")


def test_a_question_waits_for_a_server_that_does_not_answer(enter: Enter) -> None:
    visit = enter("elena.exec")
    answered(visit)
    visit.page.route("**/ask/", lambda route: route.abort())
    visit.ask("by month")
    visit.page.get_by_text("Aisle did not answer").wait_for()
    expect(visit.page.locator("#question")).to_have_value("by month")

    visit.page.unroute("**/ask/")
    visit.page.get_by_role("button", name="Try again").click()

    expect(visit.page.locator(".turn")).to_have_count(2)


def test_who_was_signed_out_asks_on(demo: Demo, enter: Enter) -> None:
    visit = enter("mara.merch")
    signed_out(visit)
    before = visit.page.url
    expect(visit.page.locator("#question")).to_have_value("by month")

    visit.page.locator("#notice").get_by_role("link", name="Sign in").click()
    visit.sign_in("mara.merch", demo.passwords["mara.merch"])

    expect(visit.page.locator("#question")).to_have_value("by month")
    assert visit.page.url.partition("?")[0] == before.partition("#")[0]
    visit.page.press("#question", "Enter")
    expect(visit.page.locator(".turn")).to_have_count(2)


def test_who_was_signed_out_asks_on_without_scripts(demo: Demo, enter: Enter) -> None:
    visit = enter("mara.merch", "slim", "dark", scripts=False)
    page = visit.page
    page.context.clear_cookies(name="sessionid")
    visit.ask("net sales last week")
    page.get_by_role("heading", name="You were signed out").wait_for()

    page.locator("main").get_by_role("link", name="Sign in").click()
    visit.sign_in("mara.merch", demo.passwords["mara.merch"])

    expect(page.locator("#question")).to_have_value("net sales last week")


def test_an_older_page_is_opened_again_with_its_words(demo: Demo, enter: Enter) -> None:
    visit = enter("mara.merch")
    older_than_the_sign_in(replace(visit, password=demo.passwords["mara.merch"]))

    visit.page.get_by_role("link", name="Open the page again").click()

    expect(visit.page.locator("#question")).to_have_value("net sales by brand last month")
    visit.page.press("#question", "Enter")
    visit.page.locator(".turn table").wait_for()


def test_a_reference_is_found_in_the_log(demo: Demo, enter: Enter) -> None:
    visit, beside = enter("elena.exec"), Beside(demo.var)
    try:
        visit.page.goto(beside.address("no tables"))
        reference = visit.page.locator("code").inner_text()

        told = beside.log("no tables")
    finally:
        beside.stop()

    assert f'"request": "{reference}"' in told
