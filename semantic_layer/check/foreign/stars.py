"""Step 7: every column is one that its select can see; a star becomes the columns that it means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from semantic_layer.check.foreign.sight import Outputs, Sight, Sources, outputs_of
from semantic_layer.check.foreign.terms import Terms, refuse

MOST_STARS = 20
WIDEST = 500  # columns of one select


def resolve(tree: exp.Query, terms: Terms) -> exp.Query:
    if sum(not isinstance(star.parent, exp.Count) for star in tree.find_all(exp.Star)) > MOST_STARS:
        refuse(f"it has more than {MOST_STARS} stars")

    def visible(node: exp.Expr) -> Outputs | None:
        if not isinstance(node, exp.Table):
            return None
        governed = terms.policy.table(node.name)
        return governed.columns if governed else None

    engine = terms.engine
    star = partial(expand, in_place=engine.shared_columns_in_place)
    outputs_of(tree, Sight(visible, engine.aliases_everywhere, star))
    return tree


def expand(select: exp.Select, sources: Sources, in_place: bool) -> None:
    """SELECT * FROM stores  →  SELECT stores.store_id, stores.region FROM stores"""
    if not any(projection.is_star for projection in select.expressions):
        return
    columns = [
        column
        for projection in select.expressions
        for column in _meant(projection, select, sources, in_place)
    ]
    if len(columns) > WIDEST:
        refuse(f"a select has more than {WIDEST} columns")
    select.set("expressions", columns)


def _meant(
    projection: exp.Expr, select: exp.Select, sources: Sources, in_place: bool
) -> Iterator[exp.Expr]:
    if not projection.is_star or isinstance(projection, exp.Count):
        yield projection
        return
    of = _table(projection)
    merged = _merged(select) if not of else ()
    given = set[str]()
    if not in_place:
        yield from map(exp.column, merged)
        given.update(merged)
    for source, outputs in sources.items():
        for name in outputs if of in ("", source) else ():
            if not name:
                refuse(f"a column of {source!r} has no name; give it one with AS")
            if name not in merged:
                yield exp.column(name, table=source)
            elif name not in given:
                given.add(name)
                yield exp.column(name)


def _table(projection: exp.Expr) -> str:
    return projection.table if isinstance(projection, exp.Column) else ""


def _merged(select: exp.Select) -> tuple[str, ...]:
    """The columns that joins share by USING, which a star gives once."""
    return tuple(
        dict.fromkeys(
            column.name
            for join in select.args.get("joins") or ()
            for column in join.args.get("using") or ()
        )
    )
