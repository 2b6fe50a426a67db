"""What is too old is dropped by whole months, and the record still verifies; a hold keeps it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from bi_app.audit import holds
from bi_app.audit.anchors import anchor
from bi_app.audit.models import Entry, Segment, Words
from bi_app.audit.record import append
from bi_app.audit.segments import drop_what_is_old, seal_what_is_over
from bi_app.audit.tasks import anchor_the_record, retain_the_record
from bi_app.audit.verify import verify
from tests.bi_app.audit.happened import (
    as_the_owner_of_the_database,
    behind_the_triggers,
    happened,
    happened_at,
    seal_again,
)

pytestmark = pytest.mark.django_db
A_YEAR = timedelta(days=365)
JANUARY = ("2020-01-05T10:00Z", "2020-01-31T23:59:59Z")
FEBRUARY = ("2020-02-01T00:00Z", "2020-02-10T10:00Z", "2020-02-29T12:00Z")


@pytest.fixture(autouse=True)
def three_months(settings: LazySettings, tmp_path: Path) -> None:
    """Two months of 2020, then something of now."""
    settings.AISLE_AUDIT_ANCHORS = str(tmp_path)
    happened_at(*JANUARY, *FEBRUARY)
    append(happened())


def anna_did(*numbers: int) -> int:
    anna = get_user_model().objects.create(username="anna")
    with behind_the_triggers():
        Entry.objects.update(actor="somebody")
        Entry.objects.filter(seq__in=numbers).update(person=anna)
    seal_again(1)
    return anna.pk


def test_it_seals_the_months_that_are_over() -> None:
    sealed = seal_what_is_over()

    assert [(each.first, each.last) for each in sealed] == [(1, 2), (3, 5)]
    assert seal_what_is_over() == ()
    assert verify().faults == ()


def test_it_drops_whole_sealed_segments_and_still_verifies() -> None:
    seal_what_is_over()
    anchor()

    dropped = drop_what_is_old(A_YEAR)

    assert [each.number for each in dropped] == [1, 2]
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == [6, 7, 8, 9, 10]
    assert not Words.objects.filter(entry__lte=5).exists()
    verdict = verify()
    assert (verdict.dropped_to, verdict.whole_to, verdict.faults) == (5, 10, ())


def test_it_drops_nothing_that_is_not_sealed() -> None:
    assert drop_what_is_old(A_YEAR) == ()
    assert Entry.objects.count() == 6


def test_it_drops_nothing_that_is_young_enough() -> None:
    seal_what_is_over()

    assert drop_what_is_old(timedelta(days=100 * 365)) == ()


def test_it_goes_on_from_what_was_dropped() -> None:
    seal_what_is_over()
    drop_what_is_old(A_YEAR)
    append(happened())

    assert verify().faults == ()
    as_the_owner_of_the_database("UPDATE audit_entry SET outcome = 'x' WHERE seq = 6")
    assert (6, "edited") in [(each.seq, each.kind) for each in verify().faults]


@pytest.mark.parametrize(
    ("since", "until", "dropped"),
    [
        (None, None, []),
        (date(2020, 1, 31), date(2020, 1, 31), []),
        (date(2020, 2, 29), None, [1]),
        (None, date(2020, 1, 5), []),
        (date(2020, 3, 1), None, [1, 2]),
        (None, date(2019, 12, 31), [1, 2]),
    ],
)
def test_a_hold_on_days_keeps_their_segments(
    since: date | None, until: date | None, dropped: list[int]
) -> None:
    seal_what_is_over()
    holds.place("A lawsuit.", "lena", None, since, until)

    assert [each.number for each in drop_what_is_old(A_YEAR)] == dropped
    assert verify().faults == ()


@pytest.mark.parametrize(("entries", "dropped"), [([2], []), ([4], [1]), ([6], [1, 2])])
def test_a_hold_on_a_person_keeps_the_segments_in_which_they_act(
    entries: list[int], dropped: list[int]
) -> None:
    anna = anna_did(*entries)
    seal_what_is_over()
    holds.place("A lawsuit.", "lena", anna, None, None)

    assert [each.number for each in drop_what_is_old(A_YEAR)] == dropped


def test_a_hold_on_a_person_keeps_what_tells_of_them_by_name_alone() -> None:
    anna = get_user_model().objects.create(username="anna")  # as `happened` calls its actor
    seal_what_is_over()
    holds.place("A lawsuit.", "lena", anna.pk, None, None)

    assert drop_what_is_old(A_YEAR) == ()


def test_it_drops_once_the_hold_is_lifted() -> None:
    seal_what_is_over()
    hold = holds.place("A lawsuit.", "lena", None, None, None)
    assert drop_what_is_old(A_YEAR) == ()

    holds.lift(hold.pk, "lena")

    assert len(drop_what_is_old(A_YEAR)) == 2
    with pytest.raises(holds.NoSuchHold):
        holds.lift(hold.pk, "lena")


@pytest.mark.parametrize(
    "change",
    [
        "SELECT audit_drop(1)",
        "DELETE FROM audit_entry WHERE seq = 1",
        "UPDATE audit_segment SET last = 1",
        "DELETE FROM audit_segment",
        "UPDATE audit_hold SET reason = 'none'",
        "DELETE FROM audit_hold",
    ],
)
def test_the_database_itself_keeps_what_is_held(change: str) -> None:
    seal_what_is_over()
    holds.place("A lawsuit.", "lena", None, None, None)

    with (
        pytest.raises(DatabaseError, match=r"stays as it was|only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_database_drops_no_segment_of_these_days() -> None:
    Segment.objects.create(
        number=1, first=6, last=6, first_at="2020-01-01T00:00Z", last_at=Entry.objects.get(seq=6).at
    )

    with (
        pytest.raises(DatabaseError, match="stays as it was sealed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT audit_drop(1)")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE audit_segment SET last_hash = repeat('0', 64) WHERE number = 2", (3, "seal")),
        ("UPDATE audit_segment SET last = 1 WHERE number = 1", (1, "seal")),
        ("UPDATE audit_segment SET first_at = now() WHERE number = 1", (1, "seal")),
        ("UPDATE audit_segment SET dropped = NULL WHERE number = 1", (1, "seal")),
    ],
)
def test_it_names_a_seal_that_was_tampered_with(change: str, fault: tuple[int, str]) -> None:
    seal_what_is_over()
    drop_what_is_old(A_YEAR)

    as_the_owner_of_the_database(change)

    assert fault in [(each.seq, each.kind) for each in verify().faults]


def test_it_names_what_was_deleted_as_if_it_had_been_dropped() -> None:
    seal_what_is_over()

    as_the_owner_of_the_database(
        "UPDATE audit_segment SET dropped = now() WHERE number = 1",
        "DELETE FROM audit_words WHERE entry_id < 3",
        "DELETE FROM audit_entry WHERE seq < 3",
    )

    (fault,) = verify().faults
    assert "No entry says segment_dropped of segment 1" in fault.why


def test_the_jobs_anchor_seal_and_drop(settings: LazySettings) -> None:
    settings.AISLE_AUDIT_KEEP_DAYS = 365

    anchor_the_record()
    retain_the_record()

    verdict = verify()
    assert (verdict.anchored_to, verdict.dropped_to, verdict.faults) == (6, 5, ())


def test_the_jobs_are_in_the_plan_of_beat(settings: LazySettings) -> None:
    planned = {each["task"]: each["schedule"] for each in settings.CELERY_BEAT_SCHEDULE.values()}

    assert planned[anchor_the_record.name] == 60.0
    assert planned[retain_the_record.name] == 86_400.0
