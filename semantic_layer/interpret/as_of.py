"""Over which days is a number of a stretch asked for at a moment: "weeks of supply as of Saturday"?

What counts a stretch has no value at a moment. Some have days of their own, which then end there.
"""

from __future__ import annotations

from semantic_layer.calendars.resolve import locate
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.period import Before, Dates, Period, Relative, Rolling, Within
from semantic_layer.query import Comparison, ComparisonKind

ENDS = ("end", "close")
AS_OF = ("as of ", "as at ")
OF_A_MOMENT = "{} is over a period, not of the moment when one ends. Name the days meant."


def is_of_a_moment(draft: Draft) -> bool:
    """Whether what stood then is asked for: "at the end of May", "as of May 4"; not "on May 4"."""
    ends = [item for item in draft.items if item.meaning.period == draft.period is not None]
    closes = any(set(ENDS).intersection(item.folded.split()) for item in ends)
    if closes and isinstance(draft.period, Within):
        return True
    of_its_year = isinstance(draft.period, Within | Dates)  # "last year, as of May 4"
    used = (item for at, item in enumerate(draft.items) if draft.used.get(at) == "period")
    return any(item.folded.startswith(AS_OF) for item in (used if of_its_year else ends))


def over_days(metrics: tuple[str, ...], index: ModelIndex, *, series: bool) -> str:
    """The metric that counts what happened in a period, and has no days of its own to end then."""
    for name in metrics:
        leaves = index.leaves(name)
        flows = any(not isinstance(leaf.metric, SemiAdditive) for leaf in leaves)
        if flows and (series or own_days(metrics, index) is None):
            return index.metric(name).label
    return ""


def up_to(
    draft: Draft, period: Period | None, metrics: tuple[str, ...], index: ModelIndex
) -> Rolling | None:
    """The metrics' own days, up to the moment that was named; None where days are meant."""
    own, days = own_days(metrics, index), draft.resolved
    if own is None or days is None or period is None or period != draft.period:
        return None
    if not is_of_a_moment(draft) and days.start != days.whole_end:
        return None
    return Rolling(unit=own.unit, count=own.count, to=period)


def beside(comparison: Comparison, own: Rolling, context: Context) -> Comparison:
    """The same for another moment that it is compared with."""
    if comparison.kind is ComparisonKind.PREVIOUS_PERIOD and own.to is not None:
        other: Period | None = Before(period=own.to)
    else:
        other = comparison.period
    days = locate(other, context.index, context.clock) if other is not None else None
    if days is None or days.start != days.whole_end:
        return comparison
    then = own.model_copy(update={"to": other})
    return comparison.model_copy(update={"kind": ComparisonKind.PERIOD, "period": then})


def said(own: Rolling) -> str:
    return f"the {own.count} {own.unit}s up to then"


def own_days(metrics: tuple[str, ...], index: ModelIndex) -> Relative | None:
    """ "The last 13 weeks", where all of them are usually asked for of these."""
    own = {index.metric(name).default_period for name in metrics}
    only = own.pop() if len(own) == 1 else None
    return only if isinstance(only, Relative) and only.count > 1 else None
