"""Which attributes must rows have: "opened before 2024", "list price over $50"?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from semantic_layer.calendars.periods import DAY
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.comparators import Compared, compared
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import DataType, Dimension
from semantic_layer.period import Dates, Named, Relative, Span
from semantic_layer.query import TIME, Filter, FilterOp

DATED = (DataType.DATE, DataType.TIMESTAMP)
NUMBERED = (DataType.INTEGER, DataType.DECIMAL)
OPPOSITES = {
    FilterOp.LT: FilterOp.GTE,
    FilterOp.LTE: FilterOp.GT,
    FilterOp.GT: FilterOp.LTE,
    FilterOp.GTE: FilterOp.LT,
}
HAVING = ("on", "with")
WHO_DID = ("that", "which", "that are", "which are", "that were", "that have", "which have", "who")
RANKING = (Role.HIGH, Role.LOW, Role.BEST, Role.WORST)
LEADS = (Role.WHERE, Role.BY, Role.BEFORE, Role.AFTER, Role.ANY)


def conditions(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.DIMENSION):
        dimension = context.index.dimension(draft.name(at))
        if dimension.type in DATED:
            draft = _dated(draft, at, dimension, context)
        elif dimension.type in NUMBERED:
            draft = _numbered(draft, at, dimension, context)
    for at in draft.all(Role.METRIC):
        draft = _of_its_own(draft, at, context)
    return draft


def _of_its_own(draft: Draft, at: int, context: Context) -> Draft:
    """ "Promotions with a discount of 40 % or more": the noun has such a percentage itself."""
    lead = draft.ahead_of(at, over={Role.ANY})
    noun = draft.ahead_of(lead)
    having = draft.role(lead) is Role.WHERE and draft.items[lead].folded in HAVING
    if not having or draft.role(noun) is not Role.DIMENSION:
        return draft
    limit = next(
        (each for each in compared(draft) if each.percent and _is_of(draft, each, at)), None
    )
    own = _percentage(
        draft.items[at].folded, home(context.index.dimension(draft.name(noun))), context
    )
    if limit is None or own is None:
        return draft
    values = tuple(int(v) if v == int(v) else v for v in limit.values)
    found = Filter(dimension=own.name, op=limit.op, values=values)
    return _bound(draft, (at, *limit.used), found, own, context)


def _is_of(draft: Draft, limit: Compared, metric: int) -> bool:
    return draft.ahead_of(limit.first, over={Role.WHERE, Role.ANY}) == metric


def _percentage(word: str, dataset: str, context: Context) -> Dimension | None:
    """What a dataset's rows have under a word, written in percent: "discount" for "Discount %"."""
    for each in context.index.dimensions.values():
        if each.unit == "percent" and each.type in NUMBERED and home(each) == dataset:
            names = {fold(name).split()[0] for name in (each.label, each.plural) if fold(name)}
            if word.removesuffix("s") in names:
                return each
    return None


def _dated(draft: Draft, at: int, dimension: Dimension, context: Context) -> Draft:
    if (over := _period_that_is_over(draft, at)) is not None:
        now = draft.ahead_of(over)  # "now that October is closed"
        used = (at, now) if draft.free(now, Role.NOW) else (at,)
        return draft.bind(used, f"{draft.items[over].text} is over")
    period = draft.after(at, over=LEADS)
    if not draft.free(period, Role.PERIOD):
        return _happened(draft, at, dimension, context)
    leads = [n for n in range(at + 1, period) if draft.role(n) in LEADS]
    found = condition(dimension.name, draft.items[period], {draft.role(n) for n in leads})
    if found is None:
        return draft
    other = draft.items[period].meaning.comparison  # said of the question, not of the date
    compared = () if other is None or other in draft.comparisons else (other,)
    draft = replace(draft, comparisons=(*draft.comparisons, *compared))
    return _bound(draft, (at, *leads, period), found, dimension, context)


def _period_that_is_over(draft: Draft, at: int) -> int | None:
    """ "We closed October", "now that October is closed": the books, and no stores."""
    before, behind = draft.ahead_of(at), draft.after(at)
    for period, other in ((behind, before), (before, behind)):
        alone = other < 0 or draft.role(other) in (Role.PAUSE, Role.AND, Role.NOW)
        named = isinstance(draft.items[period].meaning.period, Named | Relative)
        days = draft.items[period].meaning.resolved if period >= 0 and named else None
        if draft.free(period, Role.PERIOD) and alone and days is not None and days.complete:
            return period
    return None


def _happened(draft: Draft, at: int, dimension: Dimension, context: Context) -> Draft:
    """ "How many stores have closed", "closed stores": they have a day on which they did.

    Only where the model says what it is to have one; a noun for the day is no word of theirs.
    """
    if not dimension.present_words or " " in draft.items[at].folded:
        return draft
    noun = _which_did(draft, at, dimension, context)
    if noun is None:
        return draft
    no = draft.ahead_of(at)
    negated = draft.free(no, Role.NOT)
    found = Filter(dimension=dimension.name, op=FilterOp.IS_NULL if negated else FilterOp.NOT_NULL)
    which = tuple(n for n in range(noun + 1, at) if draft.free(n, Role.WHICH))
    used = (*which, no, at) if negated else (*which, at)
    draft = draft.bind(used, "filter", filters=(*draft.filters, found))
    if noun > at and _is_only_what_did(draft, at, noun):
        return draft.bind((noun,), f"what {dimension.label} belongs to")
    return draft if noun > at else noun_before(draft, used[0], dimension, context)


def _which_did(draft: Draft, at: int, dimension: Dimension, context: Context) -> int | None:
    """ "Closed stores", "closed Flagships", "stores that are closed", "which stores closed"."""
    behind, before = draft.after(at), draft.ahead_of(at, over={Role.NOT, Role.WHICH})
    if behind == at + 1 and _are_of(draft, behind, dimension, context):
        return behind
    led = draft.role(draft.ahead_of(before, over={Role.MEMBER})) in (Role.COUNT, Role.WHICH)
    told = any(item.folded in WHO_DID for item in draft.items[before + 1 : at])
    if (led or told) and _are_of(draft, before, dimension, context):
        return before
    return None


def _are_of(draft: Draft, at: int, dimension: Dimension, context: Context) -> bool:
    """Whether a noun or a member is told of the same things as a day."""
    if draft.role(at) not in (Role.DIMENSION, Role.MEMBER):
        return False
    noun, known = draft.name(at), context.index.has_dimension(draft.name(at))
    return known and home(context.index.dimension(noun)) == home(dimension)


def _is_only_what_did(draft: Draft, at: int, noun: int) -> bool:
    """Whether they are together, and no row each: not "list the closed stores"."""
    lead = draft.ahead_of(at, over={Role.ANY})
    apart = (Role.BY, Role.EACH, Role.WHICH, Role.COUNT, Role.NUMBER, *RANKING)
    grouped = lead < 0 or draft.role(lead) in apart or needs_groups(draft)
    return draft.free(noun, Role.DIMENSION) and not grouped


def condition(dimension: str, item: Item, leads: set[Role | None]) -> Filter | None:
    """The condition that a period puts on a date; an open end stays open."""
    period, resolved = item.meaning.period, item.meaning.resolved
    if period is None or resolved is None:
        return None
    open_start = isinstance(period, Dates | Span) and period.start is None
    open_end = isinstance(period, Dates | Span) and period.end is None
    if isinstance(period, Span) and period.exclusive_start and isinstance(period.start, Dates):
        return _filter(dimension, FilterOp.GT, resolved.start - DAY)
    if isinstance(period, Span) and period.exclusive_end:
        return _filter(dimension, FilterOp.LT, resolved.whole_end + DAY)
    if Role.BEFORE in leads:
        return _filter(dimension, FilterOp.LT, resolved.start)
    if Role.AFTER in leads:
        return _filter(dimension, FilterOp.GT, resolved.whole_end)
    if open_start or Role.BY in leads:
        return _filter(dimension, FilterOp.LTE, resolved.whole_end)
    if open_end:
        return _filter(dimension, FilterOp.GTE, resolved.start)
    return _filter(dimension, FilterOp.BETWEEN, resolved.start, resolved.whole_end)


def _numbered(draft: Draft, at: int, dimension: Dimension, context: Context) -> Draft:
    for each in compared(draft):
        before = draft.ahead_of(each.first, over={Role.WHERE}) == at
        if before or draft.after(each.last, over={Role.WHERE}) == at:
            values = tuple(int(v) if v == int(v) else v for v in each.values)
            found = Filter(dimension=dimension.name, op=each.op, values=values)
            used = (at, *each.used) if before else (*each.used, at)
            return _bound(draft, used, found, dimension, context)
    return draft


def _filter(dimension: str, op: FilterOp, *values: date) -> Filter:
    return Filter(dimension=dimension, op=op, values=values)


def _bound(
    draft: Draft, used: tuple[int, ...], found: Filter, dimension: Dimension, context: Context
) -> Draft:
    noun = draft.ahead_of(used[0], over={Role.WHERE})
    no = draft.ahead_of(noun, over={Role.ANY})
    if draft.free(noun, Role.DIMENSION) and draft.free(no, Role.NOT):
        opposite = _opposite(found, context)
        if opposite is None:
            trouble = f"I cannot leave out what has its {dimension.label.lower()} in between."
            return draft.bind((no, noun, *used), "filter", trouble=draft.trouble or trouble)
        draft, found = draft.bind((no, noun), f"without {dimension.label}"), opposite
    draft = draft.bind(
        used,
        f"filter on {dimension.label}",
        context.configuration.bound,
        filters=(*draft.filters, found),
    )
    return noun_before(draft, used[0], dimension, context)


def noun_before(draft: Draft, at: int, dimension: Dimension, context: Context) -> Draft:
    """Use up the noun that a condition is about ("stores" in "stores opened since June").

    Not where another word makes a breakdown of it ("which stores opened since June").
    """
    noun = draft.ahead_of(at, over={Role.WHERE, Role.ANY, Role.PAUSE, Role.AND})
    if not draft.free(noun, Role.DIMENSION) or needs_groups(draft):
        return draft
    lead = draft.ahead_of(noun, over={Role.ANY})
    if lead < 0 and lists(draft, noun):
        return draft  # "stores opened since June: net sales" lists them
    if _has_some_or_none(draft, lead, noun, context):
        return draft  # "with a home region, joined since June" says two things
    if draft.role(lead) in (Role.BY, Role.EACH, Role.WHICH, Role.NUMBER, Role.HIGH, Role.LOW):
        return draft
    if home(context.index.dimension(draft.name(noun))) != home(dimension):
        return draft
    only = (lead,) if draft.free(lead, Role.ONLY) else ()
    bound = context.configuration.bound
    return draft.bind((noun, *only), f"what {dimension.label} belongs to", bound)


def _has_some_or_none(draft: Draft, lead: int, noun: int, context: Context) -> bool:
    """ "With a supplier", "on promotion", "without a promotion", where there may be none."""
    if context.index.dimension(draft.name(noun)).none_label is None:
        return False
    has = draft.role(lead) is Role.WHERE and draft.items[lead].folded in HAVING
    return has or draft.free(lead, Role.NOT)


def _opposite(found: Filter, context: Context) -> Filter | None:
    """What the condition does not hold for. Of days up to now: before the first of them."""
    if found.op in OPPOSITES:
        return found.model_copy(update={"op": OPPOSITES[found.op]})
    start, end = (*found.values, None, None)[:2]
    if isinstance(end, date) and end >= context.clock.today:
        return found.model_copy(update={"op": FilterOp.LT, "values": (start,)})
    return None


def lists(draft: Draft, noun: int) -> bool:
    """Whether a question begins with a noun in the plural, and its numbers come after."""
    others = (Role.BY, Role.EACH, Role.COUNT)
    asked = any(item.role in others for item in draft.items)
    return draft.items[noun].folded.endswith("s") and not asked


def needs_groups(draft: Draft) -> bool:
    """Whether a limit or a ranking still wants a noun for its groups."""
    limited = draft.thresholds or any(_limits_a_metric(draft, each) for each in compared(draft))
    grouped = draft.breakdowns or draft.counted == TIME or draft.grain is not None
    return bool(limited or draft.ranked) and not grouped


def _limits_a_metric(draft: Draft, each: Compared) -> bool:
    beside = (draft.after(each.last, over=LEADS), draft.ahead_of(each.first, over=LEADS))
    return any(draft.role(at) is Role.METRIC for at in beside)


def home(dimension: Dimension) -> str:
    """The dataset whose rows a dimension describes."""
    return next(iter(dimension.on))
