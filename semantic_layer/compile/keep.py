"""Keep the groups that meet the query's conditions on metrics, before ranking and limit."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.compile.across import across
from semantic_layer.compile.draft import Draft, Step
from semantic_layer.compile.expressions import every
from semantic_layer.compile.thresholds import is_met

KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Condition:
    """What the groups of a step must meet, and the steps that are joined to judge it."""

    all_of: list[exp.Expr]
    joins: list[exp.Join]


def keep(draft: Draft) -> Draft:
    """Unchanged where the query has no condition on a metric, or counts who meets it."""
    query, source = draft.plan.query, draft.last
    if not query.thresholds or query.counted is not None:
        return draft
    draft, condition = judge(draft)
    of = source.name if condition.joins else None
    kept = exp.select(*(exp.column(name, table=of) for name in source.select.named_selects))
    kept = kept.from_(source.name)
    for join in condition.joins:
        kept = kept.join(join, copy=False)
    says = "groups that meet the conditions"
    return draft.then(Step(KEPT, says, kept.where(every(condition.all_of), copy=False)))


def judge(draft: Draft) -> tuple[Draft, Condition]:
    """The conditions on the groups of the last step, after the steps that they need."""
    plan = draft.plan
    whole = [is_met(each, plan.figures) for each in plan.query.thresholds if not each.each]
    draft, judged = across(draft)
    all_of = [*whole, *(each.condition for each in judged)]
    return draft, Condition(all_of, [each.join for each in judged])
