"""Each group's share of the whole result, or of its parent group, before any limit."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.additive import refuse_adding_up
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import quotient
from semantic_layer.compile.figures import Figure
from semantic_layer.errors import NotUnderstood
from semantic_layer.query import TIME, Show

SHARES = "shares"


def share(draft: Draft) -> Draft:
    """Unchanged where the query asks for no share."""
    wanted = [figure for figure in draft.plan.figures if figure.show is Show.SHARE]
    if not wanted:
        return draft
    for figure in wanted:
        kept = set(_kept(figure, draft))
        lost = [key for key in draft.plan.keys if key.name not in kept]
        refuse_adding_up(figure.metric, lost, "A share of", draft.plan)
    more = [_share(figure, draft).as_(figure.name) for figure in wanted]
    return draft.then(Step(SHARES, "shares of the whole result", draft.reading(*more)))


def _share(figure: Figure, draft: Draft) -> exp.Expr:
    own = exp.column(figure.metric)
    within = [exp.column(name) for name in _kept(figure, draft)]
    total = exp.Window(this=exp.Sum(this=own.copy()), partition_by=within)
    return quotient(own, total)


def _kept(figure: Figure, draft: Draft) -> list[str]:
    """The keys of the parent group; "time" is the bucket."""
    return [key_column(name, draft) for name in figure.of]


def key_column(name: str, draft: Draft) -> str:
    """The column of a key by its dimension's name, or "time"."""
    for key in draft.plan.keys:
        if key.name == name or (name == TIME and key.dimension is None):
            return key.name
    split_by = ", ".join(key.name for key in draft.plan.keys)
    raise NotUnderstood(
        f"“{name}” is not among what the rows are split by. "
        f"Name one of: {split_by or 'nothing, it is a total'}."
    )
