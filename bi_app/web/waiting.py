"""What does a person see of an answer that takes longer than its request?"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy

from bi_app.asking import progress
from bi_app.asking.answer import Waiting
from bi_app.asking.jobs import is_under_way
from bi_app.asking.progress import Stage

LOOK_S = 0.025
AT_ONCE_S = 0.5  # what is there by then is shown as if it had never been away
SAID = {
    Stage.READING: gettext_lazy("Reading your question"),
    Stage.CHECKING: gettext_lazy("Checking what you may see"),
    Stage.RUNNING: gettext_lazy("Asking the warehouse"),
    Stage.DRAWING: gettext_lazy("Putting the answer together"),
}


@dataclass(frozen=True, slots=True)
class StageShown:
    name: str
    text: str
    state: str  # "done", "now" or "later"


@dataclass(frozen=True, slots=True)
class Waits:
    """Whose stages are followed, and how far it is."""

    job: UUID
    stages: tuple[StageShown, ...]


def grace() -> float | None:
    """How long a page waits before an answer becomes a job; nothing where it always waits."""
    return float(settings.AISLE_GRACE_SECONDS) or None


def is_there(waiting: Waiting, seconds: float = AT_ONCE_S) -> bool:
    """Wait a moment for it; says whether the job has ended by then."""
    until = time.monotonic() + min(seconds, settings.AISLE_GRACE_SECONDS)
    while is_under_way(waiting.id):
        if time.monotonic() >= until:
            return False
        time.sleep(LOOK_S)
    return True


def waits(job: UUID) -> Waits:
    latest = progress.latest(job)
    order = list(Stage)
    at = -1 if latest is None else order.index(latest)
    return Waits(
        job,
        tuple(
            StageShown(stage.value, str(SAID[stage]), _state(place, at))
            for place, stage in enumerate(order)
        ),
    )


def _state(place: int, at: int) -> str:
    if place == at:
        return "now"
    return "done" if place < at else "later"
