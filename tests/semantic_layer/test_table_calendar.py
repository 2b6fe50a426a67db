"""Larkfield's table of days, as its fiscal calendar, gives the computed one's statements."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from semantic_layer.access import policy_for, visible
from semantic_layer.calendars.known import with_days
from semantic_layer.calendars.tables import calendar_days
from semantic_layer.model.definitions import CalendarColumns, CalendarDefinition
from semantic_layer.model.index import index_model
from tests.semantic_layer.answers import ASKERS, LARKFIELD_CLOCK, Asked, larkfield_as, rows
from tests.semantic_layer.calendars.test_tables import LARKFIELD
from tests.semantic_layer.golden import QUERIES
from tests.yaml_files import read_yaml

FIXTURES = Path(__file__).parents[1] / "fixtures"
SHAPES: dict[str, dict[str, Any]] = read_yaml(FIXTURES / "larkfield_queries_of_shapes.json")
ASKED = {**QUERIES, **SHAPES}
RUN = tuple(QUERIES)[::20]


@cache
def by_table() -> Asked:
    model = larkfield_as("elena.exec").index.model
    fiscal = next(each for each in model.calendars if each.name == "fiscal")
    columns = CalendarColumns(
        date="date",
        year="fiscal_year",
        quarter="fiscal_quarter",
        month="fiscal_month",
        week="fiscal_week",
    )
    table = CalendarDefinition(
        name=fiscal.name,
        label=fiscal.label,
        kind="table",
        dataset="calendar",
        columns=columns,
        synonyms=fiscal.synonyms,
    )
    others = tuple(each for each in model.calendars if each is not fiscal)
    index = index_model(model.model_copy(update={"calendars": (table, *others)}))
    policy = policy_for(index, ASKERS["elena.exec"], "test")
    seen = with_days(visible(index, policy), {"fiscal": calendar_days(LARKFIELD)})
    return Asked(index, policy, LARKFIELD_CLOCK, seen)


@pytest.mark.parametrize("name", ASKED)
def test_it_gives_the_same_statement(name: str) -> None:
    computed = larkfield_as("elena.exec").compiled(ASKED[name])
    looked_up = by_table().compiled(ASKED[name])

    assert looked_up.tree.sql() == computed.tree.sql()
    assert looked_up.periods == computed.periods
    assert looked_up.columns == computed.columns


@pytest.mark.parametrize("name", RUN)
def test_it_gives_the_same_rows(name: str, larkfield: Path) -> None:
    computed = rows(larkfield_as("elena.exec").checked(ASKED[name]), larkfield)

    assert rows(by_table().checked(ASKED[name]), larkfield) == computed
    assert computed
