"""Which days does a window count that goes by a period's last day?"""

from __future__ import annotations

from datetime import date, timedelta

from semantic_layer.calendars.named import months_earlier
from semantic_layer.calendars.resolve import MONTHS_IN
from semantic_layer.calendars.units import DAY, holding
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.windows import Leading, ToDate, Trailing, Window
from semantic_layer.period import Unit

YEAR_OF_WEEKS = timedelta(weeks=52)


def window_days(
    window: Window, last: date, first_day: date, index: ModelIndex
) -> tuple[date, date]:
    """Both days are in it; `first_day` is that of the data."""
    match window:
        case ToDate():
            unit = holding(index.calendar(window.calendar), window.to_date, last)
            days = unit.start, last
        case Trailing():
            days = _moved(last, window.trailing, -window.count) + DAY, last
        case Leading():
            days = last + DAY, _moved(last, window.leading, window.count)
        case _:
            return first_day, last
    back = YEAR_OF_WEEKS if window.year_before else timedelta()
    return days[0] - back, days[1] - back


def _moved(day: date, unit: Unit, steps: int) -> date:
    """So many units later; the same day of a month, or its last day where it is shorter."""
    match unit:
        case Unit.DAY:
            return day + steps * DAY
        case Unit.WEEK:
            return day + 7 * steps * DAY
        case _:
            return months_earlier(day, -steps * MONTHS_IN[unit])
