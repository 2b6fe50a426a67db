"""A row rule as the database keeps it admits the values that the rule itself does, and no other."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest

from bi_app.warehouse.wall.predicates import predicate
from semantic_layer.access_to_rows import RowRule
from semantic_layer.attributes import Member
from semantic_layer.model.definitions import DataType
from semantic_layer.model.policies import RowOp
from tests.postgres_warehouses import connect, database
from tests.semantic_layer.answers import larkfield_index

STORES = """
CREATE TABLE stores (store_id INT, region TEXT, opened_on DATE, selling_sqft INT);
INSERT INTO stores VALUES (1, 'West', '2019-01-01', 900), (2, 'East', '2020-06-30', 1000),
  (3, 'North', '2021-12-31', 1100), (4, NULL, NULL, NULL), (5, 'it''s', '2020-01-01', -1);
CREATE TABLE sales_lines AS SELECT store_id FROM stores;
CREATE SCHEMA aisle_wall;
CREATE TABLE aisle_wall.given (members TEXT[]);
CREATE FUNCTION aisle_wall.members(text, text) RETURNS text[] LANGUAGE sql STABLE
  AS $$ SELECT members FROM aisle_wall.given WHERE $1 = 'group' AND $2 = 'it''s mine' $$;
"""
RULES: list[tuple[str, DataType, tuple[Member, ...]]] = [
    ("region", DataType.STRING, ("West",)),
    ("region", DataType.STRING, ("East", "it's", "nowhere")),
    ("opened_on", DataType.DATE, (date(2020, 1, 1),)),
    ("opened_on", DataType.DATE, (date(2020, 6, 30),)),
    ("selling_sqft", DataType.INTEGER, (1000,)),
    ("selling_sqft", DataType.INTEGER, (-1,)),
]
BOUNDS = (RowOp.AT_LEAST, RowOp.AT_MOST)

Connection = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture(scope="module")
def shop() -> Iterator[Connection]:
    with database("predicates") as name, connect(name) as connection:
        connection.execute(STORES.encode())
        yield connection


def admitted(shop: Connection, rule: RowRule, dataset: str, members: list[str]) -> list[int]:
    where = predicate(rule, dataset, larkfield_index(), "group", "public")
    shop.execute("DELETE FROM aisle_wall.given")
    shop.execute("INSERT INTO aisle_wall.given VALUES (%s)", [members])
    found = shop.execute(f"SELECT store_id FROM {dataset} WHERE {where} ORDER BY 1".encode())
    return [row[0] for row in found.fetchall()]


@pytest.mark.parametrize("dataset", ["stores", "sales_lines"])
@pytest.mark.parametrize("op", RowOp)
@pytest.mark.parametrize(("dimension", "kind", "members"), RULES)
def test_it_admits_what_the_rule_admits(
    shop: Connection,
    dimension: str,
    kind: DataType,
    members: tuple[Member, ...],
    op: RowOp,
    dataset: str,
) -> None:
    if op in BOUNDS and len(members) > 1:
        return  # a bound has one
    rule = RowRule("it's mine", dimension, members, "", op, kind)
    stored = shop.execute(f"SELECT store_id, {dimension} FROM stores ORDER BY 1".encode())
    expected = [
        store for store, value in stored.fetchall() if value is not None and rule.admits(str(value))
    ]

    assert admitted(shop, rule, dataset, [str(each) for each in members]) == expected
    assert admitted(shop, rule, dataset, []) == []
