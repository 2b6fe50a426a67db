"""What does a query give, and does each of its columns come from what it reads?

The same walk serves twice: over the statement as it came, where a governed table gives the columns
that may be read, and over the final text, where only its secured scan does. A column that may not
be read and one that never was are the same: neither comes from anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlglot import exp

from semantic_layer.check.foreign.terms import refuse

Outputs = tuple[str, ...]  # the columns' names in order; "" for one without
Sources = Mapping[str, Outputs]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a query may see. `governed` tells what a node that reads a governed table gives.

    `steps` are those before it; `around` is what the selects around it read. `star` is told of each
    select before its columns are looked at.
    """

    governed: Callable[[exp.Expr], Outputs | None]
    aliases_everywhere: bool
    star: Callable[[exp.Select, Sources], None] = lambda select, sources: None
    steps: Sources = field(default_factory=dict)
    around: tuple[Sources, ...] = ()


def outputs_of(query: exp.Expr, sight: Sight) -> Outputs:
    sight = _after_steps(query, sight)
    if isinstance(query, exp.SetOperation):
        return _outputs_of_both(query, sight)
    if isinstance(query, exp.Subquery) and not query.alias:
        return outputs_of(query.this, sight)
    if not isinstance(query, exp.Select):
        refuse(f"{type(query).__name__} stands where a select should")
    sources = _sources(query, sight)
    sight.star(query, sources)
    _prove_columns(query, sources, sight)
    return tuple(output_name(projection) for projection in query.expressions)


def output_name(projection: exp.Expr) -> str:
    """An alias or a plain column's name; what engines call anything else is theirs to say.

    To take 'pg_typeof' for the name of its column would let t.pg_typeof through, which PostgreSQL
    reads as a call: pg_typeof(t).
    """
    is_named = isinstance(projection, (exp.Alias, exp.Column)) and not projection.is_star
    return projection.alias_or_name if is_named else ""


def _after_steps(query: exp.Expr, sight: Sight) -> Sight:
    with_ = query.args.get("with_")
    for step in with_.expressions if with_ else ():
        if step.alias in sight.steps:
            refuse(f"two steps are named {step.alias!r}")
        given = outputs_of(step.this, replace(sight, around=()))
        steps = {**sight.steps, step.alias: _renamed(step.args["alias"], given)}
        sight = replace(sight, steps=steps)
    return sight


def _outputs_of_both(query: exp.SetOperation, sight: Sight) -> Outputs:
    outputs = outputs_of(query.this, sight)
    if len(outputs_of(query.expression, sight)) != len(outputs):
        refuse("selects of different numbers of columns are put together")
    order = query.args.get("order")
    for column in order.find_all(exp.Column) if order else ():
        if column.table or column.name not in outputs:
            refuse(f"it is ordered by {column.name!r}, which is none of its columns")
    if order and order.find(exp.Query):
        refuse("it is ordered by a query")
    return outputs


def _renamed(alias: exp.TableAlias, given: Outputs) -> Outputs:
    names = tuple(column.name for column in alias.columns)
    if len(names) > len(given):
        refuse(f"{alias.name!r} names more columns than there are")
    return names + given[len(names) :]


def _sources(select: exp.Select, sight: Sight) -> Sources:
    sources: dict[str, Outputs] = {}
    for node in _read_by(select):
        name, outputs = _source(node, sight)
        if not name or name in sources:
            refuse("what a select reads has no name, or two have the same")
        sources[name] = outputs
    return sources


def _read_by(select: exp.Select) -> Iterator[exp.Expr]:
    """The nodes after FROM and JOIN, in order."""
    source = select.args.get("from_")
    if source is not None:
        yield source.this
    for join in select.args.get("joins") or ():
        yield join.this


def _source(node: exp.Expr, sight: Sight) -> tuple[str, Outputs]:
    name = node.alias_or_name
    governed = sight.governed(node)
    if governed is not None:
        return name, governed
    if isinstance(node, exp.Values):
        return name, _outputs_of_values(node)
    if isinstance(node, exp.Subquery):
        given = outputs_of(node.this, replace(sight, around=()))
        alias = node.args.get("alias")
        return name, _renamed(alias, given) if alias else given
    if isinstance(node, exp.Table) and not node.db and node.name in sight.steps:
        return name, sight.steps[node.name]
    refuse(f"table {node.name!r} is none that you may read")


def _outputs_of_values(node: exp.Values) -> Outputs:
    if node.find(exp.Column, exp.Query):
        refuse("a list of values reads something")
    return tuple(node.alias_column_names)


def _prove_columns(select: exp.Select, sources: Sources, sight: Sight) -> None:
    """An alias is known to what comes after it in the select, and to the parts after FROM."""
    _prove_using(select, sources)
    seen, aliases = (sources, *sight.around), set[str]()
    for projection in select.expressions:
        _prove_part(projection, seen, aliases, sight)
        if isinstance(projection, exp.Alias):
            aliases.add(projection.alias)
    for part in _other_parts(select):
        _prove_part(part, seen, aliases, sight)


def _prove_part(part: exp.Expr, seen: tuple[Sources, ...], aliases: set[str], sight: Sight) -> None:
    for node in _columns_and_queries(part):
        if isinstance(node, exp.Query):
            outputs_of(node, replace(sight, around=seen))
        elif not _is_seen(node, seen) and not _is_alias(node, aliases, sight):
            refuse(f"column {node.sql()} comes from nothing that its select reads")


def _prove_using(select: exp.Select, sources: Sources) -> None:
    for join in select.args.get("joins") or ():
        own = join.this.alias_or_name
        for column in join.args.get("using") or ():
            others = (outputs for name, outputs in sources.items() if name != own)
            shared = any(column.name in outputs for outputs in others)
            if column.name not in sources[own] or not shared:
                refuse(f"column {column.name} comes from nothing that its select reads")


def _other_parts(select: exp.Select) -> Iterator[exp.Expr]:
    for name, part in select.args.items():
        if name in ("with_", "from_", "expressions"):
            continue
        for each in part if isinstance(part, list) else [part]:
            top = each.args.get("on") if isinstance(each, exp.Join) else each
            if isinstance(top, exp.Expr):
                yield top


def _columns_and_queries(top: exp.Expr) -> Iterator[exp.Column | exp.Query]:
    for node in top.walk(prune=lambda each: isinstance(each, exp.Query)):
        if isinstance(node, (exp.Column, exp.Query)):
            yield node


def _is_seen(column: exp.Column, seen: tuple[Sources, ...]) -> bool:
    """By its table's name in the nearest select that reads such a table; else in any of them."""
    if column.table:
        of = next((sources[column.table] for sources in seen if column.table in sources), ())
        return column.name in of
    return any(column.name in outputs for sources in seen for outputs in sources.values())


def _is_alias(column: exp.Column, aliases: set[str], sight: Sight) -> bool:
    if column.table or column.name not in aliases:
        return False
    is_term = isinstance(column.parent, (exp.Ordered, exp.Group))
    return is_term or sight.aliases_everywhere
