"""How far is a question that became a job? Its stages as they begin, for whoever follows it.

They are kept for a while in a stream of Redis, which can be read from any place on; what stands
there is one of a few names, and no part of an answer.
"""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from bi_app import sealed

KEPT_S = 900
MOST = 64
END = "end"


class Stage(StrEnum):
    READING = "reading"
    CHECKING = "checking"
    RUNNING = "running"
    DRAWING = "drawing"


STAGES = {
    "recall": Stage.READING,
    "retrieve": Stage.READING,
    "route": Stage.READING,
    "interpret": Stage.READING,
    "compile": Stage.CHECKING,
    "secure": Stage.CHECKING,
    "check": Stage.CHECKING,
    "execute": Stage.RUNNING,
    "present": Stage.DRAWING,
    "record": Stage.DRAWING,
}


def stream_of(question: UUID) -> str:
    return sealed.key_of("progress", str(question))


def tell(question: UUID, step: str) -> None:
    """A step of the street begins; it is told where it begins another stage."""
    stage = STAGES.get(step)
    if stage is not None and stage is not latest(question):
        _add(question, stage.value)


def end(question: UUID) -> None:
    """It stands in the record."""
    _add(question, END)


def latest(question: UUID) -> Stage | None:
    found = sealed.unless_away(lambda redis: redis.xrevrange(stream_of(question), count=1))
    return next(_stages(found), None) if isinstance(found, list) else None


def _stages(entries: list[tuple[bytes, dict[bytes, bytes]]]) -> Iterator[Stage]:
    for _, fields in entries:
        name = fields.get(b"event", b"").decode()
        if name in {each.value for each in Stage}:
            yield Stage(name)


def _add(question: UUID, event: str) -> None:
    key = stream_of(question)
    sealed.unless_away(lambda redis: redis.xadd(key, {"event": event}, maxlen=MOST))
    sealed.unless_away(lambda redis: redis.expire(key, KEPT_S))
