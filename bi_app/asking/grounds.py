"""What did an answer stand on besides its query and its release, so that it can be made again?

Who asked, as roles and attributes were then; the data's days; the engine's dialect; the rollups
that were read. Many answers stand on the same, so it is kept once, under its hash.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from bi_app.asking.answer import Finding
from bi_app.asking.asking import Asking
from bi_app.asking.models import Grounds
from bi_app.prepared import prepared
from bi_app.warehouse.engines import engine
from semantic_layer.access import Asker
from semantic_layer.calendars.periods import Clock

ASKERS = TypeAdapter(Asker)
IS_KEPT = "SELECT FROM asking_grounds WHERE digest = %s"


@dataclass(frozen=True, slots=True)
class Stood:
    """The grounds of an answer, read back."""

    asker: Asker
    days: Clock
    dialect: str
    rollups: tuple[str, ...]


def keep_grounds(asking: Asking, finding: Finding) -> str | None:
    """The digest of the grounds; None where the days of the data were not known."""
    if asking.days is None:
        return None
    body = {
        "asker": _asker_json(asking.asker),
        "dialect": engine().dialect,
        "rollups": [each.name for each in finding.basis.rollups],
    }
    text = json.dumps(body, sort_keys=True) + _days_text(asking.days)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with prepared(IS_KEPT, [digest]) as cursor:
        is_kept = cursor.fetchone() is not None
    if not is_kept:
        kept = Grounds(digest=digest, body={**body, "days": _days_json(asking.days)})
        Grounds.objects.bulk_create([kept], ignore_conflicts=True)  # another may be first
    return digest


def read_grounds(grounds: Grounds, asker_id: int, name: str) -> Stood:
    body: Mapping[str, Any] = grounds.body
    return Stood(
        asker=ASKERS.validate_python({**body["asker"], "id": asker_id, "name": name}),
        days=_days(body["days"]),
        dialect=body["dialect"],
        rollups=tuple(body["rollups"]),
    )


def data_through(grounds: Grounds | None) -> date | None:
    """The last day of the data that an answer stood on, where that was known."""
    return None if grounds is None else date.fromisoformat(grounds.body["days"]["watermark"])


def _asker_json(asker: Asker) -> dict[str, Any]:
    """Without who it was: people of equal rights share their grounds."""
    kept: dict[str, Any] = ASKERS.dump_python(asker, mode="json", exclude={"id", "name"})
    return {**kept, "roles": sorted(asker.roles)}


@lru_cache(maxsize=8)
def _days_text(days: Clock) -> str:
    """Hundreds of days of snapshots, written once and not for each answer."""
    return json.dumps(_days_json(days))


def _days_json(days: Clock) -> dict[str, Any]:
    return {
        "today": days.today.isoformat(),
        "watermark": days.watermark.isoformat(),
        "first_day": days.first_day.isoformat(),
        "snapshots": [
            [dataset, time, [each.isoformat() for each in taken]]
            for (dataset, time), taken in sorted(days.snapshots.items())
        ],
    }


def _days(kept: Mapping[str, Any]) -> Clock:
    day = date.fromisoformat
    return Clock(
        today=day(kept["today"]),
        watermark=day(kept["watermark"]),
        first_day=day(kept["first_day"]),
        snapshots={
            (dataset, time): tuple(map(day, taken)) for dataset, time, taken in kept["snapshots"]
        },
    )
