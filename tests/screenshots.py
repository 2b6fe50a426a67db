"""`python -m tests.screenshots`: pictures of every page and state anew, into docs/screenshots.

They are taken by the tests that look at each of them; without SCREENSHOTS=1 these only look.
"""

import io
import os
import shutil
import subprocess
import sys

from PIL import Image
from playwright.sync_api import Page

from bi_app.env import PROJECT
from tests.browser.pages import PAGES
from tests.browser.scene import Scene
from tests.browser.states import STATES

SCENES = (*PAGES, *STATES)
FOLDER = PROJECT / "docs" / "screenshots"
TAKEN = bool(os.environ.get("SCREENSHOTS"))
COLOURS = 96
MOST_HEIGHT = 2_400
HEAD = """# Screenshots

Written by `python -m tests.screenshots`; do not edit. Every page and every state of the demo, wide
in the light and some on a phone in the dark.

"""


def picture(page: Page, scene: Scene, size: str) -> None:
    if not TAKEN or (size == "slim" and not scene.slim):
        return
    whole_page = size == "wide" and scene in PAGES
    if whole_page:
        page.evaluate("scrollTo(0, 0)")  # else the head stands in the middle
    shot = page.screenshot(full_page=whole_page, animations="disabled")
    whole = Image.open(io.BytesIO(shot)).convert("RGB")
    shown = whole.crop((0, 0, whole.width, min(whole.height, MOST_HEIGHT)))
    few = shown.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / name(scene, size), optimize=True)


def name(scene: Scene, size: str) -> str:
    return f"{scene.name}.png" if size == "wide" else f"{scene.name}-slim.png"


def index(scenes: tuple[Scene, ...]) -> str:
    """The page that lists them."""
    return HEAD + "".join(f"- {_links(each)}: {each.line}.\n" for each in scenes)


def names(scenes: tuple[Scene, ...]) -> set[str]:
    sizes = ((each, size) for each in scenes for size in ("wide", "slim"))
    return {name(each, size) for each, size in sizes if size == "wide" or each.slim}


def _links(scene: Scene) -> str:
    wide = f"[{scene.name}]({name(scene, 'wide')})"
    return f"{wide} ([slim]({name(scene, 'slim')}))" if scene.slim else wide


def main() -> int:
    """What is no scene any more loses its picture."""
    shutil.rmtree(FOLDER)
    FOLDER.mkdir()
    tests = str(PROJECT / "tests" / "browser" / "test_for_everyone.py")
    told = {**os.environ, "SCREENSHOTS": "1"}
    ended = subprocess.run([sys.executable, "-m", "pytest", "-q", tests], env=told, check=False)
    (FOLDER / "README.md").write_text(index(SCENES))
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
