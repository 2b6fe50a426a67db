"""What does a person see of an answer that takes longer than its request?"""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from bi_app.asking import progress
from bi_app.asking.progress import Stage
from bi_app.web.requests import SignedIn

WAITING = "waiting"

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


def looks_again(request: SignedIn) -> bool:
    """Whether it is only wanted where it is there: the page shows that it is waited for."""
    return bool(request.htmx) and WAITING in request.GET


def nothing_new() -> HttpResponse:
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


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
