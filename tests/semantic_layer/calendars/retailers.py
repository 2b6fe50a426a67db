"""Models that hold calendars alone, and the clock that the tests read time by."""

from __future__ import annotations

from datetime import date

from semantic_layer.calendars.periods import Clock
from semantic_layer.model.definitions import (
    CalendarDefinition,
    SeasonDefinition,
    SemanticModel,
    TimeSettings,
)
from semantic_layer.model.index import ModelIndex, index_model

FISCAL = CalendarDefinition(name="fiscal", label="fiscal 4-5-4 calendar", kind="retail_454")
GREGORIAN = CalendarDefinition(name="gregorian", label="Gregorian calendar", kind="gregorian")
CLOCK = Clock(today=date(2026, 11, 13), watermark=date(2026, 11, 12), first_day=date(2023, 1, 29))


def index_with(default: str = "fiscal", *others: CalendarDefinition) -> ModelIndex:
    return index_model(
        SemanticModel(
            name="shop",
            label="Shop",
            time=TimeSettings(
                default_calendar=default, watermark="sales.sold_on", first_day="2023-01-29"
            ),
            calendars=(FISCAL, GREGORIAN, *others),
            seasons=(
                SeasonDefinition(
                    name="holiday season", calendar="fiscal", first_month_of=11, months=2
                ),
            ),
            datasets=(),
            dimensions=(),
            metrics=(),
        )
    )


INDEX = index_with()
