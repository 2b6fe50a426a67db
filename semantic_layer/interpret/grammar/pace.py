"""What is sold in a unit of time: "rate of sale by brand", "on a rolling 8 week rate of sale"?

By itself a rate of sale is the units that are sold a week. Beside a number that goes by the pace of
its period, such as weeks of supply, it only says which period that is.
"""

from __future__ import annotations

from semantic_layer.calendars.resolve import resolve
from semantic_layer.calendars.words import ADVERBS, UNITS
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import SOLD, UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import Derived
from semantic_layer.period import Rolling, Unit
from semantic_layer.query import TIME, Grain

DAYS = "period_days"  # in the expression of a metric that goes by its period's pace
BARE = "pace"  # of what, it does not say
SUPERLATIVES = (Role.HIGH, Role.LOW, Role.BEST, Role.WORST)
MOST = 520  # of any unit
ON = frozenset({"on", "at", "based", "using", "from", "with"})


def pace(draft: Draft, context: Context) -> Draft:
    if _goes_by_pace(draft, context):
        return _basis(draft, context)
    for at in draft.all(Role.PACE):
        draft = _by_itself(draft, at, context)
    return draft


def _goes_by_pace(draft: Draft, context: Context) -> bool:
    metrics = [context.index.metric(draft.name(at)) for at in draft.all(Role.METRIC)]
    return any(isinstance(each, Derived) and DAYS in each.expression for each in metrics)


def _basis(draft: Draft, context: Context) -> Draft:
    """ "On the last 6 weeks' sales", "at the rate of sale of the last four weeks"."""
    period = next(iter(draft.all(Role.PERIOD)), -1)
    for at in draft.all(Role.PACE):
        if len(draft.all(Role.PERIOD)) == 1 and _is_led(draft, at):
            draft = draft.bind((at,), "the pace of the period")
        elif period < 0:
            draft = _of_so_many(draft, at, context)
    sales = draft.after(period, over={Role.WHERE}) if period >= 0 else -1
    if draft.free(sales, Role.METRIC) and _is_of_sales(draft, period, sales, context):
        draft = draft.bind((sales,), "the pace of the period")
    return draft


def _is_led(draft: Draft, at: int) -> bool:
    """ "At the rate of sale of May", "on a rolling 8 week rate of sale"; not one beside others."""
    lead = draft.ahead_of(at, over={Role.ANY})
    words = draft.items[lead].folded.split()[:1] if lead >= 0 else []
    return draft.role(lead) in (Role.WHERE, Role.PERIOD) and bool(ON.intersection(words))


def _of_so_many(draft: Draft, at: int, context: Context) -> Draft:
    """ "On a 13 week rate of sale": of the last 13 weeks in the data."""
    unit = draft.ahead_of(at)
    number = draft.ahead_of(unit)
    if not (draft.free(unit, Role.TIME_UNIT) and draft.free(number, Role.NUMBER)):
        return draft
    count = draft.items[number].meaning.number or 0
    if count != int(count) or not 1 <= count <= MOST:
        return draft
    period = Rolling(unit=UNITS[draft.items[unit].folded], count=int(count))
    resolved = resolve(period, context.index, context.clock)
    return draft.bind((number, unit, at), "period", period=period, resolved=resolved)


def _is_of_sales(draft: Draft, period: int, sales: int, context: Context) -> bool:
    """ "Based on the last 6 weeks' sales"; "weeks of supply last month, sales" is a list."""
    names = (called(SOLD, context), called(UNITS_SOLD, context))
    lead = draft.items[period].folded.split()[:1]
    before = draft.items[period - 1].folded.split()[-1:] if period else []
    led = bool(ON.intersection((*lead, *before)))
    joined = any(draft.role(n) is Role.WHERE for n in range(period + 1, sales))
    touching = sales == period + 1 or joined
    return led and touching and draft.name(sales) in names


def _ranks(draft: Draft) -> bool:
    """Whether something is ranked, by the only number there is."""
    return any(item.role in SUPERLATIVES for item in draft.items)


def _by_itself(draft: Draft, at: int, context: Context) -> Draft:
    """Units a week, or in the unit that stands beside: "daily rate of sale"."""
    name = called(UNITS_SOLD, context)
    others = draft.all(Role.METRIC, Role.AMBIGUOUS)
    if name is None or context.previous is not None:
        return draft
    if others:
        glossed = [draft.name(n) for n in others] == [name] and draft.all(Role.AVERAGE)
        colon = draft.items[at + 1].text == ":" if at + 1 < len(draft.items) else False
        return draft.bind((at,), "said again") if glossed and colon else draft
    if draft.items[at].folded == BARE:
        return draft
    beside = draft.ahead_of(at)
    if draft.free(beside, Role.BY) and draft.items[beside].folded == "by" and _ranks(draft):
        draft = draft.bind((beside,), "ranking")
        beside = -1
    adverb = draft.items[beside].folded if draft.free(beside, Role.GRAIN) else ""
    grain = Grain(unit=Unit.WEEK)
    if any(word in ADVERBS for word in adverb.split()):
        grain = draft.items[beside].meaning.grain or grain
    else:
        beside = -1
    label = context.index.metric(name).label.lower()
    said = f"{label} a {grain.unit.value}, for “{draft.items[at].text}”"
    return draft.bind(
        (at, beside),
        "metric",
        measures=((at, name),),
        averaged=(TIME,),
        grain=grain,
        assumed=(*draft.assumed, said),
    )
