"""How does the record leave the installation, so that somebody else can verify it?

A file of JSON lines: a head, the seals of segments, then one entry a line with its words, as far as
they were not erased. It is judged like the record itself, without any database.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bi_app.audit.anchors import anchors_of, file_of_anchors
from bi_app.audit.chain import HASHED, SEALED, Fault, Mark, commitment
from bi_app.audit.models import Chain, Entry, Segment
from bi_app.audit.verify import (
    ABOUT_SEGMENTS,
    CHANGED_WORDS,
    STEP,
    Verdict,
    judge,
    seals,
    start_of,
)
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


def verify_file(path: Path, anchors_file: Path | None = None) -> Verdict:
    """Judge an exported record, as `verify` judges the database. Raises NotARecord.

    The file is read twice, so that a long one is never in memory.
    """
    head, segments, told = _surroundings(_parts(path))
    start = start_of(segments)
    anchors, forged = anchors_of(anchors_file or file_of_anchors())
    seen = {seq: each for seq, each in anchors.items() if seq <= head.seq}
    changed = list[Fault]()
    whole, fault = judge(_entries(_parts(path), changed), start, seen)
    if fault is None and whole != head:
        why = f"The file says that it has {head.seq} entries."
        fault = Fault(whole.seq + 1, "missing", why)
    found = (each for each in (fault, forged, *changed[:1]) if each is not None)
    return Verdict(
        whole_to=whole.seq,
        anchored_to=max((each for each in seen if each <= whole.seq), default=0),
        dropped_to=start.seq,
        faults=(*found, *seals(segments, told)),
    )


@dataclass(frozen=True, slots=True)
class _Typed:
    entry: Entry
    words: Mapping[str, str]


_Part = Mark | Segment | _Typed


def _surroundings(
    parts: Iterable[_Part],
) -> tuple[Mark, list[Segment], dict[tuple[str, int], str]]:
    """The head, the segments, and the seals that entries make known."""
    head: Mark | None = None
    segments, told = list[Segment](), dict[tuple[str, int], str]()
    for part in parts:
        match part:
            case Mark():
                head = part
            case Segment():
                segments.append(part)
            case _Typed(entry) if entry.action in ABOUT_SEGMENTS:
                told[entry.action, entry.detail["segment"]] = entry.detail["seal"]
    if head is None:
        raise NotARecord(f"The file is no exported record of the form “{FORMAT}”.")
    return head, segments, told


def _entries(parts: Iterable[_Part], changed: list[Fault]) -> Iterator[Entry]:
    """Each entry; those whose words do not fit are added to `changed` on the way."""
    for part in parts:
        if isinstance(part, _Typed):
            words, entry = part.words, part.entry
            if words and commitment(words["salt"], words["body"]) != entry.words_hmac:
                changed.append(Fault(entry.seq, "words", CHANGED_WORDS))
            yield entry


def _parts(path: Path) -> Iterator[_Part]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                yield _part(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise NotARecord("The file is no exported record: a line is not one.") from error


def _part(line: object) -> _Part:
    match line:
        case {"record": str(form), "length": int(length), "head": str(last)} if form == FORMAT:
            return Mark(length, last)
        case {"segment": dict(kept)}:
            return Segment(**_values(kept))
        case {"entry": dict(kept), "words": dict(words)}:
            return _Typed(Entry(**_values(kept)), words)
        case _:
            raise NotARecord("The file is no exported record: a line is no part of one.")


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
