"""Random queries that a person could have asked, over a model and its members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

from semantic_layer.calendars.resolve import period_unsaid, resolve
from semantic_layer.errors import QuestionError
from semantic_layer.interpret.as_of import own_days
from semantic_layer.interpret.telling.times import days_of, timeless
from semantic_layer.model.definitions import DataType
from semantic_layer.model.metrics import Ratio
from semantic_layer.query import TIME, Basis, MetricQuery
from tests.semantic_layer.interpret.drawn.house import House
from tests.semantic_layer.interpret.drawn.periods import period
from tests.semantic_layer.interpret.drawn.same import plain

Json = dict[str, Any]
DATED = (DataType.DATE, DataType.TIMESTAMP)
NUMBERED = (DataType.INTEGER, DataType.DECIMAL)
UNITS = ("day", "week", "month", "quarter", "year")
SHAPES = (
    *("plain", "ranked", "limited", "counted", "averaged"),
    *("series", "share", "part", "subtotals", "members"),
)


class Unasked(Exception):
    """Nobody asks for what was drawn."""


def drawn(random: Random, house: House, shape: str = "") -> MetricQuery:
    """A query that compiles, and of which all periods have days."""
    while True:
        try:
            made = MetricQuery.model_validate(_Drawing(random, house).query(shape))
            house.statement(made)
            plain(made, house)
            _has_its_weekdays(made, house)
            _has_its_weeks(made, house)
            _has_another_beside(made, house)
            _is_long_enough(made, house)
        except (Unasked, QuestionError, ValueError):
            continue
        return made


def _has_its_weekdays(query: MetricQuery, house: House) -> None:
    """Of days that hold no Friday nobody asks for the Fridays."""
    period = query.period or period_unsaid(query.metrics, house.index)
    week = resolve(period, house.index, house.asked.clock, future=True).days >= 7
    for each in query.filters:
        if each.members is not None:
            _has_its_weekdays(each.members, house)
        elif not week and house.index.dimension(each.dimension).on.get("calendar"):
            raise Unasked


def _has_its_weeks(query: MetricQuery, house: House) -> None:
    """Days that are told by their dates belong to no calendar that numbers their weeks."""
    period = query.period or period_unsaid(query.metrics, house.index)
    named = resolve(period, house.index, house.asked.clock, future=True).calendar
    by_weeks = any(each.basis is Basis.SAME_WEEK_NUMBER for each in query.comparisons)
    if by_weeks and days_of(query, house.index, house.asked.clock).calendar != named:
        raise Unasked


def _is_long_enough(query: MetricQuery, house: House) -> None:
    """A pace is of more than a day: whoever names one means the days up to it."""
    period = query.period or period_unsaid(query.metrics, house.index)
    days = resolve(period, house.index, house.asked.clock, future=True)
    if own_days(query.metrics, house.index) is not None and days.start == days.whole_end:
        raise Unasked
    for named in query.filters:
        if named.members is not None:
            _is_long_enough(named.members, house)


def _has_another_beside(query: MetricQuery, house: House) -> None:
    """Nobody compares days with themselves."""
    period = query.period or period_unsaid(query.metrics, house.index)
    own = resolve(period, house.index, house.asked.clock, future=True)
    for each in query.comparisons:
        if each.period is not None:
            other = resolve(each.period, house.index, house.asked.clock, future=True)
            whole = (other.start, other.whole_end) == (own.start, own.whole_end)
            if whole or (other.start, other.end) == (own.start, own.end):
                raise Unasked
    for named in query.filters:
        if named.members is not None:
            _has_another_beside(named.members, house)


class _Drawing:
    def __init__(self, random: Random, house: House) -> None:
        self.random, self.house, self.index = random, house, house.index

    def seldom(self, one_in: int = 4) -> bool:
        return self.random.randrange(one_in) == 0

    def some(self, names: list[str], least: int, most: int) -> list[str]:
        if len(names) < least:
            raise Unasked
        return self.random.sample(names, min(len(names), self.random.randint(least, most)))

    def query(self, shape: str) -> Json:
        random = self.random
        metrics = random.sample(self.house.metrics, random.choice((1, 1, 1, 2, 3)))
        if any(self.index.metric(own).plan == plan for plan, own in pairwise(metrics)):
            raise Unasked  # "planned and net sales" are one number and its plan
        reached = [self.index.reachable(name) for name in metrics]
        reach = [name for name in self.index.dimensions if all(name in each for each in reached)]
        groups = [name for name in reach if self.type(name) in (DataType.STRING, DataType.BOOLEAN)]
        filtered = self.some(reach, 0, 2) if self.seldom(2) else []
        found: Json = {
            "metrics": metrics,
            "dimensions": [],
            "period": None if self.seldom() else period(random, self.house),
            "filters": [each for name in filtered for each in self.filter(name)],
            "comparisons": self.comparisons() if self.seldom(3) else [],
        }
        if found["comparisons"] and timeless(tuple(metrics), self.index):
            raise Unasked  # what is kept as it stands has no past
        getattr(self, shape or random.choice(SHAPES))(found, groups)
        found["filters"] += self.with_one(found)
        return found

    def with_one(self, found: Json) -> Iterator[Json]:
        """A breakdown by holiday is of the holidays."""
        filtered = {each["dimension"] for each in found["filters"]}
        for name in found["dimensions"]:
            if self.index.dimension(name).breakdown_without_none and name not in filtered:
                yield {"dimension": name, "op": "not_null"}

    def type(self, name: str) -> DataType:
        return self.index.dimension(name).type

    # shapes

    def plain(self, found: Json, groups: list[str]) -> None:
        found["dimensions"] = self.some(groups, 0, 2)
        if self.seldom(3):
            found["grain"] = self.grain()
        self.ordered(found)

    def series(self, found: Json, groups: list[str]) -> None:
        found["dimensions"] = self.some(groups, 0, 1)
        found["grain"] = {**self.grain(), "fill": self.seldom(5)}
        compared = bool(found["comparisons"])
        along = [{"metric": m, "compared": compared} for m in found["metrics"]]
        if self.seldom(3):
            count = self.random.choice((2, 3, 12))
            found["moving"] = [{**each, "count": count} for each in along]
        elif self.seldom(2):
            restart = self.random.choice((None, None, "month", "quarter", "year"))
            found["running"] = [{**each, "restart": restart} for each in along]

    def ranked(self, found: Json, groups: list[str]) -> None:
        subject = self.nouns(groups, 1)[0]
        within = self.some([n for n in groups if n != subject], 0, 1) if self.seldom(2) else []
        rest = [n for n in groups if n not in (subject, *within)]
        their = self.some(rest, 0, 1) if self.seldom(5) else []
        found["dimensions"] = [*within, subject, *their]
        if not (within or their) and self.seldom(4):
            found["grain"], within = self.grain(), [TIME]
        found["ranking"] = {
            **self.column(found),
            "direction": self.way(),
            "limit": self.random.choice((1, 3, 5, 10)),
            "within": within,
            "others": self.seldom(6),
        }
        if self.seldom(6):
            found["thresholds"] = [self.threshold(found)]

    def limited(self, found: Json, groups: list[str]) -> None:
        found["dimensions"] = self.some(groups, 0, 2)
        if not found["dimensions"] or self.seldom(6):
            found["grain"] = self.grain()
        found["thresholds"] = self.thresholds(found, self.random.choice((1, 1, 2)))
        if self.seldom(4) and found["dimensions"]:
            each = {"unit": self.random.choice(UNITS[1:4])}
            across = {"each": each, "at_least": self.random.choice((None, 1, 2, 5))}
            found["thresholds"] = [{**one, **across} for one in found["thresholds"]]
        self.ordered(found)

    def counted(self, found: Json, groups: list[str]) -> None:
        over_time = self.seldom(5)
        found["dimensions"] = self.nouns(groups, 1) if not over_time else self.some(groups, 0, 1)
        found["counted"] = TIME if over_time else found["dimensions"][0]
        if over_time:
            found["grain"] = {"unit": self.random.choice(UNITS)}
        elif self.seldom(2):
            found["dimensions"] += self.some([n for n in groups if n != found["counted"]], 1, 1)
        limits = self.random.choice((1, 1, 2)) if over_time or self.seldom(2) else 0
        found["thresholds"] = self.thresholds(found, limits)

    def averaged(self, found: Json, groups: list[str]) -> None:
        if any(isinstance(self.index.metric(name), Ratio) for name in found["metrics"]):
            raise Unasked  # the mean of a rate over some rows is the rate
        shown = self.some(groups, 0, 1)
        if self.seldom(3):
            dated = any(self.index.dimension(name).on.get("calendar") for name in shown)
            found["grain"] = {"unit": self.random.choice(UNITS), "fill": not dated}
            found["dimensions"], found["averaged"] = shown, [TIME]
        else:
            over = self.nouns([name for name in groups if name not in shown], 1)
            if self.index.dimension(over[0]).on.get("calendar"):
                raise Unasked
            found["dimensions"], found["averaged"] = [*shown, *over], over
        if shown and self.seldom(3):
            found["thresholds"] = [self.threshold(found)]

    def share(self, found: Json, groups: list[str]) -> None:
        names = found["dimensions"] = self.some(groups, 1, 2)
        found["filters"] = [each for each in found["filters"] if each["dimension"] not in names]
        if self.seldom(5):
            found["grain"] = self.grain()
        of = names[:-1] if self.seldom(2) else []
        of = [*of, TIME] if found.get("grain") and self.seldom(3) else of
        shared = [m for m in found["metrics"] if self.index.metric(m).unit != "fraction"]
        found["shares"] = [{"metric": m, "of": of} for m in shared or found["metrics"][:1]]
        if self.seldom(4) and not found["comparisons"]:
            by, low = found["shares"][0]["metric"], self.random.choice((0.05, 0.125))
            limit = {"metric": by, "show": "share", "op": self.random.choice(("gt", "lte"))}
            found["thresholds"] = [{**limit, "values": [low]}]
        elif self.seldom(4) and len(names) == 1 and not found.get("grain"):
            names = found["dimensions"] = self.nouns(groups, 1)
            found["filters"] = [each for each in found["filters"] if each["dimension"] not in names]
            found["ranking"] = {"by": found["metrics"][0], "limit": 3}

    def part(self, found: Json, groups: list[str]) -> None:
        if isinstance(self.index.metric(found["metrics"][0]), Ratio):
            raise Unasked
        found["dimensions"] = self.some(groups, 0, 1)
        names = self.some([name for name in groups if name in self.house.members], 1, 1)
        conditions = [self.listed(name, "in") for name in names]
        found["shares"] = [{"metric": found["metrics"][0], "part": conditions}]

    def subtotals(self, found: Json, groups: list[str]) -> None:
        found["dimensions"] = found["subtotals"] = self.some(groups, 1, 2)

    def members(self, found: Json, groups: list[str]) -> None:
        subject = self.nouns([name for name in groups if name in self.house.members], 1)[0]
        by = self.random.choice(found["metrics"])
        days = period(self.random, self.house)
        inner: Json = {"metrics": [by], "dimensions": [subject], "period": days, "filters": []}
        if self.seldom(2):
            inner["ranking"] = {"by": by, "limit": 5, "direction": self.way()}
        else:
            inner["thresholds"] = [self.threshold({**inner, "comparisons": []})]
        inner["filters"] += self.with_one(inner)
        op = self.random.choice(("in", "in", "not_in"))
        found["filters"].append({"dimension": subject, "op": op, "members": inner})
        found["dimensions"] = self.random.choice(([], [subject]))
        if self.seldom(3):
            found["grain"] = self.grain()

    # parts

    def nouns(self, groups: list[str], count: int) -> list[str]:
        """What has members to count, rank or average over; not "private label or not"."""
        return self.some([n for n in groups if self.type(n) is not DataType.BOOLEAN], count, count)

    def way(self) -> str:
        return self.random.choice(("asc", "desc"))

    def grain(self) -> Json:
        unit = self.random.choice(UNITS)
        return {"unit": unit, "calendar": self.random.choice(self.house.calendars)}

    def ordered(self, found: Json) -> None:
        labels = [*found["dimensions"], *([TIME] if found.get("grain") else [])]
        if labels and self.seldom(4):
            found["order"] = [{**self.column(found), "direction": self.way()}]
        elif labels and self.seldom(6):
            found["order"] = [{"by": self.random.choice(labels), "direction": self.way()}]
        if labels and self.seldom(10):
            found["limit"] = self.random.choice((1, 5, 20))

    def column(self, found: Json) -> Json:
        shows = ["value", "value", *(s for each in found["comparisons"] for s in each["show"])]
        return {"by": self.random.choice(found["metrics"]), "show": self.random.choice(shows)}

    def thresholds(self, found: Json, count: int) -> list[Json]:
        made = [self.threshold(found) for _ in range(count)]
        return [each for at, each in enumerate(made) if each not in made[:at]]

    def threshold(self, found: Json) -> Json:
        column = self.column(found)
        op = self.random.choice(("lt", "lte", "gt", "gte", "between", "eq", "ne"))
        op = self.random.choice(("is_null", "not_null")) if self.seldom(20) else op
        rate = self.index.metric(column["by"]).unit == "fraction" or column["show"] == "growth"
        low = self.random.choice((0.05, 0.1, 0.125) if rate else (10, 250, 1000, 12_500.5))
        values = {"between": [low, low * 2], "is_null": [], "not_null": []}.get(op, [low])
        return {"metric": column["by"], "show": column["show"], "op": op, "values": values}

    def filter(self, name: str) -> Iterator[Json]:
        kind, random = self.type(name), self.random
        if kind in DATED:
            last = self.house.asked.clock.watermark
            days = sorted(last - timedelta(days=random.randint(0, 900)) for _ in range(2))
            yield self.bound(name, days)
        elif kind is DataType.BOOLEAN:
            yield {"dimension": name, "values": [random.choice((True, False))]}
        elif name in self.house.members:
            none = self.index.dimension(name).none_label and self.seldom(4)
            null = {"dimension": name, "op": random.choice(("is_null", "not_null"))}
            yield null if none else self.listed(name)
        elif kind in NUMBERED:
            yield self.bound(name, [20, 45])

    def bound(self, name: str, values: list[Any]) -> Json:
        op = self.random.choice(("lt", "lte", "gt", "gte", "between"))
        return {"dimension": name, "op": op, "values": values if op == "between" else values[:1]}

    def listed(self, name: str, op: str = "") -> Json:
        known = self.house.members[name]
        count = min(len(known), self.random.choice((1, 1, 2, 3)))
        values: list[Any] = self.random.sample(known, count)
        if self.type(name) is DataType.INTEGER:
            values = [int(each) for each in values]
        op = op or self.random.choice(("in", "in", "in", "not_in"))
        return {"dimension": name, "op": op, "values": values}

    def comparisons(self) -> list[Json]:
        kinds = self.random.sample(("last_year", "previous_period", "plan", "period"), 4)
        show = ["comparison", *self.random.sample(("change", "growth"), self.random.randint(0, 2))]
        return [self.comparison(kind, show) for kind in kinds[: 2 if self.seldom(5) else 1]]

    def comparison(self, kind: str, show: list[str]) -> Json:
        found: Json = {"kind": kind, "show": show}
        if kind == "last_year":
            bases = (None, None, "like_for_like", "same_dates", "event", "same_week_number")
            found["basis"] = self.random.choice(bases)
        if kind == "period":
            found["period"] = period(self.random, self.house)
        return found
