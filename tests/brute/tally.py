"""How many members of a dimension stand in a result?"""

from __future__ import annotations

from typing import Any

from tests.brute.rows import Json
from tests.brute.shape import Row


def tallied(query: Json) -> Json:
    """The query of what is shown: the counts, split by all but what is counted."""
    name = query.get("counted")
    if not name:
        return query
    shown = [each for each in query["dimensions"] if each != name]
    changes = {"metrics": [f"{name}_count"], "dimensions": shown, "counted": None}
    return {**query, **changes, "comparisons": [], "shares": [], "thresholds": []}


def tally_of(every: list[Row], met: list[Row], query: Json, model: Json) -> list[Row]:
    """One row for each group of all rows: its members among those that met the conditions."""
    name, keys = query["counted"], ("time", *tallied(query)["dimensions"])
    dimension = next(each for each in model["dimensions"] if each["name"] == name)
    nobody = (None, dimension.get("none_label") or "(none)")
    if keys == ("time",) and not query.get("grain"):
        return [{"time": None, f"{name}_count": _members(met, name, nobody)}]
    groups: dict[Any, list[Row]] = {tuple(row[each] for each in keys): [] for row in every}
    for row in met:
        groups[tuple(row[each] for each in keys)].append(row)
    return [
        {**dict(zip(keys, group, strict=True)), f"{name}_count": _members(rows, name, nobody)}
        for group, rows in groups.items()
    ]


def _members(rows: list[Row], name: str, nobody: tuple[Any, ...]) -> int:
    return len({row[name] for row in rows if row[name] not in nobody})
