"""Is a number of times asked for, and not an amount: "how many refunds", "the most common reason"?

What is called as the amount is, or lies in the same rows, and is counted in units.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.in_percent import RATES
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import UNITS_SOLD, money_endings
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.stems import stem
from semantic_layer.interpret.tokens import fold
from semantic_layer.interpret.told_of_numbers import COMMONEST, RAREST
from semantic_layer.interpret.trade import UNITS, is_money
from semantic_layer.interpret.wording import phrases
from semantic_layer.model.metrics import Measured, Metric

OFTEN = phrases(f"{COMMONEST} | {RAREST}")
NO_COUNT = "“{}” is {}, and no number of things. Ask for it by itself, or name what to count."
MANY = frozenset({"how many", "number of", "the number of", "count of", "no of", "# of"})


def frequent(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.COUNT):
        metric = draft.after(at)
        if draft.items[at].folded in MANY and draft.free(metric, Role.METRIC):
            draft = _number_of(draft, metric, context)
    said = [n for n in draft.all(Role.HIGH, Role.LOW) if _is_often(draft, n)]
    for metric in draft.all(Role.METRIC) if said else ():
        draft = _counted(draft, metric, context)
    if said and not draft.all(Role.METRIC, Role.AMBIGUOUS, Role.SELL, Role.SUPPLY):
        draft = _of_its_rows(draft, context)
    return draft


def _is_often(draft: Draft, at: int) -> bool:
    return tuple(draft.items[at].folded.split()) in OFTEN


def _number_of(draft: Draft, at: int, context: Context) -> Draft:
    """The item of an amount as what is counted; an amount is no count, and neither is a rate."""
    found = _counted(draft, at, context)
    item, metric = draft.items[at], context.index.metric(draft.name(at))
    amount = is_money(metric.unit)
    if found is not draft or not (amount or metric.unit in RATES) or _says_money(item, context):
        return found
    counted = _in_the_same_rows(metric, context) if amount else None
    if counted is None:
        what = "an amount of money" if amount else "a rate"
        trouble = NO_COUNT.format(metric.label, what)
        return replace(draft, trouble=draft.trouble or trouble)
    said = f"{context.index.metric(counted).label.lower()}, for the number of “{item.text}”"
    found = _named(draft, at, counted)
    return replace(found, assumed=(*found.assumed, said))


def _says_money(item: Item, context: Context) -> bool:
    """ "How many markdown dollars"."""
    return item.folded.split()[-1] in money_endings(context.index.model.currency)


def _in_the_same_rows(metric: Metric, context: Context) -> str | None:
    """The one count of units of the same rows, if they are not those that are sold."""
    sold = called(UNITS_SOLD, context)
    if not isinstance(metric, Measured):
        return None
    found = [
        each.name
        for each in context.index.metrics.values()
        if isinstance(each, Measured) and each.visible and not (each.where or each.filters)
        if each.unit == UNITS and each.dataset == metric.dataset
    ]
    return found[0] if len(found) == 1 and found[0] != sold else None


def _named(draft: Draft, at: int, name: str) -> Draft:
    item = draft.items[at]
    counted = replace(item, meaning=replace(item.meaning, name=name))
    return replace(draft, items=(*draft.items[:at], counted, *draft.items[at + 1 :]))


def _counted(draft: Draft, at: int, context: Context) -> Draft:
    """The item of an amount, as the units that are called like it."""
    item = draft.items[at]
    named = alike_in_units(item.folded, draft.name(at), context)
    if named is None or not is_money(context.index.metric(draft.name(at)).unit):
        return draft
    return _named(draft, at, named)


def alike_in_units(said: str, amount: str, context: Context) -> str | None:
    """The one number of units, other than those sold, that shares a word with an amount."""
    roots = {stem(word) for word in said.split()}
    alike = [
        each.name
        for each in context.index.metrics.values()
        if each.visible
        and each.unit == UNITS
        and each.name not in (amount, called(UNITS_SOLD, context))
        and any(roots & {stem(w) for w in fold(n).split()} for n in (each.label, *each.synonyms))
    ]
    return alike[0] if len(alike) == 1 else None


def _of_its_rows(draft: Draft, context: Context) -> Draft:
    """ "The most common refund reason": by the units of the rows that have a reason."""
    names = {draft.name(n) for n in draft.all(Role.DIMENSION)}
    rows = {dataset for name in names for dataset in context.index.dimension(name).on}
    found = [
        each.name
        for each in context.index.metrics.values()
        if isinstance(each, Measured) and each.visible
        if each.unit == UNITS and each.dataset in rows
    ]
    if len(names) != 1 or len(found) != 1:
        return draft
    said = f"by {context.index.metric(found[0]).label.lower()}, as no number was named"
    measures = (*draft.measures, (-1, found[0]))
    return replace(draft, measures=measures, assumed=(*draft.assumed, said))
