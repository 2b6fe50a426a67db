"""Every page and every state: said in words, found by everybody, whole on any screen.

With SCREENSHOTS=1 in the environment each is pictured for docs/screenshots (`tests.screenshots`).
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.beside import Beside
from tests.browser.conftest import SIZES, Arrive, Demo, Kept, Visit
from tests.browser.scene import Scene
from tests.browser.states import NEW
from tests.counts import PROVING
from tests.screenshots import SCENES, TAKEN, picture

LOOKS = (("wide", "light"), ("slim", "dark"))
GRAVE = {"serious", "critical"}
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
AT_200_PERCENT = {"width": 720, "height": 500}
# What WCAG 2.2 asks a page to bear (1.4.12).
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""
# What the content policy would stop, and nothing should need.
INLINE = """() => [...document.querySelectorAll("*")].filter((each) =>
  (each.matches("script") && !each.hasAttribute("src")) || each.matches("style, [style], iframe")
  || [...each.attributes].some(({ name }) => /^(hx-)?on/.test(name))
).map((each) => each.outerHTML.slice(0, 100))"""
axe = Axe()


@pytest.fixture(scope="module")
def beside(demo: Demo) -> Iterator[Beside]:
    beside = Beside(demo.var)
    yield beside
    beside.stop()


def signed_in(scene: Scene, demo: Demo, arrive: Arrive, kept: Kept) -> StorageState | None:
    if not scene.who:
        return None
    if scene.who in kept and not scene.anew:
        return kept[scene.who]
    visit = arrive()
    if scene.who == NEW:
        visit.page.get_by_role("link", name="Sign in with Larkfield").click()
        visit.page.get_by_role("button", name="nora").click()
    else:
        visit.sign_in(scene.who, demo.passwords[scene.who])
    visit.page.wait_for_selector("nav")
    state = visit.page.context.storage_state()
    if not scene.anew:
        kept[scene.who] = state
    return state


def looks_of(scene: Scene) -> tuple[tuple[str, str], ...]:
    """On a phone where its picture is kept there; both in the long form, and for pictures."""
    if not scene.slim:
        return LOOKS[:1]
    return LOOKS if PROVING or TAKEN else LOOKS[1:]


@pytest.mark.parametrize(
    ("scene", "size", "scheme"),
    [(scene, *look) for scene in SCENES for look in looks_of(scene)],
    ids=lambda value: getattr(value, "name", value),
)
def test_it_is_for_everyone(
    scene: Scene,
    size: str,
    scheme: str,
    demo: Demo,
    browser: Browser,
    arrive: Arrive,
    beside: Beside,
    kept: Kept,
) -> None:
    context = browser.new_context(
        base_url=beside.address(scene.trouble) if scene.trouble else demo.address,
        viewport=SIZES[size],
        color_scheme=scheme,
        storage_state=signed_in(scene, demo, arrive, kept),
    )
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked_of = set[str]()
    page.on("request", lambda request: asked_of.add(urlsplit(request.url).hostname or ""))

    scene.reach(Visit(page, complaints, demo.passwords.get(scene.who, "")))

    for words in scene.says:
        expect(page.locator("body")).to_contain_text(words)
    assert complaints == [] or scene.complains
    assert page.evaluate(FITS)
    assert page.evaluate(INLINE) == []
    assert asked_of <= {"127.0.0.1", ""}
    assert found_by_axe(page) == []
    picture(page, scene, size)
    for_poor_sight(page, size)
    context.close()


def for_poor_sight(page: Page, size: str) -> None:
    """Nothing goes out of sight at twice the size, on a phone, or with the letters set apart."""
    page.set_viewport_size(AT_200_PERCENT if size == "wide" else SIZES[size])
    assert page.evaluate(FITS)
    page.evaluate(SPACED)
    assert page.evaluate(FITS)
    page.set_viewport_size(SIZES["slim"])
    assert page.evaluate(FITS)


def found_by_axe(page: Page) -> list[str]:
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]
