"""Rows of coarser levels beside the finest: each is a query that splits by less."""

from __future__ import annotations

from tests.brute.rows import Json
from tests.brute.shape import Row, Shape


def levels_of(query: Json) -> list[Json]:
    """The query itself, then one for each shorter split, down to the grand total."""
    finest = {**query, "subtotals": []}
    plain = {key: value for key, value in finest.items() if key not in ("thresholds", "order")}
    parts = [finest]
    for split in splits_of(query):
        kept = {*split, "time"}
        shares = [
            {**each, "of": [name for name in each.get("of", ()) if name in kept]}
            for each in query.get("shares", ())
        ]
        parts.append({**plain, "ranking": None, "dimensions": split, "shares": shares})
    return parts


def splits_of(query: Json) -> list[list[str]]:
    named = list(query["subtotals"])
    whole = len(query["dimensions"])
    return [named[:n] for n in range(len(named), -1, -1) if n < whole]


def beside(parts: list[list[Row]], query: Json, model: Json) -> list[Row]:
    """Rows in their own order within their parent, each subtotal after its rows."""
    shape, splits = Shape(query, model), splits_of(query)
    gone = {name: 1 + [name in s for s in splits].index(False) for name in query["dimensions"]}
    rows = [
        {**dict.fromkeys(query["dimensions"]), **row, "level": level}
        for level, part in enumerate(parts)
        for row in part
    ]

    down = {each["by"] for each in query.get("order", ()) if each.get("direction") == "desc"}
    rows.sort(key=lambda row: row["level"] >= 1)
    for name in reversed(["time", *splits[0]]):
        rows.sort(key=lambda row, name=name: row["level"] >= gone.get(name, len(parts)))
        rows = shape.by_label(rows, name, name in down)
    return rows
