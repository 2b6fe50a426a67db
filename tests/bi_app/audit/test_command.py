"""`manage.py audit` verifies, exports and keeps the record, and is itself on record."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

from bi_app.audit.anchors import file_of_anchors
from bi_app.audit.models import Entry, Hold
from bi_app.audit.record import append
from tests.bi_app.audit.happened import as_the_owner_of_the_database, happened, happened_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def some_entries(settings: LazySettings, tmp_path: Path) -> None:
    settings.AISLE_AUDIT_ANCHORS = str(tmp_path)
    happened_at("2020-01-05T10:00Z", "2020-01-31T23:59:59Z")
    for _ in range(3):
        append(happened())


def audit(*arguments: str) -> str:
    output = StringIO()
    call_command("audit", "--by", "lena", *arguments, stdout=output)
    return output.getvalue()


def exported(tmp_path: Path) -> Path:
    path = tmp_path / "record.jsonl"
    audit("export", "--file", str(path))
    return path


def test_it_says_that_the_record_is_whole() -> None:
    audit("anchor")

    told = audit("verify")

    assert "Whole up to entry 5." in told
    assert "The last anchor saw entry 5; 0 were added since." in told


def test_it_says_when_nothing_confirms_it() -> None:
    assert "No anchor confirms it" in audit("verify")


def test_it_takes_a_copy_of_the_anchors_that_was_kept_elsewhere(tmp_path: Path) -> None:
    audit("anchor")
    copy = file_of_anchors().rename(tmp_path / "copy")
    path = exported(tmp_path)

    for arguments in ((), ("--file", str(path))):
        assert "No anchor" in audit("verify", *arguments)
        assert "saw entry 5" in audit("verify", "--anchors", str(copy), *arguments)


def test_it_fails_and_names_the_entry() -> None:
    as_the_owner_of_the_database("UPDATE audit_entry SET outcome = 'refused' WHERE seq = 2")

    with pytest.raises(CommandError, match="entry 2: edited"):
        audit("verify")


@pytest.mark.parametrize(
    ("arguments", "action"),
    [
        (("verify",), "record_verified"),
        (("export",), "record_exported"),
        (("hold", "--reason", "A lawsuit."), "hold_placed"),
        (("retain",), "segment_sealed"),
    ],
)
def test_what_it_does_is_on_record(arguments: tuple[str, ...], action: str) -> None:
    audit(*arguments)

    entry = Entry.objects.filter(action=action).get()
    assert entry.actor in ("console:lena", "lena")


def test_an_exported_record_verifies_without_the_database(tmp_path: Path) -> None:
    path = exported(tmp_path)
    audit("anchor")
    before = Entry.objects.count()

    told = audit("verify", "--file", str(path))

    assert "Whole up to entry 6." in told
    assert Entry.objects.count() == before
    assert "Größe?" in path.read_text()


def test_an_exported_record_verifies_after_its_first_months_were_dropped(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.AISLE_AUDIT_KEEP_DAYS = 365
    audit("retain")

    assert "after 2 that were dropped" in audit("verify", "--file", str(exported(tmp_path)))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"actor": "anna"', '"actor": "bob"', "entry 1: edited"),
        ("Größe", "Grösse", "entry 1: words"),
        ('"seq": 3', '"seq": 9', "entry 3: missing"),
        ('"length": 6', '"length": 7', "entry 7: missing"),
    ],
)
def test_a_changed_export_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = exported(tmp_path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))

    with pytest.raises(CommandError, match=fault):
        audit("verify", "--file", str(path))


def test_an_export_that_was_cut_off_is_named(tmp_path: Path) -> None:
    path = exported(tmp_path)
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:-1]))

    with pytest.raises(CommandError, match="entry 6: missing"):
        audit("verify", "--file", str(path))


@pytest.mark.parametrize("text", ["", "{}", "no json", '{"record": "of another form"}', "[1]"])
def test_it_says_what_is_no_record(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other"
    path.write_text(text)

    with pytest.raises(CommandError, match="no exported record"):
        audit("verify", "--file", str(path))


def test_it_overwrites_no_file(tmp_path: Path) -> None:
    path = exported(tmp_path)

    with pytest.raises(CommandError, match="is there already"):
        audit("export", "--file", str(path))


def test_it_writes_one_json_value_a_line() -> None:
    for line in audit("export").splitlines():
        json.loads(line)


def test_it_places_lists_and_lifts_holds() -> None:
    get_user_model().objects.create(username="anna")

    placed = audit("hold", "--person", "anna", "--since", "2020-01-31", "--reason", "A lawsuit.")

    number = Hold.objects.get().pk
    assert placed.strip() == f"Placed hold {number} on anna from 2020-01-31."
    assert audit("holds").strip() == f"hold {number} on anna from 2020-01-31: A lawsuit. (lena)"
    audit("lift", str(number))
    assert audit("holds") == ""


def test_a_hold_keeps_what_would_be_dropped() -> None:
    audit("hold", "--reason", "A lawsuit.")

    told = audit("retain")

    assert "Sealed segment 1" in told
    assert "Dropped" not in told
    assert "A hold keeps segment 1" in told


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("hold", "--person", "nobody", "--reason", "x"), "no user “nobody”"),
        (("lift", "99"), "No hold 99 stands"),
        (
            ("hold", "--since", "2020-02-01", "--until", "2020-01-01", "--reason", "x"),
            "before its first",
        ),
    ],
)
def test_it_says_what_it_cannot_do(arguments: tuple[str, ...], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        audit(*arguments)
