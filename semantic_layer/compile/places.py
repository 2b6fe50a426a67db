"""Number the groups by a metric's column, over the whole result or within each parent group.

Groups with the same value share a place and leave those after it empty; null has no place.
"""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import present
from semantic_layer.compile.labels import ordered
from semantic_layer.compile.share import key_column
from semantic_layer.errors import NotUnderstood, NotYet
from semantic_layer.query import Direction, Rank

PLACED = "placed"


def place(draft: Draft) -> Draft:
    """Unchanged where no rank is asked for."""
    query = draft.plan.query
    wanted = [
        (figure, figure.part) for figure in draft.plan.figures if isinstance(figure.part, Rank)
    ]
    if not wanted:
        return draft
    if not draft.plan.keys:
        raise NotUnderstood(
            "A rank needs something to rank: name what to split by, for example stores."
        )
    if query.ranking is not None and query.ranking.others:
        raise NotYet("The rest of a ranking is not answered yet beside a rank.")
    more = [_rank(figure.base, rank, draft).as_(figure.name) for figure, rank in wanted]
    return draft.then(Step(PLACED, "each group's rank", draft.reading(*more)))


def _rank(base: str, rank: Rank, draft: Draft) -> exp.Expr:
    descends = rank.direction is Direction.DESC
    window = exp.Window(
        this=exp.Rank(),
        partition_by=[exp.column(key_column(name, draft)) for name in rank.within],
        order=exp.Order(expressions=[ordered(exp.column(base), descends=descends)]),
    )
    return exp.Case(ifs=[exp.If(this=present(exp.column(base)), true=window)])
