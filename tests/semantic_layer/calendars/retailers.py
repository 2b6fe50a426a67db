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
from semantic_layer.model.holidays import (
    FixedDay,
    FromEaster,
    HolidayDefinition,
    HolidayRule,
    WeekdayOf,
    WrittenDays,
)
from semantic_layer.model.index import ModelIndex, index_model

FISCAL = CalendarDefinition(name="fiscal", label="fiscal 4-5-4 calendar", kind="retail_454")
GREGORIAN = CalendarDefinition(name="gregorian", label="Gregorian calendar", kind="gregorian")
CLOCK = Clock(today=date(2026, 11, 13), watermark=date(2026, 11, 12), first_day=date(2023, 1, 29))


def holiday(name: str, rule: HolidayRule, *synonyms: str, moves: bool = False) -> HolidayDefinition:
    return HolidayDefinition(name=name, rule=rule, synonyms=synonyms, moves=moves)


def thanksgiving(plus_days: int = 0) -> WeekdayOf:
    return WeekdayOf(month=11, weekday="thursday", nth=4, plus_days=plus_days)


EASTER = holiday("Easter Sunday", FromEaster(easter=0), "Easter", moves=True)
THANKSGIVING = holiday("Thanksgiving", thanksgiving(), moves=True)
HOLIDAYS = (
    holiday("New Year's Day", FixedDay(month=1, day=1), "New Years"),
    EASTER,
    holiday("Memorial Day", WeekdayOf(month=5, weekday="monday", nth="last"), moves=True),
    holiday("Labor Day", WeekdayOf(month=9, weekday="monday", nth=1), moves=True),
    holiday("Independence Day", FixedDay(month=7, day=4), "Fourth of July", "July 4th"),
    THANKSGIVING,
    holiday("Black Friday", thanksgiving(1), moves=True),
    holiday("Cyber Monday", thanksgiving(4), moves=True),
    holiday("Christmas Day", FixedDay(month=12, day=25), "Christmas", "Xmas"),
    holiday("Diwali", WrittenDays(dates=(date(2024, 10, 31), date(2025, 10, 20)))),
)


def index_with(
    default: str = "fiscal",
    *others: CalendarDefinition,
    holidays: tuple[HolidayDefinition, ...] = HOLIDAYS,
) -> ModelIndex:
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
            holidays=holidays,
            datasets=(),
            dimensions=(),
            metrics=(),
        )
    )


INDEX = index_with()
