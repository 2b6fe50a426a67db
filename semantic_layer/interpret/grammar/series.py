"""What goes along a series: running totals, moving averages, limits in every bucket, totals?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.calendars.words import UNITS
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import TIME, Grain

MOST_BUCKETS = 366
IN = ("in", "during", "on", "for", "in each", "for each")
IN_ALL = frozenset({"in total", "altogether", "overall", "all together", "taken together"})
IN_ALL |= {"company wide", "companywide", "chain wide", "chainwide", "grand total", "combined"}
IN_ALL |= {"across the company", "across the chain", "total"}
ENDS = (None, Role.PAUSE, Role.PERIOD, Role.WHERE, Role.COMPARED, Role.LAST_YEAR)
OF_THE_WHOLE = {Role.METRIC, Role.PERIOD, Role.WHERE, Role.SELL}  # "overall sales in May and by"


def buckets(draft: Draft, context: Context) -> Draft:
    """ "In at least 3 weeks", "in two of the last five months": in how many a limit must hold.

    Before limits on numbers are read, since these numbers limit no metric.
    """
    for at in draft.all(Role.MOVING):
        draft = _moving(draft, at)
    for at in draft.all(Role.NUMBER):
        unit = draft.after(at)
        lead = draft.ahead_of(at)
        counts = draft.free(lead, Role.AT_LEAST) and draft.role(draft.ahead_of(lead)) is Role.WHERE
        if counts and draft.free(unit, Role.TIME_UNIT) and _limits(draft, at):
            grain = Grain(unit=UNITS[draft.items[unit].folded])
            number = int(draft.items[at].meaning.number or 1)
            draft = draft.bind((lead, at, unit), "in so many", each=grain, at_least=number)
    return draft


def _limits(draft: Draft, but: int) -> bool:
    """Whether something else in the question limits a metric."""
    roles = {item.role for n, item in enumerate(draft.items) if n != but}
    compares = roles & {Role.MORE, Role.LESS, Role.OVER, Role.AT_MOST, Role.BETWEEN}
    return bool(compares or roles & {Role.GREW, Role.SHRANK, Role.METRIC})


def series(draft: Draft, context: Context) -> Draft:
    """After limits are known, and before nouns of time make a breakdown."""
    for at in draft.all(Role.RUNNING):
        draft = _anew(draft, at)
    for at in draft.all(Role.EMPTY):
        unit = draft.after(at)
        if draft.free(unit, Role.TIME_UNIT):
            draft = draft.bind((at, unit), "buckets without anything", filled=True)
    for at in draft.all(Role.GRAIN):
        draft = _in_every(draft, at)
    for at in draft.all(Role.GRAIN):
        draft = _in_each_bucket(draft, at)
    for at in draft.all(Role.RUNNING):
        draft = draft.bind((at,), "running total", running=True, trend=draft.grain is None)
    for at in draft.all(Role.SUBTOTALS):
        of_a_metric = draft.role(draft.after(at)) is Role.METRIC  # "and the total discount"
        if of_a_metric and draft.items[at].folded.endswith("total"):
            draft = draft.bind((at,), "and")
        else:
            draft = draft.bind((at,), "totals", subtotals=True)
    for at in draft.all(Role.ALONE):
        draft = _and_in_total(draft, at)
    return draft


def _and_in_total(draft: Draft, at: int) -> Draft:
    """ "By region and in total", "overall and by region": the rows, and what they come to.

    Of a member "and overall" there are no such rows, which is told.
    """
    if draft.items[at].folded not in IN_ALL or draft.whole:
        return draft
    led, join = draft.ahead_of(at), draft.after(at, over=OF_THE_WHOLE)
    if draft.free(led, Role.AND) and (_ends(draft, at) or _is_of_a_member(draft, led, at)):
        return draft.bind((led, at), "totals", subtotals=True)
    if draft.free(join, Role.AND) and _splits(draft, draft.after(join)):
        return draft.bind((at, join), "totals", subtotals=True)
    return draft


def _ends(draft: Draft, at: int) -> bool:
    return draft.role(draft.after(at)) in ENDS


def _is_of_a_member(draft: Draft, join: int, at: int) -> bool:
    """ "Kids and total returns"; in "refunds of Kids and total orders" another number begins."""
    named = any(draft.role(n) is Role.METRIC for n in range(join))
    behind = draft.role(draft.after(at)) is Role.METRIC
    return behind and not named and draft.role(draft.ahead_of(join)) is Role.MEMBER


def _splits(draft: Draft, at: int) -> bool:
    narrows = draft.role(at) is Role.WHERE and draft.role(draft.after(at)) is Role.MEMBER
    return narrows or draft.role(at) in (Role.BY, Role.GRAIN, Role.EACH)


def _anew(draft: Draft, at: int) -> Draft:
    """ "Running total in each year": it starts anew with each."""
    unit = draft.after(at, over={Role.WHERE})
    words = draft.items[unit].folded.split() if unit >= 0 else []
    named = draft.items[unit].meaning.grain if draft.free(unit, Role.GRAIN) else None
    if named is None or words[:1] not in (["each"], ["every"]):
        return draft
    return draft.bind((unit,), "starts anew", restart=named.unit)


def _in_every(draft: Draft, at: int) -> Draft:
    """ "Stores over plan in every month": not a series, but where the limit is judged."""
    words = draft.items[at].folded.split()
    lead = draft.ahead_of(at)
    led = draft.role(lead) is Role.WHERE and draft.items[lead].folded in IN
    listed = any(draft.role(n) in (Role.WHICH, Role.COUNT, Role.DIMENSION) for n in range(at))
    named = draft.items[at].meaning.grain
    limited = draft.used.get(draft.ahead_of(lead), "").startswith("threshold")
    led = led or (words[:1] == ["every"] and _ends_a_limit(draft, lead))
    if draft.ranked is not None and not limited:
        return draft  # "the top 3 stores in each week, orders over 20"
    if not (draft.thresholds and led and listed and named and words[:1] in (["every"], ["each"])):
        return draft
    return draft.bind((at,), "in every one", each=named)


def _ends_a_limit(draft: Draft, at: int) -> bool:
    """ "Over 500 orders every month", "grew sales every month"."""
    ends = draft.role(at) is Role.METRIC and draft.used.get(draft.ahead_of(at), "")
    return (draft.used.get(at, "") or ends or "").startswith("threshold")


def _in_each_bucket(draft: Draft, at: int) -> Draft:
    """ "The best store of each week": a ranking in every one of them."""
    words = draft.items[at].folded.split()
    if draft.ranked is None or draft.grain is not None or words[:1] not in (["each"], ["every"]):
        return draft
    ranked = replace(draft.ranked, within=(*draft.ranked.within, TIME))
    grain = draft.items[at].meaning.grain
    return draft.bind((at,), "ranked in each", ranked=ranked, grain=grain)


def _moving(draft: Draft, at: int) -> Draft:
    """ "4-week moving average", "moving average over 4 weeks"."""
    for unit in (draft.ahead_of(at), *draft.all(Role.TIME_UNIT)):
        number = draft.ahead_of(unit)
        if draft.free(unit, Role.TIME_UNIT) and draft.free(number, Role.NUMBER):
            count = draft.items[number].meaning.number or 0.0
            if count == int(count) and 2 <= count <= MOST_BUCKETS:
                grain = Grain(unit=UNITS[draft.items[unit].folded])
                over = draft.ahead_of(number)
                lead = (over,) if draft.free(over, Role.OVER, Role.WHERE) else ()
                used = (at, number, unit, *lead)
                return draft.bind(used, "moving average", moving=int(count), grain=grain)
    return draft
