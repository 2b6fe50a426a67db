"""Step 4 and 5: every node, every part of it and every function is on the list."""

from __future__ import annotations

import re

from sqlglot import exp

from semantic_layer.check.foreign.allowed import JOIN_KINDS, JOIN_SIDES, NODES, PARTS, TYPES
from semantic_layer.check.foreign.terms import Terms, refuse

BY_NAME = (
    exp.Anonymous,
    exp.AnonymousAggFunc,
    exp.CombinedAggFunc,
    exp.CombinedParameterizedAgg,
    exp.ParameterizedAgg,
)
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
LABEL = re.compile(r"[ -!#-\[\]-_a-~]{1,63}")  # plain signs but quotes, ` and backslash
NUMBER = re.compile(r"([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?")
UNIT = re.compile(r"[A-Za-z]{1,20}")
NAMED = (exp.Column, exp.Alias, exp.Table, exp.TableAlias, exp.Join, exp.Window)
BOUNDS = ("UNBOUNDED", "CURRENT ROW")


def refuse_strange_nodes(tree: exp.Query, terms: Terms) -> exp.Query:
    for node in tree.walk():
        kind = type(node)
        if kind not in NODES:
            refuse(f"{kind.__name__} is not on the list")
        strange = {name for name, part in node.args.items() if _is_given(part)} - PARTS.get(
            kind, frozenset(node.arg_types)
        )
        if strange:
            refuse(f"{kind.__name__} with {sorted(strange)} is not on the list")
        _refuse_strange(node, terms)
    return tree


def _is_given(part: object) -> bool:
    return part is not None and part is not False and part != []


def _refuse_strange(node: exp.Expr, terms: Terms) -> None:
    if isinstance(node, BY_NAME):
        _refuse_function(node, terms)
    elif isinstance(node, exp.Identifier):
        _refuse_name(node)
    elif isinstance(node, exp.DataType):
        _refuse_type(node)
    elif isinstance(node, (exp.Limit, exp.Offset, exp.Fetch)):
        _refuse_count(node.args.get("count") or node.args.get("expression"))
    elif isinstance(node, exp.Join):
        if node.side not in JOIN_SIDES or node.kind not in JOIN_KINDS:
            refuse(f"a {node.side} {node.kind} join is not on the list")
    elif isinstance(node, exp.WindowSpec):
        for side in (node.args.get("start"), node.args.get("end")):
            if side is not None and side not in BOUNDS and not _is_plain_bound(side):
                refuse("a window's frame is no number of rows")
    elif isinstance(node, exp.Literal) and not node.is_string:
        if NUMBER.fullmatch(node.this) is None:
            refuse(f"{node.this!r} is no plain number")
    elif isinstance(node, exp.Var) and not _is_unit(node):
        refuse(f"{node.this!r} is no unit of time")
    elif isinstance(node, exp.SetOperation):
        modified = any(node.args.get(part) for part in ("order", "limit", "offset"))
        if modified and not terms.engine.limits_set_operations:
            refuse("an order or a limit stands behind selects that are put together")
    elif isinstance(node, (exp.Table, exp.Values)):
        if not isinstance(node.parent, (exp.From, exp.Join)):
            refuse("a table stands in an expression")
        if isinstance(node, exp.Table) and node.alias_column_names:
            refuse(f"{node.alias!r} gives a table's columns other names")
    elif isinstance(node, exp.Star) and not _may_be_a_star(node):
        refuse("a star stands in an expression")


def _refuse_function(node: exp.Expr, terms: Terms) -> None:
    name = node.this
    if not isinstance(name, str) or name.lower() not in terms.engine.names:
        refuse(f"function {node.name!r} is not on the list")


def _refuse_name(node: exp.Identifier) -> None:
    if not isinstance(node.parent, NAMED):
        refuse(f"the name {node.this!r} is of nothing")
    names_rows = isinstance(node.parent, (exp.Table, exp.TableAlias))
    if (NAME if names_rows else LABEL).fullmatch(node.this) is None:
        refuse(f"the name {node.this!r} is not of plain letters")


def _refuse_type(node: exp.DataType) -> None:
    plain = all(
        isinstance(each, exp.DataTypeParam) and isinstance(each.this, exp.Literal)
        for each in node.expressions
    )
    if node.this not in TYPES or not plain:
        refuse(f"type {node.sql()} is not on the list")


def _refuse_count(count: object) -> None:
    if not isinstance(count, exp.Literal) or count.is_string or not count.this.isdigit():
        refuse("a number of rows is no plain number")


def _is_plain_bound(side: object) -> bool:
    if isinstance(side, exp.Interval):
        return isinstance(side.this, exp.Literal)
    return isinstance(side, exp.Literal) and not side.is_string


def _is_unit(node: exp.Var) -> bool:
    stands = node.arg_key == "unit" or isinstance(node.parent, exp.Extract)
    return stands and UNIT.fullmatch(node.this) is not None


def _may_be_a_star(node: exp.Star) -> bool:
    """Of COUNT(*), or the select's own: * or t.*."""
    of = node.parent.parent if isinstance(node.parent, exp.Column) else node.parent
    return isinstance(of, exp.Select) or (isinstance(of, exp.Count) and of is node.parent)
