"""What stands in every bucket of a series, what goes along it, and which place has each group?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.brute.aggregate import Group
from tests.brute.calendars import Calendars, Window, unit_holding
from tests.brute.counted import Counted, Number, Side, beside
from tests.brute.rows import Json

Row = dict[str, Any]
Parts = list[tuple[str, Json]]


def along(query: Json) -> Parts:
    """The running totals and moving averages, shown or only spoken of; each with its kind."""
    found: Parts = [("running", each) for each in query.get("running", ())]
    found += [("moving", each) for each in query.get("moving", ())]
    for part in _spoken_of(query, "running"):
        if not any(kind == "running" and each["metric"] == part for kind, each in found):
            found.append(("running", {"metric": part}))
    return found


def ranks(query: Json) -> list[Json]:
    found = list(query.get("ranks", ()))
    for name in _spoken_of(query, "rank"):
        if not any(each["metric"] == name for each in found):
            found.append({"metric": name})
    return found


def _spoken_of(query: Json, show: str) -> list[str]:
    parts = [*query.get("ranks", ()), *query.get("thresholds", ()), *query.get("order", ())]
    parts += [query["ranking"]] if query.get("ranking") else []
    return [part.get("metric") or part["by"] for part in parts if part.get("show") == show]


def ending(kind: str, part: Json) -> str:
    said = part["count"] if kind == "moving" else part.get("restart") or ""
    return f"{kind}.{said}"


def rank_column(part: Json) -> str:
    where = ".".join(part.get("within", ()))
    return f"{part['metric']}.rank.{part.get('show', 'value')}.{part.get('comparison', 0)}.{where}"


def is_filled(query: Json) -> bool:
    return bool(query.get("grain")) and bool(query["grain"].get("fill") or along(query))


def rows_of(counted: Counted, query: Json, hidden: set[Group], calendars: Calendars) -> list[Row]:
    """A row for each group that is not too small, and for each gap where gaps are filled."""
    groups = {group for group in counted.groups if group not in hidden}
    rows = [counted.row([group]) for group in groups]
    if not is_filled(query):
        return rows
    parents = {group[1:] for group in groups} if counted.dimensions else {()}
    labels = list(counted.sides[0].windows)
    gaps = {(label, *parent) for parent in parents for label in labels} - groups - hidden
    rows += [_gap(counted, group) for group in gaps]
    for kind, part in along(query):
        for row in rows:
            _go_along(row, kind, part, counted, query, hidden, calendars)
    return rows


def _gap(counted: Counted, group: Group) -> Row:
    row: Row = dict(zip(("time", *counted.dimensions), group, strict=True))
    for name in counted.names:
        row[name] = now = _nothing(counted, name, counted.sides[0], group)
        for nth, side in enumerate(counted.sides[1:]):
            against = counted.metrics.by_name[name].get("plan") if side.plan else name
            then = _nothing(counted, against or name, side, group)
            row |= beside(name, nth, now, then)
    return row


def _nothing(counted: Counted, name: str, side: Side, group: Group) -> Number:
    """What the metric declares, or 0 for what is added up or counted; null without data."""
    if not counted.holds(name, side, group[0]):
        return None
    metric = counted.metrics.by_name[name]
    while _is_over_another(metric) and "gaps" not in metric:
        metric = counted.metrics.by_name[metric["of"]]
    adds = metric["kind"] in ("distinct", "cohort", "funnel") or metric.get("aggregation") in (
        "sum",
        "count",
    )
    return Fraction(0) if metric.get("gaps", "zero" if adds else "null") == "zero" else None


def _is_over_another(metric: Json) -> bool:
    return metric["kind"] == "cumulative" or (
        metric["kind"] == "comparable" and not metric["growth"]
    )


def _go_along(
    row: Row,
    kind: str,
    part: Json,
    counted: Counted,
    query: Json,
    hidden: set[Group],
    calendars: Calendars,
) -> None:
    name, parent = part["metric"], tuple(row[each] for each in counted.dimensions)
    labels = _window(row["time"], kind, part, counted, query, calendars)
    sides = [(name, name, counted.sides[0])]
    if part.get("compared"):
        for nth, side in enumerate(counted.sides[1:]):
            against = counted.metrics.by_name[name].get("plan") if side.plan else name
            sides.append((f"{name}.comparison.{nth}", against or name, side))
    for column, metric, side in sides:
        groups = [(label, *parent) for label in labels or ()]
        looked_at = [each for each in labels or () if kind == "moving" or _counts(each, row, side)]
        unknown = not all(counted.holds(metric, side, label) for label in looked_at)
        told = labels is not None and not unknown and not hidden & set(groups)
        divisor = part.get("count", 1)
        row[f"{column}.{ending(kind, part)}"] = (
            _together(counted, metric, side, groups, divisor) if told else None
        )


def _counts(label: Any, row: Row, side: Side) -> bool:
    """A total passes over a bucket without a partner, and has no number beside it."""
    return label in side.windows or label == row["time"]


def _window(
    label: Any, kind: str, part: Json, counted: Counted, query: Json, calendars: Calendars
) -> list[Any] | None:
    """The buckets up to this one; None where there are not enough."""
    windows: list[Window] = list(counted.sides[0].windows.values())
    place = next(n for n, window in enumerate(windows) if window.label == label)
    if kind == "moving":
        first = place - part["count"] + 1
        return None if first < 0 else [each.label for each in windows[first : place + 1]]
    until = windows[: place + 1]
    if part.get("restart"):
        calendar = calendars.named(query["grain"].get("calendar"))
        own = unit_holding(calendar, part["restart"], windows[place].first)
        until = [w for w in until if unit_holding(calendar, part["restart"], w.first) == own]
    return [each.label for each in until]


def _together(
    counted: Counted, metric: str, side: Side, groups: list[Group], divisor: int
) -> Number:
    def mean(leaf: Any) -> Number:
        value = side.value(leaf, groups)
        return None if value is None else value / divisor

    return counted.metrics.value(metric, mean, Fraction(0))


def with_ranks(rows: list[Row], query: Json, column_of: Any) -> list[Row]:
    """One more than how many groups of the same parent are before it."""
    for part in ranks(query):
        column = column_of(query, part)
        down = part.get("direction", "desc") == "desc"
        for row in rows:
            value = row[column]
            same = [r for r in rows if all(r[n] == row[n] for n in part.get("within", ()))]
            others = [r[column] for r in same if r[column] is not None]
            before = [v for v in others if value is not None and (v > value if down else v < value)]
            row[rank_column(part)] = None if value is None else Fraction(len(before) + 1)
    return rows
