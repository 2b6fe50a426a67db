"""Is a calendar that a table lays out told whole?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import CalendarDefinition, DataType
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.sections import Parts
from semantic_layer.period import Unit

TABLE = "table"
COMPUTED_BY = ("week_starts", "ends_near", "year_named_by")


def calendars_of_tables_name_them(parts: Parts) -> Iterator[Mistake]:
    """A table needs its dataset and columns; only a table takes them, and it takes nothing else."""
    for each in parts.calendars:
        by_table = each.kind == TABLE
        for key in ("dataset", "columns"):
            given = getattr(each, key) is not None
            if by_table and not given:
                message = "missing; a calendar of kind table is read from one"
                yield Mistake("calendars", each.name, (key,), message)
            if given and not by_table:
                message = f"only a calendar of kind table has it; {each.kind} is computed"
                yield Mistake("calendars", each.name, (key,), message)
        for key in COMPUTED_BY:
            if by_table and key in each.model_fields_set:
                message = "the table says so; leave it out"
                yield Mistake("calendars", each.name, (key,), message)


def calendar_columns_are_days_and_numbers(parts: Parts) -> Iterator[Mistake]:
    for each in parts.calendars:
        types = _types(each, parts)
        columns = each.columns.model_dump(exclude_none=True) if each.columns else {}
        for key, column in columns.items():
            wanted = DataType.DATE if key == "date" else DataType.INTEGER
            if column in types and types[column] is not wanted:
                message = f"“{column}” is {types[column]}; expected {wanted}"
                yield Mistake("calendars", each.name, ("columns", key), message)


def rollups_of_units_go_by_computed_calendars(parts: Parts) -> Iterator[Mistake]:
    """A table may be put right any day, and the units of a rollup would still be the old ones."""
    default = parts.settings.time.default_calendar if parts.settings else None
    tables = {each.name for each in parts.calendars if each.kind == TABLE}
    for rollup in parts.rollups:
        if rollup.unit is not Unit.DAY and (rollup.calendar or default) in tables:
            message = "its calendar is a table, which may change; keep the rollup by day"
            yield Mistake("rollups", rollup.name, ("unit",), message)


def _types(calendar: CalendarDefinition, parts: Parts) -> dict[str, DataType]:
    return {
        column.name: column.type
        for dataset in parts.datasets
        if dataset.name == calendar.dataset
        for column in dataset.columns
    }
