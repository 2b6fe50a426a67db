"""Random questions that a model can answer: each passes for a MetricQuery's JSON."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.brute.aggregate import Leaf
from tests.brute.calendars import Calendars, Clock, Stretch, unit_holding, year_of, year_start
from tests.brute.counted import Metrics
from tests.brute.rows import Json, Warehouse
from tests.brute.small_groups import rules_of
from tests.brute.worlds import MEMBERS, World, json_of

ONE = timedelta(days=1)
UNITS = ("day", "week", "month", "quarter", "year")
NUMBER_OPS = ("lt", "lte", "gt", "gte", "in", "not_in", "is_null", "not_null")
SEVERAL = ("label", "occasion", "placed_by")  # beyond a bridge
NONE = dict.fromkeys(("zone", "tier", "offer", "label", "placed_by", "keeper"), ("(none)",)) | {
    "occasion": ("no occasion",)
}
SHOWN = ("change", "comparison", "growth")
PERIODS = ("none", "relative", "whole", "rolling", "dates", "dates", "dates", "named", "day")
CALENDARS = (None, "fiscal", "gregorian")


class Asking:
    """What of a model may be asked together."""

    def __init__(self, model: Json, world: World) -> None:
        self.model, self.clock = model, world.clock
        self.calendars, self.metrics = Calendars(model, world.clock), Metrics(model)
        self.warehouse = Warehouse(model, {})
        self.leaves_of, self.reached = cache(self.metrics.leaves), cache(self._reached)
        shown = [each["name"] for each in model["metrics"] if each["visible"]]
        self.names = [name for name in shown if not self.by_week([name])]
        self.planned = [name for name in shown if self.by_week([name])]

    def leaves(self, names: list[str]) -> list[Leaf]:
        return [leaf for name in names for leaf in self.leaves_of(name)]

    def by_week(self, names: list[str]) -> bool:
        units = {self.warehouse.datasets[leaf.dataset]["unit"] for leaf in self.leaves(names)}
        return "week" in units

    def reachable(self, names: list[str]) -> list[str]:
        found = [self.reached(name) for name in names]
        return [each for each in self.warehouse.dimensions if all(each in some for some in found)]

    def _reached(self, name: str) -> frozenset[str]:
        return frozenset(
            dimension
            for dimension in self.warehouse.dimensions
            if all(self._reaches(leaf, dimension) for leaf in self.leaves_of(name))
        )

    def _reaches(self, leaf: Leaf, dimension: str) -> bool:
        if dimension in ("weekday", "feast"):
            return leaf.time is not None and leaf.metric["kind"] != "semi_additive"
        route = self.warehouse.route(leaf.dataset, dimension)
        by_day = any(step.get("valid") for step in route or ())
        return route is not None and not (by_day and leaf.time is None)

    def additive(self, name: str, over_time: bool) -> bool:
        return all(
            self._counts(leaf, over_time)
            or (
                leaf.metric["kind"] == "semi_additive"
                and leaf.metric["over_time"] not in ("max", "min")
                and not over_time
            )
            or leaf.metric.get("take") == "first"
            for leaf in self.metrics.leaves(name)
        )

    def counts_once(self, name: str) -> bool:
        """A thing counts once in each group and once in the whole; of people it may be declined."""
        metric = self.metrics.by_name[name]
        return metric["kind"] == "distinct" and not metric.get("entity")

    def counts_days(self, name: str) -> bool:
        """Whether it divides by the days of a period; the rest of such is refused in a series."""
        return "period_days" in self.metrics.by_name[name].get("expression", "")

    def _counts(self, leaf: Leaf, over_time: bool) -> bool:
        """Sums and counts; what stands in each bucket stands in several."""
        adds = leaf.metric["kind"] == "simple" and leaf.metric["aggregation"] in ("sum", "count")
        return adds and not (over_time and (leaf.time is None or leaf.window))

    def goes_along(self, name: str) -> bool:
        return all(self._counts(leaf, True) for leaf in self.leaves([name]))

    def divides(self, name: str) -> bool:
        metric = self.metrics.by_name[name]
        if metric["kind"] in ("cumulative", "comparable"):
            return bool(metric.get("growth")) or self.divides(metric["of"])
        return metric["kind"] == "ratio" or "/" in metric.get("expression", "")

    def looks_away(self, leaf: Leaf) -> bool:
        """Whether it counts days that the data may lack altogether."""
        window = leaf.window
        return isinstance(window, dict) and ("leading" in window or window["year_before"])


def questions(model: Json, world: World) -> st.SearchStrategy[Json]:
    asking = Asking(model, world)
    plans = _plans(asking)
    return st.integers(0, 9).flatmap(lambda n: plans if n == 0 else _questions(asking))


@st.composite
def _plans(draw: DrawFn, asking: Asking) -> Json:
    """The plan by itself, beside sales, and compared with."""
    metrics = draw(
        st.sampled_from(
            [
                ["planned"],
                ["planned", "amount"],
                ["against_plan"],
                ["units", "planned"],
                ["amount"],
                ["planned_ytd"],
                ["amount_ytd"],
            ]
        )
    )
    period = draw(_periods(asking))
    weeks = asking.calendars.whole_weeks(asking.calendars.resolve(period))
    assume(weeks.start <= weeks.end)
    grain = draw(st.sampled_from([None, None, "week", "month"]))
    query: Json = {
        "metrics": metrics,
        "dimensions": draw(_some(["region", "store", "zone"], 2)),
        "period": period,
        "grain": {"unit": grain, "calendar": "fiscal"} if grain else None,
        "comparisons": [{"kind": "plan", "show": ["growth"]}] if metrics[0][:6] == "amount" else [],
    }
    if _labels(query) and draw(_seldom()):
        _average(draw, query, asking, unseen=[])
    elif grain and draw(st.booleans()):
        _go_along(draw, query, asking)
    return json_of(query)


@st.composite
def _questions(draw: DrawFn, asking: Asking) -> Json:
    metrics = draw(st.lists(st.sampled_from(asking.names), min_size=1, max_size=3, unique=True))
    assume(not all(asking.looks_away(leaf) for leaf in asking.leaves(metrics)))
    reachable = asking.reachable(metrics)
    dimensions = draw(_some(reachable, 2))
    period = draw(_periods(asking))
    grain, filtered = draw(_grains(asking, metrics)), draw(st.sampled_from([0, 0, 0, 1, 2]))
    query: Json = {
        "metrics": metrics,
        "dimensions": dimensions,
        "period": period,
        "grain": grain,
        "filters": [
            draw(_by_members(asking, name) if draw(_seldom()) else _filters(name))
            for name in draw(_some(reachable, filtered))
        ],
        "comparisons": draw(_comparisons(asking, period, grain)),
    }
    split = bool(dimensions or grain)
    few = _of_few(query, asking, metrics)
    if split and not few and draw(st.integers(0, 5)) == 0:
        _count(draw, query, asking)
    elif split and not few and draw(st.integers(0, 5)) == 0:
        _average(draw, query, asking, unseen=_others(query, asking))
    elif split:
        _shape(draw, query, asking)
        _subtotal(draw, query, asking)
    return json_of(query)


def _subtotal(draw: DrawFn, query: Json, asking: Asking) -> None:
    """Subtotals of the first dimensions, where the rest of the query may have them."""
    dimensions, ranking = query["dimensions"], query.get("ranking") or {}
    measured = [*query["metrics"], *(each["metric"] for each in query.get("thresholds", ()))]
    measured += [ranking["by"]] if ranking else []
    beside = any(query.get(each) for each in ("running", "moving", "ranks"))
    filled = query["grain"] and query["grain"].get("fill")
    free = dimensions and not query.get("limit") and not query.get("order")
    free = free and not beside and not filled
    if not free or _of_few(query, asking, measured) or draw(st.integers(0, 2)):
        return
    subtotals = dimensions[: draw(st.integers(1, len(dimensions)))]
    parents = {*subtotals[: len(dimensions) - 1], *(["time"] if query["grain"] else [])}
    if not ranking.get("others") or parents <= {*ranking.get("within", ())}:
        query["subtotals"] = subtotals


def _of_few(query: Json, asking: Asking, names: list[str]) -> bool:
    """Whether groups of too few people may arise."""
    return bool(rules_of(query, asking.model, asking.leaves(names)))


def _count(draw: DrawFn, query: Json, asking: Asking) -> None:
    """How many members of one of the dimensions, or buckets, meet conditions?"""
    labels = _labels(query)
    query["counted"] = counted = draw(st.sampled_from(labels))
    labels.remove(counted)
    shows = ["change", "comparison", "growth"] if len(query["comparisons"]) == 1 else ["value"]
    query["comparisons"] = query["comparisons"] if shows != ["value"] else []
    columns = [
        {"metric": name, "show": show, "comparison": 0}
        for name in query["metrics"]
        for show in shows
    ]
    if query["grain"]:
        query["grain"] = {**query["grain"], "fill": False}
    least = 1 if query["comparisons"] else 0
    query["thresholds"] = [
        draw(_across(query, asking, columns)) for _ in range(draw(st.integers(least, 2)))
    ]
    if labels and draw(st.booleans()):
        direction = draw(st.sampled_from(["asc", "desc"]))
        by = {"by": f"{counted}_count", "direction": direction}
        within = draw(_some(labels, len(labels) - 1)) if len(labels) > 1 else []
        ranked = {**by, "limit": draw(st.integers(1, 3)), "within": within}
        query |= draw(st.sampled_from([{"order": [by]}, {"ranking": ranked}]))


def _shape(draw: DrawFn, query: Json, asking: Asking) -> None:
    labels, metrics = _labels(query), query["metrics"]
    others = _others(query, asking)
    more = [draw(st.sampled_from(others))] if others and draw(st.integers(0, 3)) == 0 else []
    columns = _columns(query, [*metrics, *more])
    if query["grain"] and draw(st.integers(0, 2)) == 0:
        _go_along(draw, query, asking)
        columns += [
            {"metric": part["metric"], "show": show, "comparison": 0}
            for show in ("running", "moving")
            for part in query.get(show, ())
        ]
    if draw(st.integers(0, 3)) == 0:
        metric = draw(st.sampled_from([each for each in columns if each["metric"] in metrics]))
        within = draw(_some(labels, len(labels) - 1)) if len(labels) > 1 else []
        direction = draw(st.sampled_from(["asc", "desc"]))
        query["ranks"] = [{**metric, "within": within, "direction": direction}]
        columns.append({"metric": metric["metric"], "show": "rank", "comparison": 0})
    if draw(st.integers(0, 2)) == 0:
        some = draw(st.integers(1, 2))
        query["thresholds"] = [draw(_across(query, asking, columns)) for _ in range(some)]
    if draw(st.integers(0, 2)) == 0:
        query["ranking"] = draw(_rankings(query, asking, columns, labels))
    additive = [name for name in metrics if asking.additive(name, bool(query["grain"]))]
    once = [name for name in metrics if asking.counts_once(name)]  # rare, so asked for each time
    shareable = once or [name for name in additive if not asking.divides(name)]
    if shareable and (once or draw(st.integers(0, 3)) == 0):
        of = draw(_some(labels, len(labels) - 1)) if len(labels) > 1 else []
        several = (each for each in labels if each in SEVERAL and each not in of)
        query["shares"] = [{"metric": draw(st.sampled_from(shareable)), "of": [*of, *several]}]
    if draw(st.integers(0, 3)) == 0:
        by = draw(st.sampled_from([*({"metric": label} for label in labels), *columns]))
        direction = draw(st.sampled_from(["asc", "desc"]))
        query["order"] = [{**_by(by), "direction": direction}]
    if draw(st.integers(0, 4)) == 0:
        query["limit"] = draw(st.integers(1, 4))


def _average(draw: DrawFn, query: Json, asking: Asking, unseen: list[str]) -> None:
    """Means over some of what the rows are split by, and what is about them or unseen ones."""
    labels = _labels(query)
    most = draw(st.sampled_from([len(labels), max(len(labels) - 1, 1)]))
    over = draw(st.lists(st.sampled_from(labels), min_size=1, max_size=most, unique=True))
    query["averaged"], left = over, [each for each in labels if each not in over]
    others = [name for name in unseen if not _of_few(query, asking, [name])]
    more = [draw(st.sampled_from(others))] if others and draw(st.integers(0, 3)) == 0 else []
    columns = _columns(query, [*query["metrics"], *more])
    columns += [{**columns[0], "show": "rank"}] if left else []
    some = draw(st.sampled_from([0, 0, 1, 2]))
    query["thresholds"] = [draw(_thresholds(columns)) for _ in range(some)]
    if left and draw(st.integers(0, 2)) == 0:
        query["ranking"] = {**draw(_rankings(query, asking, columns, left)), "others": False}
    if draw(st.integers(0, 2)) == 0:
        by = draw(st.sampled_from([*({"metric": label} for label in left), *columns]))
        query["order"] = [{**_by(by), "direction": draw(st.sampled_from(["asc", "desc"]))}]
    if draw(st.integers(0, 4)) == 0:
        query["limit"] = draw(st.integers(1, 4))


def _labels(query: Json) -> list[str]:
    return [*query["dimensions"], *(["time"] if query["grain"] else [])]


def _others(query: Json, asking: Asking) -> list[str]:
    """The metrics that a condition, ranking or order may be about, shown or not."""
    needed = {*query["dimensions"], *(each["dimension"] for each in query["filters"])}
    others = [n for n in asking.names if needed <= set(asking.reachable([n]))]
    return [n for n in others if not query["grain"] or _has_time(asking, [n])]


def _columns(query: Json, names: list[str]) -> list[Json]:
    return [
        {"metric": name, "show": show, "comparison": nth}
        for name in names
        for nth in range(max(len(query["comparisons"]), 1))
        for show in ("value", *(SHOWN if query["comparisons"] else ()))
    ]


def _by(column: Json) -> Json:
    return {"by": column["metric"], **{k: v for k, v in column.items() if k != "metric"}}


def _go_along(draw: DrawFn, query: Json, asking: Asking) -> None:
    """A running total or a moving average of a metric that has one."""
    names = [name for name in query["metrics"] if asking.goes_along(name)]
    if not names:
        return
    part: Json = {"metric": draw(st.sampled_from(names)), "compared": False}
    part["compared"] = bool(query["comparisons"]) and draw(st.booleans())
    if draw(st.booleans()):
        query["moving"] = [{**part, "count": draw(st.integers(2, 4))}]
    else:
        restart = draw(st.sampled_from([None, *_restarts(query, asking)]))
        query["running"] = [{**part, "restart": restart} if restart else part]


def _restarts(query: Json, asking: Asking) -> list[str]:
    """The longer units, in one of which each bucket lies."""
    grain, stretch = query["grain"], asking.calendars.resolve(query["period"])
    calendar = asking.calendars.named(grain.get("calendar"))
    windows = asking.calendars.windows(stretch, grain)
    return [
        unit
        for unit in UNITS[UNITS.index(grain["unit"]) + 1 :]
        if all(
            unit_holding(calendar, unit, w.first) == unit_holding(calendar, unit, w.last)
            for w in windows
        )
    ]


def _some(names: list[str], most: int) -> st.SearchStrategy[list[str]]:
    if not names or most < 1:
        return st.just([])
    return st.lists(st.sampled_from(names), max_size=most, unique=True)


def _has_time(asking: Asking, names: list[str]) -> bool:
    return not any(leaf.of_today for leaf in asking.leaves(names))


@st.composite
def _grains(draw: DrawFn, asking: Asking, metrics: list[str]) -> Json | None:
    if not _has_time(asking, metrics) or draw(st.booleans()):
        return None
    grain = {"unit": draw(st.sampled_from(UNITS)), "calendar": draw(st.sampled_from(CALENDARS))}
    return json_of({**grain, "fill": draw(st.integers(0, 2)) == 0})


@st.composite
def _periods(draw: DrawFn, asking: Asking) -> Json | None:
    unit, calendar = draw(st.sampled_from(UNITS)), draw(st.sampled_from(CALENDARS))
    kind = draw(st.sampled_from(PERIODS))
    clock = asking.clock
    length = (clock.watermark - clock.first_day).days
    period: Json | None
    if kind == "none":
        assume(asking.calendars.resolve(None).start <= clock.watermark)
        return None
    if kind == "relative":
        period = {"kind": "relative", "unit": unit, "offset": draw(st.sampled_from([0, 0, -1, -2]))}
        period |= {"calendar": calendar} if unit != "day" else {}
    elif kind == "whole":
        count = draw(st.integers(1, 14 if unit in ("day", "week") else 3))
        period = {"kind": "relative", "unit": unit, "offset": -count, "count": count}
        period |= {"calendar": calendar} if unit != "day" else {}
    elif kind == "rolling":
        period = {"kind": "rolling", "unit": unit, "count": draw(st.integers(1, 14))}
    elif kind == "dates":
        start = draw(st.integers(0, length) | st.integers(0, length // 3))
        end = draw(st.sampled_from([length, length - 5]) | st.integers(start, length))
        days = [(clock.first_day + each * ONE).isoformat() for each in (start, end)]
        period = {"kind": "dates", "start": days[0], "end": draw(st.sampled_from([days[1], None]))}
    elif kind == "day":
        period = {"kind": "day", "offset": -draw(st.integers(1, 30))}
    else:
        period = _named(draw, clock, unit, calendar)
    period = json_of(period)
    found = asking.calendars.resolve(period)
    assume(clock.first_day <= found.start <= found.end <= clock.watermark)
    assume(found.start <= clock.watermark)
    return period


def _named(draw: DrawFn, clock: Clock, unit: str, calendar: str | None) -> Json:
    unit = "week" if unit == "day" else unit
    most = {"week": 52, "month": 12, "quarter": 4, "year": 1}[unit]
    year = draw(st.sampled_from([None, clock.watermark.year, clock.watermark.year - 1]))
    named = {"kind": "named", "unit": unit, "year": year, "calendar": calendar}
    if unit == "month" and draw(st.booleans()):
        return {**named, "month_of": draw(st.integers(1, 12))}
    if unit == "year":
        return {**named, "year": year or clock.watermark.year - 1}
    if unit == "week":
        return {**named, "calendar": "fiscal", "number": draw(st.integers(1, most))}
    return {**named, "number": draw(st.integers(1, most))}


@st.composite
def _filters(draw: DrawFn, name: str) -> Json:
    if name in ("opened_on", "closed_on"):
        day = draw(st.sampled_from(["2023-02-04", "2024-02-03"]))
        op = draw(st.sampled_from(["lt", "gte", "is_null"]))
        return json_of({"dimension": name, "op": op, "values": [] if op == "is_null" else [day]})
    if name == "list_price":
        op = draw(
            st.sampled_from(["lt", "lte", "gt", "gte", "in", "not_in", "is_null", "not_null"])
        )
        return {"dimension": name, "op": op, "values": [] if "null" in op else [5]}
    op = draw(st.sampled_from(["in", "in", "not_in", "is_null", "not_null", "contains"]))
    if name == "is_own":
        values: list[Any] = [draw(st.booleans())]
        op = "in" if op == "contains" else op
    else:
        known = [*MEMBERS[name], *NONE.get(name, ())]
        values = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
    if op == "contains":
        values = [draw(st.sampled_from(["o", "N", "in", "%"]))]
    return json_of({"dimension": name, "op": op, "values": [] if "null" in op else values})


def _seldom() -> st.SearchStrategy[bool]:
    return st.integers(0, 9).map(lambda drawn: drawn == 0)


@st.composite
def _by_members(draw: DrawFn, asking: Asking, name: str) -> Json:
    """Those members that another query returns."""
    near = [m for m in asking.names if not any(map(asking.looks_away, asking.leaves([m])))]
    metric = draw(st.sampled_from([m for m in near if name in asking.reachable([m])]))
    inner: Json = {"metrics": [metric], "dimensions": [name], "period": draw(_periods(asking))}
    if draw(st.booleans()):
        direction = draw(st.sampled_from(["asc", "desc"]))
        limit = draw(st.integers(1, 2))
        inner["ranking"] = {"by": metric, "limit": limit, "direction": direction}
    else:
        inner["thresholds"] = [draw(_thresholds([{"metric": metric, "show": "value"}]))]
    op = draw(st.sampled_from(["in", "not_in"]))
    return {"dimension": name, "op": op, "members": json_of(inner)}


@st.composite
def _comparisons(draw: DrawFn, asking: Asking, period: Json | None, grain: Json | None) -> Any:
    wanted = draw(st.sampled_from([0, 0, 1, 1, 2]))
    found: list[Json] = []
    for _ in range(wanted):
        comparison = draw(_comparison(asking, period, grain))
        if comparison is not None and comparison["kind"] not in [each["kind"] for each in found]:
            found.append(comparison)
    return found


@st.composite
def _comparison(draw: DrawFn, asking: Asking, period: Json | None, grain: Json | None) -> Any:
    kind = draw(st.sampled_from(["last_year", "previous_period", "period"]))
    stretch = asking.calendars.resolve(period)
    show = draw(st.lists(st.sampled_from(SHOWN), min_size=1, unique=True))
    comparison: Json = {"kind": kind, "show": sorted(show)}
    if kind == "last_year":
        basis = draw(st.sampled_from(_bases(asking, stretch)))
        comparison |= {"basis": basis} if basis else {}
    elif kind == "period":
        if grain is not None or stretch.end != stretch.whole_end:
            return None
        comparison["period"] = draw(_periods(asking))
        if comparison["period"] is None:
            return None
        other = asking.calendars.resolve(comparison["period"])
        if other.end != other.whole_end:
            return None
    others = asking.calendars.compared(comparison, period, stretch, grain)
    return comparison if others else None


def _stands_beside(
    asking: Asking, comparison: Json, period: Json | None, grain: Json | None
) -> bool:
    """Does each group of a series have one in the other period to stand beside?"""
    stretch = asking.calendars.resolve(period)
    others = asking.calendars.compared(comparison, period, stretch, grain)
    return len(others) == len(asking.calendars.windows(stretch, grain))


def _bases(asking: Asking, stretch: Stretch) -> list[str | None]:
    """The ways to a year before that the rulings fix for such a period."""
    if stretch.calendar is None:
        return ["like_for_like", "same_dates", "event"]
    calendar = asking.calendars.named(stretch.calendar)
    if calendar["kind"] == "gregorian":
        return [None, "like_for_like", "same_dates", "event"]
    year = year_of(calendar, stretch.start)
    starts_in_week_53 = stretch.start >= year_start(calendar, year) + 52 * 7 * ONE
    within_a_year = stretch.end < year_start(calendar, year + 1)
    by_weeks = within_a_year and not starts_in_week_53
    return [
        None,
        "like_for_like",
        "same_dates",
        "event",
        *(["same_week_number"] if by_weeks else []),
    ]


@st.composite
def _thresholds(draw: DrawFn, columns: list[Json]) -> Json:
    ops = ["lt", "lte", "gt", "gte", "between", "ne", "is_null", "not_null"]
    op = draw(st.sampled_from(ops))
    values = sorted(draw(st.lists(st.integers(-1, 12), min_size=2, max_size=2)))
    return {
        **draw(st.sampled_from(columns)),
        "op": op,
        "values": values[: {"between": 2, "is_null": 0, "not_null": 0}.get(op, 1)],
    }


@st.composite
def _across(draw: DrawFn, query: Json, asking: Asking, columns: list[Json]) -> Json:
    """A condition on some or all buckets, where groups of few people cannot arise."""
    threshold: Json = draw(_thresholds(columns))
    if threshold["show"] in ("running", "moving", "rank") or threshold["comparison"]:
        return threshold
    named = [*query["metrics"], threshold["metric"]]
    if not _has_time(asking, named) or _of_few(query, asking, named):
        return threshold
    if any(asking.looks_away(leaf) for leaf in asking.leaves(named)):
        return threshold  # where all that it looks at is beyond the data, it is refused
    each = {"unit": draw(st.sampled_from(UNITS[1:])), "calendar": draw(st.sampled_from(CALENDARS))}
    if any(not _stands_beside(asking, c, query["period"], each) for c in query["comparisons"]):
        return threshold
    return {**threshold, "each": each, "at_least": draw(st.sampled_from([None, 1, 2]))}


@st.composite
def _rankings(
    draw: DrawFn, query: Json, asking: Asking, columns: list[Json], labels: list[str]
) -> Json:
    within = draw(_some(labels, len(labels) - 1)) if len(labels) > 1 else []
    column = draw(st.sampled_from(columns))
    everything = [
        *query["metrics"],
        column["metric"],
        *(t["metric"] for t in query.get("thresholds", ())),
    ]
    left = [label for label in labels if label not in within]
    may_fold = (
        len(left) == 1
        and left[0] in MEMBERS
        and left[0] not in SEVERAL
        and all(asking.additive(name, False) for name in everything)
        and not (query["grain"] and any(asking.counts_days(name) for name in everything))
        and not any(query.get(beside) for beside in ("running", "moving", "ranks"))
    )
    return json_of(
        {
            **_by(column),
            "direction": draw(st.sampled_from(["asc", "desc"])),
            "limit": draw(st.integers(1, 3)),
            "within": within,
            "others": may_fold and draw(st.booleans()),
        }
    )
