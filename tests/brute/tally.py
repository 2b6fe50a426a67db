"""How many members of a dimension, or buckets of a series, stand in a result?"""

from __future__ import annotations

from typing import Any

from tests.brute.rows import Json
from tests.brute.shape import Row, labels_of


def tallied(query: Json) -> Json:
    """The query of what is shown: the counts, split by all but what is counted."""
    name = query.get("counted")
    if not name:
        return query
    shown = [each for each in query.get("dimensions", ()) if each != name]
    changes: Json = {"metrics": [f"{name}_count"], "dimensions": shown, "counted": None}
    changes |= {"grain": None} if name == "time" else {}
    return {**query, **changes, "comparisons": [], "shares": [], "thresholds": []}


def tally_of(every: list[Row], met: list[Row], query: Json, model: Json) -> list[Row]:
    """One row for each group of all rows: its members among those that met the conditions."""
    name, keys = query["counted"], labels_of(tallied(query))
    none = nobody(name, model)
    if not keys:
        return [{f"{name}_count": _members(met, name, none)}]
    groups: dict[Any, list[Row]] = {tuple(row[each] for each in keys): [] for row in every}
    for row in met:
        groups[tuple(row[each] for each in keys)].append(row)
    return [
        {**dict(zip(keys, group, strict=True)), f"{name}_count": _members(rows, name, none)}
        for group, rows in groups.items()
    ]


def nobody(name: str, model: Json) -> tuple[Any, ...]:
    """What stands in the place of a member where there is none; every bucket is one."""
    found = [each.get("none_label") for each in model["dimensions"] if each["name"] == name]
    return (None, *(label or "(none)" for label in found))


def _members(rows: list[Row], name: str, none: tuple[Any, ...]) -> int:
    return len({row[name] for row in rows if row[name] not in none})
