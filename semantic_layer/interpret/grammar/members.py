"""How many members are there, where the question names no number that they have?

"How many stores do we have in the West": those that ever sold something, and are still there where
the model knows an end of them. The answer says so.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import DATED, home
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import FOLLOWS, SOLD
from semantic_layer.interpret.pointing import pointer
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import Dimension
from semantic_layer.period import Dates
from semantic_layer.query import TIME, Filter, FilterOp

CHANGES = frozenset({Role.ADD, Role.REPLACE, Role.SAME, Role.DROP, Role.BOTH, Role.ONLY})


def members(draft: Draft, context: Context) -> Draft:
    name = called(SOLD, context)
    noun = draft.counted or _listed(draft, context)
    bare = noun and noun != TIME and not (draft.measures or draft.thresholds or draft.shares)
    if not bare or name is None or _goes_on(draft, noun, context):
        return draft
    if draft.comparisons or draft.grain is not None or draft.ranked is not None:
        return draft
    if noun not in context.index.reachable(name):
        return draft
    many = context.index.dimension(noun).plural
    said = f"{many} with {context.index.metric(name).label.lower()}, as no number was named"
    draft = replace(draft, measures=((len(draft.items), name),), assumed=(*draft.assumed, said))
    if draft.period is not None:
        return draft
    still = still_there(noun, draft.filters, context)
    return replace(draft, period=Dates(), filters=(*draft.filters, *still))


def _listed(draft: Draft, context: Context) -> str:
    """ "Which stores opened this year": a day of their own says which, and no number is asked."""
    names = {name for _, name in draft.breakdowns}
    split = any(item.role in (Role.BY, Role.EACH) for item in draft.items)
    if len(names) != 1 or split or draft.orders or draft.share:
        return ""
    (name,) = names
    own = home(context.index.dimension(name))
    if any(home(context.index.dimension(each)) != own for _, each in draft.attributes):
        return ""  # "with their closing dates" tells of them, and is no split
    return name if _has_days(name, draft, context) and draft.period is None else ""


def _has_days(name: str, draft: Draft, context: Context) -> bool:
    """Whether days of their own say which members are meant."""
    own = home(context.index.dimension(name))
    dated = (context.index.dimension(each.dimension) for each in draft.filters)
    return any(each.type in DATED and home(each) == own for each in dated)


def _goes_on(draft: Draft, noun: str, context: Context) -> bool:
    """Whether it may be a change of the question before, and not one about members of its own.

    "Stores that closed this year", said of orders by state, asks of none of those orders.
    """
    before = context.previous
    if before is None:
        return False
    shown = noun in before.dimensions or not _has_days(noun, draft, context)
    opens = draft.items[0].folded in FOLLOWS or not CHANGES.isdisjoint(i.role for i in draft.items)
    return shown or opens or bool(pointer(draft))


def still_there(name: str, filters: tuple[Filter, ...], context: Context) -> tuple[Filter, ...]:
    """What leaves out members that have ended, unless a filter speaks of their ends already."""
    own = home(context.index.dimension(name))
    ends = [each for each in context.index.dimensions.values() if _is_an_end(each, own)]
    asked = {each.dimension for each in filters}
    if len(ends) != 1 or ends[0].name in asked:
        return ()
    return (Filter(dimension=ends[0].name, op=FilterOp.IS_NULL),)


def _is_an_end(dimension: Dimension, own: str) -> bool:
    """A day that most have not reached: "closed on", without one for what still trades."""
    return home(dimension) == own and dimension.type in DATED and bool(dimension.absent_words)
