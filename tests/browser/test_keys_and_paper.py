"""By keys alone, on paper, and without motion."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SIZES, Demo, Enter, Visit
from tests.browser.pages import answered
from tests.browser.states import waiting

MOST_STEPS = 150
BEHAVIOUR = "getComputedStyle(document.documentElement).scrollBehavior"
# What has the focus, whether its middle can be seen there, and whether it is marked.
STANDS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getClientRects()[0];
  const x = Math.min(Math.max(box.left, 0) + 8, box.right - 1);
  const y = box.top + Math.min(box.height, 40) / 2;
  const hit = document.elementFromPoint(x, y);
  const ringed = getComputedStyle(at.id === "question" ? at.form : at);
  return {
    called: at.getAttribute("aria-label") || at.innerText?.trim() || at.id || at.name,
    seen: at.contains(hit),
    marked: at.id === "question" ? ringed.boxShadow !== "none" : ringed.outlineStyle !== "none",
  };
}"""


def opened(visit: Visit) -> Page:
    """The conversation from its head: who has just asked begins at the box."""
    answered(visit)
    conversation = visit.page.url.partition("#")[0]
    visit.page.goto("/")
    visit.page.goto(conversation)
    return visit.page


def walked(page: Page) -> list[dict[str, object]]:
    """Each stop of the Tab key, from the page's head to its end."""
    page.emulate_media(reduced_motion="reduce")  # what is scrolled to stands at once
    steps: list[dict[str, object]] = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        step = page.evaluate(STANDS)
        if step is None:
            return steps
        steps.append(step)
    return steps


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("slim", "dark")])
def test_the_answer_is_walked_through_by_tab(enter: Enter, size: str, scheme: str) -> None:
    page = opened(enter("elena.exec", size, scheme))

    steps = walked(page)

    called = [str(step["called"]) for step in steps]
    assert called[0] == "Skip to the content"
    wanted = ["Ask", "Rename", "Net sales", "+ add", "Export", "Pin", "Share", "question", "Ask"]
    places = [called.index(each) for each in wanted[:-1]]
    assert places == sorted(places)
    assert called[called.index("question") + 1] == "Ask"
    assert [step for step in steps if not step["seen"]] == []
    assert [step for step in steps if not step["marked"]] == []


def test_the_skip_link_leads_past_the_head(enter: Enter) -> None:
    page = opened(enter("elena.exec"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_escape_closes_what_is_open(enter: Enter) -> None:
    visit = enter("elena.exec")
    answered(visit)
    page = visit.page
    for name in ("Rename", "Export", "Pin"):
        summary = page.locator("summary", has_text=name).first
        summary.focus()
        page.keyboard.press("Enter")
        expect(page.locator("details.chip[open]")).to_have_count(1)

        page.keyboard.press("Escape")

        expect(page.locator("details.chip[open]")).to_have_count(0)
        assert summary.evaluate("summary => summary === document.activeElement")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_answer_is_printed_whole_in_ink_on_white(enter: Enter, scheme: str) -> None:
    visit = enter("elena.exec", "wide", scheme)
    answered(visit)
    page = visit.page

    page.emulate_media(media="print", color_scheme=scheme)
    page.set_viewport_size({"width": 700, "height": 1000})

    for gone in ("header.bar", "#question", ".dock", "summary:text('Export')", ".kinds"):
        expect(page.locator(gone).first).to_be_hidden()
    for there in (".said", "figure svg:visible", "tbody tr:last-child", "aside", ".chip.metric"):
        expect(page.locator(there).first).to_be_visible()
    colours = page.evaluate(
        "['body', '.said'].map((each) => getComputedStyle(document.querySelector(each)))"
        ".flatMap((each) => [each.backgroundColor, each.color])"
    )
    assert colours[0] == "rgb(255, 255, 255)"
    assert colours[3] == "rgb(26, 29, 31)"
    assert page.evaluate("document.querySelector('.scroll').scrollWidth <= 700")


def test_nothing_moves_for_who_wants_it_still(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(
        base_url=demo.address, viewport=SIZES["wide"], reduced_motion="reduce"
    )
    visit = Visit(context.new_page(), [])
    visit.page.goto("/")
    visit.sign_in("elena.exec", demo.passwords["elena.exec"])
    visit.page.wait_for_selector("#question")

    waiting(visit)

    assert visit.page.evaluate("document.getAnimations().length") == 0
    assert (
        visit.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    )
    context.close()
