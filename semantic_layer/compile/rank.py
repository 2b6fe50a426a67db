"""Keep the first groups by a metric's column; the rest may become one row, "Other".

Ties go by label, ascending, and nulls last, so that equal data gives equal rows.
"""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.figures import figure_for
from semantic_layer.compile.share import key_column
from semantic_layer.compile.values import value
from semantic_layer.errors import NotUnderstood
from semantic_layer.query import Direction, Ranking

RANKED, TOP, PLACE = "ranked", "top_groups", "place"
OTHER = "Other"


def rank(draft: Draft) -> Draft:
    """Unchanged where the query has no ranking; else with the column `place`."""
    ranking = draft.plan.query.ranking
    if ranking is None:
        return draft
    if not draft.plan.keys:
        raise NotUnderstood(
            "A ranking needs something to rank: name what to split by, for example stores."
        )
    place = _place(ranking, draft).as_(PLACE)
    draft = draft.then(Step(RANKED, "each group's place", draft.reading(place)))
    if ranking.others:
        raise NotUnderstood("others")
    first = exp.LTE(this=exp.column(PLACE), expression=value(ranking.limit))
    return draft.then(Step(TOP, "the first ones", draft.reading().where(first)))


def _place(ranking: Ranking, draft: Draft) -> exp.Expr:
    figure = figure_for(draft.plan.figures, ranking.by, ranking.show)
    within = [key_column(name, draft) for name in ranking.within]
    by = exp.Ordered(
        this=exp.column(figure.name),
        desc=ranking.direction is Direction.DESC,
        nulls_first=False,
    )
    labels = [
        exp.Ordered(this=exp.column(key.name), desc=False, nulls_first=False)
        for key in draft.plan.keys
        if key.name not in within
    ]
    return exp.Window(
        this=exp.RowNumber(),
        partition_by=[exp.column(name) for name in within],
        order=exp.Order(expressions=[by, *labels]),
    )
