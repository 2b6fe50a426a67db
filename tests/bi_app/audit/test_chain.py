"""Property: whatever is done to whichever entry, the first one that it was done to is named."""

from collections.abc import Callable
from copy import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bi_app.audit.chain import HASHED, Fault, Mark, fingerprint, follow
from bi_app.audit.models import Entry

# Made once: a strategy is checked by Hypothesis when it is first drawn from.
TEXTS = st.text(min_size=0, max_size=8)
PERSONS = st.none() | st.integers(1, 9)
COUNTS = st.none() | st.integers(0, 9)
DETAILS = st.dictionaries(TEXTS, TEXTS | st.integers(), max_size=3)
LENGTHS = st.integers(2, 9)
OTHERWISE: dict[type, Callable[[Any], Any]] = {
    int: lambda value: value + 1,
    str: lambda value: value + "x",
    dict: lambda value: {**value, "more": 1},
    datetime: lambda value: value + timedelta(microseconds=1),
    type(None): lambda value: 0,
}


@st.composite
def chains(draw: st.DrawFn) -> list[Entry]:
    """A whole chain of two to nine entries with fields of any kind."""
    before, entries = Mark(), []
    for number in range(1, draw(LENGTHS) + 1):
        entry = Entry(
            seq=number,
            at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
            actor=draw(TEXTS),
            person_id=draw(PERSONS),
            action=draw(TEXTS),
            outcome=draw(TEXTS),
            rows=draw(COUNTS),
            micros=draw(COUNTS),
            detail=draw(DETAILS),
            previous=before.hash,
            **dict.fromkeys(
                ("asking", "request", "workload", "workflow", "entitlement", "manifest"), ""
            ),
            **dict.fromkeys(("statement_sha256", "parameters_hmac", "words_hmac"), ""),
        )
        entry.hash = fingerprint(entry)
        before = Mark(number, entry.hash)
        entries.append(entry)
    return entries


def fault_in(entries: list[Entry], anchored: dict[int, str] | None = None) -> Fault | None:
    return follow(entries, Mark(), anchored or {})[1]


def sealed_again(entries: list[Entry]) -> list[Entry]:
    before, again = Mark(), []
    for entry in map(copy, entries):
        entry.previous = before.hash
        entry.hash = fingerprint(entry)
        before = Mark(entry.seq, entry.hash)
        again.append(entry)
    return again


def at(draw: st.DataObject, entries: list[Entry]) -> int:
    return draw.draw(st.integers(0, len(entries) - 1), "which")


@given(chains(), st.data(), st.sampled_from([name for name in HASHED if name != "seq"]))
def test_it_names_an_edited_entry(entries: list[Entry], draw: st.DataObject, name: str) -> None:
    assert fault_in(entries) is None
    which = at(draw, entries)
    value = getattr(entries[which], name)
    setattr(entries[which], name, OTHERWISE[type(value)](value))

    fault = fault_in(entries)

    assert fault is not None
    assert (fault.seq, fault.kind) == (which + 1, "edited")


@given(chains(), st.data())
def test_it_names_a_deleted_entry(entries: list[Entry], draw: st.DataObject) -> None:
    which = draw.draw(
        st.integers(0, len(entries) - 2), "which"
    )  # the last one is the head's to know
    del entries[which]

    fault = fault_in(entries)

    assert fault is not None
    assert (fault.seq, fault.kind) == (which + 1, "missing")


@given(chains(), st.data())
def test_it_names_entries_that_changed_places(entries: list[Entry], draw: st.DataObject) -> None:
    one, other = sorted(draw.draw(st.permutations(range(len(entries))), "which")[:2])
    entries[one], entries[other] = entries[other], entries[one]
    entries[one].seq, entries[other].seq = one + 1, other + 1

    fault = fault_in(entries)

    assert fault is not None
    assert (fault.seq, fault.kind) == (one + 1, "reordered")


@given(chains(), st.data())
def test_it_names_an_entry_whose_hash_was_made_to_fit(
    entries: list[Entry], draw: st.DataObject
) -> None:
    which = draw.draw(st.integers(0, len(entries) - 2), "which")
    entries[which].outcome += "x"
    entries[which].hash = fingerprint(entries[which])

    fault = fault_in(entries)

    assert fault is not None
    assert (fault.seq, fault.kind) == (which + 1, "resealed")


@given(chains(), st.data())
def test_an_anchor_bounds_where_a_chain_was_sealed_again(
    entries: list[Entry], draw: st.DataObject
) -> None:
    seen = draw.draw(st.sets(st.integers(1, len(entries))), "anchors")
    anchored = {entry.seq: entry.hash for entry in entries if entry.seq in seen}
    which = at(draw, entries)
    entries[which].outcome += "x"
    again = sealed_again(entries)

    fault = fault_in(again, anchored)

    later, earlier = [seq for seq in seen if seq > which], [seq for seq in seen if seq <= which]
    if not later:
        assert fault is None  # within the minute before the next anchor nobody can know
    else:
        assert fault is not None
        assert (fault.seq, fault.kind) == (max(earlier, default=0) + 1, "resealed")
        assert f"another entry {min(later)}" in fault.why
