"""Does check let through what is proved, and nothing that was tampered with?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlglot import exp, parse_one

from semantic_layer.check import CheckedStatement, check
from semantic_layer.check.dialects import DIALECTS as DIALECT_OF
from semantic_layer.check.proof import prove
from semantic_layer.check.same import same
from semantic_layer.check.scans import Proof
from semantic_layer.errors import InvariantError, UnsafeStatement
from semantic_layer.secure import Secured, secure
from tests.semantic_layer.corner import FEBRUARY, MANAGER, asked_by, corner_index

DIALECTS = ["duckdb", "postgres"]
QUERY: dict[str, Any] = {
    "metrics": ["amount", "order_value"],
    "dimensions": ["shop"],
    "filters": [{"dimension": "item", "values": ["Pen'; DROP TABLE t_sales; --", "Ink"]}],
    "period": FEBRUARY,
    "comparisons": [{"kind": "last_year", "show": ["growth"]}],
    "limit": 5,
}


def secured() -> Secured:
    asked = asked_by(MANAGER)
    return secure(asked.compiled(QUERY), asked.index, asked.policy)


def checked(given: Secured, dialect: str = "duckdb") -> CheckedStatement:
    return check(given, corner_index(), asked_by(MANAGER).policy, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_sends_values_as_numbered_parameters(dialect: str) -> None:
    statement = checked(secured(), dialect)

    assert "DROP" not in statement.text
    assert "North" not in statement.text
    assert "2024" not in statement.text
    assert set(statement.parameters) == {
        date(2024, 2, 4),
        date(2024, 3, 2),
        date(2023, 2, 5),
        date(2023, 3, 4),
        "Pen'; DROP TABLE t_sales; --",
        "Ink",
        "North",
        5,
    }
    assert f"${len(statement.parameters)}" in statement.text
    assert "DROP" in statement.readable


def test_it_names_the_datasets_that_are_read() -> None:
    assert checked(secured()).tables == {"sales", "shops", "items"}


def test_it_covers_text_values_and_policy_by_its_hash() -> None:
    statement = checked(secured())
    other = check(
        secure(asked_by(MANAGER).compiled({**QUERY, "limit": 6}), corner_index(), POLICY),
        corner_index(),
        POLICY,
        "duckdb",
    )

    assert statement.text == other.text
    assert statement.sha256 != other.sha256


def test_it_alone_makes_a_checked_statement() -> None:
    with pytest.raises(InvariantError, match="Only check"):
        CheckedStatement(
            text="SELECT 1",
            parameters=(),
            readable="SELECT 1",
            dialect="duckdb",
            tables=frozenset(),
            entitlement="anything",
        )
    with pytest.raises(InvariantError, match="Only check"):
        replace(checked(secured()), text="SELECT 1")


# What somebody may have done to the tree between secure and check. Each is one change.

POLICY = asked_by(MANAGER).policy
SCAN = "SELECT sales.sold_on FROM t_sales AS sales WHERE {}"
RULE = (
    "sales.shop_id IN (SELECT shops.shop_id FROM t_shops AS shops WHERE shops.region IN ('North'))"
)


def scan_of(tree: exp.Select, dataset: str = "sales") -> exp.Select:
    return next(node.this for node in tree.find_all(exp.Subquery) if node.alias == dataset)


def first_select(tree: exp.Select) -> exp.Select:
    return tree.ctes[0].this


def drop_the_rule(tree: exp.Select) -> None:
    scan_of(tree).set("where", None)


def weaken_the_rule(tree: exp.Select) -> None:
    where = scan_of(tree).args["where"]
    where.set("this", exp.Or(this=where.this, expression=exp.true()))


def negate_the_rule(tree: exp.Select) -> None:
    where = scan_of(tree).args["where"]
    where.set("this", exp.Not(this=where.this))


def widen_the_members(tree: exp.Select) -> None:
    rule = scan_of(tree).find(exp.In, bfs=False)
    inner = next(node for node in scan_of(tree).find_all(exp.In) if node is not rule)
    inner.append("expressions", exp.Literal.string("South"))


def change_a_member(tree: exp.Select) -> None:
    for node in scan_of(tree).find_all(exp.Literal):
        if node.name == "North":
            node.meta["value"] = "South"


def compare_another_column(tree: exp.Select) -> None:
    for column in scan_of(tree).find_all(exp.Column):
        if column.name == "region":
            column.set("this", exp.to_identifier("shop_name"))


def take_the_rule_of_another_table(tree: exp.Select) -> None:
    for table in scan_of(tree).find_all(exp.Table):
        if table.name == "t_shops":
            table.set("this", exp.to_identifier("t_items"))


def read_the_table_itself(tree: exp.Select) -> None:
    node = next(each for each in tree.find_all(exp.Subquery) if each.alias == "sales")
    node.replace(exp.to_table("t_sales AS sales"))


def read_a_closed_table(tree: exp.Select) -> None:
    first_select(tree).join(
        parse_one("SELECT safe.money FROM t_safe AS safe").subquery("safe"), copy=False
    )


def read_an_unknown_table(tree: exp.Select) -> None:
    first_select(tree).join(exp.to_table("pg_shadow"), copy=False)


def read_another_table_under_a_known_name(tree: exp.Select) -> None:
    scan_of(tree).args["from_"].this.set("this", exp.to_identifier("t_safe"))


def read_another_schema(tree: exp.Select) -> None:
    scan_of(tree).args["from_"].this.set("db", exp.to_identifier("secret"))


def read_a_hidden_column(tree: exp.Select) -> None:
    scan_of(tree).append("expressions", exp.column("cost", table="sales"))


def compute_in_the_scan(tree: exp.Select) -> None:
    scan_of(tree).append("expressions", parse_one("sales.amount * 2 AS twice"))


def read_a_star(tree: exp.Select) -> None:
    scan_of(tree).set("expressions", [exp.Star()])


def read_a_column_of_nothing(tree: exp.Select) -> None:
    first_select(tree).append("expressions", exp.column("cost", table="sales"))


def read_a_whole_row(tree: exp.Select) -> None:
    first_select(tree).append("expressions", exp.alias_(exp.column("sales"), "everything"))


def shadow_a_dataset(tree: exp.Select) -> None:
    with_ = tree.args["with_"]
    with_.expressions[0].args["alias"].set("this", exp.to_identifier("sales"))


def shadow_a_dataset_in_capitals(tree: exp.Select) -> None:
    with_ = tree.args["with_"]
    with_.expressions[0].args["alias"].set("this", exp.to_identifier("SALES"))


def name_two_columns_alike(tree: exp.Select) -> None:
    tree.append("expressions", exp.column("shop"))


def read_a_subquery_in_an_expression(tree: exp.Select) -> None:
    tree.append("expressions", parse_one("(SELECT max(money) FROM t_safe) AS stolen"))


def filter_by_a_subquery(tree: exp.Select) -> None:
    first_select(tree).where(parse_one("1 IN (SELECT safe_id FROM t_safe)"), copy=False)


def call(text: str) -> Callable[[exp.Select], None]:
    def change(tree: exp.Select) -> None:
        tree.append("expressions", exp.alias_(parse_one(text, dialect="postgres"), "called"))

    change.__name__ = f"call_{text}"
    return change


def order_by_a_function(tree: exp.Select) -> None:
    tree.args["order"].append("expressions", exp.Ordered(this=parse_one("pg_sleep(9)")))


def filter_by_a_function(tree: exp.Select) -> None:
    first_select(tree).where(parse_one("setseed(1) IS NULL"), copy=False)


def read_from_a_function(tree: exp.Select) -> None:
    first_select(tree).join(
        parse_one("SELECT * FROM pg_ls_dir('.') AS sales_2").args["from_"].this, copy=False
    )


def limit_by_a_subquery(tree: exp.Select) -> None:
    tree.set("limit", exp.Limit(expression=parse_one("(SELECT 1)")))


def lock_rows(tree: exp.Select) -> None:
    tree.set("locks", [exp.Lock(update=True)])


def write_into_a_table(tree: exp.Select) -> None:
    tree.set("into", exp.Into(this=exp.to_table("stolen")))


def sample_rows(tree: exp.Select) -> None:
    scan_of(tree).args["from_"].this.set("sample", exp.TableSample(percent=exp.Literal.number(1)))


def recurse(tree: exp.Select) -> None:
    tree.args["with_"].set("recursive", True)


def union_more(tree: exp.Select) -> None:
    step = tree.args["with_"].expressions[0]
    step.set("this", exp.union(step.this, parse_one("SELECT 'a', money, 1 FROM t_safe")))


def below(tree: exp.Select, other: exp.Query, **how: Any) -> None:
    """The last step with other rows below its own."""
    step = tree.args["with_"].expressions[-1]
    step.set("this", exp.union(step.this, other, **how))


def last_step_again(tree: exp.Select) -> exp.Select:
    step: exp.Select = tree.args["with_"].expressions[-1].this.copy()
    return step


def union_all_of_an_open_table(tree: exp.Select) -> None:
    names = last_step_again(tree).named_selects
    stolen = ", ".join(f"money AS {name}" for name in names)
    below(tree, parse_one(f"SELECT {stolen} FROM t_safe"), distinct=False)


def union_each_row_once(tree: exp.Select) -> None:
    below(tree, last_step_again(tree))


def union_by_name(tree: exp.Select) -> None:
    below(tree, last_step_again(tree), distinct=False, by_name=True)


def union_of_other_columns(tree: exp.Select) -> None:
    other = last_step_again(tree)
    other.set("expressions", [*other.expressions[1:], other.expressions[0]])
    below(tree, other, distinct=False)


def union_ordered(tree: exp.Select) -> None:
    below(tree, last_step_again(tree), distinct=False)
    tree.args["with_"].expressions[-1].this.set(
        "limit", exp.Limit(expression=exp.Literal.number(1))
    )


def take_rows_away(tree: exp.Select) -> None:
    step = tree.args["with_"].expressions[-1]
    step.set("this", exp.except_(step.this, last_step_again(tree), distinct=False))


def union_in_a_scan(tree: exp.Select) -> None:
    scan = scan_of(tree)
    scan.replace(exp.union(scan.copy(), scan.copy(), distinct=False))


def use_a_parameter_without_a_value(tree: exp.Select) -> None:
    tree.set("limit", exp.Limit(expression=exp.Placeholder(this="99")))


def hide_a_sign_nobody_sees(tree: exp.Select) -> None:
    tree.append("expressions", exp.alias_(exp.Literal.string("a\u202eb"), "odd"))


CHANGES: list[Callable[[exp.Select], None]] = [
    drop_the_rule,
    weaken_the_rule,
    negate_the_rule,
    widen_the_members,
    change_a_member,
    compare_another_column,
    take_the_rule_of_another_table,
    read_the_table_itself,
    read_a_closed_table,
    read_an_unknown_table,
    read_another_table_under_a_known_name,
    read_another_schema,
    read_a_hidden_column,
    compute_in_the_scan,
    read_a_star,
    read_a_column_of_nothing,
    read_a_whole_row,
    shadow_a_dataset,
    shadow_a_dataset_in_capitals,
    name_two_columns_alike,
    read_a_subquery_in_an_expression,
    filter_by_a_subquery,
    order_by_a_function,
    filter_by_a_function,
    read_from_a_function,
    limit_by_a_subquery,
    lock_rows,
    write_into_a_table,
    sample_rows,
    recurse,
    union_more,
    union_all_of_an_open_table,
    union_each_row_once,
    union_by_name,
    union_of_other_columns,
    union_ordered,
    take_rows_away,
    union_in_a_scan,
    use_a_parameter_without_a_value,
    hide_a_sign_nobody_sees,
    *map(
        call,
        [
            "pg_read_file('/etc/passwd')",
            "query_to_xml('select 1', true, true, '')",
            "set_config('statement_timeout', '0', false)",
            "current_user",
            "version()",
            "now()",
            "random()",
            "lo_import('/etc/passwd')",
            "CAST('x' AS regclass)",
            "(SELECT 1)",
            "ARRAY[1]",
            "row_to_json(sales_totals)",
            "RANK(1) OVER (ORDER BY shop)",
            "RANK() WITHIN GROUP (ORDER BY shop)",
            "DENSE_RANK() OVER (ORDER BY shop)",
            *(
                f"SUM(amount) OVER (ORDER BY shop {frame})"
                for frame in (
                    "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                    "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                    "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                    "GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
                    "ROWS UNBOUNDED PRECEDING",
                    "ROWS BETWEEN 2 PRECEDING AND CURRENT ROW",  # a number that is no parameter
                    "ROWS BETWEEN (SELECT 1) PRECEDING AND CURRENT ROW",
                    "ROWS BETWEEN random() PRECEDING AND CURRENT ROW",
                    "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES",
                )
            ),
        ],
    ),
]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_lets_all_rows_of_a_step_stand_below_others(dialect: str) -> None:
    given = secured()
    below(given.tree, last_step_again(given.tree), distinct=False)

    assert "UNION ALL" in checked(given, dialect).text


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_it_refuses_a_statement_that_was_changed(
    change: Callable[[exp.Select], None], dialect: str
) -> None:
    given = secured()
    before = given.tree.copy()
    change(given.tree)
    assert not same(given.tree, before) or change is change_a_member

    with pytest.raises(UnsafeStatement):
        checked(given, dialect)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO t_sales (line_id) VALUES (1)",
        "UPDATE t_sales SET amount = 0",
        "DELETE FROM t_sales",
        "DROP TABLE t_sales",
        "COPY t_sales TO '/tmp/stolen'",
        "PRAGMA database_list",
        "SET memory_limit = '1TB'",
        "WITH gone AS (DELETE FROM t_sales RETURNING amount) SELECT amount FROM gone",
        "SELECT 1 UNION SELECT money FROM t_safe",
        "SELECT 1 AS one UNION ALL SELECT 2 AS one",
        "SELECT 1 AS one",
        "VALUES (1)",
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_refuses_what_is_no_secured_select(sql: str, dialect: str) -> None:
    tree: Any = parse_one(sql, dialect=dialect)

    with pytest.raises(UnsafeStatement):
        checked(replace(secured(), tree=tree), dialect)


def test_it_refuses_a_statement_that_was_secured_for_somebody_else() -> None:
    with pytest.raises(UnsafeStatement, match="another policy"):
        check(secured(), corner_index(), replace(POLICY, entitlement="other"), "duckdb")


def test_it_refuses_when_the_policy_has_moved_on() -> None:
    """The proof reads the policy of now, not what secure once made of it."""
    rule = replace(POLICY.rules["sales"][0], members=("South",))
    moved = replace(POLICY, rules={**POLICY.rules, "sales": (rule,)})

    with pytest.raises(UnsafeStatement, match="not kept"):
        check(secured(), corner_index(), moved, "duckdb")


def test_it_refuses_an_engine_that_it_does_not_know() -> None:
    with pytest.raises(UnsafeStatement):
        checked(secured(), "mysql")


def test_it_refuses_whatever_goes_wrong_inside_it() -> None:
    broken: Any = replace(secured(), tree=None)

    with pytest.raises(UnsafeStatement, match="could not be proved"):
        checked(broken)


SCAN = (
    "(SELECT sales.sold_on FROM t_sales AS sales WHERE sales.shop_id IN "
    "(SELECT shops.shop_id FROM t_shops AS shops WHERE shops.region IN ($1))) AS sales"
)
FUNCTIONS = [
    "pg_read_file('/etc/passwd')",
    "pg_sleep(9)",
    "query_to_xml('select 1', true, true, '')",
    "set_config('statement_timeout', '0', false)",
    "read_text('/etc/passwd')",
    "getenv('HOME')",
    "current_setting('is_superuser')",
    "generate_series(1, 100000000)",
    "lower(version())",
]
PLACES = {
    "a column": "SELECT {} AS called FROM {scan}",
    "a condition": "SELECT sales.sold_on FROM {scan} WHERE {} IS NULL",
    "an order": "SELECT sales.sold_on FROM {scan} ORDER BY {}",
    "a limit": "SELECT sales.sold_on FROM {scan} LIMIT {}",
    "an aggregate's filter": "SELECT sum(1) FILTER (WHERE {} IS NULL) AS s FROM {scan}",
    "a window": "SELECT row_number() OVER (PARTITION BY {}) AS s FROM {scan}",
    "a join": "SELECT sales.sold_on FROM {scan} CROSS JOIN {} AS called",
    "a group": "SELECT sum(1) AS s FROM {scan} GROUP BY {}",
    "a step": "WITH step AS (SELECT {} AS called FROM {scan}) SELECT step.called FROM step",
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_it_proves_the_functions_of_the_text_wherever_they_stand(
    function: str, place: str, dialect: str
) -> None:
    """The text is read as the engine would read it; a list of what is allowed decides."""
    with pytest.raises(UnsafeStatement, match=r"on the list|secured form|no number"):
        prove(parse_one(place.format(function, scan=SCAN), dialect=dialect), proof_of(dialect))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_proves_the_same_text_without_the_function(dialect: str) -> None:
    for place in PLACES.values():
        if "CROSS JOIN" not in place:
            text = place.format("1", scan=SCAN)
            assert prove(parse_one(text, dialect=dialect), proof_of(dialect)) == {"sales"}


def proof_of(dialect: str) -> Proof:
    return Proof(corner_index(), POLICY, ("North",), DIALECT_OF[dialect].number_of)


PERCENTILES = {
    "duckdb": ("QUANTILE_CONT(sales.amount, 0.5)", "QUANTILE_DISC(sales.amount, 0.9)"),
    "postgres": (
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY sales.amount)",
        "PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY sales.amount) FILTER (WHERE sales.amount > 1)",
    ),
}
NO_PERCENTILES = {
    "duckdb": (
        "QUANTILE_CONT(sales.amount, [0.5, 0.9])",
        "QUANTILE_CONT(sales.amount, sales.amount)",
        "QUANTILE_CONT(sales.amount, 1.5)",
        "QUANTILE_CONT(sales.amount, '0.5')",
        "QUANTILE_CONT(DISTINCT sales.amount, 0.5)",
        "QUANTILE_CONT(sales.amount, 0.5 ORDER BY sales.amount DESC)",
        "QUANTILE(sales.amount, 0.5)",
        "APPROX_QUANTILE(sales.amount, 0.5)",
        "MEDIAN(sales.amount)",
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY sales.amount DESC)",
    ),
    "postgres": (
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY sales.amount DESC)",
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY sales.amount, sales.shop_id)",
        "PERCENTILE_CONT(ARRAY[0.5]) WITHIN GROUP (ORDER BY sales.amount)",
        "PERCENTILE_CONT(sales.amount) WITHIN GROUP (ORDER BY sales.amount)",
        "PERCENTILE_CONT(-0.5) WITHIN GROUP (ORDER BY sales.amount)",
        "PERCENTILE_CONT($1) WITHIN GROUP (ORDER BY sales.amount)",
        "PERCENTILE_CONT(0.5)",
        "MODE() WITHIN GROUP (ORDER BY sales.amount)",
        "RANK(5) WITHIN GROUP (ORDER BY sales.amount)",
        "STRING_AGG(sales.amount, ',') WITHIN GROUP (ORDER BY sales.amount)",
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY members.full_name)",
    ),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_it_lets_percentiles_of_an_expression_pass(dialect: str) -> None:
    for given in PERCENTILES[dialect]:
        assert prove(of_sales(given, dialect), proof_of(dialect)) == {"sales"}


@pytest.mark.parametrize(
    ("dialect", "given"), [(d, each) for d in DIALECTS for each in NO_PERCENTILES[d]]
)
def test_it_refuses_what_is_nearly_a_percentile(dialect: str, given: str) -> None:
    with pytest.raises(UnsafeStatement):
        prove(of_sales(given, dialect), proof_of(dialect))


def of_sales(projection: str, dialect: str) -> exp.Expr:
    scan = "SELECT sales.amount, sales.shop_id FROM t_sales AS sales WHERE sales.shop_id IN"
    allowed = "SELECT shops.shop_id FROM t_shops AS shops WHERE shops.region IN ($1)"
    return parse_one(
        f"SELECT {projection} AS p FROM ({scan} ({allowed})) AS sales", dialect=dialect
    )
