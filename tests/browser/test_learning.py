"""A choice is remembered and taken back, and a rejected answer becomes a verified question."""

import pytest

from tests.browser.conftest import LOOKS, Enter, Visit

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def fits(visit: Visit, *, scripts: bool = True) -> bool:
    return not scripts or bool(visit.page.evaluate(FITS))


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_a_choice_is_remembered_and_taken_back(
    enter: Enter, size: str, scheme: str, scripts: bool
) -> None:
    visit = enter("mara.merch", size, scheme, scripts)
    page = visit.page
    visit.ask("basket size last month")
    page.get_by_label("Remember my choice").check()
    page.get_by_role("button", name="Units per transaction").click()
    page.wait_for_selector(".turn table")

    page.goto("/")
    visit.ask("basket size last week")
    page.wait_for_selector(".turn table")
    assert "Your choice" in page.locator("aside").last.inner_text()
    page.get_by_role("link", name="Learned").click()
    page.get_by_role("heading", name="Your choices").wait_for()
    assert fits(visit, scripts=scripts)
    page.get_by_role("button", name="Take back").click()

    page.get_by_text("None yet. When you are offered a choice").wait_for()
    assert visit.complaints == []


def test_what_was_not_meant_reaches_its_owner(enter: Enter) -> None:
    asker = enter("elena.exec", "slim", "light", False)
    asker.ask("return rate last month")
    asker.page.get_by_text("This is not what I meant").click()
    asker.page.get_by_label("What did you mean?").fill("by lines, not units")
    asker.page.get_by_role("button", name="Tell the owner").click()
    asker.page.get_by_text("by lines, not units").wait_for()
    asker.page.goto("/")
    asker.ask("wobblies by region last month")
    asker.page.get_by_text("Tell the owner").first.wait_for()

    owner = enter("olivia.owner", "slim", "dark")
    owner.page.goto("/learning/queue/")
    owner.page.get_by_text("by lines, not units").wait_for()
    assert fits(owner)
    owner.page.get_by_label("Means, in other words").fill("returned units last month")
    owner.page.get_by_role("button", name="Accept").click()
    owner.page.get_by_text("Nothing waits for you.").wait_for()

    second = enter("owen.owner")
    second.page.goto("/learning/verified/")
    second.page.get_by_role("button", name="Approve").click()
    second.page.get_by_text("✓ Verified").wait_for()
    assert fits(second)
    assert (asker.complaints, owner.complaints, second.complaints) == ([], [], [])

    asker.page.goto("/")
    asker.ask("return rate last month")
    asker.page.get_by_text("by a verified question").first.wait_for()


@pytest.mark.parametrize(("size", "scheme", "scripts"), LOOKS)
def test_what_was_wrong_is_answered(enter: Enter, size: str, scheme: str, scripts: bool) -> None:
    asked = f"net sales by region {2 + LOOKS.index((size, scheme, scripts))} months ago"
    mara = enter("mara.merch", size, scheme, scripts)
    mara.ask(asked)
    mara.page.get_by_text("This is not what I meant").click()
    mara.page.get_by_label("Wrong period").check()
    mara.page.get_by_label("What did you mean?").fill("the fiscal month")
    mara.page.get_by_role("button", name="Tell the owner").click()
    told = "Thank you." if scripts else "the owner has not looked at it yet"
    mara.page.get_by_text(told).first.wait_for()

    owen = enter("owen.owner")
    owen.page.goto("/learning/queue/")
    item = owen.page.locator("li", has_text=asked)
    item.get_by_text("Wrong period").wait_for()
    item.get_by_label("Your reply to who asked").fill("Say “fiscal month” for that.")
    item.get_by_role("button", name="Decline").click()
    owen.page.get_by_text(asked).wait_for(state="detached")

    mara.page.goto("/")
    mara.page.get_by_role("link", name="1 reply").click()
    item = mara.page.locator("#told li", has_text=asked)
    item.get_by_text("Say “fiscal month” for that.").wait_for()
    assert item.get_by_text("New").count() == 1
    assert fits(mara, scripts=scripts)
    if scripts:
        mara.page.wait_for_event("response", lambda each: each.url.endswith("/learning/seen/"))
    else:
        mara.page.get_by_role("button", name="I have seen what is new").click()
    mara.page.reload()
    assert mara.page.get_by_text("New", exact=True).count() == 0
    item.get_by_role("link", name=asked).click()
    mara.page.wait_for_selector(".turn table")
    assert (mara.complaints, owen.complaints) == ([], [])
