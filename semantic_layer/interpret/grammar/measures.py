"""Which metrics are asked for?"""

from __future__ import annotations

import re
from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.beaten import BEATEN
from semantic_layer.interpret.grammar.frequent import alike_in_units
from semantic_layer.interpret.grammar.in_percent import RATES, as_a_rate
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.grammar.planned import plan_in_a_list
from semantic_layer.interpret.grammar.shares import whole_of
from semantic_layer.interpret.lexicon import NOUNS_OF_ROWS, SOLD, UNITS_SOLD
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.stems import singular
from semantic_layer.interpret.trade import is_money
from semantic_layer.model.metrics import Measured, Metric, Ratio
from semantic_layer.query import ComparisonKind, Show

LETTERS = re.compile("[a-z]+")
PEOPLE = frozenset(each.strip() for each in PHRASES[Role.PERSON].split("|"))
TO_PEOPLE = ("to", "by", "from", "our")
MANNERS = ("at", "on", "on the")
LISTING = (Role.AND, Role.PAUSE)
CALLS = ("call", "say", "foresee", "foresaw", "envisage", "said")  # what a plan does


def measures(draft: Draft, context: Context) -> Draft:
    plans = context.index.plans
    for at in draft.all(Role.METRIC):
        if draft.name(at) in plans:
            listed = plan_in_a_list(draft, at, context)
            draft = listed or _planned(draft, at, context) or draft
    for at in draft.all(Role.METRIC):
        if _only_names_rows(draft, at):
            draft = draft.bind((at,), "what the filter is about")
        elif (part := _part_of(draft, at)) >= 0:
            draft = _whole(draft, at, context.index.metric(draft.name(part)))
        elif (counted := _counted_in(draft, at, context)) is not None:
            draft = counted
        elif _says_its_unit(draft, at, context) or _values_another(draft, at, context):
            draft = draft.bind((at,), "unit")
        elif _goes_on_in(draft, at) or not (
            _is_unit_of_another(draft, at, context) or _tells_a_manner(draft, at)
        ):
            draft = _asked_for(draft, at)
    for at in draft.all(Role.COMPARE):
        if len(draft.measures) > 1:
            draft = draft.bind((at,), "side by side")
    if not draft.all(Role.SELL):
        draft = _of_what_is_said(draft, context)
    for at in draft.all(Role.UNIT):
        draft = _dollars_beside_units(draft, at, context)
    for at in draft.all(Role.UNIT):
        if _moves_in_money(draft, at):
            draft = _in_money(draft, at)
        elif _is_unit(draft, at, context):
            draft = draft.bind((at,), "unit")
    for at in draft.all(Role.PERCENT):
        draft = _percent(draft, at, context)
    for at in draft.all(Role.SELL):
        draft = _verb(draft, at, context)
    for at in draft.all(Role.UNIT):
        if draft.items[at].folded.startswith("in ") and _is_money(draft, context):
            draft = draft.bind((at,), "unit")  # "which brand is most sold, in value"
    return _of_what_is_said(draft, context)


TAKES = ("take", "takes", "took", "taken")
TAKERS = (Role.MEMBER, Role.DIMENSION, Role.PERIOD)  # "what did it take" asks for anything
NUMBERS = (Role.METRIC, Role.AMBIGUOUS, Role.CLOSED_METRIC, Role.SELL, Role.SUPPLY)


def _of_what_is_said(draft: Draft, context: Context) -> Draft:
    if not draft.measures and not draft.counted and _says_nothing_else(draft):
        return _of_sales(draft, context)
    return draft


def _says_nothing_else(draft: Draft) -> bool:
    """ "The fastest growing stores", "categories down more than 10%", "against plan"."""
    moved = (Show.GROWTH, Show.CHANGE)
    ranked = draft.ranked is not None and draft.ranked.show in moved
    limited = any(not each.metric and each.show is Show.GROWTH for each in draft.thresholds)
    planned = any(each.kind is ComparisonKind.PLAN for each in draft.comparisons)
    sorted_so = any(not each.by and each.show is Show.GROWTH for each in draft.orders)
    beaten = BEATEN in draft.used.values()
    return ranked or limited or planned or sorted_so or beaten or _is_taken(draft)


def _is_taken(draft: Draft) -> bool:
    """ "What did the Boston store take", "stores that took over $9,000": what is taken is sales."""
    verb = next((n for n in draft.all(Role.VERB) if draft.items[n].folded in TAKES), -1)
    roles = {item.role for item in draft.items}
    if verb < 0 or roles.intersection(NUMBERS) or not roles.intersection(TAKERS):
        return False
    first = draft.items[0].folded.split()
    asked = first[:1] == ["what"] or first[:2] == ["how", "much"]
    money = any(item.meaning.sign == "$" for item in draft.items[verb:])
    return asked or money


def _of_sales(draft: Draft, context: Context) -> Draft:
    """ "The fastest growing stores": what grows is sales, where the question stands for itself."""
    name = called(SOLD, context)
    if name is None or context.previous is not None:
        return draft
    said = f"{context.index.metric(name).label.lower()}, as no number was named"
    return replace(draft, measures=((-1, name),), assumed=(*draft.assumed, said))


def _percent(draft: Draft, at: int, context: Context) -> Draft:
    """In percent: a rate is, a share is, and of an amount its growth."""
    rate = any(context.index.metric(name).unit in RATES for _, name in draft.measures)
    if rate or draft.share or Show.GROWTH in draft.shows:
        return draft.bind((at,), "unit")
    if draft.comparisons or draft.shows:
        return draft.bind((at,), Show.GROWTH.value, shows=(*draft.shows, Show.GROWTH))
    return as_a_rate(draft, at, context)


def _planned(draft: Draft, at: int, context: Context) -> Draft | None:
    """ "What gross margin had we planned", "the plan for sales and margin": the plans of them.

    Of days to come nothing else is known, so every number with a plan stands for it there; and so
    does each of which it is said what the plan calls for.
    """
    if len(draft.items[at].folded.split()) > 1 or _is_compared(draft, at):
        return None
    begins = draft.resolved.start if draft.resolved is not None else None
    whole = calls(draft, at + 1) or (begins is not None and begins > context.clock.today)
    plans = context.index.plans
    others = [n for n in draft.all(Role.METRIC) if n != at and draft.name(n) not in plans]
    meant = others if whole else _planned_of(draft, at)
    if not meant:
        return None
    theirs = [(n, context.index.metric(draft.name(n)).plan) for n in meant]
    named = tuple((n, plan) for n, plan in theirs if plan is not None)
    if len(named) < len(meant):
        other = next(n for n, plan in theirs if plan is None)
        label = context.index.metric(draft.name(other)).label.lower()
        return draft.bind((at, *meant), "metric", trouble=f"There is no plan for {label}.")
    used = (at, *(n for n, _ in named))
    return draft.bind(used, "metric", measures=(*draft.measures, *named))


def calls(draft: Draft, at: int) -> bool:
    """Whether a verb says what a plan holds: "calls for", "foresees"."""
    return draft.role(at) is Role.VERB and draft.items[at].folded.startswith(CALLS)


def _is_compared(draft: Draft, at: int) -> bool:
    """ "Plan vs actual gross margin" sets both side by side."""
    beside = (draft.ahead_of(at), draft.after(at))
    return any(draft.role(n) in (Role.VERSUS, Role.OVER) for n in beside)


def _planned_of(draft: Draft, at: int) -> list[int]:
    """The numbers right before the word, or behind it: "the plan for sales and margin"."""
    before = draft.ahead_of(at)
    if draft.free(before, Role.METRIC):
        return [before]
    first = draft.after(at, over={Role.WHERE, Role.PAUSE, Role.PERIOD, Role.BY, Role.DIMENSION})
    found: list[int] = []
    while draft.free(first, Role.METRIC):
        found.append(first)
        join = draft.after(first)
        first = draft.after(join) if draft.role(join) in (Role.AND, Role.PAUSE) else -1
    join = draft.after(at)  # "plan and net sales", "target, orders and visitors" are lists
    joined = draft.role(join) is Role.AND or (join >= 0 and draft.items[join].text == ",")
    return [] if joined else found


def _dollars_beside_units(draft: Draft, at: int, context: Context) -> Draft:
    """ "Units and $ by style", "$, units and AUR": what was sold, in both."""
    name = called(SOLD, context)
    join, units = draft.ahead_of(at), draft.ahead_of(draft.ahead_of(at))
    listed = draft.role(units) is Role.METRIC and draft.role(join) in LISTING
    if not listed and draft.items[at].folded == "$":
        join, units = draft.after(at), draft.after(draft.after(at))
    beside = draft.role(join) in LISTING and draft.role(units) is Role.METRIC
    if not beside or name is None or draft.name(units) != called(UNITS_SOLD, context):
        return draft
    if (units, draft.name(units)) not in draft.measures:
        return draft  # "open orders in units and dollars"
    of = draft.after(at, over={Role.WHERE})
    if of != units and draft.role(of) is Role.METRIC:
        return draft  # "units and value of stock"
    label = context.index.metric(name).label.lower()
    said = f"{label}, for “{draft.items[at].text}” beside units"
    measures = (*draft.measures, (at, name))
    return draft.bind((join, at), "metric", measures=measures, assumed=(*draft.assumed, said))


def _is_unit(draft: Draft, at: int, context: Context) -> bool:
    """ "Refund dollars", "in dollars" of amounts; "dollar stores" are something else."""
    ahead = draft.ahead_of(at)
    led = draft.role(ahead) is Role.METRIC or (ahead >= 0 and draft.items[ahead].folded == "in")
    led = led or draft.role(draft.after(at, over={Role.WHERE})) is Role.METRIC
    return led and _is_money(draft, context)


def _is_money(draft: Draft, context: Context) -> bool:
    return any(is_money(context.index.metric(name).unit) for _, name in draft.measures)


def _tells_a_manner(draft: Draft, at: int) -> bool:
    """ "Units sold at a discount", "discounted sales": how they were sold, and no second number."""
    item = draft.items[at]
    formed = item.meaning.evidence is Evidence.STEM and item.folded.endswith("ed")
    if formed and draft.role(at + 1) in (Role.METRIC, Role.DIMENSION):
        return True
    lead = draft.ahead_of(at, over={Role.ANY})
    before = draft.ahead_of(lead)
    sold = draft.role(before) in (Role.METRIC, Role.SELL) and draft.name(before) != draft.name(at)
    return draft.role(lead) is Role.WHERE and draft.items[lead].folded in MANNERS and sold


def _moves_in_money(draft: Draft, at: int) -> bool:
    """ "The ten biggest declines in $": by how much they fell, not by which part."""
    lead = draft.ahead_of(at)
    led = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "in"
    return led and draft.ranked is not None and draft.ranked.show is Show.GROWTH


def _in_money(draft: Draft, at: int) -> Draft:
    assert draft.ranked is not None  # noqa: S101 - _moves_in_money has looked
    shows = tuple(Show.CHANGE if each is Show.GROWTH else each for each in draft.shows)
    return draft.bind((at,), "unit", ranked=replace(draft.ranked, show=Show.CHANGE), shows=shows)


def _asked_for(draft: Draft, at: int) -> Draft:
    aside = draft.role(draft.ahead_of(at)) is Role.THEIR
    grown = draft.ranked is not None and draft.ranked.show is not Show.VALUE  # "their rate fell"
    if aside and draft.ranked is not None and not draft.ranked.by and not grown:
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
    to_people = at > 0 and draft.items[at - 1].folded in TO_PEOPLE
    if to_people and draft.items[at].folded in PEOPLE:
        return any(draft.role(n) is Role.METRIC for n in range(at))  # "refunded to customers"
    led = draft.role(lead) is Role.WHERE and draft.role(member) is Role.MEMBER
    others = any(draft.role(n) is Role.METRIC for n in range(lead))
    return led and others and draft.items[at].folded in NOUNS_OF_ROWS


def _is_unit_of_another(draft: Draft, at: int, context: Context) -> bool:
    """ "Returns by brand, in units": another metric, which the words do not name together."""
    lead = draft.ahead_of(at)
    led = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "in"
    others = any(draft.role(n) is Role.METRIC for n in range(max(lead, 0)))
    return led and others and not draft.thresholds


def _counted_in(draft: Draft, at: int, context: Context) -> Draft | None:
    """ "Returned most, in pieces": the number of units that is called as the amount is."""
    units, lead = called(UNITS_SOLD, context), draft.ahead_of(at)
    led = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "in"
    if not led or draft.name(at) != units or len(draft.measures) != 1:
        return None
    ((place, name),) = draft.measures
    said = draft.items[place].folded if place >= 0 else ""
    alike = alike_in_units(said, name, context)
    if alike is None:
        return None
    ranked = draft.ranked
    if ranked is not None and ranked.by == name:
        ranked = replace(ranked, by=alike)
    return draft.bind((at,), "unit", measures=((place, alike),), ranked=ranked)


def _goes_on_in(draft: Draft, at: int) -> bool:
    """ "The change in visitors, in conversion and in orders": a list of numbers."""
    join = draft.ahead_of(draft.ahead_of(at))
    before = draft.ahead_of(join, over={Role.PAUSE})
    lead = draft.ahead_of(before)
    led = draft.items[lead].folded.split()[-1:] == ["in"] if lead >= 0 else False
    listed = draft.role(join) in (Role.AND, Role.PAUSE)
    return listed and led and draft.role(before) is Role.METRIC


def _values_another(draft: Draft, at: int, context: Context) -> bool:
    """ "Average inventory, at cost": by what another number is valued, where it is by that."""
    lead = draft.ahead_of(at)
    led = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "at"
    word = singular(draft.items[at].folded)
    others = [draft.name(n) for n in range(len(draft.items)) if draft.role(n) is Role.METRIC]
    valued = (
        f"{leaf.metric.expression}"
        for name in others
        if name != draft.name(at)
        for leaf in context.index.leaves(name)
        if isinstance(leaf.metric, Measured)
    )
    return led and any(word in LETTERS.findall(expression) for expression in valued)


def _says_its_unit(draft: Draft, at: int, context: Context) -> bool:
    """ "On hand in units": what is counted in them already."""
    lead = draft.ahead_of(at)
    led = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "in"
    others = {context.index.metric(name).unit for _, name in draft.measures}
    return led and others == {"units"} and draft.name(at) == called(UNITS_SOLD, context)


def _is_one_of_two(draft: Draft, verb: int) -> bool:
    """ "How much did we sell in May, and how many visitors came": the verb is the first of two."""
    measured = {at for at, _ in draft.measures}
    if any(at < verb for at in measured):
        return False
    over = {Role.COUNT, Role.WHERE, Role.ANY, Role.PERFORM, Role.PAUSE}
    joins = [n for n in range(verb + 1, len(draft.items)) if draft.role(n) is Role.AND]
    asked = any(item.folded.split()[:1] in (["how"], ["what"]) for item in draft.items[:verb])
    return asked and any(draft.after(join, over=over) in measured for join in joins)


def _verb(draft: Draft, at: int, context: Context) -> Draft:
    """ "How did we sell" asks for sales; beside a metric of its own the verb adds nothing."""
    if draft.role(draft.after(at)) is Role.ALONE:
        return draft  # "sold together" is about baskets
    name = called(SOLD, context)
    if draft.measures and name is not None and _is_one_of_two(draft, at):
        return draft.bind((at,), "metric", measures=((at, name), *draft.measures))
    if draft.measures or draft.all(Role.AMBIGUOUS):
        return draft.bind((at,), "verb")
    if name is None:
        return draft
    if draft.counted:  # whichever number it is: they had some
        return draft.bind((at,), "verb", measures=((at, name),))
    label = context.index.metric(name).label.lower()
    said = f"{label}, as “{draft.items[at].text}” names no number"
    return draft.bind((at,), "metric", measures=((at, name),), assumed=(*draft.assumed, said))
