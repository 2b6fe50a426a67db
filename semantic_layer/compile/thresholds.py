"""How does a condition on a metric become one on its column?"""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.expressions import missing, present
from semantic_layer.compile.figures import Figure, figure_for
from semantic_layer.compile.values import values
from semantic_layer.query import Threshold

COMPARED = {
    "lt": exp.LT,
    "lte": exp.LTE,
    "gt": exp.GT,
    "gte": exp.GTE,
    "eq": exp.EQ,
    "ne": exp.NEQ,
}


def is_met(threshold: Threshold, figures: tuple[Figure, ...]) -> exp.Expr:
    """The condition on the figure's column."""
    wanted = threshold.metric, threshold.show, threshold.comparison
    column = exp.column(figure_for(figures, *wanted).name)
    bounds = values(threshold.values)
    match threshold.op:
        case "between":
            return exp.Between(this=column, low=bounds[0], high=bounds[1])
        case "is_null":
            return missing(column)
        case "not_null":
            return present(column)
        case compared:
            return COMPARED[compared](this=column, expression=bounds[0])
