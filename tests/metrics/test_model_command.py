"""`manage.py model`: an operator sees, checks and releases models."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from metrics.members import Member
from metrics.models import CatalogueEntry, GoneLive, Release, ValueEntry
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex
from tests.metrics.garden import TEXT, read_members

pytestmark = pytest.mark.django_db


def members(dimension: Dimension, _index: ModelIndex) -> Iterator[Member]:
    """What the setting names, in place of a warehouse."""
    yield from read_members(dimension)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "garden.yaml").write_text(TEXT)
    (tmp_path / "notes.txt").write_text("not a definition")
    with override_settings(AISLE_READ_MEMBERS=f"{__name__}.members"):
        yield tmp_path


def model(*arguments: object) -> str:
    out = StringIO()
    call_command("model", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_folder_becomes_the_live_release_and_is_indexed(folder: Path) -> None:
    said = model("release", folder, "--reason", "the first", "--by", "operator")

    release = Release.objects.get()
    assert set(release.files) == {"garden.yaml"}
    assert "release 1 is live" in said
    assert f"catalogue {CatalogueEntry.objects.count()} added" in said
    assert ValueEntry.objects.filter(value="Whitby Pier").exists()


def test_history_is_shown_with_the_live_one_marked(folder: Path) -> None:
    model("release", folder, "--reason", "the first", "--by", "operator")
    (folder / "garden.yaml").write_text(TEXT.replace("label: Takings", "label: Till takings"))
    model("release", folder, "--reason", "a better label", "--by", "operator")
    model("go-live", 1, "--reason", "back", "--by", "other")

    lines = model("show").splitlines()

    assert [line.split()[-1] for line in lines] == ["back", "label", "first"]
    assert [line.startswith("live") for line in lines] == [True, False, False]
    assert GoneLive.objects.count() == 3


def test_a_good_model_is_said_to_be_one_and_nothing_is_released(folder: Path) -> None:
    said = model("validate", folder)

    assert said == "Garden centres: 4 datasets, 9 dimensions, 5 metrics; nothing is wrong.\n"
    assert not Release.objects.exists()


@pytest.mark.parametrize("action", [("validate",), ("release", "--reason", "a slip")])
def test_every_mistake_is_listed_with_its_place(action: tuple[str, ...], folder: Path) -> None:
    wrong = TEXT.replace("unit: USD", "unitt: USD", 2).replace("to: branches", "to: branchs")
    (folder / "garden.yaml").write_text(wrong)

    with pytest.raises(CommandError) as raised:
        model(action[0], folder, *action[1:])

    lines = str(raised.value).splitlines()
    assert lines[0] == f"{len(lines) - 1} issues:"
    assert all(line.startswith("garden.yaml:") for line in lines[1:])
    assert any("branchs" in line for line in lines)
    assert not Release.objects.exists()


def test_the_index_can_be_built_again(folder: Path) -> None:
    model("release", folder, "--reason", "the first")

    assert "0 embedded" in model("reindex")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("reindex",), "No release is live"),
        (("go-live", "9", "--reason", "why"), "no release 9"),
        (("validate", "/nowhere"), "not a folder"),
        (("show", "takings"), "No release is live"),
        (("diff", "3"), "No release is live"),
    ],
)
def test_it_says_what_is_missing(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        model(*arguments)


def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"holds no \.yaml or \.yml file"):
        model("validate", tmp_path)


def test_a_file_that_is_not_text_is_named(folder: Path) -> None:
    (folder / "other.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(CommandError, match="cannot be read as UTF-8"):
        model("validate", folder)


def test_it_tells_what_a_name_of_the_live_release_means(folder: Path) -> None:
    model("release", folder, "--reason", "the first")

    lines = model("show", "takings").splitlines()

    assert lines[0].startswith("Takings (takings): ")
    assert "  takings = sum of amount of tickets" in lines
    assert "tickets.amount" in lines[-3]


def test_a_name_that_is_not_there_leads_to_the_nearest(folder: Path) -> None:
    model("release", folder, "--reason", "the first")

    with pytest.raises(CommandError, match=r"nothing called “taking”; did you mean takings\?"):
        model("show", "taking")


def test_a_folder_is_compared_with_the_live_release(folder: Path) -> None:
    model("release", folder, "--reason", "the first")
    (folder / "garden.yaml").write_text(TEXT.replace("label: Takings", "label: Till takings"))

    said = model("diff", folder).splitlines()

    assert said[:2] == [
        "metrics takings: changed",
        "    label was “Takings”, is now “Till takings”",
    ]
    assert Release.objects.count() == 1


def test_an_earlier_release_is_compared_with_the_live_one(folder: Path) -> None:
    model("release", folder, "--reason", "the first")
    (folder / "garden.yaml").write_text(TEXT.replace("label: Takings", "label: Till takings"))
    model("release", folder, "--reason", "a better label")

    assert "label was “Till takings”, is now “Takings”" in model("diff", 1)
    assert model("diff", 2) == "No definition differs from the live release.\n"


def test_back_goes_to_the_release_before_and_no_further(folder: Path) -> None:
    for label in ("Takings", "Till takings", "All takings"):
        (folder / "garden.yaml").write_text(TEXT.replace("label: Takings", f"label: {label}"))
        model("release", folder, "--reason", label)

    assert "release 2 is live" in model("release", "--back", "--reason", "a slip", "--by", "op")
    assert "release 1 is live" in model("release", "--back")
    with pytest.raises(CommandError, match="nothing to go back to"):
        model("release", "--back")

    assert [(each.release.number, each.reason) for each in GoneLive.objects.all()[:2]] == [
        (1, "Back to release 1."),
        (2, "a slip"),
    ]


def test_a_folder_needs_a_reason(folder: Path) -> None:
    with pytest.raises(CommandError, match="Say why"):
        model("release", folder)
