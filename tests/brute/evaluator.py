"""What must a query's rows be? Counted row by row in plain Python, from the definitions alone.

Nothing here comes from the compiler: a query and a model are JSON, a warehouse is lists of rows.
Numbers are exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.brute.across import Across, held_across
from tests.brute.aggregate import OF_EVENTS, Leaf, Reader
from tests.brute.calendars import Calendars, Clock, Stretch, Window
from tests.brute.counted import Counted, Metrics, count
from tests.brute.levels import beside, levels_of
from tests.brute.means import averaged, means_of
from tests.brute.rows import Json, Tables, Warehouse
from tests.brute.series import ending, rank_column, rows_of, with_ranks
from tests.brute.shape import Row, Shape, WholeOf, column_of, with_shares, within_thresholds
from tests.brute.small_groups import rules_of, too_small
from tests.brute.tally import tallied, tally_of

Rules = list[tuple[str, tuple[str, ...]]]
SHOWN = ("comparison", "change", "growth")
ONCE = ("distinct", *OF_EVENTS)  # kinds that count a thing once, however many rows it has


@dataclass(frozen=True)
class Answer:
    columns: tuple[str, ...]
    rows: list[Row]

    @property
    def tuples(self) -> list[tuple[Any, ...]]:
        return [tuple(row[column] for column in self.columns) for row in self.rows]


def evaluate(query: Json, model: Json, tables: Tables, clock: Clock, rules: Rules = []) -> Answer:  # noqa: B006
    """The rows of the answer for whoever may see the rows that `rules` permit."""
    if query.get("subtotals"):
        parts = [evaluate(part, model, tables, clock, rules).rows for part in levels_of(query)]
        return Answer(_columns(query), beside(parts, query, model))
    warehouse = Warehouse(model, tables).narrowed(rules)
    calendars, metrics = Calendars(model, clock), Metrics(model)
    filters = tuple(
        _with_members(each, query, model, tables, clock, rules) for each in query.get("filters", ())
    )
    names = named(query)
    leaves = leaves_of(query, metrics, names)
    period, grain = _period(query, metrics, names), query.get("grain")
    stretch = days_of(query, metrics, warehouse, calendars)
    days = (stretch.start, stretch.end)
    dimensions = tuple(query.get("dimensions", ()))
    reader = Reader(warehouse, dimensions, filters, clock, calendars, days)

    def periods(grain: Json | None) -> list[tuple[str, list[Window]]]:
        found = [("current", calendars.placed(calendars.windows(stretch, grain), days))]
        for each in query.get("comparisons", ()):
            (whole,) = calendars.compared(each, period, stretch, None)
            windows = calendars.compared(each, period, stretch, grain)
            placed = calendars.placed(windows, (whole.first, whole.last))
            found.append((each["kind"], placed))
        return found

    looked_at = _sides(query)
    counted = count(metrics, looked_at, leaves, reader, periods(grain))
    guards = rules_of(query, model, leaves)
    hidden = counted.groups & too_small(guards, reader, counted)

    def across(grain: Json) -> Across:
        return Across(query, count(metrics, looked_at, leaves, reader, periods(grain)))

    def whole(share: Json) -> dict[Any, Fraction] | None:
        """What each parent counts by itself, where one thing may be in several of its groups."""
        if not any(leaf.metric["kind"] in ONCE for leaf in metrics.leaves(share["metric"])):
            return None
        of = share.get("of", ())
        plain = {
            "metrics": [share["metric"]],
            "dimensions": [name for name in of if name != "time"],
            "filters": query.get("filters", ()),
            "period": period,
            "grain": grain if "time" in of else None,
        }
        found = evaluate(plain, model, tables, clock, rules).rows
        return {tuple(row[name] for name in of): row[share["metric"]] for row in found}

    rows = rows_of(counted, query, hidden, calendars)
    rows = _shaped(rows, counted, query, model, across, whole)
    columns = _columns(query)
    if guards:
        columns = (*columns, "suppressed_groups")
        rows = [{**row, "suppressed_groups": len(hidden)} for row in rows]
    return Answer(columns, rows)


def _shaped(
    rows: list[Row],
    counted: Counted,
    query: Json,
    model: Json,
    across: Callable[[Json], Across],
    whole: WholeOf,
) -> list[Row]:
    rows, query = means_of(rows, [*counted.names], query, model), averaged(query)
    shape = Shape(query, model)
    every = with_ranks(with_shares(rows, query, whole), query, column_of)
    rows = held_across(every, query, across, within_thresholds(every, query))
    if query.get("counted"):
        tally = tallied(query)
        return Shape(tally, model).rows(tally_of(every, rows, query, model))

    def fold(rest: list[Row]) -> Row:
        labels = ("time", *counted.dimensions)
        row = counted.row([tuple(each[label] for label in labels) for each in rest])
        row = _without_gaps(row, rest, counted.names)
        for each in counted.dimensions:
            if each not in query["ranking"].get("within", ()):
                row[each] = "Other"
        for share in query.get("shares", ()):
            column = f"{share['metric']}.share"
            parts = [each[column] for each in rest if each[column] is not None]
            row[column] = sum(parts) if parts else None
        return {**row, "other": True}

    return shape.ordered(shape.kept(rows, fold))


def _without_gaps(row: Row, rest: list[Row], names: Iterable[str]) -> Row:
    """What has a value in none of the rows that are folded has none together either."""
    for name in names:
        for column in [each for each in row if each == name or each.startswith(f"{name}.comp")]:
            if any(each[column] is not None for each in rest):
                continue
            of_it = "." if column == name else f".{column.rpartition('.')[2]}"
            shows = (f"{name}.change", f"{name}.growth")
            beside = [c for c in row if c.startswith(shows) and (of_it == "." or c.endswith(of_it))]
            row |= dict.fromkeys((column, *beside))
    return row


def named(query: Json) -> tuple[str, ...]:
    """Every metric that the query shows, or that it keeps or orders rows by."""
    return tuple(dict.fromkeys([*query["metrics"], *(each for each, _ in _spoken_of(query))]))


def _sides(query: Json) -> dict[str, frozenset[int]]:
    """Every such metric, and in which periods it is looked at: 0 is the current one."""
    every = frozenset(range(1 + len(query.get("comparisons", ()))))
    found = dict.fromkeys(named(query), frozenset({0})) | dict.fromkeys(query["metrics"], every)
    for name, part in _spoken_of(query):
        if part.get("show") in SHOWN:
            found[name] |= {1 + part.get("comparison", 0)}
    return found


def _spoken_of(query: Json) -> list[tuple[str, Json]]:
    """The metrics of shares, ranks, conditions, ranking and order, each with what it is part of."""
    labels = {"time", *query.get("dimensions", ())}
    kinds = ("thresholds", "shares", "ranks")
    found = [(each["metric"], each) for kind in kinds for each in query.get(kind, ())]
    if query.get("counted"):
        return found
    placed = [*filter(None, [query.get("ranking")]), *query.get("order", ())]
    return found + [(each["by"], each) for each in placed if each["by"] not in labels]


def leaves_of(query: Json, metrics: Metrics, names: tuple[str, ...]) -> list[Leaf]:
    """Every measured metric once; those of the plans too where the query compares with them."""
    planned = any(each["kind"] == "plan" for each in query.get("comparisons", ()))
    plans = [metrics.by_name[name].get("plan") for name in names] if planned else []
    found: list[Leaf] = []
    for name in (*names, *filter(None, plans)):
        found += [leaf for leaf in metrics.leaves(name) if leaf not in found]
    return found


def days_of(query: Json, metrics: Metrics, warehouse: Warehouse, calendars: Calendars) -> Stretch:
    """The days of the period that the query covers."""
    names = named(query)
    stretch = calendars.resolve(_period(query, metrics, names))
    planned = _against_plan(leaves_of(query, metrics, names), warehouse)
    return calendars.whole_weeks(stretch) if planned else stretch


def _against_plan(leaves: list[Leaf], warehouse: Warehouse) -> bool:
    """Do numbers by the week stand beside numbers by the day?"""
    flows = [leaf for leaf in leaves if leaf.time and leaf.metric["kind"] != "semi_additive"]
    units = {warehouse.datasets[leaf.dataset].get("unit", "day") for leaf in flows}
    return {"day", "week"} <= units


def _period(query: Json, metrics: Metrics, names: tuple[str, ...]) -> Json | None:
    if query.get("period"):
        period: Json = query["period"]
        return period
    own = [metrics.by_name[name].get("default_period") for name in query["metrics"]]
    return own[0] if own[0] and all(each == own[0] for each in own) else None


def _columns(query: Json) -> tuple[str, ...]:
    query = averaged(tallied(query))
    columns = ["time"] if query.get("grain") else []
    columns += query.get("dimensions", ())
    columns += ["level"] if query.get("subtotals") else []
    shares = {each["metric"] for each in query.get("shares", ())}
    for name in query["metrics"]:
        columns.append(name)
        for nth, comparison in enumerate(query.get("comparisons", ())):
            shown = {"comparison", *comparison.get("show", ())}
            columns += [f"{name}.{show}.{nth}" for show in SHOWN if show in shown]
        if name in shares:
            columns.append(f"{name}.share")
        for kind in ("running", "moving"):
            for part in query.get(kind, ()):
                if part["metric"] == name:
                    columns += _along(kind, part, query)
    columns += [rank_column(each) for each in query.get("ranks", ())]
    return tuple(columns)


def _along(kind: str, part: Json, query: Json) -> list[str]:
    sides = len(query.get("comparisons", ())) if part.get("compared") else 0
    bases = [part["metric"], *(f"{part['metric']}.comparison.{nth}" for nth in range(sides))]
    return [f"{base}.{ending(kind, part)}" for base in bases]


def _with_members(
    condition: Json, query: Json, model: Json, tables: Tables, clock: Clock, rules: Rules
) -> Json:
    """A filter with the members that its own query returns in the place of values."""
    inner = condition.get("members")
    if inner is None:
        return condition
    inner = inner if inner.get("period") else {**inner, "period": query.get("period")}
    answer = evaluate(inner, model, tables, clock, rules)
    found = [row[condition["dimension"]] for row in answer.rows]
    return {**condition, "values": found, "members": None}
