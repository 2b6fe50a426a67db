"""Whatever was done to the record, verify names the first entry that it was done to, and why."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import LazySettings

from bi_app.audit.anchors import anchor, file_of_anchors
from bi_app.audit.chain import fingerprint
from bi_app.audit.models import Entry
from bi_app.audit.record import append
from bi_app.audit.verify import verify
from tests.bi_app.audit.happened import (
    as_the_owner_of_the_database,
    behind_the_triggers,
    happened,
    seal_again,
)

pytestmark = pytest.mark.django_db
SWAP = (
    "UPDATE audit_entry SET seq = 99 WHERE seq = 2",
    "UPDATE audit_entry SET seq = 2 WHERE seq = 4",
    "UPDATE audit_entry SET seq = 4 WHERE seq = 99",
)
MOVED = (
    "UPDATE audit_words SET entry_id = 9 WHERE entry_id = 1",
    "UPDATE audit_entry SET seq = 9 WHERE seq = 1",
)
CUT = ("DELETE FROM audit_words WHERE entry_id > 3", "DELETE FROM audit_entry WHERE seq > 3")


def deleted(number: int) -> tuple[str, str]:
    return (
        f"DELETE FROM audit_words WHERE entry_id = {number}",
        f"DELETE FROM audit_entry WHERE seq = {number}",
    )


@pytest.fixture(autouse=True)
def five_entries(settings: LazySettings, tmp_path: Path) -> None:
    settings.AISLE_AUDIT_ANCHORS = str(tmp_path)
    for _ in range(5):
        append(happened())


def told() -> list[tuple[int, str]]:
    return [(fault.seq, fault.kind) for fault in verify().faults]


def test_it_finds_nothing_wrong_with_a_record_that_is_whole() -> None:
    anchor()
    append(happened())

    verdict = verify()

    assert (verdict.whole_to, verdict.anchored_to, verdict.faults) == (6, 5, ())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (["UPDATE audit_entry SET outcome = 'refused' WHERE seq = 2"], (2, "edited")),
        (["UPDATE audit_entry SET detail = '{}' WHERE seq = 3"], (3, "edited")),
        (["UPDATE audit_entry SET at = at - interval '1 day' WHERE seq = 1"], (1, "edited")),
        (["UPDATE audit_entry SET actor = 'bob' WHERE seq = 5"], (5, "edited")),
        (["UPDATE audit_entry SET words_hmac = '' WHERE seq = 4"], (4, "edited")),
        (deleted(2), (2, "missing")),
        (deleted(1), (1, "missing")),
        (deleted(5), (5, "missing")),
        (SWAP, (2, "reordered")),
        (MOVED, (1, "missing")),
        (["UPDATE audit_chain SET length = 4"], (4, "head")),
        ([*CUT, "UPDATE audit_chain SET length = 9"], (4, "missing")),
        (["UPDATE audit_words SET body = 'x' WHERE entry_id = 2"], (2, "words")),
        (["DELETE FROM audit_words WHERE entry_id = 3"], (3, "words")),
        (["UPDATE audit_words SET body = '', salt = '', erased = now()"], (1, "words")),
    ],
)
def test_it_names_the_first_entry_that_was_tampered_with(
    changes: Sequence[str], fault: tuple[int, str]
) -> None:
    as_the_owner_of_the_database(*changes)

    assert told()[0] == fault


def test_it_names_an_entry_whose_own_hash_was_made_to_fit() -> None:
    with behind_the_triggers():
        entry = Entry.objects.get(seq=3)
        entry.outcome = "refused"
        Entry.objects.filter(seq=3).update(outcome="refused", hash=fingerprint(entry))

    assert told() == [(3, "resealed")]


def test_a_tail_that_was_cut_off_with_the_head_put_back_is_known_by_the_anchor() -> None:
    anchor()
    as_the_owner_of_the_database(*CUT)
    seal_again(3)

    (fault,) = verify().faults
    assert (fault.seq, fault.kind) == (4, "missing")
    assert "the chain had 5 entries" in fault.why


def test_a_tail_that_was_cut_off_and_grew_again_is_known_by_the_anchor() -> None:
    anchor()
    as_the_owner_of_the_database(*CUT)
    seal_again(3)
    for _ in range(3):
        append(happened("something else"))

    assert told() == [(1, "resealed")]


def test_it_says_between_which_anchors_a_chain_was_sealed_again() -> None:
    anchor()
    for _ in range(3):
        append(happened())
    anchor()
    as_the_owner_of_the_database("UPDATE audit_entry SET outcome = 'refused' WHERE seq = 7")
    seal_again(7)

    (fault,) = verify().faults
    assert (fault.seq, fault.kind) == (6, "resealed")
    assert "from entry 6 to 8" in fault.why


def test_an_anchor_that_was_made_up_is_no_anchor() -> None:
    anchor()
    append(happened())
    anchor()
    lines = file_of_anchors().read_text().splitlines()
    file_of_anchors().write_text(lines[1] + "\n")

    (fault,) = verify().faults
    assert (fault.seq, fault.kind) == (1, "anchor")


def test_a_chain_that_went_back_is_known_though_it_was_anchored_again() -> None:
    anchor()
    as_the_owner_of_the_database(*CUT)
    seal_again(3)
    anchor()

    assert (4, "missing") in told()


def test_it_anchors_only_what_is_new() -> None:
    assert anchor() is not None
    assert anchor() is None

    append(happened())

    assert anchor() is not None
    assert len(file_of_anchors().read_text().splitlines()) == 2
