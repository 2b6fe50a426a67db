"""No group of few people can be worked out of an answer: not from its rows, nor their differences.

Subtotals and counts of members are declined where few people may stand behind a group, and shares
and ranks are of what is shown alone, so the numbers of metrics are what an attacker goes by.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from semantic_layer.access import policy_for, visible
from semantic_layer.check import check
from semantic_layer.compile import compile_query
from semantic_layer.errors import NotAdditive, NotYet
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests.brute.calendars import Calendars, Window
from tests.brute.rows import Json, Row, Warehouse, holds
from tests.brute.running import BOSS, _clock, indexed
from tests.brute.worlds import World, worlds
from tests.counts import cases
from tests.noninterference.attacker import betrayed, solved
from tests.noninterference.engines import ENGINES

METRICS = ("amount", "web_amount", "gold_amount", "units", "offer_units", "plain_units")
SPLITS = ("tier", "region", "department", "channel")
WINDOWS = ("amount_so_far", "amount_ytd", "units_mtd", "units_r4w")
GRAINS = (None, None, None, "week", "month")
MINIMUM = 2
BESIDE = ("shares", "ranks", "ranking")


def test_the_attacker_solves_what_differences_tell() -> None:
    whole, part, other = frozenset({1, 2, 3}), frozenset({1, 2}), frozenset({3, 4})

    assert frozenset({3}) in solved([whole, part])
    assert frozenset({4}) in solved([whole, part, other])
    assert betrayed([whole, part], {1: "a", 2: "b", 3: "c"}, MINIMUM) == [frozenset({3})]
    assert betrayed([whole, part], {1: "a", 2: "b", 3: None}, MINIMUM) == []
    assert betrayed([whole], {1: "a", 2: "b", 3: "c"}, MINIMUM) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_no_few_people_are_told_of(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    tally = {"answers": 0, "suppressed": 0, "declined": 0}

    @settings(
        max_examples=cases(25, 1_000),
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(
        world=worlds(),
        metrics=st.lists(st.sampled_from(METRICS + WINDOWS), min_size=1, max_size=3, unique=True),
        splits=st.lists(st.sampled_from(SPLITS), max_size=1, unique=True),
        grain=st.sampled_from(GRAINS),
        beside=st.sampled_from(("", *BESIDE)),
    )
    def each(
        world: World, metrics: list[str], splits: list[str], grain: str | None, beside: str
    ) -> None:
        _, model = indexed(world.text)
        people = {row["line_id"]: _person(row, world) for row in world.tables["sales"]}
        assume(len(set(people.values()) - {None}) >= MINIMUM)
        dimensions = ["tier", *(each for each in splits if each != "tier")]
        query = _query(metrics, dimensions, grain, beside)
        try:
            columns, rows = _answer(query, world, engine)
        except (NotAdditive, NotYet):
            tally["declined"] += 1
            return
        shown = list(_sums(query, columns, rows, model, world))
        assert betrayed(shown, people, MINIMUM) == [], (query, rows)
        tally["answers"] += bool(rows)
        tally["suppressed"] += any(row[-1] for row in rows)

    each()

    with capsys.disabled():
        print(f"\n{engine}: {tally}")
    assert tally["suppressed"] > 0


def _person(line: Row, world: World) -> Any:
    """Whose line it is; of whom nothing is known, there is nothing to tell."""
    known = {each["member_id"] for each in world.tables["members"]}
    return line["member_id"] if line["member_id"] in known else None


def _query(metrics: list[str], dimensions: list[str], grain: str | None, beside: str) -> Json:
    """Over all days, so that every line of the world is asked for."""
    query: Json = {"metrics": metrics, "dimensions": dimensions, "period": {"kind": "dates"}}
    if grain:
        query["grain"] = {"unit": grain, "calendar": "fiscal"}
    match beside:
        case "ranking":
            return query | {"ranking": {"by": metrics[0], "limit": 2}}
        case "shares" | "ranks":
            return query | {beside: [{"metric": metrics[0]}]}
    return query


def _answer(query: Json, world: World, engine: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    index, model = indexed(world.text)
    policy = policy_for(index, BOSS, "few")
    seen = visible(index, policy)
    compiled = compile_query(MetricQuery.model_validate(query), seen, _clock(world, index))
    statement = check(secure(compiled, seen, policy), seen, policy, engine)
    with ENGINES[engine](model, world.tables) as run:
        return [each.name for each in compiled.columns], run(statement.readable)


def _sums(
    query: Json, columns: list[str], rows: list[tuple[Any, ...]], model: Json, world: World
) -> Iterator[frozenset[Any]]:
    """The lines that each number shown is the sum of."""
    warehouse, names = Warehouse(model, world.tables), query["dimensions"]
    calendars, grain = Calendars(model, world.clock), query.get("grain")
    windows = calendars.windows(calendars.resolve(query["period"]), grain)
    definitions = {each["name"]: each for each in model["metrics"]}
    for row in rows:
        group = tuple(row[columns.index(name)] for name in names)
        label = row[columns.index(grain["unit"])] if grain else None
        window = next(each for each in windows if each.label == label)
        within = [e for e in world.tables["sales"] if _is_in(e, group, names, warehouse)]
        for metric in map(definitions.__getitem__, query["metrics"]):
            base = definitions[metric.get("of", metric["name"])]
            first, last = _days(metric, window, calendars)
            yield frozenset(
                line["line_id"]
                for line in within
                if line["sold_on"] is not None
                and first <= line["sold_on"] <= last
                and _counts(base, line, warehouse)
            )


def _days(metric: Json, window: Window, calendars: Calendars) -> tuple[date, date]:
    if "of" not in metric:
        return window.first, window.last
    days = calendars.spread(metric["window"], window, True)
    assert days is not None  # only what is compared, or looks ahead, may lack days
    return days


def _is_in(line: Row, group: tuple[Any, ...], names: list[str], warehouse: Warehouse) -> bool:
    own = tuple(
        warehouse.none_label(name) if member is None else member
        for name in names
        for member in (warehouse.member("sales", line, name),)
    )
    return own == group


def _counts(definition: Json, line: Row, warehouse: Warehouse) -> bool:
    return holds(definition.get("where"), line, {}) and all(
        warehouse.meets("sales", line, each, None) for each in definition.get("filters", ())
    )
