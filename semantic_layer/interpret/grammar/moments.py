"""Which days, weeks or months come first: "our best day", "which month had the most refunds"?

Units of time are shown in the order of the number, and only so many of them.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.calendars.words import UNITS, WEEKDAYS
from semantic_layer.interpret.draft import Context, Draft, Sorted
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Unit
from semantic_layer.query import Direction, Grain

BY_WHAT = ("busiest", "quietest")
WHICH_NUMBER = "I cannot tell by which number. Say it, such as “the day with the most orders”."
DESCRIBING = {Role.METRIC, Role.SELL, Role.MEMBER, Role.GREW, Role.SHRANK, Role.ANY, Role.WHERE}


def moments(draft: Draft, context: Context) -> Draft:
    ranked = draft.ranked
    if ranked is None or draft.breakdowns or ranked.within or ranked.others:
        return draft
    noun = _noun(draft, context)
    if noun is None:
        return draft
    weekday = draft.role(noun) is Role.MEMBER
    draft = _of_sales(draft, context)
    one = not draft.items[noun].folded.endswith("s")
    order = Sorted(ranked.by, ranked.show, ranked.direction or Direction.DESC, ranked.quality)
    return draft.bind(
        () if weekday else (noun,),
        "by time",
        context.configuration.bound,
        ranked=None,
        grain=Grain(unit=Unit.DAY) if weekday else _grain(draft, noun),
        limit=ranked.limit or (1 if one else None),
        orders=(*draft.orders, order),
    )


def _grain(draft: Draft, noun: int) -> Grain:
    item = draft.items[noun]
    return item.meaning.grain or Grain(unit=UNITS[item.folded.split()[-1]])


def _noun(draft: Draft, context: Context) -> int | None:
    """The noun of time behind the superlative, or behind "which"."""
    for at in range(len(draft.items)):
        if draft.used.get(at) == "ranking":
            noun = draft.after(at, over=DESCRIBING)
            day = draft.after(at)
            if draft.free(day, Role.MEMBER) and _is_a_day(draft, day, context):
                return day  # "the best Saturday"
        elif draft.role(at) is Role.WHICH or draft.items[at].folded in ("what", "whats the"):
            noun = draft.after(at, over={Role.WHERE, Role.ANY})
        else:
            continue
        if draft.free(noun, Role.TIME_UNIT, Role.GRAIN):
            return noun
    return None


def _is_a_day(draft: Draft, at: int, context: Context) -> bool:
    name, values = draft.name(at), draft.items[at].meaning.values
    known = context.index.has_dimension(name) and len(values) == 1
    return known and str(values[0]).casefold() in WEEKDAYS


def _of_sales(draft: Draft, context: Context) -> Draft:
    """ "Our best day" sold the most; the busiest one may have had the most of anything."""
    measured = draft.measures or draft.all(Role.METRIC, Role.AMBIGUOUS)
    name = called(SOLD, context)
    if measured or name is None or context.previous is not None:
        return draft
    if any(item.folded in BY_WHAT for item in draft.items):
        return replace(draft, trouble=draft.trouble or WHICH_NUMBER)
    said = f"{context.index.metric(name).label.lower()}, as no number was named"
    return replace(draft, measures=((len(draft.items), name),), assumed=(*draft.assumed, said))
