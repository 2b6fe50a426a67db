"""Every page and every state in a language that nobody speaks: no word is left out, all fits."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.beside import Beside
from tests.browser.conftest import SIZES, Arrive, Demo, Kept, Visit
from tests.browser.scene import Scene
from tests.browser.test_for_everyone import FITS, signed_in
from tests.pseudo import LANGUAGE, left_out, write_catalogue
from tests.screenshots import SCENES


@pytest.fixture(scope="module")
def beside(demo: Demo) -> Iterator[Beside]:
    """The same demo, read by people who read no English."""
    with tempfile.TemporaryDirectory() as folder:
        write_catalogue(Path(folder))
        spoken = {"AISLE_PAGE_LANGUAGE": LANGUAGE, "AISLE_TRANSLATIONS": folder}
        beside = Beside(demo.var, spoken)
        yield beside
        beside.stop()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_no_word_is_left_out(
    scene: Scene, demo: Demo, browser: Browser, arrive: Arrive, beside: Beside, kept: Kept
) -> None:
    context = browser.new_context(
        base_url=beside.address(scene.trouble),
        viewport=SIZES["slim"],
        storage_state=signed_in(scene, demo, arrive, kept),
    )
    page = context.new_page()

    scene.reach(Visit(page, [], demo.passwords.get(scene.who, "")))

    expect(page.locator("html")).to_have_attribute("lang", LANGUAGE)
    assert left_out(page.content()) == []
    assert page.evaluate(FITS)
    context.close()
