"""Does a parsed statement read nothing but what the policy allows?

The proof walks the tree as the engine's parser reads it and trusts nothing of how it was made. A
select reads earlier steps, lists of values, and governed tables only in their secured form. Every
column must come from what its own select reads; nothing is read through a star.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sqlglot import exp

from semantic_layer.check.allowed import (
    JOIN_KINDS,
    JOIN_PARTS,
    JOIN_SIDES,
    NODES,
    SELECT_PARTS,
    TYPES,
    UNION_PARTS,
)
from semantic_layer.check.percentiles import PERCENTILES, is_percentile
from semantic_layer.check.scans import Proof, prove_scan, refuse

NAME = re.compile(r"[a-z][a-z0-9_]*")
CODE_POINTS = "C"
Outputs = Mapping[str, frozenset[str]]


def prove(tree: exp.Expr, proof: Proof) -> frozenset[str]:
    """The datasets that the statement reads; raises UnsafeStatement where anything is in doubt."""
    if not isinstance(tree, exp.Select):
        refuse(f"the statement is {type(tree).__name__}, not one SELECT")
    for node in tree.walk():
        _prove_node(node, proof)
    outputs: dict[str, frozenset[str]] = {}
    for step in _steps(tree):
        if step.alias in outputs or step.alias in proof.governed:
            refuse(f"a step is named {step.alias!r}, like another or like a dataset")
        outputs[step.alias] = _prove_step(step.this, outputs, proof)
    _prove_select(tree, outputs, proof)
    return proof.read


def _prove_node(node: exp.Expr, proof: Proof) -> None:
    if type(node) not in NODES:
        refuse(f"{type(node).__name__} is not on the list")
    if isinstance(node, exp.DataType) and (node.this not in TYPES or node.expressions):
        refuse(f"type {node.sql()} is not on the list")
    if isinstance(node, PERCENTILES) and not is_percentile(node):
        refuse(f"{node.sql()} is no percentile of one expression")
    if isinstance(node, exp.Star) and not isinstance(node.parent, exp.Count):
        refuse("a star")
    if isinstance(node, exp.Identifier) and not _is_ours(node):
        refuse(f"the name {node.name!r} is none of the model's manner")
    if isinstance(node, exp.Column) and (node.db or node.catalog):
        refuse(f"column {node.sql()} is qualified by more than a table")
    if isinstance(node, (exp.Placeholder, exp.Parameter)):
        proof.value_of(node)
    if isinstance(node, exp.WindowSpec):
        _prove_frame(node)
    if isinstance(node, exp.Rank) and (node.expressions or not _is_windowed(node)):
        refuse("a rank of something")
    if isinstance(node, exp.With) and (node.args.get("recursive") or node.depth != 1):
        refuse("a WITH that is recursive or not the statement's own")


def _prove_frame(frame: exp.WindowSpec) -> None:
    """Rows up to the current one: all, or a number of them."""
    given = {name: part for name, part in frame.args.items() if part}
    start = given.pop("start", None)
    counted = isinstance(start, (exp.Placeholder, exp.Parameter))
    frames = {"kind": "ROWS", "start_side": "PRECEDING", "end": "CURRENT ROW"}
    if given != frames or not (counted or start == "UNBOUNDED"):
        refuse(f"a window over {frame.sql()}")


def _is_windowed(node: exp.Expr) -> bool:
    return isinstance(node.parent, exp.Window) and node.arg_key == "this"


def _is_ours(node: exp.Identifier) -> bool:
    """In lower case, so that no engine takes it for another name; tables go by their own.

    A collation is a function of the engine, in a way: one is known to be plain.
    """
    if isinstance(node.parent, exp.Collate):
        return node.name == CODE_POINTS
    return NAME.fullmatch(node.name) is not None or isinstance(node.parent, exp.Table)


def _steps(tree: exp.Select) -> list[exp.CTE]:
    steps: list[exp.CTE] = list(tree.ctes)
    for step in steps:
        if step.args["alias"].columns or not isinstance(step.this, (exp.Select, exp.Union)):
            refuse(f"step {step.alias!r} is no plain select")
    return steps


def _prove_step(step: exp.Expr, outputs: Outputs, proof: Proof) -> frozenset[str]:
    """The names of the step's columns: of a select, or of selects that stand below each other."""
    if isinstance(step, exp.Select):
        return _prove_select(step, outputs, proof)
    if not isinstance(step, exp.Union):
        refuse(f"a step has {type(step).__name__} in it")
    unknown = {name for name, part in step.args.items() if part} - UNION_PARTS
    if unknown or step.args.get("distinct") is not False:
        refuse(f"a union of more than all rows {sorted(unknown)}")
    sides = step.this, step.expression
    above, below = (_prove_step(each, outputs, proof) for each in sides)
    if sides[0].named_selects != sides[1].named_selects:
        refuse("a union of other columns")
    return above | below


def _prove_select(select: exp.Select, outputs: Outputs, proof: Proof) -> frozenset[str]:
    """The names of the select's columns."""
    unknown = {name for name, part in select.args.items() if part} - SELECT_PARTS
    if unknown:
        refuse(f"a select with {sorted(unknown)}")
    names: list[str] = [projection.alias_or_name for projection in select.expressions]
    if "" in names or len(set(names)) < len(names):
        refuse("a select has a column without a name, or two of one name")
    sources = dict(_sources(select, outputs, proof))
    for column in _own_columns(select):
        orders_by_name = isinstance(column.parent, exp.Ordered) and column.name in names
        if not _is_from(column, sources) and not (orders_by_name and not column.table):
            refuse(f"column {column.sql()} comes from nothing that its select reads")
    _prove_limit(select)
    return frozenset(names)


def _sources(
    select: exp.Select, outputs: Outputs, proof: Proof
) -> Iterator[tuple[str, frozenset[str]]]:
    source = select.args.get("from_")
    if source is None:
        refuse("a select from nothing")
    seen = set[str]()
    for node in (source.this, *(_joined(join) for join in select.args.get("joins") or ())):
        name, columns = _source(node, outputs, proof)
        if name in seen:
            refuse(f"{name!r} is read twice in one select")
        seen.add(name)
        yield name, columns


def _joined(join: exp.Join) -> exp.Expr:
    unknown = {name for name, part in join.args.items() if part} - JOIN_PARTS
    if unknown or join.side not in JOIN_SIDES or join.kind not in JOIN_KINDS:
        refuse(f"a join {join.side} {join.kind} {sorted(unknown)}")
    joined: exp.Expr = join.this
    return joined


def _source(node: exp.Expr, outputs: Outputs, proof: Proof) -> tuple[str, frozenset[str]]:
    if isinstance(node, exp.Subquery):
        return prove_scan(node, proof)
    if isinstance(node, exp.Values):
        return node.alias, frozenset(node.alias_column_names)
    if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Identifier):
        refuse(f"a select reads {type(node).__name__}")
    if {name for name, part in node.args.items() if part} != {"this"} or node.name not in outputs:
        refuse(f"table {node.sql()} is read outside of its secured form")
    return node.name, outputs[node.name]


def _own_columns(select: exp.Select) -> Iterator[exp.Column]:
    """The select's columns; those of its scans and of the steps before it are proved there."""
    for name, part in select.args.items():
        if name == "with_":
            continue
        for top in part if isinstance(part, list) else [part]:
            if isinstance(top, exp.Expr):
                yield from _columns(top)


def _columns(top: exp.Expr) -> Iterator[exp.Column]:
    for node in top.walk(prune=lambda each: isinstance(each, (exp.Subquery, exp.Query))):
        if isinstance(node, (exp.Subquery, exp.Query)) and not isinstance(
            node.parent, (exp.From, exp.Join)
        ):
            refuse("a subquery inside an expression")
        if isinstance(node, exp.Column):
            yield node


def _is_from(column: exp.Column, sources: Outputs) -> bool:
    if column.table:
        return column.name in sources.get(column.table, frozenset())
    return any(column.name in names for names in sources.values())


def _prove_limit(select: exp.Select) -> None:
    limit = select.args.get("limit")
    if limit is not None and not isinstance(
        limit.expression, (exp.Literal, exp.Placeholder, exp.Parameter)
    ):
        refuse("a limit that is no number")
