"""Which members have none of something: "which stores had no returns last week"?

What did not happen leaves no rows. Those that ever sold something are known, and of them those are
left out that had any in the time asked for.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.build import build
from semantic_layer.interpret.built import Built
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar import parse
from semantic_layer.interpret.grammar.members import still_there
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import SOLD
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import Distinct, Ratio, SemiAdditive, Simple
from semantic_layer.period import Dates
from semantic_layer.query import Filter, FilterOp, Threshold

NONE = frozenset({"no", "without", "without any", "zero", "not any", "never"})
NOT = frozenset({"not", "didnt", "never", "havent", "hasnt", "hadnt", "have not", "has not"})
NONE_BEHIND = ("no", "zero", "any", "single", "have")


def lacking(items: tuple[Item, ...], context: Context) -> tuple[Draft, Built] | None:
    """The draft and what it makes; None where the items say nothing of the kind."""
    draft = Draft(items)
    if context.previous is not None and not draft.all(Role.WHICH, Role.COUNT):
        return None  # "without refunds" may be a change to the question before
    for at in draft.all(Role.NOT):
        metric = draft.after(at, over={Role.ANY})
        noun = _subject(draft, at)
        sells = draft.role(metric) is Role.SELL and items[at].folded in NOT
        sold = draft.after(metric, over={Role.ANY}) if sells else -1
        others = [n for n in draft.all(Role.METRIC) if n != sold]
        if sells and noun is not None and not others:
            named = draft.name(sold) if draft.role(sold) is Role.METRIC else None
            said = (at, metric) if named is None else (at, metric, sold)
            return _without(items, said, noun, named or called(SOLD, context), context)
        if not _says_none(items[at].folded) or draft.role(metric) is not Role.METRIC:
            continue
        others = [n for n in draft.all(Role.METRIC) if n != metric]
        if noun is None or others:
            continue
        if isinstance(context.index.metric(draft.name(metric)), Ratio):
            return _of_nothing(items, at, draft.name(metric), context)
        return _without(items, (at, metric), noun, draft.name(metric), context)
    return None


def _of_nothing(
    items: tuple[Item, ...], no: int, name: str, context: Context
) -> tuple[Draft, Built]:
    """ "Which categories had no stockouts": a rate of zero."""
    kept = parse(Draft(items[:no] + items[no + 1 :]), context)
    nothing = Threshold(metric=name, op="eq", values=(0.0,))
    kept = replace(kept, thresholds=(*kept.thresholds, nothing))
    return _joined(items, kept, (no,), (no,)), build(kept, context)


def _says_none(folded: str) -> bool:
    return folded in NONE or folded.split()[-1] in NONE_BEHIND


def _subject(draft: Draft, no: int) -> int | None:
    """The noun before, that somebody asks which or how many of, or that stands for itself."""
    for at in range(no - 1, -1, -1):
        if draft.role(at) is not Role.DIMENSION:
            continue
        lead = draft.ahead_of(at, over={Role.ANY, Role.MEMBER, Role.AND, Role.WHERE})
        return at if lead < 0 or draft.role(lead) in (Role.WHICH, Role.COUNT) else None
    return None


def _without(
    items: tuple[Item, ...],
    said: tuple[int, ...],
    subject: int,
    name: str | None,
    context: Context,
) -> tuple[Draft, Built] | None:
    sold, noun = called(SOLD, context), items[subject].meaning.name
    if sold is None or name is None:
        return None
    if not isinstance(context.index.metric(name), Simple | Distinct | SemiAdditive):
        return None
    rest = tuple(item for at, item in enumerate(items) if at not in said)
    asked = Draft(rest, measures=((len(rest), sold),), breakdowns=((-1, noun),))
    kept = parse(asked, context)
    first = build(kept, context)
    if first.query is None or noun not in context.index.reachable(name):
        return None
    own: dict[str, object] = {"dimensions": (noun,), "metrics": (name,), "counted": None}
    own |= {"order": (), "thresholds": (Threshold(metric=name, op="gt", values=(0.0,)),)}
    having = Filter(dimension=noun, op=FilterOp.NOT_IN, members=first.query.model_copy(update=own))
    ends = still_there(noun, first.query.filters, context)
    rows = {"filters": (*first.query.filters, *ends, having), "period": Dates()}
    many = context.index.dimension(noun).plural
    told = f"of all {many} that ever had {context.index.metric(sold).label.lower()}"
    query = first.query.model_copy(update=rows)
    return _joined(items, kept, (*said, subject), said), Built(query, (*first.assumed, told))


def _joined(
    items: tuple[Item, ...], kept: Draft, said: tuple[int, ...], left_out: tuple[int, ...]
) -> Draft:
    places = [at for at in range(len(items)) if at not in left_out]
    used = {places[at]: use for at, use in kept.used.items() if at < len(places)}
    used |= dict.fromkeys(said, "those that have none")
    return replace(kept, items=items, used=used)
