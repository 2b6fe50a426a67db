"""Do two queries ask the same?"""

from __future__ import annotations

from typing import Any

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.resolve import period_unsaid, resolve
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Filter, MetricQuery
from tests.semantic_layer.interpret.drawn.house import House


def plain(query: MetricQuery, house: House) -> dict[str, Any]:
    """A query in one of the ways to say it.

    A period is told by its days, what it is compared with by the days of that; a series by the name
    of its calendar. What holds at once, conditions and listed members, is put in one order.
    """
    index, clock = house.index, house.asked.clock
    period = query.period or period_unsaid(query.metrics, index)
    days = resolve(period, index, clock, future=index.plans.issuperset(query.metrics))
    found = query.model_dump(mode="json")
    found["period"] = (days.start, days.end, days.whole_end, days.runs)
    compared = []
    for each in query.comparisons:
        other = compare_period(each, period, days, index, clock)
        at = (other.period.start, other.period.end, other.shift, other.moved)
        shows = sorted({"comparison", *each.show})
        compared.append((each.kind, at, shows))
    found["comparisons"] = compared
    anew = any(each.restart for each in query.running)
    found["grain"] = _grain(found["grain"], index, of_days=anew)
    found["filters"] = sorted((_filter(each, house) for each in query.filters), key=repr)
    found["shares"] = sorted((each.model_dump() for each in query.shares), key=repr)
    found["thresholds"] = sorted(
        ({**each, "each": _grain(each["each"], index)} for each in found["thresholds"]), key=repr
    )
    return found


def _grain(
    grain: dict[str, Any] | None, index: ModelIndex, *, of_days: bool = False
) -> dict[str, Any] | None:
    """By its calendar's name; a day is one on all of them, unless months start something anew."""
    if grain is None:
        return None
    named = grain["unit"] != "day" or of_days
    calendar = index.calendar(grain["calendar"]).name if named else None
    return {**grain, "calendar": calendar}


def _filter(each: Filter, house: House) -> dict[str, Any]:
    found = each.model_dump(mode="json")
    found["values"] = sorted(found["values"], key=repr)
    if each.members is not None:
        found["members"] = plain(each.members, house)
    return found


def in_order(query: MetricQuery) -> MetricQuery:
    """What holds at once in one order, so that the statements can be compared."""
    filters = sorted((_in_order(each) for each in query.filters), key=repr)
    thresholds = sorted(query.thresholds, key=repr)
    return query.model_copy(update={"filters": tuple(filters), "thresholds": tuple(thresholds)})


def _in_order(each: Filter) -> Filter:
    if each.members is not None:
        return each.model_copy(update={"members": in_order(each.members)})
    return each.model_copy(update={"values": tuple(sorted(each.values, key=repr))})
