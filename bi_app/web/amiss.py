"""What is amiss just now that somebody should know before they ask?"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from bi_app.language.configuration import language
from bi_app.language.health import rests
from bi_app.warehouse.clock import clock
from metrics.releases import live
from semantic_layer.calendars.periods import Clock
from semantic_layer.errors import WarehouseError


@dataclass(frozen=True, slots=True)
class Amiss:
    """`through` is the last day of data that is older than it should be, `days` how much older."""

    warehouse: bool = False
    language: bool = False
    through: date | None = None
    days: int = 0


def amiss(days: Clock | None) -> Amiss:
    """By the clock of the data; there is none while the warehouse does not answer."""
    old = 0 if days is None else (timezone.now().date() - days.watermark).days
    late = days is not None and 0 < settings.AISLE_DATA_DAYS < old
    return Amiss(
        warehouse=days is None,
        language=_is_silent(),
        through=days.watermark if late and days is not None else None,
        days=old if late else 0,
    )


def data_clock() -> Clock | None:
    try:
        return clock(live().index)
    except WarehouseError:
        return None


def _is_silent() -> bool:
    """Whether there are language models and none of them is worth trying."""
    configured = language()
    return configured is not None and all(map(rests, configured.endpoints))
