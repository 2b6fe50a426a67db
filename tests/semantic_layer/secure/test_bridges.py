"""Do row policies hold over bridges, and are versions kept out of them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from sqlglot import exp

from semantic_layer.access import Asker, RowRule, policy_for, visible
from semantic_layer.check import check
from semantic_layer.errors import NotModelled, UnsafeStatement
from semantic_layer.model.index import index_model
from semantic_layer.secure import secure
from tests.counts import cases
from tests.semantic_layer.answers import Asked
from tests.semantic_layer.corner import (
    BOSS,
    CLOCK,
    FEBRUARY,
    Engine,
    answers,
    asked_by,
    corner_index,
    filled,
    opened,
    plain,
)

GIFTS = Asker(3, "gifts", frozenset({"manager"}), {"labels": ("Gift",)})
OF_GIFTS = {"sales", "returns", "stock"}


def is_of_gifts(query: dict[str, Any]) -> bool:
    """Whether all that a query names is seen by who sees gifts alone: no cost, plan or visitors."""
    index = corner_index()
    known = [name for name in names_in(query) if index.has_metric(name)]
    seen = all(
        index.datasets_of(name) <= OF_GIFTS and "sales.cost" not in index.columns_of(name)
        for name in known
    )
    return seen and "plan" not in names_in(query)


def names_in(part: Any) -> set[str]:
    """Every text in a query, however deep."""
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        return set[str]().union(*map(names_in, part))
    return {str(part)}


ANSWERS = [case for case in answers() if is_of_gifts(case["query"])][:: cases(2, 1)]
NOT_GIFTS = (
    "DELETE FROM t_item_labels WHERE label_id <> 1",
    "DELETE FROM t_labels WHERE label_id <> 1",
    "DELETE FROM t_items WHERE item_id <> 10",
    "DELETE FROM t_sales WHERE item_id <> 10",
    "DELETE FROM t_returns WHERE item_id <> 10",
    "DELETE FROM t_stock WHERE item_id <> 10",
)


@cache
def asked_for_gifts() -> Asked:
    """The corner shop, where a manager sees the items (of any shop) with the manager's labels."""
    own = {"dimension": "label", "attribute": "labels"}
    policies = (corner_index().model.row_policies[0].model_copy(update=own),)
    index = index_model(corner_index().model.model_copy(update={"row_policies": policies}))
    policy = policy_for(index, GIFTS, "test")
    return Asked(index, policy, CLOCK, visible(index, policy))


@pytest.fixture(scope="module")
def gifts(engine: Engine) -> Iterator[Engine]:
    """The same engine with only the rows that belong to gifts."""
    with opened(engine.name) as empty:
        narrow = filled(empty)
        for statement in NOT_GIFTS:
            narrow.run(statement)
        yield narrow


@pytest.mark.parametrize("case", ANSWERS, ids=[case["says"] for case in ANSWERS])
def test_it_answers_as_if_there_were_no_rows_without_the_label(
    case: dict[str, Any], engine: Engine, gifts: Engine
) -> None:
    statement = asked_for_gifts().checked(case["query"], engine.name)
    everything = asked_by(BOSS).checked(case["query"], gifts.name)

    assert plain(engine.rows(statement)) == plain(gifts.rows(everything))


def test_it_narrows_a_fact_by_membership_so_that_no_row_counts_twice() -> None:
    query = {"metrics": ["units"], "period": FEBRUARY}
    asked = asked_for_gifts()

    tree = secure(asked.compiled(query), asked.index, asked.policy).tree

    assert (
        "sales.item_id IN (SELECT items.item_id FROM t_items AS items WHERE items.item_id IN "
        "(SELECT item_labels.item_id FROM t_item_labels AS item_labels WHERE item_labels.label_id "
        "IN (SELECT labels.label_id FROM t_labels AS labels WHERE labels.label IN ('Gift'))))"
    ) in tree.sql()


def test_it_closes_facts_that_have_no_labels() -> None:
    with pytest.raises(NotModelled):
        asked_for_gifts().compiled({"metrics": ["visitors"], "period": FEBRUARY})


def test_it_says_that_partners_may_lie_outside_the_asker_s_rows() -> None:
    query = {"metrics": ["units"], "dimensions": ["label"], "period": FEBRUARY}
    asked = asked_for_gifts()

    told = secure(asked.compiled(query), asked.index, asked.policy).compiled.caveats

    assert any("Item labels you may not see" in each for each in told)


def _in(tree: exp.Select, column: str) -> exp.In:
    return next(
        node
        for node in tree.find_all(exp.In)
        if node.this.sql() == column and node.args.get("query")
    )


def end_at_the_bridge(tree: exp.Select) -> None:
    _in(tree, "item_labels.label_id").find_ancestor(exp.Where).pop()


def meet_another_column(tree: exp.Select) -> None:
    bridge = _in(tree, "items.item_id").args["query"].this
    bridge.set("expressions", [exp.column("row_id", table="item_labels")])


def leave_the_bridge_out(tree: exp.Select) -> None:
    outer = _in(tree, "items.item_id")
    outer.set("query", _in(tree, "item_labels.label_id").args["query"].copy())


def negate_membership(tree: exp.Select) -> None:
    node = _in(tree, "item_labels.label_id")
    node.replace(exp.Not(this=node.copy()))


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize(
    "change",
    [end_at_the_bridge, meet_another_column, leave_the_bridge_out, negate_membership],
    ids=lambda change: change.__name__,
)
def test_it_refuses_a_rule_that_was_changed_on_its_way_over_the_bridge(
    change: Callable[[exp.Select], None], dialect: str
) -> None:
    asked = asked_for_gifts()
    given = secure(
        asked.compiled({"metrics": ["units"], "period": FEBRUARY}), asked.index, asked.policy
    )
    check(given, asked.index, asked.policy, dialect)
    change(given.tree)

    with pytest.raises(UnsafeStatement):
        check(given, asked.index, asked.policy, dialect)


def test_it_closes_what_reaches_a_policy_by_versions() -> None:
    """The reader refuses such a policy; whoever comes by one sees nothing of it."""
    model = corner_index().model
    own = model.row_policies[0].model_copy(update={"dimension": "keeper"})
    index = index_model(model.model_copy(update={"row_policies": (own,)}))
    manager = Asker(4, "keeper", frozenset({"manager"}), {"regions": ("Ada",)})

    policy = policy_for(index, manager, "test")

    assert policy.datasets.keys() & {"sales", "returns", "stock", "visits", "shops"} == set()
    assert policy.rules["keepers"][0].dimension == "keeper"


def test_it_refuses_a_rule_over_versions() -> None:
    asked = asked_by(BOSS)
    rule = RowRule("own_keepers", "keeper", ("Ada",), "")
    given = replace(asked.policy, rules={**asked.policy.rules, "sales": (rule,)})

    with pytest.raises(UnsafeStatement, match="cannot be kept"):
        secure(asked.compiled({"metrics": ["units"], "period": FEBRUARY}), asked.index, given)
