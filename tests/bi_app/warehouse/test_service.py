"""What the product itself reads of the warehouse: the clock, and members with their scope."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
from pytest_django import Settings

from bi_app.audit.models import Entry
from bi_app.warehouse import service
from bi_app.warehouse.clock import clock
from semantic_layer.errors import InvariantError
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.read import read_model

pytestmark = pytest.mark.django_db

MODEL = """
model:
  name: corner
  label: Corner shop
  time: {default_calendar: plain, watermark: sales.day}
calendars: [{name: plain, label: Calendar, kind: gregorian}]
roles: [{name: buyer, label: Buyer}]
attributes:
  - {name: departments, label: departments}

metric_policies:
  - {name: everybody, metrics: [all], open_to: [all]}

row_policies:
  - name: own
    roles: [buyer]
    dimension: aisle
    attribute: departments
    sentence: "only {members}"
datasets:
  - name: sales
    label: Sales
    table: sales
    description: One row a sale.
    owner: mia
    key: [id]
    columns:
      - {name: id, type: integer}
      - {name: day, type: date}
      - {name: item, type: integer}
      - {name: till, type: string}
      - {name: amount, type: decimal}
    joins: [{to: items, on: {item: id}, whole: true}]
    time: day
    fact: true
    open_to: [all]
  - name: items
    label: Items
    table: items
    description: One row an item.
    owner: mia
    key: [id]
    columns:
      - {name: id, type: integer}
      - {name: name, type: string}
      - {name: aisle, type: string}
      - {name: organic, type: boolean}
      - {name: farm, type: integer}
    joins: [{to: farms, on: {farm: id}, whole: true}]
    open_to: [all]
  - name: farms
    label: Farms
    table: farms
    description: One row a farm.
    owner: mia
    key: [id]
    columns:
      - {name: id, type: integer}
      - {name: name, type: string}
    open_to: [all]
dimensions:
  - {name: item, label: Item, description: What was sold., owner: mia, "on": {items: name}}
  - {name: aisle, label: Aisle, description: Where it lies., owner: mia, "on": {items: aisle}}
  - {name: farm, label: Farm, description: Who grew it., owner: mia, "on": {farms: name}}
  - {name: till, label: Till, description: Where it was paid., owner: mia, "on": {sales: till}}
  - name: organic
    label: Organic
    description: Grown so.
    owner: mia
    type: boolean
    "on": {items: organic}
metrics:
  - name: takings
    kind: simple
    label: Takings
    description: What was paid.
    owner: mia
    unit: USD
    dataset: sales
    expression: amount
"""


@pytest.fixture(scope="module")
def index() -> ModelIndex:
    return index_model(read_model({"corner.yaml": MODEL}))


@pytest.fixture(autouse=True)
def corner_shop(tmp_path: Path, settings: Settings) -> Path:
    path = tmp_path / "corner.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            CREATE TABLE items AS SELECT * FROM (VALUES
                (1, 'Apple', 'Fruit', true, 1),
                (2, 'Pear', 'Fruit', false, 1),
                (3, 'Apple', 'Juice', false, 2)) AS v(id, name, aisle, organic, farm);
            CREATE TABLE farms AS SELECT * FROM (VALUES
                (1, 'Hill'), (2, 'Dale'), (3, 'Idle')) AS v(id, name);
            CREATE TABLE sales AS SELECT * FROM (VALUES
                (1, DATE '2026-03-01', 1, 'left', 2.50), (2, DATE '2026-03-04', 2, 'left', 1.50),
                (3, DATE '2026-03-02', 3, 'right', 3.00)) AS v(id, day, item, till, amount);
        """)
    settings.WAREHOUSE = f"duckdb:///{path}"
    return path


def members(index: ModelIndex, name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    found = service.members(index.dimension(name), index)
    return {member.value: dict(member.scope) for member in found}


def test_it_takes_today_for_the_day_after_the_last_one_loaded(index: ModelIndex) -> None:
    now = clock(index)

    assert (now.first_day, now.watermark, now.today) == (
        date(2026, 3, 1),
        date(2026, 3, 4),
        date(2026, 3, 5),
    )


def test_it_tells_under_which_members_of_a_policy_s_dimension_a_member_occurs(
    index: ModelIndex,
) -> None:
    assert members(index, "item") == {
        "Apple": {"aisle": ("Fruit", "Juice")},
        "Pear": {"aisle": ("Fruit",)},
    }


def test_it_reaches_the_policy_s_dimension_over_joins(index: ModelIndex) -> None:
    assert members(index, "till") == {
        "left": {"aisle": ("Fruit",)},
        "right": {"aisle": ("Juice",)},
    }


def test_it_shows_a_member_to_whoever_sees_something_that_names_it(index: ModelIndex) -> None:
    assert members(index, "farm") == {
        "Hill": {"aisle": ("Fruit",)},
        "Dale": {"aisle": ("Juice",)},
        "Idle": {"aisle": ()},
    }


def test_it_writes_members_of_booleans_as_words(index: ModelIndex) -> None:
    assert set(members(index, "organic")) == {"true", "false"}


def test_it_records_each_service_statement(index: ModelIndex) -> None:
    members(index, "item")

    entry = Entry.objects.get()
    assert (entry.actor, entry.action) == (service.ACCOUNT, "service_statement")
    assert "FROM items" in entry.detail["sql"]


def test_it_says_that_there_is_no_clock_in_empty_data(
    index: ModelIndex, corner_shop: Path, settings: Settings
) -> None:
    with duckdb.connect(str(corner_shop)) as connection:
        connection.execute("DELETE FROM sales")

    with pytest.raises(InvariantError, match="no day"):
        service.data_range(index)
