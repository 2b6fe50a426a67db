"""What is an attribute of a person worth, as the type that the model declares?

Values come as text, from a form, a file or a claim. One that is not of the type is no value, and
what is in doubt is worth nothing: who has nothing is denied.
"""

from __future__ import annotations

import math
import re
from datetime import date

from semantic_layer.model.definitions import DataType

Member = str | int | float | bool | date

WHOLE = re.compile(r"-?[0-9]{1,18}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TRUTH = {"true": True, "false": False}


def members_of(given: object, kind: DataType) -> tuple[Member, ...]:
    """The distinct values in order; nothing where one of them is not of the type."""
    if not isinstance(given, tuple):
        return ()
    found = [member_of(each, kind) for each in given]
    known = {each for each in found if each is not None}
    return () if None in found else tuple(sorted(known, key=lambda each: (str(type(each)), each)))


def member_of(given: object, kind: DataType) -> Member | None:
    """One value as its type; None where it is of another."""
    match kind:
        case DataType.STRING:
            return given if isinstance(given, str) and given.strip() else None
        case DataType.BOOLEAN:
            return given if isinstance(given, bool) else TRUTH.get(_text(given))
        case DataType.INTEGER:
            return int(_text(given)) if WHOLE.fullmatch(_text(given)) else None
        case DataType.DECIMAL:
            return _number(_text(given))
        case DataType.DATE:
            return _day(_text(given))
        case _:
            return None


def written(member: Member) -> str:
    """A value as members of dimensions are kept in writing."""
    return str(member).lower() if isinstance(member, bool) else str(member)


def _text(given: object) -> str:
    """The value in writing; nothing that any type takes where it is of no plain kind."""
    if isinstance(given, bool) or not isinstance(given, (str, int, float, date)):
        return ""
    return str(given)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
