"""Is one number asked for in two ways: "returns by reason, amount and units", "margin, $ and %"?

The words behind name no numbers of their own: units are those of what was named, as the model keeps
them beside its amount, and the percent is the rate that is called like it.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.grammar.thresholds import rate_of
from semantic_layer.interpret.lexicon import SOLD, UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.trade import is_money
from semantic_layer.model.metrics import Measured
from semantic_layer.query import Show

UNITS = "units"


def both_ways(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.UNIT):
        join = draft.after(at)
        for lead, other in ((join, draft.after(join)), _ahead(draft, at)):
            if draft.role(lead) is Role.AND and draft.free(other, Role.METRIC, Role.PERCENT):
                draft = _in_both(draft, at, lead, other, context)
    return draft


def _ahead(draft: Draft, at: int) -> tuple[int, int]:
    join = draft.ahead_of(at)
    return join, draft.ahead_of(join)


def _in_both(draft: Draft, amount: int, join: int, other: int, context: Context) -> Draft:
    first = min(amount, other)
    head = next((n for n in reversed(draft.all(Role.METRIC)) if n < first), -1)
    if head < 0 or draft.role(draft.after(max(amount, other))) is Role.WHERE:
        return draft
    metric = context.index.metric(draft.name(head))
    if not is_money(metric.unit):
        return draft
    if draft.shows and draft.role(other) is Role.PERCENT:  # "the increase, in dollars and percent"
        shows = tuple(dict.fromkeys((*draft.shows, Show.CHANGE, Show.GROWTH)))
        return draft.bind((amount, join, other), "change", shows=shows)
    if draft.role(other) is Role.PERCENT:
        twin = rate_of(draft.items[head].folded, context)
    elif draft.name(other) != called(UNITS_SOLD, context):
        return draft
    else:
        twin = _units_of(metric.name, context)
    if twin is None:
        said = f"“{draft.items[amount].text}” and “{draft.items[other].text}”"
        trouble = f"I cannot tell {metric.label.lower()} in {said}. Name each number that you want."
        return replace(draft, trouble=draft.trouble or trouble)
    return draft.bind(
        (head, amount, join, other),
        "one number in two ways",
        measures=(*draft.measures, (head, metric.name), (other, twin)),
    )


def _units_of(name: str, context: Context) -> str | None:
    """The units that are counted from the same rows; of sales only for what was sold itself."""
    sold, units = called(SOLD, context), called(UNITS_SOLD, context)
    if name == sold:
        return units
    own = context.index.metric(name)
    found = [
        each.name
        for each in context.index.metrics.values()
        if isinstance(each, Measured) and isinstance(own, Measured)
        if each.dataset == own.dataset and each.unit == UNITS and each.visible
    ]
    return found[0] if len(found) == 1 and found[0] != units else None
