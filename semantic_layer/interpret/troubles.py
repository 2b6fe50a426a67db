"""Why do the parts of a question not make one whole, where they do not?"""

from __future__ import annotations

from itertools import pairwise

from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.calendars.resolve import locate
from semantic_layer.calendars.words import PERIODS_OVER_PERIODS, UNITS, WEEKDAYS
from semantic_layer.interpret.as_of import OF_A_MOMENT, is_of_a_moment, over_days
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.shares import SHARE_OF_ALL
from semantic_layer.interpret.grammar.times import SAID_AGAIN
from semantic_layer.interpret.roles import Role
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.period import Relative, Unit
from semantic_layer.query import TIME, Comparison, ComparisonKind, Filter, FilterOp

FRACTION = "fraction"
SHARES_COMPARED = (
    "I cannot compare a share with another yet. Ask for the shares of each period by itself."
)
LONGEST = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 35, Unit.QUARTER: 98}
UNTOLD = ("period", "season")  # how long they are, a calendar does not tell
NO_GROUPS = "A share needs a breakdown, such as “share of net sales by channel”."
ONE_GROUP = "Of a single group the share is always 100%. Leave the filter out to compare."


def troubles(
    draft: Draft, metrics: tuple[str, ...], dimensions: tuple[str, ...], context: Context
) -> str:
    """Why parts do not make a whole; "" where they do."""
    if draft.ranked is not None and not dimensions and draft.grain is None:
        return "A ranking needs something to rank, such as “top 5 stores”."
    if draft.ranked is not None and not dimensions:
        return "I cannot rank units of time. Ask for the series, highest first."
    if draft.share and not dimensions:
        return NO_GROUPS
    if draft.thresholds and not dimensions and draft.grain is None:
        return (
            "A limit on a number needs groups to keep, such as “stores with more than 100 orders”."
        )
    if other := _with_and_without(draft, context):
        return other
    if other := _counted_by_a_rate(draft, metrics, context):
        return other
    if draft.each is not None and not draft.thresholds:
        return "Say what must hold in each of them, such as “over plan in every month”."
    if draft.subtotals and not dimensions:
        return "A total beside the rows needs a breakdown, such as “by region with a total”."
    if draft.period is None and context.previous is None and _points_at_a_period(draft):
        return "Say which period is meant, such as this month or this quarter."
    if _sells_through(draft):
        return "Ask for the sell-through, if that is meant, or say what it is sold through."
    if draft.now and draft.period is not None:
        return "I cannot show now and another time in one answer. Ask for each by itself."
    if other := _compared_unlike(draft, context) or _another_weekday(draft, context):
        return other
    if draft.period is None and draft.implied is None and (apart := _kept_apart(metrics, context)):
        return apart
    if draft.now and draft.period is None and (over := _over_snapshots(metrics, context.index)):
        return f"{over} is over a period, not of one moment. Name one, such as last week."
    of_a_moment = is_of_a_moment(draft) or draft.at_ends
    if of_a_moment and (over := over_days(metrics, context.index, series=draft.at_ends)):
        return OF_A_MOMENT.format(over)
    if draft.share and draft.shares and draft.comparisons and not _is_beside(draft):
        return SHARES_COMPARED
    if draft.share and draft.comparisons and _is_the_mix(draft):
        return SHARES_COMPARED
    if draft.share and single(dimensions, draft.filters) and draft.grain is None:
        return ONE_GROUP
    plans = any(each.kind is ComparisonKind.PLAN for each in draft.comparisons)
    unplanned = [name for name in metrics if context.index.metric(name).plan is None]
    if plans and len(unplanned) == len(metrics):
        return f"There is no plan for {context.index.metric(metrics[0]).label.lower()}."
    return ""


def _sells_through(draft: Draft) -> bool:
    """ "How are Hats selling through" asks for a share of them; "through the app" tells how."""
    for at, item in enumerate(draft.items):
        words = item.folded.split()
        through = "through" in words or "thru" in words
        led = draft.role(at - 1) is Role.SELL or draft.role(at) is Role.SELL
        by = draft.role(draft.after(at, over={Role.ANY})) in (Role.MEMBER, Role.DIMENSION)
        if through and led and not by and item.meaning.period is None:
            return True
    return False


def _points_at_a_period(draft: Draft) -> bool:
    """ "Units this period", "this season": a month to one retailer, half a year to another."""
    words = " ".join(item.folded for item in draft.items if item.folded).split()
    pairs = pairwise(words)
    return any(one in ("this", "current") and two in UNTOLD for one, two in pairs)


def _is_beside(draft: Draft) -> bool:
    """ "Sales vs last year, with share of total": the share stands beside what is compared."""
    return SHARE_OF_ALL in draft.used.values()


def _is_the_mix(draft: Draft) -> bool:
    """ "Sales mix by channel vs last year": the mix of both, not one of them beside."""
    mixes = (n for n, item in enumerate(draft.items) if item.folded in ("mix", "mix %"))
    return any(draft.role(draft.ahead_of(n)) is Role.METRIC for n in mixes)


def _with_and_without(draft: Draft, context: Context) -> str:
    """ "How much promoted, how much not promoted": no row is both."""
    having, lacking = (
        {each.dimension for each in draft.filters if each.op is op}
        for op in (FilterOp.NOT_NULL, FilterOp.IS_NULL)
    )
    for name in sorted(having & lacking):
        label = context.index.dimension(name).label.lower()
        return f"No row has a {label} and lacks one. Ask for each side by itself."
    return ""


def _counted_by_a_rate(draft: Draft, metrics: tuple[str, ...], context: Context) -> str:
    """ "How many products are out of stock": every product has a rate, be it none."""
    rates = [context.index.metric(name) for name in metrics]
    if not draft.counted or draft.counted == TIME or draft.thresholds:
        return ""
    if any(each.unit != FRACTION for each in rates):
        return ""
    if any(draft.role(draft.ahead_of(at)) is Role.WHERE for at, _ in draft.measures):
        return ""  # "with a conversion rate": with any
    many = context.index.dimension(draft.counted).plural
    rate = rates[0].label.lower()
    return f"Say a limit to count {many} by, such as “{rate} over 10%”: each of them has one."


def _another_weekday(draft: Draft, context: Context) -> str:
    """ "Black Friday weekend": one day has one weekday, and the words name others."""
    own = draft.resolved
    if own is None or own.start != own.whole_end:
        return ""
    for each in draft.filters:
        named = {str(value).casefold() for value in each.values}
        days = {WEEKDAYS[day] for day in named if day in WEEKDAYS}
        of_days = each.op is FilterOp.IN and len(days) == len(named) > 0
        if of_days and own.start.weekday() not in days:
            return f"{own.label} is no such day of the week. Name the first and the last day."
    return ""


def _compared_unlike(draft: Draft, context: Context) -> str:
    """ "Month over month" of a whole year, a day against a week: the lengths do not go together."""
    own = draft.resolved
    if own is None:
        return ""
    for item in draft.items:
        compares = item.role in (Role.PREVIOUS, Role.COMPARED) or item.meaning.comparison
        unit = _over(item.folded) if compares else None
        several = isinstance(draft.period, Relative) and draft.period.count > 1
        several = several or (unit is not None and own.days > LONGEST.get(unit, own.days))
        if unit is not None and (unit is not own.unit or several) and unit is not Unit.YEAR:
            return (
                f"A {unit} is compared with the {unit} before, and {own.label} is none. "
                f"Name the {unit} that you mean."
            )
    if SAID_AGAIN in draft.used.values():
        return ""  # "with week 24 (12 to 18 July)": whoever writes the days means them
    for each in draft.comparisons:
        period = each.period
        unit = getattr(period, "unit", None)
        if (
            draft.grain is not None
            and unit is draft.grain.unit
            and own.days > LONGEST.get(unit, own.days)
        ):
            return f"I cannot set each {unit} against one. Ask for the series, or for two {unit}s."
        longer = isinstance(period, Relative) and period.unit is not Unit.DAY
        if other := with_itself(own, each, context):
            return other
        if own.unit is Unit.DAY and own.days == 1 and longer:
            return f"{own.label} is a day, and is not compared with more. Name the other day."
    return ""


def with_itself(own: ResolvedPeriod, comparison: Comparison, context: Context) -> str:
    other = comparison.period
    then = locate(other, context.index, context.clock) if other is not None else own
    if other is None or (then.start, then.whole_end) != (own.start, own.whole_end):
        return ""
    return f"{own.label} would be compared with itself. Name the other period."


def _over(folded: str) -> Unit | None:
    """The unit of "month over month", "wow"."""
    words = folded.split()
    if words and words[0] in PERIODS_OVER_PERIODS:
        return PERIODS_OVER_PERIODS[words[0]]
    ended = words[-3:]  # "since May, month over month"
    joined = len(ended) == 3 and ended[0] == ended[2] and ended[1] in ("over", "on")
    return UNITS.get(ended[0]) if joined else None


def _kept_apart(metrics: tuple[str, ...], context: Context) -> str:
    """Numbers that have a period of their own, if none is named, and not the same one."""
    own = {context.index.metric(name).default_period for name in metrics}
    longer = [each for each in own if isinstance(each, Relative) and each.count > 1]
    if not longer or len(own) < 2:
        return ""
    labels = " and ".join(context.index.metric(name).label.lower() for name in metrics)
    return (
        f"{labels[:1].upper()}{labels[1:]} are usually asked for of different days. Name a period."
    )


def _over_snapshots(metrics: tuple[str, ...], index: ModelIndex) -> str:
    """The metric that looks at every snapshot of a period, so that "now" has no meaning for it."""
    for name in metrics:
        kept = [leaf.metric for leaf in index.leaves(name)]
        if any(isinstance(each, SemiAdditive) and each.over_time != "last" for each in kept):
            return index.metric(name).label
    return ""


def single(dimensions: tuple[str, ...], filters: tuple[Filter, ...]) -> bool:
    """Whether the filters leave one group only."""
    one = {each.dimension for each in filters if each.op is FilterOp.IN and len(each.values) == 1}
    return bool(dimensions) and one.issuperset(dimensions)
