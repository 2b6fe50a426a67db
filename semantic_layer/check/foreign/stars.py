"""Step 7: every column is one that its select can see; a star becomes the columns that it means."""

from __future__ import annotations

from collections.abc import Iterator

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

    outputs_of(tree, Sight(visible, terms.engine.aliases_everywhere, expand))
    return tree


def expand(select: exp.Select, sources: Sources) -> None:
    """SELECT * FROM stores  →  SELECT stores.store_id, stores.region FROM stores"""
    if not any(projection.is_star for projection in select.expressions):
        return
    columns = [
        column
        for projection in select.expressions
        for column in (_meant(projection, select, sources) if projection.is_star else [projection])
    ]
    if len(columns) > WIDEST:
        refuse(f"a select has more than {WIDEST} columns")
    select.set("expressions", columns)


def _meant(projection: exp.Expr, select: exp.Select, sources: Sources) -> Iterator[exp.Expr]:
    if isinstance(projection, exp.Count):
        yield projection
        return
    merged = _merged(select) if not _table(projection) else ()
    for name in merged:
        yield exp.column(name)
    for source, outputs in sources.items():
        if _table(projection) not in ("", source):
            continue
        for name in outputs:
            if not name:
                refuse(f"a column of {source!r} has no name; give it one with AS")
            if name not in merged:
                yield exp.column(name, table=source)


def _table(projection: exp.Expr) -> str:
    return projection.table if isinstance(projection, exp.Column) else ""


def _merged(select: exp.Select) -> tuple[str, ...]:
    """The columns that joins share by USING: a star gives each once, and first."""
    return tuple(
        dict.fromkeys(
            column.name
            for join in select.args.get("joins") or ()
            for column in join.args.get("using") or ()
        )
    )
