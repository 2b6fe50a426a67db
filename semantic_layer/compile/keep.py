"""Keep the groups that meet the query's conditions on metrics, before ranking and limit."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every
from semantic_layer.compile.figures import figure_for
from semantic_layer.compile.values import value
from semantic_layer.errors import NotUnderstood
from semantic_layer.query import Threshold

KEPT = "kept"
COMPARED = {"lt": exp.LT, "lte": exp.LTE, "gt": exp.GT, "gte": exp.GTE, "eq": exp.EQ}


def keep(draft: Draft) -> Draft:
    """Unchanged where the query has no condition on a metric."""
    thresholds = draft.plan.query.thresholds
    if not thresholds:
        return draft
    conditions = [_condition(threshold, draft) for threshold in thresholds]
    kept = draft.reading().where(every(conditions))
    return draft.then(Step(KEPT, "groups that meet the conditions", kept))


def _condition(threshold: Threshold, draft: Draft) -> exp.Expr:
    figure = figure_for(draft.plan.figures, threshold.metric, threshold.show)
    bounds = [value(each) for each in threshold.values]
    column = exp.column(figure.name)
    if threshold.op == "between":
        if len(bounds) != 2:
            raise NotUnderstood("A condition “between” needs two numbers.")
        return exp.Between(this=column, low=bounds[0], high=bounds[1])
    return COMPARED[threshold.op](this=column, expression=bounds[0])
