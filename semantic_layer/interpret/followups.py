"""Is a question a change to the one before, and what does the change make of it?

A follow-up is a difference on a MetricQuery: what it names is replaced or added, the rest stays.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.calendars.resolve import resolve
from semantic_layer.interpret.as_of import OF_A_MOMENT, is_of_a_moment, over_days
from semantic_layer.interpret.build import (
    grain_of,
    in_order,
    merged,
    moving,
    period_unsaid,
    running,
    with_one,
)
from semantic_layer.interpret.built import Built, whole
from semantic_layer.interpret.carried import (
    Split,
    orders_after,
    ranking_after,
    shares_after,
    thresholds_after,
)
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.comparisons import with_shows
from semantic_layer.interpret.grammar.taken_out import SPLITS
from semantic_layer.interpret.grammar.up_to_a_day import ended_in
from semantic_layer.interpret.last_two import last_two
from semantic_layer.interpret.lexicon import FOLLOWS, FOLLOWS_NAME
from semantic_layer.interpret.pointing import OWNED, pointer
from semantic_layer.interpret.putting_back import NOT_OUT, names_a_return, put_back
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.reshaping import best_of_a_series, reshaped
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.same_stretch import same_stretch
from semantic_layer.interpret.taking_out import NO_SUCH_PART, without
from semantic_layer.interpret.those import WHOSE, those
from semantic_layer.interpret.troubles import NO_GROUPS, ONE_GROUP, single, with_itself
from semantic_layer.period import Before, Period
from semantic_layer.query import (
    Comparison,
    Filter,
    FilterOp,
    MetricQuery,
)

CUES = frozenset({Role.ADD, Role.REPLACE, Role.SAME, Role.DROP, Role.BOTH})
CUES |= {Role.IN_PLACE, Role.SWAP, Role.FLIP}
NOW = "now"  # it may only lead over to another question
NO_TWO = "I cannot tell which two you mean. Name them, such as “App and Online”."


def follows(draft: Draft, context: Context) -> bool:
    """Whether a question leans on the one before it."""
    if context.previous is None:
        return False
    if not draft.measures or any(_is_cue(item, draft) for item in draft.items):
        return True
    if draft.gone or draft.turned:
        return True
    first = draft.after(-1)
    opening = _opening(draft)
    said = draft.items[opening].folded if opening < len(draft.items) else ""
    if said in FOLLOWS or _goes_on(draft, first) or pointer(draft):
        return True
    if said in FOLLOWS_NAME:
        return draft.role(draft.after(opening, over={Role.WHERE})) is Role.METRIC
    alone = not (draft.breakdowns or draft.filters or draft.period or draft.grain)
    return alone and draft.role(first) is Role.METRIC and draft.ranked is None


def _is_cue(item: Item, draft: Draft) -> bool:
    return item.role in CUES and not (item.folded == NOW and _is_whole(draft))


def _is_whole(draft: Draft) -> bool:
    """Whether nothing has to be taken from a question before: "now returns by state in May"."""
    return bool(draft.measures and draft.period and (draft.breakdowns or draft.grain))


def _goes_on(draft: Draft, first: int) -> bool:
    """ "Now by margin rate", "sort by gross margin": of what, the question before has said."""
    if draft.role(first) is Role.NOW:
        return first + 1 < len(draft.items) and not _is_whole(draft)
    return draft.role(first) is Role.SORT and not (draft.breakdowns or draft.grain)


def _opening(draft: Draft) -> int:
    """The place of the first word that is no courtesy."""
    items = draft.items
    aside = (item.role is Role.FILLER and not item.meaning.name for item in items)
    return next((at for at, each in enumerate(aside) if not each), len(items))


def change(draft: Draft, context: Context, previous: MetricQuery) -> Built:
    """The query before, with what the draft names replaced or added."""
    if any(item.role is Role.BOTH for item in draft.items):
        both = last_two(previous, context.earlier)
        if both is None:
            return Built(None, trouble=NO_TWO)
        previous = both
    draft = same_stretch(draft, previous.period, context)
    if draft.trouble:
        return Built(None, trouble=draft.trouble)
    if unread := _not_of_a_change(draft):
        return Built(None, trouble=unread)
    left = without(previous, draft.gone, in_order(draft.measures))
    if left is None:
        return Built(None, trouble=NO_SUCH_PART)
    gone = {item.role for item in draft.gone}
    adding = any(item.role is Role.ADD for item in draft.items) or _and_metric(draft)
    adding = adding or Role.METRIC in gone
    shown = those(draft, left, context)
    if shown is None:
        return Built(None, trouble=WHOSE)
    narrowed = shown.ranking is not None or bool(shown.thresholds)
    adding = adding or (narrowed and pointer(draft) in OWNED)  # "their return rate"
    previous = shown
    if draft.whole or draft.flipped:
        return reshaped(draft, previous)
    if draft.unfiltered:
        previous = _unfiltered(draft, previous)
    metrics = _metrics(draft, previous, adding)
    if not metrics:
        return Built(None, trouble=NO_SUCH_PART)
    split = _split(draft, previous, adding, context)
    draft = best_of_a_series(draft, split.dimensions, split.grain)
    if draft.ranked is not None and not split.dimensions:
        return Built(None, trouble="A ranking needs something to rank, such as “top 5 stores”.")
    filters = _filters(draft, previous.filters, adding, split, context)
    if names_a_return(draft) and any(each in filters for each in draft.filters):
        return Built(None, trouble=NOT_OUT)
    if draft.share and not split.dimensions and split.grain is None:
        return Built(None, trouble=NO_GROUPS)
    if draft.share and single(split.dimensions, filters) and split.grain is None:
        return Built(None, trouble=ONE_GROUP)
    ranking, assumed = ranking_after(draft, previous, metrics, split, context)
    period, period_assumed = _period(draft, previous, metrics, context)
    if is_of_a_moment(draft) and (over := over_days(metrics, context.index, series=False)):
        period = ended_in(previous.period, draft.period, context)
        if period is None:
            return Built(None, trouble=OF_A_MOMENT.format(over))
    comparisons, compared_assumed = _comparisons(draft, previous)
    along = {"compared": bool(comparisons)}
    totals = running(draft, metrics, compared=False) or previous.running
    means = moving(draft, metrics, compared=False) or previous.moving
    query = previous.model_copy(
        update={
            "metrics": metrics,
            "dimensions": _with_counted(split.dimensions, previous),
            "grain": split.grain,
            "filters": filters,
            "thresholds": thresholds_after(draft, previous, metrics, split),
            "period": period,
            "comparisons": comparisons,
            "running": tuple(each.model_copy(update=along) for each in totals),
            "moving": tuple(each.model_copy(update=along) for each in means),
            "ranking": ranking,
            "shares": shares_after(draft, previous, metrics, context),
            "order": orders_after(draft, previous, metrics, split, context),
            "limit": draft.limit or (previous.limit if split.kept else None),
            "subtotals": split.dimensions if draft.subtotals else previous.subtotals,
        }
    )
    if lost := _unplaced(draft, query) or _against_itself(draft, query, context):
        return Built(None, trouble=lost)
    return whole(query, (*draft.assumed, *assumed, *period_assumed, *compared_assumed))


def _with_counted(dimensions: tuple[str, ...], previous: MetricQuery) -> tuple[str, ...]:
    """What is counted stays so, however it is split."""
    counted = () if previous.counted is None else (previous.counted,)
    return tuple(dict.fromkeys((*dimensions, *counted)))


def _unfiltered(draft: Draft, previous: MetricQuery) -> MetricQuery:
    kept = tuple(each for each in previous.filters if each.dimension not in draft.unfiltered)
    return previous.model_copy(update={"filters": kept})


def _unplaced(draft: Draft, query: MetricQuery) -> str:
    """A noun that neither splits nor narrows the answer would be lost unsaid."""
    placed = {*query.dimensions, *(each.dimension for each in query.filters), *draft.unfiltered}
    members = any(item.role in (Role.MEMBER, Role.CONDITION) for item in draft.items)
    for item in draft.items:
        gone = any(item is each for each in draft.gone)
        if item.role is Role.DIMENSION and not gone and item.meaning.name not in placed:
            return "" if members else f"I do not see what to change for “{item.text}”."
    return ""


def _against_itself(draft: Draft, query: MetricQuery, context: Context) -> str:
    """ "Since last month", said of last month: it would not have moved."""
    if query.period is None or not draft.comparisons:
        return ""
    own = resolve(query.period, context.index, context.clock)
    same = (with_itself(own, each, context) for each in query.comparisons)
    return next((trouble for trouble in same if trouble), "")


def _not_of_a_change(draft: Draft) -> str:
    """What is said only in a whole question; it would be lost in a change of one."""
    if draft.counted or draft.averaged or draft.each is not None:
        return "I can count, or average over a unit, in a whole question only. Ask it in full."
    return ""


def _and_metric(draft: Draft) -> bool:
    """ "And GM%" adds a metric; "and Tops" puts a member in place of another."""
    return bool(draft.items) and draft.items[0].role is Role.AND and bool(draft.measures)


def _metrics(draft: Draft, previous: MetricQuery, adding: bool) -> tuple[str, ...]:
    mine = in_order(draft.measures)
    if not mine:
        return previous.metrics
    sorting = any(item.role is Role.SORT for item in draft.items)
    if adding or (sorting and len(mine) == 1):
        return tuple(dict.fromkeys((*previous.metrics, *mine)))
    leaning = bool(draft.ranked or draft.thresholds or draft.orders or draft.shares)
    if leaning and set(mine) <= set(previous.metrics):
        return previous.metrics
    return mine


def _split(draft: Draft, previous: MetricQuery, adding: bool, context: Context) -> Split:
    dimensions, grain = in_order(draft.breakdowns), grain_of(draft)
    if draft.grain is None and previous.grain is not None:
        grain = None  # a trend, or a running total, along the series that is shown
    extra = in_order(draft.attributes)
    if not dimensions and grain is None:
        both = tuple(dict.fromkeys((*previous.dimensions, *extra)))
        return Split(both, previous.grain, kept=True)
    if adding and not draft.measures:
        both = tuple(dict.fromkeys((*previous.dimensions, *dimensions, *extra)))
        return Split(both, grain or previous.grain, kept=True)
    if any(item.role in SPLITS for item in draft.gone):  # one in place of another
        both = tuple(dict.fromkeys((*previous.dimensions, *dimensions, *extra)))
        return Split(both, grain or previous.grain, kept=False)
    if previous.grain is not None and previous.dimensions:  # like takes the place of like
        dimensions, grain = dimensions or previous.dimensions, grain or previous.grain
    return Split((*dimensions, *extra), grain, kept=False)


def _filters(
    draft: Draft, before: tuple[Filter, ...], adding: bool, split: Split, context: Context
) -> tuple[Filter, ...]:
    own = (*before, *draft.filters)
    mine = merged((*draft.filters, *with_one(split.dimensions, own, context.index)))
    if adding and not draft.measures:
        return merged(put_back(before, mine))
    kept: list[Filter] = []
    for old in before:
        rivals = [each for each in mine if each.dimension == old.dimension]
        if not rivals:
            kept.append(old)
        elif all(each.op is FilterOp.NOT_IN for each in rivals):
            left_out = {value for each in rivals for value in each.values}
            rest = tuple(value for value in old.values if value not in left_out)
            if old.op is FilterOp.NOT_IN or old.members is not None:
                kept.append(old)
            elif rest:
                kept.append(old.model_copy(update={"values": rest}))
    return merged((*kept, *mine))


def _period(
    draft: Draft, previous: MetricQuery, metrics: tuple[str, ...], context: Context
) -> tuple[Period | None, tuple[str, ...]]:
    if draft.period is None:
        if previous.period is None:
            return period_unsaid(metrics, context.index)
        return previous.period, ()
    if draft.follows and previous.period is not None:
        return Before(period=previous.period), ()
    return draft.period, ()


def _comparisons(
    draft: Draft, previous: MetricQuery
) -> tuple[tuple[Comparison, ...], tuple[str, ...]]:
    """ "And the growth?" is against what the number stands beside already."""
    if not draft.comparisons and previous.comparisons:
        draft = replace(draft, comparisons=previous.comparisons)
    return with_shows(draft)
