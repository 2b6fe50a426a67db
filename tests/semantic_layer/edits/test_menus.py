"""What is offered can be asked, and is what the asker may see."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from semantic_layer.edits import Asks, Edit, Menu, PartOf, edited, menus
from semantic_layer.errors import QuestionError
from semantic_layer.query import MetricQuery
from tests.counts import cases
from tests.semantic_layer.interpret.asking import CLOCK, query_of, seen_by
from tests.semantic_layer.interpret.drawn.house import House, dunmore, larkfield
from tests.semantic_layer.interpret.drawn.queries import drawn

MOST_REFUSED = 0.06  # of picks in queries drawn at random: what no part tells by itself


def offered(text: str, person: str = "executive") -> list[Menu]:
    index, _ = seen_by(person)
    return list(menus(query_of(text), index, CLOCK))


def menu(text: str, part: PartOf, at: int = 0, person: str = "executive") -> Menu:
    return next(each for each in offered(text, person) if (each.part, each.at) == (part, at))


def current(found: Menu) -> list[str]:
    return [each.to for each in found.options if each.current]


def test_each_part_says_what_it_is_now() -> None:
    text = "top 5 states by refunds last month vs last year"

    assert current(menu(text, PartOf.METRIC)) == ["returns_amount"]
    assert current(menu(text, PartOf.PERIOD)) == ["last_month"]
    assert current(menu(text, PartOf.COMPARISON)) == ["last_year"]
    assert current(menu(text, PartOf.DIMENSION)) == ["state"]
    assert current(menu(text, PartOf.ROWS)) == ["top_5"]


def test_a_period_is_told_with_its_days() -> None:
    last = next(each for each in menu("refunds", PartOf.PERIOD).options if each.to == "last_month")
    assert last.detail == "fiscal October 2026 (4 to 31 October 2026)"


def test_a_condition_is_ticked_and_typed() -> None:
    found = menu("refunds in Utah and Ohio", PartOf.FILTER)
    assert (found.asks, found.about, set(found.ticked)) == (Asks.MEMBERS, "state", {"UT", "OH"})


def test_a_number_as_of_now_has_no_days_and_no_comparison() -> None:
    parts = {each.part for each in offered("open PO value by supplier")}

    assert parts.isdisjoint({PartOf.PERIOD, PartOf.COMPARISON, PartOf.GRAIN})


def test_nothing_is_offered_that_the_asker_may_not_see() -> None:
    names = {each.to for each in menu("refunds", PartOf.METRIC, person="manager").options}
    assert "orders" in names
    assert "gross_margin" not in names


def test_a_plan_by_week_has_no_days() -> None:
    units = [each.to for each in menu("planned net sales by month", PartOf.GRAIN).options]
    assert units[0] == "week"


@pytest.mark.parametrize("house", [larkfield, dunmore])
def test_what_is_offered_can_be_asked(house: object) -> None:
    there = larkfield() if house is larkfield else dunmore()
    tried = [_can_be_asked(query, edit, there) for query, edit in _picks(there)]

    assert len(tried) > 200
    assert tried.count(False) / len(tried) <= MOST_REFUSED


def _picks(house: House) -> Iterator[tuple[MetricQuery, Edit]]:
    for seed in range(cases(25, 400)):
        random = Random(seed)  # noqa: S311 - a draw, no secret
        query = drawn(random, house)
        for each in menus(query, house.index, house.asked.clock):
            if each.asks is Asks.MEMBERS and not each.ticked:
                continue  # needs a member to be typed
            if each.options:
                yield query, Edit(each.part, each.at, random.choice(each.options).to)
            if each.removable:
                yield query, Edit(each.part, each.at)


def _can_be_asked(query: MetricQuery, edit: Edit, house: House) -> bool:
    """Whatever else happens than a refusal is a fault."""
    try:
        house.statement(edited(query, edit, house.index))
    except QuestionError:
        return False
    return True
