"""What is written in another way for an engine, so that its rows are those of the others."""

from __future__ import annotations

from typing import Any

import pytest
from sqlglot import exp, parse_one

from semantic_layer.check.dialects import DIALECTS
from semantic_layer.check.proof import prove
from semantic_layer.check.scans import Proof
from semantic_layer.errors import UnsafeStatement
from tests.semantic_layer.corner import BOSS, FEBRUARY, Engine, asked_by, corner_index


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


LONG = "few_members_in_units_for_web_to_shop_not_units_for_web_to_shop_"  # of 63 letters


def test_it_tells_long_names_apart_wherever_names_are_cut(engine: Engine) -> None:
    """Two names that begin alike for 63 letters would be one column there."""
    first, second = f"{LONG}then", f"{LONG}before"
    tree = parse_one(f"SELECT {second}, {first} FROM (SELECT 1 AS {first}, 2 AS {second}) AS one")
    assert isinstance(tree, exp.Select)

    adapted = DIALECTS[engine.name].adapt(tree)

    assert engine.run(adapted.sql(engine.name)) == [(2, 1)]


@pytest.mark.parametrize("name", [LONG, "é" * 31])
def test_it_leaves_names_that_are_not_cut(name: str) -> None:
    tree = parse_one(f'SELECT "{name}" FROM t', dialect="postgres")
    assert isinstance(tree, exp.Select)

    assert DIALECTS["postgres"].adapt(tree).sql("postgres") == f'SELECT "{name}" FROM t'


def discrete(fraction: str, dialect: str) -> str:
    text = f"SELECT PERCENTILE_DISC({fraction}) WITHIN GROUP (ORDER BY a) AS p FROM t"
    tree = parse_one(text, dialect="postgres")
    assert isinstance(tree, exp.Select)
    return DIALECTS[dialect].adapt(tree).selects[0].unalias().sql(dialect)


def test_it_finds_the_row_of_a_discrete_percentile_whatever_the_engine_multiplies() -> None:
    """0.55 times 100 is 55.00000000000001 there, and the 56th row is none of ours."""
    shortened = "PERCENTILE_DISC(0.549999999999) WITHIN GROUP (ORDER BY a)"

    assert discrete("0.55", "postgres") == shortened
    assert discrete("0.5", "postgres") == "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY a)"
    assert discrete("0.55", "duckdb") == "QUANTILE_DISC(a, 0.55)"


@pytest.mark.parametrize("fraction", ["0.07", "0.14", "0.28", "0.55", "0.56", "0.9", "0.99"])
def test_each_engine_takes_that_very_row(fraction: str, engine: Engine) -> None:
    hundred = "generate_series(1, 100) AS hundred(a)"
    rows = engine.run(f"SELECT {discrete(fraction, engine.name)} FROM {hundred}")

    assert rows == [(round(float(fraction) * 100),)]


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
