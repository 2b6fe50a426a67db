"""Set each metric beside its comparison: the change as a difference, the growth as a fraction."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import quotient
from semantic_layer.compile.plan import Plan
from semantic_layer.query import Show

COMPARED = "compared"


def differ(draft: Draft) -> Draft:
    """Unchanged where the query asks for neither change nor growth."""
    more = differences(draft.plan)
    if not more:
        return draft
    return draft.then(Step(COMPARED, "change and growth", draft.reading(*more)))


def differences(plan: Plan) -> list[exp.Expr]:
    return [
        _difference(figure.metric, figure.against, figure.show).as_(figure.name)
        for figure in plan.figures
        if figure.show in (Show.CHANGE, Show.GROWTH) and figure.against is not None
    ]


def _difference(metric: str, against: str, show: Show) -> exp.Expr:
    now, then = exp.column(metric), exp.column(against)
    if show is Show.CHANGE:
        return exp.Sub(this=now, expression=then)
    return exp.Sub(this=quotient(now, then), expression=exp.Literal.number(1))
