"""How is a row rule written as the condition of a policy in the database?

As secure writes it into a statement, but for the members: those come with the transaction.

    sales_lines.store_id IN (SELECT … FROM stores WHERE stores.region IN ('West'))
    store_id IN (SELECT … FROM stores WHERE stores.region = ANY((SELECT aisle_wall.members(…))))

The members stand in a subselect of their own, so that they are read once a statement.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sqlglot import exp, parse_one

from semantic_layer.access import RowRule
from semantic_layer.compile.values import is_value
from semantic_layer.errors import UnsafeStatement
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.policies import RowOp
from semantic_layer.secure.rows import rows_allowed

DIALECT = "postgres"
MEMBERS = "(SELECT aisle_wall.members({group}, {policy}))::{kind}[]"
# Without members a row passes none of them.
FORMS: Mapping[RowOp, str] = MappingProxyType(
    {
        RowOp.IN: "{own} = ANY ({members})",
        RowOp.NOT_IN: "({own} <> ALL ({members}) AND CARDINALITY({members}) > 0)",
        RowOp.AT_LEAST: "{own} >= ({members})[1]",
        RowOp.AT_MOST: "{own} <= ({members})[1]",
    }
)
KINDS: Mapping[DataType, str] = MappingProxyType(
    {
        DataType.STRING: "TEXT",
        DataType.INTEGER: "BIGINT",
        DataType.DECIMAL: "NUMERIC",
        DataType.DATE: "DATE",
        DataType.TIMESTAMP: "TIMESTAMP",
        DataType.BOOLEAN: "BOOLEAN",
    }
)


def predicate(rule: RowRule, dataset: str, index: ModelIndex, group: str, schema: str) -> str:
    """`schema` is that of tables that the model names without one.

    Raises UnsafeStatement where the rule cannot be kept on the dataset.
    """
    condition = rows_allowed(rule, dataset, index)
    given = _compared_with_members(condition, rule)
    compared = given.this.this if isinstance(given, exp.Not) else given.this
    brought = _brought_along(compared, rule, group)
    if given is condition:
        condition = brought
    else:
        given.replace(brought)
    for table in condition.find_all(exp.Table):
        table.set("alias", exp.TableAlias(this=exp.to_identifier(table.alias_or_name)))
        table.set("db", table.args.get("db") or exp.to_identifier(schema))
    for column in condition.find_all(exp.Column):
        if column.find_ancestor(exp.Select) is None:
            column.set("table", None)  # a policy is on one table, whatever the model calls it
    return condition.sql(DIALECT, identify=True)


def _compared_with_members(condition: exp.Expr, rule: RowRule) -> exp.Expr:
    """The one comparison with the members that stands in the condition."""
    compared = {id(node.parent): node.parent for node in condition.walk() if is_value(node)}
    if len(compared) != 1:
        raise UnsafeStatement(f"Rule {rule.policy!r} has no one place for its members.")
    (found,) = compared.values()
    if not isinstance(found, exp.Expr):
        raise UnsafeStatement(f"Rule {rule.policy!r} compares nothing with its members.")
    return found.parent if isinstance(found.parent, exp.Not) else found


def _brought_along(compared: exp.Expr, rule: RowRule, group: str) -> exp.Expr:
    own = exp.paren(compared) if isinstance(compared, exp.Binary) else compared
    policy = exp.Literal.string(rule.policy).sql(DIALECT)
    members = MEMBERS.format(
        group=exp.Literal.string(group).sql(DIALECT), policy=policy, kind=KINDS[rule.type]
    )
    text = FORMS[rule.op].format(own=own.sql(DIALECT, identify=True), members=members)
    return parse_one(text, dialect=DIALECT)
