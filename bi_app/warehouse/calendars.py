"""Which days do the calendars have that tables lay out?

A table is read once for each data version and kept, as the clock is. Where it cannot be read, or
makes no calendar, the calendar says so to whoever asks by it, and all others are as good as ever.
"""

from bi_app.warehouse.gate import data_version
from bi_app.warehouse.service import calendar_rows
from semantic_layer.calendars.known import with_days
from semantic_layer.calendars.tables import CalendarDays, TableNotWhole, calendar_days
from semantic_layer.errors import WarehouseError
from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.model.index import ModelIndex

_known: dict[tuple[object, ...], CalendarDays | str] = {}


def dated(index: ModelIndex, whole: ModelIndex) -> ModelIndex:
    """The index with the days of its calendars; their tables stand in the whole model's index."""
    tables = [each for each in index.calendars.values() if each.kind == "table"]
    return with_days(index, {each.name: _days(each, whole) for each in tables})


def _days(calendar: CalendarDefinition, index: ModelIndex) -> CalendarDays | str:
    try:
        table = index.dataset(calendar.dataset or "").table
        key = (table, calendar.columns, data_version())
        if key not in _known:
            _known[key] = _read(calendar, index)
        return _known[key]
    except WarehouseError:
        return "nothing can be read just now"


def _read(calendar: CalendarDefinition, index: ModelIndex) -> CalendarDays | str:
    try:
        return calendar_days(calendar_rows(calendar, index))
    except TableNotWhole as error:
        return str(error)
