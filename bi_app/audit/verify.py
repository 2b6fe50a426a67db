"""Is the record whole: nothing edited, deleted, reordered, cut off or sealed again?

The chain itself, its head, the seals of what was dropped, the words beside it, and what anchors saw
of it from outside are judged together. Each kind of fault is told at the first entry it is seen at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Max, Min

from bi_app.audit.anchors import Anchor, anchors_of, file_of_anchors
from bi_app.audit.chain import Fault, Mark, commitment, follow, seal_of
from bi_app.audit.models import ZERO, Chain, Entry, Segment, Words

ERASED = "words_erased"
ABOUT_SEGMENTS = ("segment_sealed", "segment_dropped")
CHANGED_WORDS = "What was typed is not what the entry commits to."
STEP = 2000  # entries in memory at once


@dataclass(frozen=True, slots=True)
class Verdict:
    """`whole_to` is the last entry that all before it lead to, `anchored_to` the last one anchored,
    `dropped_to` the last one that was dropped with its segment.
    """

    whole_to: int
    anchored_to: int
    dropped_to: int
    faults: tuple[Fault, ...]


def verify(anchors_file: Path | None = None) -> Verdict:
    """Judge the record of the database, by a copy of the anchors or those of this installation."""
    anchors, forged = anchors_of(anchors_file or file_of_anchors())
    segments = list(Segment.objects.order_by("number"))
    start = start_of(segments)
    chain = Chain.objects.get(pk=1)
    # An entry that is being added now is not judged: the head was read before.
    entries = Entry.objects.filter(seq__lte=max(chain.length, *anchors, 0)).order_by("seq")
    whole, fault = judge(entries.iterator(STEP), start, anchors)
    found = [fault, None if fault is not None else _head(chain, whole), forged]
    return Verdict(
        whole_to=whole.seq,
        anchored_to=max((each for each in anchors if each <= whole.seq), default=0),
        dropped_to=start.seq,
        faults=(
            *(each for each in found if each is not None),
            *seals(segments, _entries_about(segments)),
            *_words(start),
        ),
    )


def start_of(segments: Iterable[Segment]) -> Mark:
    """Where the entries that are left go on from."""
    dropped = [each for each in segments if each.dropped is not None]
    return Mark(dropped[-1].last, dropped[-1].last_hash) if dropped else Mark()


def judge(
    entries: Iterable[Entry], start: Mark, anchors: Mapping[int, Anchor]
) -> tuple[Mark, Fault | None]:
    """The chain from `start`, against what was seen of it: what anchors know must be there."""
    whole, fault = follow(entries, start, {seq: each.head for seq, each in anchors.items()})
    if fault is not None:
        return whole, fault
    later = min((seq for seq in anchors if seq > whole.seq), default=None)
    if later is None:
        return whole, None
    last = max(anchors)
    why = f"The end was cut off: at {anchors[last].at} the chain had {last} entries."
    return whole, Fault(whole.seq + 1, "missing", why)


def seals(segments: Iterable[Segment], told: Mapping[tuple[str, int], str]) -> Iterator[Fault]:
    """`told` has the seals that entries of the chain make known, by action and segment.

    A dropped segment's own entry may have been dropped with a later segment; not the last one's.
    """
    last, seal = 0, ZERO
    dropped = [each.number for each in segments if each.dropped is not None]
    for each in segments:
        if each.first != last + 1 or each.previous != seal or each.seal != seal_of(each):
            yield Fault(each.first, "seal", f"Segment {each.number} is not as it was sealed.")
        needed = ["segment_sealed"] if each.dropped is None else []
        if each.number == len(dropped) and dropped:
            needed = ["segment_sealed", "segment_dropped"]
        for action in needed:
            if told.get((action, each.number)) != each.seal:
                yield Fault(each.first, "seal", f"No entry says {action} of segment {each.number}.")
        last, seal = each.last, each.seal
    if dropped != list(range(1, len(dropped) + 1)):
        yield Fault(1, "seal", "A segment was dropped before an older one.")


def _entries_about(segments: Iterable[Segment]) -> dict[tuple[str, int], str]:
    if not segments:
        return {}
    about = Entry.objects.filter(action__in=ABOUT_SEGMENTS)
    return {
        (action, detail["segment"]): detail["seal"]
        for action, detail in about.values_list("action", "detail")
    }


def _head(chain: Chain, whole: Mark) -> Fault | None:
    if chain.length > whole.seq:
        why = f"The end was cut off: the head of the chain counts {chain.length} entries."
        return Fault(whole.seq + 1, "missing", why)
    if (chain.length, chain.head) != (whole.seq, whole.hash):
        return Fault(whole.seq, "head", "The head of the chain is not its last entry.")
    return None


def _words(start: Mark) -> Iterator[Fault]:
    """Words that do not fit their entry's commitment, or are gone without having been erased."""
    bare = Entry.objects.filter(seq__gt=start.seq, words=None).exclude(words_hmac="")
    lost = bare.order_by("seq").first()
    if lost is not None:
        yield Fault(lost.seq, "words", "What was typed is gone, and was not erased.")
    kept = Words.objects.filter(erased=None).order_by("entry").select_related("entry")
    for each in kept.iterator(STEP):
        if commitment(each.salt, each.body) != each.entry.words_hmac:
            yield Fault(each.entry_id, "words", CHANGED_WORDS)
            break
    yield from _erased_unsaid()


def _erased_unsaid() -> Iterator[Fault]:
    """Words that are empty though no entry says that this person's were erased since."""
    said: dict[int | None, datetime] = {}
    for at, detail in (
        Entry.objects.filter(action=ERASED).values_list("at", "detail").order_by("at")
    ):
        said[detail["person"]] = at
    emptied = Words.objects.exclude(erased=None).values("entry__person")
    for person, first, at in emptied.annotate(Min("entry"), Max("erased")).values_list(
        "entry__person", "entry__min", "erased__max"
    ):
        if person not in said or at > said[person]:
            yield Fault(first, "words", "What was typed was emptied, and no entry says by whom.")
