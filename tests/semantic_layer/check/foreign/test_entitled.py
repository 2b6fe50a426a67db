"""Does an asker's own SQL see what their questions see, and no more?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from semantic_layer.check import check_sql, sql_policy
from semantic_layer.errors import UnsafeStatement
from semantic_layer.limits import Limits
from semantic_layer.model.index import index_model
from tests.semantic_layer.answers import larkfield_as
from tests.semantic_layer.corner import BOSS, FEBRUARY, MANAGER, Engine, asked_by, corner_index

REGIONS = "SELECT region, COUNT(*) AS shops FROM shops GROUP BY region ORDER BY region"
SOLD = """
SELECT SUM(amount) AS amount FROM sales
WHERE sold_on BETWEEN DATE '2024-02-04' AND DATE '2024-03-02'
"""


def test_it_reads_the_rows_of_the_asker(engine: Engine) -> None:
    boss, manager = (
        check_sql(REGIONS, engine.name, sql_policy(corner_index(), asked_by(asker).policy))
        for asker in (BOSS, MANAGER)
    )

    assert [row[0] for row in engine.rows(manager)] == ["North"]
    assert len(engine.rows(boss)) > 1


def test_it_counts_what_the_asker_s_questions_count(engine: Engine) -> None:
    asked = asked_by(MANAGER)
    statement = check_sql(SOLD, engine.name, sql_policy(corner_index(), asked.policy))

    question = {"metrics": ["amount"], "period": FEBRUARY}
    answered = engine.rows(asked.checked(question, engine.name))
    assert engine.rows(statement) == answered


def test_it_is_run_for_the_asker_s_entitlement_alone() -> None:
    asked = asked_by(MANAGER)

    statement = check_sql(SOLD, "duckdb", sql_policy(corner_index(), asked.policy))

    assert statement.entitlement == asked.policy.entitlement
    assert statement.tables == {"sales"}
    assert len(statement.sha256) == 64


@pytest.mark.parametrize("sql", ["SELECT shop_id FROM t_shops", "SELECT money FROM t_safe"])
def test_it_knows_datasets_by_their_own_names_only(sql: str) -> None:
    with pytest.raises(UnsafeStatement, match="none that you may read"):
        check_sql(sql, "duckdb", sql_policy(corner_index(), asked_by(BOSS).policy))


def test_it_closes_whom_small_groups_protect() -> None:
    asked = larkfield_as("elena.exec")
    (small,) = asked.index.model.small_groups

    policy = sql_policy(asked.index, asked.policy)

    assert policy.table(small.dataset) is None
    for dataset in asked.index.model.datasets:
        leading = {
            column for join in dataset.joins if join.to == small.dataset for column in join.on
        }
        governed = policy.table(dataset.name)
        assert governed is None or leading.isdisjoint(governed.columns)


def test_it_closes_a_column_that_is_masked() -> None:
    asked = asked_by(BOSS)
    masked = replace(asked.policy, masks={"shops": {"shop_name": "***"}})

    policy = sql_policy(asked.index, masked)

    shops, sales = policy.table("shops"), policy.table("sales")
    assert shops is not None
    assert sales is not None
    assert "shop_name" not in shops.columns
    assert "region" in shops.columns


def test_it_closes_what_only_closed_metrics_are_made_of() -> None:
    """Whoever may not see a margin gets no cost to make one of."""
    asked = asked_by(BOSS)
    cost = "sales.cost"
    made_of_cost = {name for name in asked.index.metrics if cost in asked.index.columns_of(name)}
    assert made_of_cost
    ungranted = replace(asked.policy, metrics=asked.policy.metrics - made_of_cost)

    opened, closed = (sql_policy(asked.index, each) for each in (asked.policy, ungranted))

    before, after = opened.table("sales"), closed.table("sales")
    assert before is not None
    assert after is not None
    assert set(before.columns) - set(after.columns) == {"cost"}


@pytest.mark.parametrize("limits", [Limits(days=31), Limits(days_back=400), Limits(dimensions=2)])
def test_it_opens_nothing_under_limits_that_no_text_can_be_held_to(limits: Limits) -> None:
    asked = asked_by(BOSS)

    assert sql_policy(asked.index, replace(asked.policy, limits=limits)).tables == ()


def test_it_ends_a_result_where_the_asker_s_limit_does() -> None:
    asked = asked_by(BOSS)
    policy = sql_policy(asked.index, replace(asked.policy, limits=Limits(rows=50)))

    assert check_sql(SOLD, "duckdb", policy).text.endswith(" LIMIT 50")


def test_it_refuses_what_a_model_opens_to_nobody() -> None:
    asked = asked_by(MANAGER)
    nothing = replace(asked.policy, datasets={}, rules={})

    with pytest.raises(UnsafeStatement):
        check_sql(SOLD, "duckdb", sql_policy(index_model(asked.index.model), nothing))


SHADOWS = [
    "WITH t_shops AS (SELECT 3 AS shop_id, 'North' AS region) SELECT COUNT(*) AS n FROM sales",
    "WITH shops AS (SELECT 3 AS shop_id, 'North' AS region) SELECT COUNT(*) AS n FROM sales",
    "SELECT n FROM (WITH t_sales AS (SELECT 1 AS n) SELECT n FROM t_sales) AS x",
    "SELECT t_sales.shop_id FROM shops AS t_sales",
]


@pytest.mark.parametrize("sql", SHADOWS)
def test_it_lets_no_step_stand_in_for_a_table_of_a_row_rule(sql: str) -> None:
    """The model's tables may have no schema, so that a step of their name would be read instead."""
    with pytest.raises(UnsafeStatement, match="is the name of a table"):
        check_sql(sql, "duckdb", sql_policy(corner_index(), asked_by(MANAGER).policy))
