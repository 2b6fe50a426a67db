"""Random small warehouses, and random questions that can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.brute.calendars import Clock, unit_holding
from tests.brute.rows import Json, Row, Tables

ONE = timedelta(days=1)
MEMBERS: dict[str, tuple[Any, ...]] = {
    "store": ("Elm", "Oak", "Bay"),
    "region": ("North", "South"),
    "zone": ("Inner", "Outer"),
    "product": ("Pen", "Ink", "Mug", "Kite"),
    "department": ("Home", "Paper", "Toys"),
    "brand": ("Acme", "Bolt"),
    "tier": ("Gold", "Silver", "Basic"),
    "offer": ("Autumn", "Spring"),
    "channel": ("Shop", "Web"),
    "feast": ("Fair",),
    "label": ("Gift", "School", "Eco"),
    "occasion": ("Feast", "Care"),
    "placed_by": ("Ann", "Bob"),
    "keeper": ("Ada", "Bea"),
    "weekday": ("Sat", "Sun", "Work"),
}
POLICIES = ("region", "department", "zone", "label")
# Edges of the calendars: the 53rd week of fiscal 2023, a leap day, ends of years and months.
EDGES = tuple(
    date.fromisoformat(day)
    for day in ("2024-02-03", "2024-02-29", "2024-01-01", "2023-12-31", "2024-03-02", "2025-02-01")
)
LONG_AGO = date(2020, 1, 31)
# Days from which another version of what is comparable is in force.
VERSIONS = (date(2022, 6, 1), date(2024, 1, 1), date(2024, 2, 4), date(2024, 2, 20))


@dataclass(frozen=True)
class World:
    """A model's JSON with rows for each of its datasets, and the clock that they are read by."""

    text: str = field(repr=False)  # the whole model: too long to be told with a failure
    tables: Tables
    clock: Clock
    policy: str
    permitted: tuple[str, ...]

    def __repr__(self) -> str:
        rows = "\n".join(f"  {name}: {each}" for name, rows in self.tables.items() for each in rows)
        return f"World({self.clock}, {self.policy} {self.permitted}, {first_lines(self)}\n{rows})"


def first_lines(world: World) -> str:
    calendars = yaml.safe_load(world.text)
    return str((calendars["model"]["time"]["default_calendar"], calendars["calendars"][0]))


@cache
def _model_text() -> str:
    return (Path(__file__).parent / "model.yaml").read_text()


def filled_in(
    clock: Clock,
    default: str,
    kind: str,
    weeks: str,
    *,
    whole: tuple[bool, bool],
    policy: str,
    included: bool = False,
    version: tuple[date, int] = (date(2024, 2, 4), 3),
) -> str:
    """The model's text with the words in capitals set."""
    settings = {
        "FIRST_DAY": clock.first_day.isoformat(),
        "DEFAULT": default,
        "KIND": kind,
        "WEEK_STARTS": weeks,
        "SALES_WHOLE": str(whole[0]).lower(),
        "OTHERS_WHOLE": str(whole[1]).lower(),
        "POLICY": policy,
        "INCLUDED": str(included).lower(),
        "VERSION_FROM": version[0].isoformat(),
        "VERSION_MONTHS": str(version[1]),
    }
    text = _model_text()
    for word, value in settings.items():
        text = text.replace(word, value)
    return text


@st.composite
def worlds(draw: DrawFn) -> World:
    first_day = draw(st.sampled_from([date(2023, 1, 29), date(2023, 2, 10), date(2022, 12, 1)]))
    watermark = draw(st.sampled_from(EDGES)) + draw(st.integers(0, 45)) * ONE
    clock = Clock(watermark + ONE, watermark, first_day)
    policy, whole = draw(st.sampled_from(POLICIES)), (draw(st.booleans()), draw(st.booleans()))
    default = draw(st.sampled_from(["fiscal", "gregorian"]))
    kind = draw(st.sampled_from(["retail_454", "retail_445", "retail_544"]))
    weeks = draw(st.sampled_from(["sunday", "monday"]))
    included = draw(st.booleans())
    version = draw(st.sampled_from(VERSIONS)), draw(st.sampled_from([1, 3, 13]))
    text = filled_in(
        clock,
        default,
        kind,
        weeks,
        whole=whole,
        policy=policy,
        included=included,
        version=version,
    )
    permitted = draw(st.lists(st.sampled_from(MEMBERS[policy]), min_size=1, unique=True))
    tables = _tables(draw, clock, whole, weeks)
    tables["keepers"] = draw(keepers(clock, included=included))
    return World(text, tables, clock, policy, tuple(sorted(permitted)))


def _tables(draw: DrawFn, clock: Clock, whole: tuple[bool, bool], weeks: str) -> Tables:
    """Rows with nulls, days without rows, facts of one side only and joins without a partner."""
    days = _days(clock)
    stores, products = draw(st.integers(any(whole), 3)), draw(st.integers(any(whole), 4))
    store, product = _keys(stores, 3, whole[0]), _keys(products, 4, whole[0])
    other_store, other_product = _keys(stores, 3, whole[1]), _keys(products, 4, whole[1])

    def rows(most: int, **columns: st.SearchStrategy[Any]) -> list[Row]:
        least = draw(st.sampled_from([0, most // 2, most, most]))
        return draw(st.lists(st.fixed_dictionaries(columns), min_size=least, max_size=most))

    tables: Tables = {
        "districts": [{"district_id": 1, "zone": "Inner"}, {"district_id": 2, "zone": "Outer"}],
        "stores": [
            {
                "store_id": number,
                "store_name": MEMBERS["store"][draw(st.integers(0, number - 1))],
                "region": draw(st.sampled_from(["North", "South", None])),
                "district_id": draw(st.sampled_from([1, 2, 3, None])),
                "opened_on": draw(days | st.just(LONG_AGO)),
                "closed_on": draw(st.none() | st.none() | days),
            }
            for number in range(1, stores + 1)
        ],
        "products": [
            {
                "product_id": number,
                "product_name": MEMBERS["product"][number - 1],
                "department": draw(st.sampled_from(MEMBERS["department"])),
                "brand": draw(st.sampled_from(["Acme", "Bolt", None])),
                "list_price": draw(st.sampled_from([Decimal("5.00"), Decimal("7.50"), None])),
                "is_own": draw(st.booleans()),
            }
            for number in range(1, products + 1)
        ],
        "labels": [
            {"label_id": 1, "label": "Gift", "occasion": "Feast"},
            {"label_id": 2, "label": "School", "occasion": "Feast"},
            {"label_id": 3, "label": "Eco", "occasion": draw(st.sampled_from(["Care", None]))},
        ],
        "product_labels": rows(
            8,
            product_id=st.none() | st.integers(1, 4),
            label_id=st.none() | st.integers(1, 4),
            placed_by=st.sampled_from(["Ann", "Bob", None]),
        ),
        "members": [
            {"member_id": number, "tier": draw(st.sampled_from(["Gold", "Silver", "Basic", None]))}
            for number in range(1, draw(st.integers(0, 4)) + 1)
        ],
        "offers": [
            {"offer_id": 1, "offer_name": "Spring"},
            {"offer_id": 2, "offer_name": "Autumn"},
        ],
        "sales": rows(
            20,
            order_id=st.integers(1, 5),
            sold_on=days,
            shipped_on=st.none() | days,
            store_id=store,
            product_id=product,
            member_id=st.none() | st.integers(1, 4),
            offer_id=st.sampled_from([1, 2, 3, None]),
            channel=st.sampled_from(MEMBERS["channel"]),
            quantity=st.integers(0, 5),
            amount=st.none() | st.integers(-200, 2000).map(lambda cents: Decimal(cents) / 100),
            unit_cost=st.integers(0, 300).map(lambda cents: Decimal(cents) / 100),
        ),
        "returns": rows(
            6,
            line_id=st.none() | st.integers(1, 16),
            returned_on=st.none() | days,
            store_id=other_store,
            product_id=other_product,
            quantity=st.integers(1, 3),
        ),
        "visits": rows(6, date=days, store_id=other_store, visitors=st.integers(0, 30)),
        "plan": rows(
            6,
            week_start=st.integers(0, 60).map(lambda back: _week(clock, weeks, back)),
            store_id=other_store,
            planned=st.integers(0, 900).map(lambda cents: Decimal(cents) / 100),
        ),
        "stock": rows(
            10,
            counted_on=st.integers(0, 60).map(lambda weeks: clock.watermark - weeks * 7 * ONE)
            | st.integers(0, 4).map(lambda weeks: clock.watermark - weeks * 7 * ONE),
            store_id=other_store,
            product_id=other_product,
            units=st.integers(0, 9),
            unit_value=st.integers(1, 300).map(lambda cents: Decimal(cents) / 100),
        ),
    }
    for name, key in (
        ("sales", "line_id"),
        ("returns", "return_id"),
        ("product_labels", "row_id"),
    ):
        tables[name] = [{**row, key: n} for n, row in enumerate(tables[name], 1)]
    tables["stock"] = _unique(tables["stock"], ("counted_on", "store_id", "product_id"))
    tables["plan"] = _unique(tables["plan"], ("week_start", "store_id"))
    tables["visits"] = _unique(tables["visits"], ("date", "store_id"))
    return {**tables, "days": _calendar(draw, tables)}


@st.composite
def keepers(draw: DrawFn, clock: Clock, *, included: bool) -> list[Row]:
    """Stretches of each store that do not overlap, with gaps, and with ends that are open."""
    found: list[Row] = []
    for store in (1, 2, 3):
        ends = sorted(draw(st.sets(_days(clock), max_size=4)))
        stretches = list(zip(ends[::2], ends[1::2], strict=False))
        for n, (since, until) in enumerate(stretches):
            first, last = n == 0, n == len(stretches) - 1
            found.append(
                {
                    "keeper_id": len(found) + 1,
                    "store_id": store,
                    "since": None if first and draw(st.booleans()) else since,
                    "until": None if last and draw(st.booleans()) else until,
                    "keeper": draw(st.sampled_from(MEMBERS["keeper"])),
                }
            )
        if len(stretches) == 1 and not included and draw(st.booleans()):
            found[-1]["until"] = found[-1]["until"] or ends[1]
            found.append(
                {
                    "keeper_id": len(found) + 1,
                    "store_id": store,
                    "since": found[-1]["until"],
                    "until": None,
                    "keeper": draw(st.sampled_from(MEMBERS["keeper"])),
                }
            )
    return found


def _keys(there: int, most: int, whole: bool) -> st.SearchStrategy[int]:
    """Keys of rows that are there, or where the model allows it, of some that are not."""
    return st.integers(1, there if whole else most)


def _days(clock: Clock) -> st.SearchStrategy[date]:
    """Days near the watermark, a year before it, at the calendars' edges, and any others."""
    length = (clock.watermark - clock.first_day).days
    near = st.integers(0, 60).map(lambda back: clock.watermark - back * ONE)
    edge = st.builds(lambda day, by: day + by * ONE, st.sampled_from(EDGES), st.integers(-1, 1))
    last_year = st.integers(330, 425).map(lambda back: clock.watermark - back * ONE)
    anywhere = st.integers(-5, length).map(lambda forth: clock.first_day + forth * ONE)
    return (near | near | edge | last_year | anywhere).map(lambda day: min(day, clock.watermark))


def _calendar(draw: DrawFn, tables: Tables) -> list[Row]:
    """Each day that a row has; a feast on some of them."""
    fair = draw(st.integers(1, 4))
    days = {value for rows in tables.values() for row in rows for value in row.values()}
    return [
        {
            "date": day,
            "weekday": {5: "Sat", 6: "Sun"}.get(day.weekday(), "Work"),
            "feast": "Fair" if day.day % fair == 0 else None,
        }
        for day in sorted(each for each in days if isinstance(each, date))
    ]


def _week(clock: Clock, starts: str, back: int) -> date:
    """The first day of a week; the plan runs on for some weeks after the data."""
    ahead = clock.watermark + 14 * ONE - back * 7 * ONE
    return unit_holding({"week_starts": starts}, "week", ahead)[0]


def _unique(rows: list[Row], key: tuple[str, ...]) -> list[Row]:
    return list({tuple(row[column] for column in key): row for row in rows}.values())


def json_of(value: Any) -> Json:
    """A query's JSON without what is not asked for."""
    return {key: each for key, each in value.items() if each not in (None, (), [])}
