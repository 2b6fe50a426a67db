"""The pictures of the documents are of the pages and states that there are, and small."""

from tests.screenshots import FOLDER, SCENES, index, names

MOST_BYTES = 150_000
MOST_IN_ALL = 6_000_000


def test_each_scene_has_its_pictures_and_nothing_else_has() -> None:
    assert {each.name for each in FOLDER.glob("*.png")} == names(SCENES)
    assert (FOLDER / "README.md").read_text() == index(SCENES)


def test_the_pictures_are_small() -> None:
    sizes = {each.name: each.stat().st_size for each in FOLDER.iterdir()}

    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}
    assert sum(sizes.values()) < MOST_IN_ALL
