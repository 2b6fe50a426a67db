"""What is one number of another: "refunds by state, as a percentage of net sales"?

The ratio that the model has of both, and nothing else.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.ratios import ratio_of, side_of
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.told_of_numbers import PERCENTS
from semantic_layer.interpret.trade import names_of
from semantic_layer.model.metrics import Ratio

EARLIER = "I cannot show a number as a percentage of another time's. Ask for the growth."
OF_TIME = frozenset({Role.PERIOD, Role.COMPARED, Role.LAST_YEAR, Role.PREVIOUS})
RATES = ("fraction", "percent")
RATED = ("rate", "%", "percent", "percentage", "pct")
OF_A_WHOLE = frozenset({"total", "totals", "the total", "overall", "in total"})


def in_percent(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.SHARE):
        if draft.items[at].folded in PERCENTS:
            draft = _of_another(draft, at, context) or _of_another_time(draft, at)
    return draft


def _of_another(draft: Draft, at: int, context: Context) -> Draft | None:
    below = draft.after(at, over={Role.ANY})
    above = next((n for n in range(at - 1, -1, -1) if draft.free(n, Role.METRIC)), -1)
    if above < 0 or not draft.free(below, Role.METRIC) or draft.name(above) == draft.name(below):
        return None
    named = [n for n in draft.all(Role.METRIC) if n != below]
    if named != [above] or draft.name(below) in context.index.plans:
        return None
    ratio = ratio_of(draft.name(above), draft.name(below), context.index)
    if ratio is not None:
        measures = (*draft.measures, (above, ratio))
        return draft.bind((at, above, below), "ratio", measures=measures)
    said = f"“{draft.items[above].text}” by “{draft.items[below].text}”"
    trouble = f"I cannot divide {said} on my own. Ask for both, side by side."
    return draft.bind((at,), "ratio", trouble=draft.trouble or trouble)


def _of_another_time(draft: Draft, at: int) -> Draft:
    """ "As % of last year" is no share of a total, but "of last year's total" is one."""
    behind = draft.after(at, over={Role.ANY})
    between = {item.folded for item in draft.items[at + 1 : max(behind, at + 1)]}
    follows = draft.items[behind + 1].folded if 0 <= behind < len(draft.items) - 1 else ""
    whole = bool(between & OF_A_WHOLE) or follows in OF_A_WHOLE
    if draft.role(behind) not in OF_TIME or whole or draft.role(behind + 1) is Role.METRIC:
        return draft
    return draft.bind((at,), "share", trouble=draft.trouble or EARLIER)


def as_a_rate(draft: Draft, at: int, context: Context) -> Draft:
    """ "Gross margin as a percentage": the rate that is called as the amount is."""
    if len(draft.measures) != 1 or draft.items[at].folded.split()[0] not in ("as", "in"):
        return draft
    ((place, amount),) = draft.measures
    called_so = {f"{n} {end}" for n in names_of(context.index.metric(amount)) for end in RATED}
    found = [
        each.name
        for each in context.index.metrics.values()
        if isinstance(each, Ratio) and each.visible and each.unit in RATES
        if side_of(each.numerator) == amount and called_so.intersection(names_of(each))
    ]
    if len(found) != 1 or draft.thresholds or draft.orders:
        return draft
    ranked = draft.ranked
    if ranked is not None and ranked.by == amount:
        ranked = replace(ranked, by=found[0])
    return draft.bind((at,), "rate", measures=((place, found[0]),), ranked=ranked)
