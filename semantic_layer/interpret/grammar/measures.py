"""Which metrics are asked for?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.shares import whole_of
from semantic_layer.interpret.lexicon import NOUNS_OF_ROWS, VERBS
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.metrics import Metric, Ratio

MONEY = "USD"


def measures(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.METRIC):
        if _only_names_rows(draft, at):
            draft = draft.bind((at,), "what the filter is about")
        elif (part := _part_of(draft, at)) >= 0:
            draft = _whole(draft, at, context.index.metric(draft.name(part)))
        elif not _is_unit_of_another(draft, at, context):
            draft = _asked_for(draft, at)
    for at in draft.all(Role.COMPARE):
        if len(draft.measures) > 1:
            draft = draft.bind((at,), "side by side")
    for at in draft.all(Role.UNIT):
        if _is_unit(draft, at, context):
            draft = draft.bind((at,), "unit")
    for at in draft.all(Role.SELL):
        draft = _verb(draft, at, context)
    return draft


def _is_unit(draft: Draft, at: int, context: Context) -> bool:
    """ "Refund dollars", "in dollars" of amounts; "dollar stores" are something else."""
    ahead = draft.ahead_of(at)
    led = draft.role(ahead) is Role.METRIC or (ahead >= 0 and draft.items[ahead].folded == "in")
    led = led or draft.role(draft.after(at, over={Role.WHERE})) is Role.METRIC
    return led and any(context.index.metric(name).unit == MONEY for _, name in draft.measures)


def _asked_for(draft: Draft, at: int) -> Draft:
    aside = draft.role(draft.ahead_of(at)) is Role.THEIR
    if aside and draft.ranked is not None and not draft.ranked.by:
        trouble = "A ranking needs a number to rank by, such as “top 5 by net sales”."
        draft = replace(draft, trouble=draft.trouble or trouble)
    return draft.bind((at,), "metric", measures=(*draft.measures, (at, draft.name(at))))


def _part_of(draft: Draft, at: int) -> int:
    """The metric that is said to be "of" this one; -1 where none is."""
    of = draft.ahead_of(at)
    part = draft.ahead_of(of)
    said = draft.role(of) is Role.WHERE and draft.items[of].folded == "of"
    return part if said and draft.role(part) is Role.METRIC else -1


def _whole(draft: Draft, at: int, part: Metric) -> Draft:
    """ "Online share of net sales" says it twice; of orders it would be another metric."""
    if isinstance(part, Ratio) and whole_of(part) == draft.name(at):
        return draft.bind((at,), "what it is a part of")
    return draft


def _only_names_rows(draft: Draft, at: int) -> bool:
    """ "Return rate for Online orders": the orders are those of the filter, not a second metric."""
    member = draft.ahead_of(at)
    lead = draft.ahead_of(member, over={Role.ANY, Role.MEMBER, Role.AND})
    led = draft.role(lead) is Role.WHERE and draft.role(member) is Role.MEMBER
    others = any(draft.role(n) is Role.METRIC for n in range(lead))
    return led and others and draft.items[at].folded in NOUNS_OF_ROWS


def _is_unit_of_another(draft: Draft, at: int, context: Context) -> bool:
    """ "Returns by brand, in units": another metric, which the words do not name together."""
    lead = draft.ahead_of(at)
    led = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "in"
    others = any(draft.role(n) is Role.METRIC for n in range(max(lead, 0)))
    return led and others and not draft.thresholds


def _verb(draft: Draft, at: int, context: Context) -> Draft:
    """ "How did we sell" asks for sales; beside a metric of its own the verb adds nothing."""
    if draft.role(draft.after(at)) is Role.ALONE:
        return draft  # "sold together" is about baskets
    if draft.measures or draft.all(Role.AMBIGUOUS):
        return draft.bind((at,), "verb")
    noun = VERBS[draft.items[at].folded]
    for name, metric in context.index.metrics.items():
        if noun in map(fold, (metric.label, *metric.synonyms)):
            if draft.counted:  # whichever number it is: they had some
                return draft.bind((at,), "verb", measures=((at, name),))
            said = f"{metric.label.lower()}, as “{draft.items[at].text}” names no number"
            return draft.bind(
                (at,), "metric", measures=((at, name),), assumed=(*draft.assumed, said)
            )
    return draft
