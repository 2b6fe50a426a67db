"""Does an asker's answer rest on nothing but the rows and columns they may see?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlglot import exp

from semantic_layer.compile import compile_query
from semantic_layer.errors import QuestionError, UnsafeStatement
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure
from tests.counts import cases
from tests.semantic_layer.corner import (
    BOSS,
    CLOCK,
    FEBRUARY,
    MANAGER,
    Engine,
    answers,
    asked_by,
    corner_index,
    filled,
    opened,
    plain,
)

ANSWERS = answers()[:: cases(2, 1)]
OUTSIDE_THE_NORTH = (
    "DELETE FROM t_sales WHERE shop_id = 3",
    "DELETE FROM t_returns WHERE shop_id = 3",
    "DELETE FROM t_stock WHERE shop_id = 3",
    "DELETE FROM t_visits WHERE shop_id = 3",
    "DELETE FROM t_plan WHERE shop_id = 3",
    "DELETE FROM t_deliveries WHERE shop_id = 3",
    "DELETE FROM t_shops WHERE shop_id = 3",
)


@pytest.fixture(scope="module")
def north(engine: Engine) -> Iterator[Engine]:
    """The same engine with only the rows that the manager of the North may see."""
    with opened(engine.name) as empty:
        narrow = filled(empty)
        for statement in OUTSIDE_THE_NORTH:
            narrow.run(statement)
        yield narrow


@pytest.mark.parametrize("case", ANSWERS, ids=[case["says"] for case in ANSWERS])
def test_it_answers_as_if_there_were_no_other_rows(
    case: dict[str, Any], engine: Engine, north: Engine
) -> None:
    """The manager on all rows gets what the boss gets where there are only the manager's rows."""
    try:
        statement = asked_by(MANAGER).checked(case["query"], engine.name)
    except QuestionError:
        assert hides_cost(case["query"])
        return
    everything = asked_by(BOSS).checked(case["query"], north.name)

    assert plain(engine.rows(statement)) == plain(north.rows(everything))


def hides_cost(query: dict[str, Any]) -> bool:
    return bool({"margin", "margin_rate", "cost"} & set(query["metrics"]))


def test_it_narrows_a_fact_by_the_key_of_what_carries_the_rule() -> None:
    tree = asked_by(MANAGER).compiled({"metrics": ["units"], "period": FEBRUARY}).tree
    index, policy = corner_index(), asked_by(MANAGER).policy

    secured = secure(compiled_of(tree), index, policy).tree

    assert secured.sql() == (
        "SELECT SUM(sales.quantity) AS units FROM (SELECT sales.sold_on, sales.quantity FROM "
        "t_sales AS sales WHERE sales.shop_id IN (SELECT shops.shop_id FROM t_shops AS shops "
        "WHERE shops.region IN ('North'))) AS sales WHERE sales.sold_on BETWEEN "
        "CAST('2024-02-04' AS DATE) AND CAST('2024-03-02' AS DATE) HAVING COUNT(*) > 0"
    )


def test_it_reads_only_the_columns_that_are_used() -> None:
    secured = secure(
        asked_by(BOSS).compiled({"metrics": ["visitors"], "period": FEBRUARY}),
        corner_index(),
        asked_by(BOSS).policy,
    )

    (scan,) = secured.tree.find_all(exp.Subquery)
    assert scan.this.named_selects == ["date", "visitors"]


def test_it_says_that_a_partner_may_lie_outside_the_asker_s_rows() -> None:
    query = {"metrics": ["returned_units"], "dimensions": ["offer"], "period": FEBRUARY}

    told = {
        asker.name: secure(
            asked_by(asker).compiled(query), corner_index(), asked_by(asker).policy
        ).compiled.caveats
        for asker in (BOSS, MANAGER)
    }

    assert told["boss"] == ()
    assert "Sales you may not see" in told["manager"][0]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"metrics": ["cost"]}, "not visible"),
        ({"metrics": ["margin_rate"], "dimensions": ["item"]}, "not visible"),
        ({"metrics": ["money"]}, "no policy"),
    ],
)
def test_it_refuses_what_was_compiled_over_hidden_things(
    query: dict[str, Any], reason: str
) -> None:
    """Compile is given what is visible; where it was not, secure still refuses."""
    whole = compile_query(
        MetricQuery.model_validate({**query, "period": FEBRUARY}), corner_index(), CLOCK
    )

    with pytest.raises(UnsafeStatement, match=reason):
        secure(whole, corner_index(), asked_by(MANAGER).policy)


def test_it_refuses_a_dataset_without_row_rules() -> None:
    policy = asked_by(BOSS).policy
    without = replace(policy, rules={n: r for n, r in policy.rules.items() if n != "sales"})

    with pytest.raises(UnsafeStatement, match="row policy"):
        secure(
            asked_by(BOSS).compiled({"metrics": ["units"], "period": FEBRUARY}),
            corner_index(),
            without,
        )


def test_it_refuses_a_rule_without_members() -> None:
    policy = asked_by(MANAGER).policy
    rule = replace(policy.rules["sales"][0], members=())
    empty = replace(policy, rules={**policy.rules, "sales": (rule,)})

    with pytest.raises(UnsafeStatement, match="cannot be kept"):
        secure(
            asked_by(MANAGER).compiled({"metrics": ["units"], "period": FEBRUARY}),
            corner_index(),
            empty,
        )


def compiled_of(tree: exp.Select) -> Any:
    whole = asked_by(BOSS).compiled({"metrics": ["units"], "period": FEBRUARY})
    return replace(whole, tree=tree)
