"""Does a question go beyond one query: why, what will be, what is odd?"""

from __future__ import annotations

from semantic_layer.calendars.periods import Clock
from semantic_layer.interpret.outcome import AnalysisKind
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Role
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Remaining

KINDS = {
    Role.WHY: AnalysisKind.DRIVERS,
    Role.FORECAST: AnalysisKind.FORECAST,
    Role.ANOMALY: AnalysisKind.ANOMALY,
}


def analysis_kind(slots: tuple[Slot, ...], index: ModelIndex, clock: Clock) -> AnalysisKind | None:
    for slot in slots:
        if (kind := KINDS.get(slot.meanings[0].role)) is not None:
            return kind
    if any(_to_come(slot, clock) for slot in slots) and not _planned(slots, index):
        return AnalysisKind.FORECAST
    return None


def without_cues(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots that say what the analysis is about."""
    return tuple(slot for slot in slots if slot.meanings[0].role not in KINDS)


def _to_come(slot: Slot, clock: Clock) -> bool:
    meaning = slot.meanings[0]
    if isinstance(meaning.period, Remaining):
        return True
    return meaning.resolved is not None and meaning.resolved.start > clock.today


def _planned(slots: tuple[Slot, ...], index: ModelIndex) -> bool:
    """The plan is known ahead."""
    plans = {metric.plan for metric in index.metrics.values()}
    metrics = {m.name for slot in slots for m in slot.meanings if m.role is Role.METRIC}
    planned = all(index.metric(name).plan for name in metrics - plans)
    return not metrics.isdisjoint(plans) and planned
