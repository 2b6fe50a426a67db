"""How people come in: with a second factor, by a provider, after a reset, and not by guessing."""

import re
import time
from pathlib import Path

from tests.bi_app.people.signing_in import code
from tests.browser.conftest import Arrive, Demo, Enter

NEW = "an even longer and more winding road"
PATIENCE_SECONDS = 60.0


def test_it_takes_a_second_factor_and_recovery_codes(
    demo: Demo, enter: Enter, arrive: Arrive
) -> None:
    visit = enter("ana.analyst")
    page = visit.page
    page.goto("/account/second-factor/")
    page.get_by_role("link", name="Turn it on").click()
    page.fill("input[name=password]", demo.passwords["ana.analyst"])
    page.get_by_role("button", name="Go on").click()
    secret = page.inner_text("#secret")
    page.fill("input[name=code]", code(secret))
    page.get_by_role("button", name="Turn on").click()
    recovery = page.inner_text("#codes").split()
    assert len(recovery) == 10
    assert visit.complaints == []

    by_app, by_recovery, by_nothing = arrive(), arrive("slim", "dark", scripts=False), arrive()
    for each in (by_app, by_recovery, by_nothing):
        each.sign_in("ana.analyst", demo.passwords["ana.analyst"])
        each.page.wait_for_selector("input[name=code]")
    by_app.page.fill("input[name=code]", code(secret))
    by_recovery.page.fill("input[name=code]", recovery[0])
    by_nothing.page.fill("input[name=code]", "000000")
    for each in (by_app, by_recovery, by_nothing):
        each.page.click("main button.primary")

    by_app.page.wait_for_selector("#question")
    by_recovery.page.wait_for_selector("#question")
    by_nothing.page.get_by_text("That code is not right").wait_for()
    by_nothing.page.goto("/conversations/")
    assert "/sign-in/" in by_nothing.page.url


def test_it_lets_in_whom_the_companys_provider_vouches_for(demo: Demo, arrive: Arrive) -> None:
    visit = arrive(scripts=False)
    page = visit.page
    page.get_by_role("link", name="Sign in with Larkfield").click()
    page.wait_for_url(f"{demo.provider}/**")
    page.get_by_role("button", name="wanda").click()
    page.wait_for_selector("#question")

    visit.ask("net sales by region last month")

    page.wait_for_selector(".turn table")
    assert page.locator("tbody th").all_inner_texts() == ["West"]
    assert "only your regions: West" in page.locator("aside").inner_text()


def test_it_sets_a_forgotten_password_by_mail(demo: Demo, enter: Enter, arrive: Arrive) -> None:
    before, visit = enter("olivia.owner"), arrive("slim")
    page = visit.page
    page.get_by_role("link", name="Forgot your password?").click()
    page.fill("input[name=email]", "olivia.owner@larkfield.example")
    page.get_by_role("button", name="Send the link").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()

    page.goto(_link(demo.var / "mail"))
    page.fill("input[name=new_password1]", NEW)
    page.fill("input[name=new_password2]", NEW)
    page.get_by_role("button", name="Set password").click()

    visit.sign_in("olivia.owner", NEW)
    page.wait_for_selector("#question")
    before.page.goto("/conversations/")
    assert "/sign-in/" in before.page.url


def test_it_holds_off_who_guesses(arrive: Arrive) -> None:
    visit = arrive()
    for _ in range(11):
        visit.page.goto("/sign-in/")
        visit.sign_in("somebody.else", "a guess like any other")

    visit.page.get_by_text("This was tried too often").wait_for()


def test_it_ends_a_sign_in_at_once(demo: Demo, enter: Enter, arrive: Arrive) -> None:
    at_home, away = enter("owen.owner"), arrive("slim")
    away.sign_in("owen.owner", demo.passwords["owen.owner"])
    away.page.wait_for_selector("#question")
    at_home.page.goto("/account/sign-ins/")
    others = at_home.page.locator(".rows li").filter(has_not_text="this one")

    others.first.get_by_role("button").click()  # the latest of them

    away.page.goto("/conversations/")
    assert "/sign-in/" in away.page.url
    at_home.page.goto("/conversations/")
    assert "/sign-in/" not in at_home.page.url
    assert at_home.complaints == []


def test_it_makes_a_key_and_shows_it_once(demo: Demo, enter: Enter) -> None:
    visit = enter("owen.owner", size="slim", scheme="dark", scripts=False)
    page = visit.page
    page.goto("/account/keys/")
    page.fill("input[name=name]", "my script")
    page.get_by_role("button", name="Make a key").click()
    page.fill("input[name=password]", demo.passwords["owen.owner"])
    page.get_by_role("button", name="Go on").click()
    key = page.inner_text("#key")
    assert re.fullmatch(r"\w{8}\.\w{32}", key)

    page.goto("/account/keys/")

    assert key.partition(".")[0] in page.inner_text(".rows")
    assert key not in page.content()


def _link(folder: Path) -> str:
    """What the worker mailed: the demo's mails are files."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE_SECONDS:
        for mail in folder.glob("*"):
            found = re.findall(r"http://\S+/sign-in/forgotten/\S+", mail.read_text())
            if found:
                return str(found[-1])
        time.sleep(0.2)
    raise AssertionError("no mail came")
