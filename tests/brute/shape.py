"""Which rows are kept, folded into others, and in which order do they stand?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.brute.rows import Json
from tests.brute.series import along, ending, rank_column, ranks

Row = dict[str, Any]
WholeOf = Callable[[Json], dict[Any, Fraction] | None]


def column_of(query: Json, part: Json) -> str:
    """The column that a threshold, a ranking or an order means."""
    name, show = part.get("metric") or part["by"], part.get("show", "value")
    if show == "value" or name == "time" or name in query.get("dimensions", ()):
        return str(name)
    if show == "share":
        return f"{name}.share"
    if show in ("running", "moving"):
        parts = [(kind, each) for kind, each in along(query) if kind == show]
        return f"{name}.{ending(*next(p for p in parts if p[1]['metric'] == name))}"
    if show == "rank":
        return rank_column(next(each for each in ranks(query) if each["metric"] == name))
    return f"{name}.{show}.{part.get('comparison', 0)}"


def labels_of(query: Json) -> list[str]:
    """What the rows are split by."""
    return [*(["time"] if query.get("grain") else []), *query.get("dimensions", ())]


def with_shares(rows: list[Row], query: Json, own: WholeOf = lambda share: None) -> list[Row]:
    """Each row's part of its parent group, before any row is left out.

    A parent is the sum of its rows, or what `own` counts it to be by itself.
    """
    for share in shares_of(query):
        parent = _keys(share.get("of", ()))
        totals = own(share)
        if totals is None:
            totals = defaultdict(Fraction)
            for row in rows:
                totals[parent(row)] += row[share["metric"]] or 0
        for row in rows:
            value, total = row[share["metric"]], totals.get(parent(row))
            row[f"{share['metric']}.share"] = None if value is None or not total else value / total
    return rows


def shares_of(query: Json) -> list[Json]:
    """The shares shown, and those of the whole that a condition alone speaks of."""
    shown = list(query.get("shares", ()))
    named = {each["metric"] for each in shown}
    wanted = [each for each in query.get("thresholds", ()) if each.get("show") == "share"]
    return [*shown, *({"metric": each["metric"]} for each in wanted if each["metric"] not in named)]


def within_thresholds(rows: list[Row], query: Json) -> list[Row]:
    """The rows that meet every condition on the whole period."""
    wanted = [each for each in query.get("thresholds", ()) if not each.get("each")]
    return [row for row in rows if all(meets(row, each, query) for each in wanted)]


def meets(row: Row, threshold: Json, query: Json) -> bool:
    value, op = row[column_of(query, threshold)], threshold["op"]
    if value is None or op in ("is_null", "not_null"):
        return bool(op == ("is_null" if value is None else "not_null"))
    bounds = [Fraction(each) for each in threshold["values"]]
    held: dict[str, bool] = {
        "lt": value < bounds[0],
        "lte": value <= bounds[0],
        "gt": value > bounds[0],
        "gte": value >= bounds[0],
        "eq": value == bounds[0],
        "ne": value != bounds[0],
        "between": bounds[0] <= value <= bounds[-1],
    }
    return held[op]


class Shape:
    """The order of rows and the first ones of a ranking."""

    def __init__(self, query: Json, model: Json) -> None:
        self.query = query
        self.dimensions: dict[str, Json] = {each["name"]: each for each in model["dimensions"]}

    def plain(self, rows: list[Row], *, by_label: bool = False) -> list[Row]:
        """By time and then by each dimension in its own order; what is missing comes last.

        Ties of a ranking go by label, even where members have an order of their own.
        """
        return sorted(
            rows, key=lambda row: [self.label_key(each, row, by_label) for each in self._labels()]
        )

    def label_key(self, name: str, row: Row, by_label: bool = False) -> tuple[Any, ...]:
        member, known = row[name], self.dimensions.get(name, {})
        if member is None or (known.get("none_label") or "(none)") == member:
            return (2,)
        if row.get("other"):
            return (3,) if member == "Other" else (0, 0, member)
        ordered = known.get("ordered") or ()
        if ordered and not by_label:
            return (0, ordered.index(member), "") if member in ordered else (1, 0, member)
        return (0, 0, member)

    def ranked(self, rows: list[Row]) -> list[list[Row]]:
        """The rows of each parent group, best first; one list where nothing is a parent."""
        ranking = self.query["ranking"]
        column, down = column_of(self.query, ranking), ranking.get("direction", "desc") == "desc"
        ordered = _by_column(self.plain(rows, by_label=True), column, down)
        parents: dict[Any, list[Row]] = {}
        key = _keys(ranking.get("within", ()))
        for row in ordered:
            parents.setdefault(key(row), []).append(row)
        names = ranking.get("within", ())  # parents stand in the order that they are named in
        return sorted(
            parents.values(), key=lambda group: [self.label_key(each, group[0]) for each in names]
        )

    def kept(self, rows: list[Row], fold: Callable[[list[Row]], Row]) -> list[Row]:
        """What the ranking keeps; the rest of each parent group is one row where it asks so."""
        ranking = self.query.get("ranking")
        if ranking is None:
            return self.plain(rows)
        found: list[Row] = []
        for group in self.ranked(rows):
            first, rest = group[: ranking["limit"]], group[ranking["limit"] :]
            found += first
            if rest and ranking.get("others"):
                found.append(fold(rest))
        return found

    def rows(self, rows: list[Row]) -> list[Row]:
        """As they are shown, where a ranking folds nothing."""
        return self.ordered(self.kept(rows, lambda rest: rest[0]))

    def ordered(self, rows: list[Row]) -> list[Row]:
        """What was asked first, then labels; the rest of a ranking is last in its parent group."""
        wanted = [(column_of(self.query, o), o) for o in self.query.get("order", ())]
        if wanted:
            names = [name for name, _ in wanted]
            parents = (self.query.get("ranking") or {}).get("within", ())
            inside = next((n for n, name in enumerate(names) if name not in parents), None)
            more = [each for each in parents if each not in names] if inside is None else []
            wanted += [(name, {}) for name in more]
            rows = self.plain(rows)
            for name, order in reversed(wanted[inside:] if inside is not None else []):
                rows = self._sorted(rows, name, order)
            rows = sorted(rows, key=lambda row: bool(row.get("other")))
            for name, order in reversed(wanted[:inside]):
                rows = self._sorted(rows, name, order)
        return rows[: self.query["limit"]] if self.query.get("limit") else rows

    def _sorted(self, rows: list[Row], name: str, order: Json) -> list[Row]:
        down = order.get("direction", "asc") == "desc"
        return (self.by_label if name in self._labels() else _by_column)(rows, name, down)

    def by_label(self, rows: list[Row], name: str, down: bool) -> list[Row]:
        there = [row for row in rows if self.label_key(name, row)[0] < 2]
        missing = [row for row in rows if self.label_key(name, row)[0] >= 2]
        return [
            *sorted(there, key=lambda row: self.label_key(name, row), reverse=down),
            *missing,
        ]

    def _labels(self) -> list[str]:
        return labels_of(self.query)


def _by_column(rows: list[Row], column: str, down: bool) -> list[Row]:
    there = [row for row in rows if row[column] is not None]
    missing = [row for row in rows if row[column] is None]
    return [*sorted(there, key=lambda row: row[column], reverse=down), *missing]


def _keys(names: Any) -> Callable[[Row], tuple[Any, ...]]:
    return lambda row: tuple(row[name] for name in names)
