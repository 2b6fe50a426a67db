"""Random periods of every kind, as people say them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.semantic_layer.interpret.drawn.house import House

Json = dict[str, Any]
UNITS = ("week", "month", "quarter", "year")
SHORTER = {"month": "week", "quarter": "month", "year": "week", "week": "day"}
MOST = {"week": 52, "quarter": 4}


def period(random: Random, house: House) -> Json:
    return random.choice(DRAWS)(random, house)


def _calendar(random: Random, house: House) -> str | None:
    return random.choice((None, None, *house.calendars))


def _two_days(random: Random, house: House) -> tuple[date, date]:
    clock = house.asked.clock
    span = (clock.watermark - clock.first_day).days
    one, two = (clock.first_day + timedelta(days=random.randint(0, span)) for _ in range(2))
    return min(one, two), max(one, two)


def _dates(random: Random, house: House) -> Json:
    start, end = _two_days(random, house)
    ends: tuple[tuple[date | None, date | None], ...]
    ends = ((start, end), (start, start), (start, None), (None, end))
    first, last = random.choice(ends)
    return {"kind": "dates", "start": first, "end": last}


def _day(random: Random, _: House) -> Json:
    back, weekday = {"offset": -random.randint(1, 9)}, {"weekday": random.randint(0, 6)}
    return {"kind": "day", **random.choice((back, weekday))}


def _relative(random: Random, house: House) -> Json:
    unit = random.choice(UNITS)
    found = {"kind": "relative", "unit": unit, "calendar": _calendar(random, house)}
    count = random.randint(2, 3 if unit == "year" else 13)
    several, one = {"offset": -count, "count": count}, {"offset": -(count % 3)}
    return {**found, **random.choice((several, one))}


def _rolling(random: Random, _: House) -> Json:
    unit = random.choice(("day", *UNITS))
    return {"kind": "rolling", "unit": unit, "count": random.randint(1, 13)}


def _named(random: Random, house: House) -> Json:
    unit, year = random.choice(UNITS), random.choice((None, 2025, 2026))
    calendar = _calendar(random, house)
    found: Json = {"kind": "named", "unit": unit, "year": year, "calendar": calendar}
    if unit == "month":
        of = random.choice(("calendar", "gregorian"))
        return {**found, "month_of": random.randint(1, 12), "year_of": of}
    if unit == "year":
        return {**found, "year": year or 2025}
    return {**found, "number": random.randint(1, MOST[unit])}


def _holding(random: Random, house: House) -> Json:
    return {"kind": "holding", "unit": "week", "day": _two_days(random, house)[0]}


def _within(random: Random, house: House) -> Json:
    outer = _named(random, house)
    position, unit = random.choice((1, 2, -1)), SHORTER[outer["unit"]]
    return {"kind": "within", "unit": unit, "position": position, "period": outer}


def _holiday(random: Random, house: House) -> Json:
    name = random.choice(house.index.model.holidays).name
    return {"kind": "holiday", "name": name, "year": random.choice((None, 2025))}


def _season(random: Random, house: House) -> Json:
    name = random.choice(house.index.model.seasons).name
    return {"kind": "season", "name": name, "year": random.choice((None, 2024))}


def _span(random: Random, house: House) -> Json:
    last = {**_named(random, house), "year": 2026}
    first = {**last, "year": 2025}
    ends: tuple[Json, ...] = ({"start": first, "end": last}, {"start": first})
    ends = (*ends, {"start": first, "exclusive_start": True})
    return {"kind": "span", **random.choice(ends)}


def _before(random: Random, house: House) -> Json:
    return {"kind": "before", "period": {**_named(random, house), "year": 2025}}


DRAWS = (
    *(_dates, _day, _relative, _relative, _rolling, _named, _named, _holding, _within),
    *(_holiday, _season, _span, _before),
)
