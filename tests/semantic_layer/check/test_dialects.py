"""What is written in another way for an engine, so that its rows are those of the others."""

from __future__ import annotations

from typing import Any

import pytest
from sqlglot import exp, parse_one

from semantic_layer.check.dialects import DIALECTS
from semantic_layer.check.proof import prove
from semantic_layer.check.scans import Proof
from semantic_layer.errors import UnsafeStatement
from tests.semantic_layer.corner import BOSS, FEBRUARY, asked_by, corner_index


def on_postgres(**query: Any) -> str:
    return asked_by(BOSS).checked({"period": FEBRUARY, **query}, "postgres").text


def test_it_orders_texts_by_code_points_whatever_the_database_prefers() -> None:
    by_region = on_postgres(metrics=["amount"], dimensions=["region"])

    assert 'SELECT "shops"."region" COLLATE "C" AS "region"' in by_region
    assert by_region.endswith('ORDER BY "region"')


def test_it_ranks_texts_by_code_points_too() -> None:
    ranking = {"by": "amount", "limit": 1, "direction": "desc", "within": ["region"]}
    ranked = on_postgres(metrics=["amount"], dimensions=["region", "shop"], ranking=ranking)

    assert 'ORDER BY "amount" DESC NULLS LAST, "shop" COLLATE "C")' in ranked


@pytest.mark.parametrize(
    "query",
    [
        {"metrics": ["amount"], "grain": {"unit": "week"}},
        {"metrics": ["amount"], "dimensions": ["is_own"]},
    ],
    ids=["a date", "a truth"],
)
def test_it_leaves_what_is_no_text_alone(query: dict[str, Any]) -> None:
    assert "COLLATE" not in on_postgres(**query)


def test_it_writes_nothing_of_that_for_an_engine_that_orders_by_code_points() -> None:
    query = {"metrics": ["amount"], "dimensions": ["region"], "period": FEBRUARY}

    assert "COLLATE" not in asked_by(BOSS).checked(query, "duckdb").text


def test_it_divides_fractions_in_a_division_of_a_division() -> None:
    tree = parse_one("SELECT a / b / c", dialect="duckdb")
    assert isinstance(tree, exp.Select)

    adapted = DIALECTS["postgres"].adapt(tree).sql("postgres")

    fraction = "CAST(a AS DOUBLE PRECISION) / b"
    assert adapted == f"SELECT CAST({fraction} AS DOUBLE PRECISION) / c"


def test_it_takes_no_other_collation() -> None:
    postgres = DIALECTS["postgres"]
    text = on_postgres(metrics=["amount"], dimensions=["region"]).replace('"C"', '"und-x-icu"')
    parameters = (
        asked_by(BOSS)
        .checked({"metrics": ["amount"], "dimensions": ["region"], "period": FEBRUARY}, "postgres")
        .parameters
    )
    proof = Proof(corner_index(), asked_by(BOSS).policy, parameters, postgres.number_of)

    with pytest.raises(UnsafeStatement, match="und-x-icu"):
        prove(parse_one(text, dialect="postgres"), proof)
