"""Keep the first groups by a metric's column, each within its parent group where one is named.

Ties go by label, ascending, and nulls last, so that equal data gives equal rows. A ranking over all
groups needs no step of its own: finish orders by it and stops at its limit.
"""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.figures import figure_for
from semantic_layer.compile.labels import by_label, ordered
from semantic_layer.compile.share import key_column
from semantic_layer.compile.values import value
from semantic_layer.errors import NotUnderstood
from semantic_layer.query import Direction, MetricQuery, Ranking

RANKED, TOP, PLACE = "ranked", "top_groups", "place"


def rank(draft: Draft) -> Draft:
    """Unchanged where the query has no ranking, or one that finish can do; else with `place`."""
    ranking = draft.plan.query.ranking
    if ranking is None:
        return draft
    if not draft.plan.keys:
        raise NotUnderstood(
            "A ranking needs something to rank: name what to split by, for example stores."
        )
    if is_plain(draft.plan.query):
        return draft
    place = exp.Window(
        this=exp.RowNumber(),
        partition_by=[exp.column(key_column(name, draft)) for name in ranking.within],
        order=exp.Order(expressions=by_rank(ranking, draft)),
    )
    says = "each group's place"
    draft = draft.then(Step(RANKED, says, draft.reading(exp.alias_(place, PLACE))))
    if ranking.others:
        return draft
    first = exp.LTE(this=exp.column(PLACE), expression=value(ranking.limit))
    return draft.then(Step(TOP, "the first ones", draft.reading().where(first)))


def is_plain(query: MetricQuery) -> bool:
    """Whether ordering by the ranking and stopping at its limit is all that it takes."""
    ranking = query.ranking
    shaped = query.order or query.subtotals
    return ranking is not None and not (ranking.within or ranking.others or shaped)


def by_rank(ranking: Ranking, draft: Draft) -> list[exp.Ordered]:
    """The metric's column, then the labels of what is ranked."""
    figure = figure_for(draft.plan.figures, ranking.by, ranking.show, ranking.comparison)
    within = [key_column(name, draft) for name in ranking.within]
    descends = ranking.direction is Direction.DESC
    labels = [
        term
        for key in draft.plan.keys
        if key.name not in within
        for term in by_label(key, draft.plan, by_name=True)
    ]
    return [ordered(exp.column(figure.name), descends=descends), *labels]
