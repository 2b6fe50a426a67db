"""Does a question go beyond one query: why, what will be, what is odd?"""

from __future__ import annotations

import re

from semantic_layer.calendars.periods import Clock
from semantic_layer.interpret.outcome import AnalysisKind
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Role
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Remaining

TO_DATE = re.compile(r"\bto date\b|\bso far\b|\b[wmpqy]td\b|\b(until|till) now\b")
KINDS = {
    Role.WHY: AnalysisKind.DRIVERS,
    Role.FORECAST: AnalysisKind.FORECAST,
    Role.ANOMALY: AnalysisKind.ANOMALY,
}


def analysis_kind(slots: tuple[Slot, ...], index: ModelIndex, clock: Clock) -> AnalysisKind | None:
    over = _is_over(slots, clock)
    for slot in slots:
        kind = KINDS.get(_role(slot, slots, index))
        if kind is AnalysisKind.FORECAST and over:
            continue  # "the board will ask what sold last week" is about last week
        if kind is not None:
            return kind
    if any(_to_come(slot, clock) for slot in slots) and not _planned(slots, index) and not over:
        return AnalysisKind.FORECAST
    return None


def _role(slot: Slot, slots: tuple[Slot, ...], index: ModelIndex) -> Role:
    """ "By reason" splits what is kept by a dimension of that name; of the rest it asks why."""
    first = slot.meanings[0]
    asks = next((each.role for each in slot.meanings if each.role in KINDS), first.role)
    if first.role is not Role.DIMENSION or asks is first.role:
        return first.role
    metrics = {m.name for each in slots for m in each.meanings if m.role is Role.METRIC}
    kept = any(first.name in index.reachable(name) for name in metrics)
    return first.role if kept or not metrics else asks


def _is_over(slots: tuple[Slot, ...], clock: Clock) -> bool:
    """Whether a period that is over, or counts to date, is asked about."""
    return any(
        each.resolved is not None
        and (each.resolved.whole_end < clock.today or TO_DATE.search(each.name.casefold()))
        for each in (slot.meanings[0] for slot in slots)
    )


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
    plans = index.plans
    metrics = {m.name for slot in slots for m in slot.meanings if m.role is Role.METRIC}
    planned = all(index.metric(name).plan for name in metrics - plans)
    return not metrics.isdisjoint(plans) and planned
