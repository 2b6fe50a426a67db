"""Which stock had a period when it began, and what is counted against its stock at the end?

What stood at the close of the day before a period opens it. The model may count that by itself;
otherwise it is the stock of that day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.resolve import resolve
from semantic_layer.calendars.words import UNITS
from semantic_layer.interpret.as_of import own_days
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.opened import is_held
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.period import Dates, Named, Period, Relative, Unit, Within

OF_WHEN = "I cannot tell when that stock is to be counted. Name the period that it opens."
OF_NO_MOMENT = "{} is over a period, not of the moment when one begins. Name the days meant."
OF_BOTH = "I cannot show that stock and {} in one answer. Ask for each by itself."
SHORT = (Unit.WEEK, Unit.MONTH, Unit.QUARTER)  # over which a stock is set against its sales


def opening(draft: Draft, context: Context) -> Draft:
    said = draft.all(Role.OPENING)
    if said:
        return _opened(_of_the_unit(draft.bind(said, "the stock before"), context), context)
    return _at_the_end(draft, context)


def _of_the_unit(draft: Draft, context: Context) -> Draft:
    """ "Opening stock of the quarter": of the current one."""
    units = [at for at in draft.all(Role.TIME_UNIT) if draft.items[at - 1].folded.endswith("the")]
    if draft.period is not None or len(units) != 1 or draft.items[units[0]].folded not in UNITS:
        return draft
    period = Relative(unit=UNITS[draft.items[units[0]].folded])
    resolved = resolve(period, context.index, context.clock)
    return draft.bind(units, "period", period=period, resolved=resolved)


def _opened(draft: Draft, context: Context) -> Draft:
    held = [name for _, name in draft.measures if is_held(name, context.index)]
    if draft.measures and not held:
        said = context.index.metric(draft.measures[0][1]).label
        return replace(draft, trouble=draft.trouble or OF_NO_MOMENT.format(said))
    if draft.resolved is None or draft.period is None or not held or draft.comparisons:
        return replace(draft, trouble=draft.trouble or OF_WHEN)
    twins = {name: _counted_before(name, context) for name in held}
    if all(twins.values()):
        measures = tuple((at, twins.get(name) or name) for at, name in draft.measures)
        return replace(draft, measures=measures)
    others = [context.index.metric(name).label for _, name in draft.measures if name not in held]
    if others or draft.grain is not None:
        said = others[0].lower() if others else "a series"
        return replace(draft, trouble=draft.trouble or OF_BOTH.format(said))
    before = _day_before(draft.period, draft.resolved)
    label = f"at the close of the day before {draft.resolved.label} began"
    resolved = resolve(before, context.index, context.clock)
    return replace(draft, period=before, resolved=resolved, assumed=(*draft.assumed, label))


def _counted_before(name: str, context: Context) -> str | None:
    """The visible number that counts the same rows at the opening of a period."""
    own = context.index.metric(name)
    found = [
        each.name
        for each in context.index.metrics.values()
        if isinstance(each, SemiAdditive) and each.visible and each.over_time == "opening"
        if isinstance(own, SemiAdditive)
        and (each.dataset, each.expression, each.filters)
        == (own.dataset, own.expression, own.filters)
    ]
    return found[0] if len(found) == 1 else None


def _day_before(period: Period, resolved: ResolvedPeriod) -> Period:
    if isinstance(period, Relative) and period.count == 1:
        earlier = period.model_copy(update={"offset": period.offset - 1})
        return Within(unit=Unit.DAY, position=-1, period=earlier)
    day = resolved.start - timedelta(days=1)
    return Dates(start=day, end=day)


def _at_the_end(draft: Draft, context: Context) -> Draft:
    """ "Sell-through at the end of May": May's, which is of its stock at the end."""
    end = draft.period
    if not isinstance(end, Within) or (end.unit, end.position) != (Unit.DAY, -1):
        return draft
    whole = end.period
    names = [name for _, name in draft.measures]
    of_stock = names and all(_is_of_its_end(name, context) for name in names)
    of_stock = of_stock and own_days(tuple(names), context.index) is None
    if not of_stock or not isinstance(whole, Named | Relative) or whole.unit not in SHORT:
        return draft
    resolved = resolve(whole, context.index, context.clock)
    label = f"over {resolved.label}, with the stock at its end"
    return replace(draft, period=whole, resolved=resolved, assumed=(*draft.assumed, label))


def _is_of_its_end(name: str, context: Context) -> bool:
    """A stock at the end against what happened before; not a mean of stocks."""
    held = [leaf.metric for leaf in context.index.leaves(name)]
    stocks = [each for each in held if isinstance(each, SemiAdditive)]
    last = bool(stocks) and all(each.over_time == "last" for each in stocks)
    return last and len(stocks) < len(held)
