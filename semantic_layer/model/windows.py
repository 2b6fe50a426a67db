"""Over which days does a cumulative metric count, for a period that ends on some day?"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from semantic_layer.model.definition import Definition, Name
from semantic_layer.period import Unit


class ToDate(Definition):
    """From the start of the unit that holds the period's last day, up to that day.

    `calendar` is the name of a calendar of the model; none: the default.
    """

    to_date: Unit
    calendar: Name | None = None
    year_before: bool = False


class Trailing(Definition):
    """The last `count` units up to the period's last day, as a rolling period counts them."""

    trailing: Unit
    count: int = Field(ge=1, le=1000)
    year_before: bool = False


class Leading(Definition):
    """The `count` units after the period's last day."""

    leading: Unit
    count: int = Field(ge=1, le=1000)
    year_before: bool = False


# "running": from the first day of the data. `year_before`: the same days, 364 days earlier.
Window = Literal["running"] | ToDate | Trailing | Leading


def is_year_before(window: Window) -> bool:
    return not isinstance(window, str) and window.year_before


def suffix_of(window: Window) -> str:
    """How the names of its steps end."""
    match window:
        case ToDate():
            calendar = "" if window.calendar is None else f"{window.calendar}_"
            name = f"_{calendar}{window.to_date}_to_date"
        case Trailing():
            name = f"_last_{_units(window.count, window.trailing, '_')}"
        case Leading():
            name = f"_next_{_units(window.count, window.leading, '_')}"
        case _:
            return "_running"
    return f"{name}_a_year_before" if window.year_before else name


def in_words(window: Window) -> str:
    match window:
        case ToDate():
            calendar = "" if window.calendar is None else f"{window.calendar} "
            words = f"from the start of the {calendar}{window.to_date} to the period's last day"
        case Trailing():
            words = f"the {_units(window.count, window.trailing)} up to the period's last day"
        case Leading():
            words = f"the {_units(window.count, window.leading)} after the period's last day"
        case _:
            return "from the first day of the data to the period's last day"
    return f"{words}, 364 days earlier" if window.year_before else words


def _units(count: int, unit: Unit, space: str = " ") -> str:
    return f"{count}{space}{unit}s" if count > 1 else f"1{space}{unit}"
