"""How does the record leave the installation, so that somebody else can verify it?

A file of JSON lines: a head, the seals of segments, then one entry a line with its words, as far as
they were not erased. It is judged like the record itself, without any database.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bi_app.audit.anchors import anchors_of, file_of_anchors
from bi_app.audit.chain import HASHED, SEALED, Fault, Mark, commitment
from bi_app.audit.models import Chain, Entry, Segment
from bi_app.audit.verify import STEP, Verdict, judge, seals, start_of
from semantic_layer.errors import AisleError

FORMAT = "aisle record 2"
TIMES = ("at", "first_at", "last_at", "dropped")


class NotARecord(AisleError):
    """The file is not an exported record, or a later version's."""


def lines() -> Iterator[str]:
    """The record as it is now."""
    chain = Chain.objects.get(pk=1)
    yield _line({"record": FORMAT, "length": chain.length, "head": chain.head})
    for segment in Segment.objects.order_by("number"):
        yield _line({"segment": _fields(segment, (*SEALED, "seal", "dropped"))})
    entries = Entry.objects.filter(seq__lte=chain.length).order_by("seq").select_related("words")
    for entry in entries.iterator(STEP):
        words = getattr(entry, "words", None)
        kept = {} if words is None or words.erased else {"salt": words.salt, "body": words.body}
        yield _line({"entry": _fields(entry, (*HASHED, "hash")), "words": kept})


def verify_lines(file: Iterable[str]) -> Verdict:
    """Judge an exported record, against the anchors that are at hand. Raises NotARecord."""
    head, segments, entries = _read(file)
    start = start_of(segments)
    anchors, forged = anchors_of(file_of_anchors())
    seen = {seq: each for seq, each in anchors.items() if seq <= head.seq}
    whole, fault = judge((entry for entry, _ in entries), start, seen)
    told = {
        (entry.action, entry.detail["segment"]): entry.detail["seal"]
        for entry, _ in entries
        if entry.action in ("segment_sealed", "segment_dropped")
    }
    ended = None
    if fault is None and whole != head:
        ended = Fault(whole.seq + 1, "missing", f"The file says that it has {head.seq} entries.")
    chain_faults = (each for each in (fault, ended, forged) if each is not None)
    return Verdict(
        whole_to=whole.seq,
        anchored_to=max((each for each in seen if each <= whole.seq), default=0),
        dropped_to=start.seq,
        faults=(*chain_faults, *seals(segments, told), *_changed_words(entries)),
    )


def _changed_words(entries: Iterable[tuple[Entry, Mapping[str, str]]]) -> Iterator[Fault]:
    for entry, words in entries:
        if words and commitment(words["salt"], words["body"]) != entry.words_hmac:
            yield Fault(entry.seq, "words", "What was typed is not what the entry commits to.")
            return


Read = tuple[Mark, list[Segment], list[tuple[Entry, Mapping[str, str]]]]


def _read(file: Iterable[str]) -> Read:
    head: Mark | None = None
    segments, entries = list[Segment](), list[tuple[Entry, Mapping[str, str]]]()
    try:
        for line in file:
            match json.loads(line):
                case {"record": str(form), "length": int(length), "head": str(last)}:
                    head = Mark(length, last) if form == FORMAT else None
                case {"segment": dict(kept)}:
                    segments.append(Segment(**_values(kept)))
                case {"entry": dict(kept), "words": dict(words)}:
                    entries.append((Entry(**_values(kept)), words))
                case _:
                    raise NotARecord("A line of the file is no part of a record.")
    except (TypeError, ValueError) as error:
        raise NotARecord("The file is no exported record: a line cannot be read.") from error
    if head is None:
        raise NotARecord(f"The file is no exported record of the form “{FORMAT}”.")
    return head, segments, entries


def _fields(row: Entry | Segment, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _values(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value) if name in TIMES and value is not None else value
        for name, value in kept.items()
    }


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
