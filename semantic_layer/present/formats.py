"""How is a value written for people: money, rates, points, counts, days?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
)

from semantic_layer.calendars.units import holding, month_name_of
from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.model.definitions import CalendarDefinition, Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Unit
from semantic_layer.present.result import Value
from semantic_layer.query import Grain, Show

NOTHING = "–"
MINUS = "\u2212"
FRACTION = "fraction"
WHOLE = frozenset({"units", "count"})
SAID_UNITS = frozenset({"units", "weeks", "days", "hours", "turns"})
SIGNED = frozenset({Show.CHANGE, Show.GROWTH})
LARGE = 1_000_000
SHORT = 1_000  # from here on a number at an axis is written short
SKELETONS = {  # of a pattern of ours, the parts that a language puts in its own order
    "d MMM y": "yMMMd",
    "MMM y": "yMMM",
    "MMMM y": "yMMMM",
    "d MMM": "MMMd",
    "EEE d MMM y": "yMMMEd",
    "EEEE d MMMM": "MMMMEEEEd",
}
ENORMOUS = 1e15  # beyond this, digits are noise


def is_currency(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isupper()


def decimals_for(column: ResultColumn, values: Iterable[Value]) -> int:
    """One number of decimals for a whole column, so that its figures line up."""
    numbers = [abs(each) for each in values if isinstance(each, (int, float))]
    if column.unit == FRACTION:
        return 1
    if column.unit in WHOLE or column.unit is None:
        return 0 if all(number == int(number) for number in numbers) else 1
    if is_currency(column.unit):
        return 0 if numbers and max(numbers) >= 1000 else 2
    return 2 if column.unit in ("ratio", "turns") else 1


def write_number(number: float, column: ResultColumn, decimals: int, locale: str) -> str:
    """A number as it stands in a table; changes carry their sign."""
    signed = column.show in SIGNED
    unit = column.unit
    if abs(number) >= ENORMOUS:
        return _with_sign(f"{number:.1e}", number, signed=signed)
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    if unit == FRACTION and column.show is Show.CHANGE:
        text = f"{format_decimal(number * 100, pattern, locale)} pts"
    elif unit == FRACTION:
        text = _percent(format_decimal(number * 100, pattern, locale), locale)
    elif unit is not None and is_currency(unit):
        text = _money(number, unit, decimals, locale)
    else:
        text = format_decimal(number, pattern, locale)
    return _with_sign(text, number, signed=signed)


def write_tick(number: float, column: ResultColumn, locale: str) -> str:
    """A number at an axis: with no more digits than it has, large ones short."""
    unit = column.unit
    size = abs(number)
    if size >= ENORMOUS:
        text = f"{size:.1e}"
    elif unit == FRACTION:
        text = format_decimal(size * 100, _pattern(size * 100), locale)
        text = f"{text} pts" if column.show is Show.CHANGE else _percent(text, locale)
    elif size >= SHORT and _is_shortened(power := _power(size), locale):
        digits = _digits(size / power)
        if is_currency(unit) and unit is not None:
            text = format_compact_currency(size, unit, locale=locale, fraction_digits=digits)
        else:
            text = format_compact_decimal(size, locale=locale, fraction_digits=digits)
    elif unit is not None and is_currency(unit):
        text = _money(size, unit, _digits(size), locale)
    else:
        text = format_decimal(size, _pattern(size), locale)
    return _with_sign(str(text), number, signed=column.show in SIGNED)


def _power(size: float) -> float:
    """Thousand, million, billion: of which a number has some."""
    return 1000.0 ** math.floor(math.log10(size) / 3 + 1e-9)


def _is_shortened(power: float, locale: str) -> bool:
    """Not each language has a short word for a thousand."""
    written = str(format_compact_decimal(power, locale=locale))
    return not written.startswith(f"{power:.0f}")


def is_whole_number(column: ResultColumn, numbers: Iterable[float]) -> bool:
    """Whether there is nothing between one number and the next, as of things that are counted."""
    counted = column.unit in WHOLE or column.unit is None
    return counted and all(number == int(number) for number in numbers)


def _digits(number: float) -> int:
    """Behind the point, as far as they tell anything."""
    return next((digits for digits in range(4) if math.isclose(round(number, digits), number)), 4)


def _pattern(number: float) -> str:
    digits = _digits(number)
    return f"#,##0.{'0' * digits}" if digits else "#,##0"


def say_number(number: float, column: ResultColumn, locale: str) -> str:
    """A number as it stands in a sentence: short, with its unit, without a plus."""
    unit = column.unit
    decimals = decimals_for(column, [number])
    if abs(number) < LARGE or abs(number) >= ENORMOUS or unit == FRACTION:
        text = write_number(abs(number), column, decimals, locale).removeprefix("+")
    elif unit is not None and is_currency(unit):
        text = str(format_compact_currency(abs(number), unit, locale=locale, fraction_digits=2))
    else:
        text = str(format_compact_decimal(abs(number), locale=locale, fraction_digits=2))
    text = text.replace(" pts", " points")
    if unit in SAID_UNITS:
        text = f"{text} {unit.removesuffix('s') if abs(number) == 1 else unit}" if unit else text
    return _with_sign(text, number, signed=False)


def _money(number: float, unit: str, decimals: int, locale: str) -> str:
    usual = Locale.parse(locale).currency_formats["standard"].pattern
    pattern = usual.replace("0.00", f"0.{'0' * decimals}" if decimals else "0")
    return str(format_currency(number, unit, pattern, locale=locale, currency_digits=False))


def _percent(number: str, locale: str) -> str:
    usual = Locale.parse(locale).percent_formats[None].pattern
    return str(usual).replace("#,##0", number)


def write_day(day: date, pattern: str, locale: str) -> str:
    """In English by the house's pattern, elsewhere by the custom of the language."""
    if locale.startswith("en"):
        return str(format_date(day, pattern, locale=locale))
    return str(format_skeleton(SKELETONS[pattern], day, locale=locale))


def _with_sign(text: str, number: float, *, signed: bool) -> str:
    """A true minus; none before a zero."""
    bare = text.replace("-", "").replace(MINUS, "")
    is_zero = not any(digit in bare for digit in "123456789")
    if is_zero:
        return bare
    if number < 0:
        return MINUS + bare
    return f"+{bare}" if signed else bare


def write_label(
    value: Value,
    column: ResultColumn,
    grain: Grain | None,
    index: ModelIndex,
    locale: str,
    *,
    short: bool = False,
) -> str:
    """A member, a day or a bucket of time, as people say it."""
    if value is None:
        return NOTHING
    if column.role == "time" and grain is not None and isinstance(value, date):
        return bucket_label(index.calendar(grain.calendar), grain.unit, value, locale, short=short)
    if isinstance(value, date):
        return write_day(value, "d MMM y", locale)
    dimension = _dimension(column, index)
    stored = str(value).lower() if isinstance(value, bool) else str(value)
    if dimension and stored in dimension.labels:
        return dimension.labels[stored]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        text = format_decimal(value, "#0.##", locale)
        return _percent(text, locale) if column.unit == "percent" else text
    return stored


def _dimension(column: ResultColumn, index: ModelIndex) -> Dimension | None:
    known = column.source is not None and index.has_dimension(column.source)
    return index.dimension(column.source) if known and column.source else None


def bucket_label(
    calendar: CalendarDefinition, unit: Unit, start: date, locale: str, *, short: bool = False
) -> str:
    """ "October 2026" or "Oct 2026", "Q3 2026", "2026", or the first day of a week."""
    found = holding(calendar, unit, start)
    match unit:
        case Unit.YEAR:
            return str(found.year)
        case Unit.QUARTER:
            return f"Q{found.number} {found.year}"
        case Unit.MONTH:
            month_of = month_name_of(calendar, found.number)
            if month_of is None:
                return f"P{found.number} {found.year}"
            named = date(found.middle.year, month_of, 1)
            return write_day(named, "MMM y" if short else "MMMM y", locale)
    return write_day(start, "d MMM y", locale)
