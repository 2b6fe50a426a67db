"""Does one part of a question say which members another part is about?

"The 5 brands with the most orders last year: net sales this week" asks for a ranking of last year
first, and then for this week's sales of those it finds. "Brands that sold in May but not in June"
asks for those of one query that another does not have.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.build import build
from semantic_layer.interpret.built import Built
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.found import Found
from semantic_layer.interpret.grammar import parse
from semantic_layer.interpret.lacking import lacking
from semantic_layer.interpret.quotes import quoted
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Filter, FilterOp, MetricQuery, Order, Ranking, Show

Items = tuple[Item, ...]

SUPERLATIVES = (Role.HIGH, Role.LOW, Role.BEST, Role.WORST)
ENDS = (",", ":", ".", "?", ";", "-", "—")
ASKS = ("what", "whats", "how")
TOGETHER = frozenset(
    {"together", "all together", "altogether", "in total", "combined", "taken together", "total"}
    | {"as a group", "collectively", "as a whole"}
)
BUT_NOT = frozenset({"but not", "and not", "but not in"})


def with_members(items: Items, context: Context) -> Found | None:
    """What the items ask with a set of members; None where they name no such set."""
    found = quoted(items, context) or _of_a_ranking(items, context) or _but_not(items, context)
    none = lacking(items, context) if found is None else None
    return found if none is None else Found(*none)


def _of_a_ranking(items: Items, context: Context) -> Found | None:
    at = _boundary(items)
    if at is None:
        return None
    ranked = parse(Draft(items[:at]), context)
    first = build(ranked, context)
    if first.query is None or first.query.ranking is None or len(first.query.dimensions) != 1:
        return None
    (name,) = first.query.dimensions
    members = Filter(dimension=name, op=FilterOp.IN, members=_bare(first.query))
    together = any(item.folded in TOGETHER for item in items[at:])
    shown = () if together else ((-1, name),)
    asked = parse(Draft(items[at:], breakdowns=shown, filters=(members,)), context)
    if asked.ranked is not None:
        return None  # a second ranking is no part of the first
    timed = ranked.period is not None and (asked.period is not None or asked.now)
    if not timed and not together:
        return None
    if not timed:
        asked = replace(asked, period=ranked.period, resolved=ranked.resolved)
    second = build(asked, context)
    if second.query is None:
        return None
    query = _in_its_order(second.query, first.query.ranking)
    assumed = tuple(dict.fromkeys((*first.assumed, *second.assumed)))
    return Found(_joined(items, ranked, asked, at), Built(query, assumed))


def _in_its_order(query: MetricQuery, ranking: Ranking) -> MetricQuery:
    """The members stand as they were ranked, where the number that ranked them is shown."""
    shown = ranking.show is Show.VALUE and ranking.by in query.metrics and query.dimensions
    if not shown or query.order or query.grain is not None:
        return query
    order = (Order(by=ranking.by, direction=ranking.direction),)
    return query.model_copy(update={"order": order})


def _boundary(items: Items) -> int | None:
    """Where the part that names the set ends: it ranks by a number, and does not ask itself."""
    for at in range(1, len(items)):
        asks = items[at].folded.split()[:1] in ([word] for word in ASKS)
        asks = asks or (items[at].role is Role.THEIR and items[at].folded.startswith("and"))
        ended = items[at - 1].text.endswith(".")  # "of May."
        paused = items[at].role is Role.PAUSE and items[at].text in ENDS
        if not (asks or ended or paused):
            continue
        roles = {item.role for item in items[:at]}
        whole = roles.intersection(SUPERLATIVES) and {Role.DIMENSION, Role.METRIC} <= roles
        asked = {Role.METRIC, Role.SELL} & {item.role for item in items[at:]}
        ends = items[at - 1].text.endswith(".") or items[at].text in (".", "?")
        if whole and asked and Role.COUNT not in roles and (ends or Role.WHICH not in roles):
            return at
    return None


def _bare(query: MetricQuery) -> MetricQuery:
    """What finds the members, without what only a reader would want."""
    return query.model_copy(update={"order": ()})


def _joined(items: Items, first: Draft, second: Draft, at: int) -> Draft:
    used = {**first.used, **{place + at: use for place, use in second.used.items()}}
    return replace(second, items=items, used=used, score=first.score + second.score)


def _but_not(items: Items, context: Context) -> Found | None:
    """ "Stores that beat plan in May but not in June"."""
    for at, item in enumerate(items):
        if item.role is not Role.NOT or item.folded not in BUT_NOT:
            continue
        other = Draft(items).after(at, over={Role.WHERE, Role.ANY})
        mine = _of_the_same_kind(items, at, other)
        noun = next((n for n in range(at) if items[n].role is Role.DIMENSION), None)
        if mine is None or noun is None:
            continue
        kept = parse(Draft((*items[:at], *items[other + 1 :])), context)
        left = parse(
            Draft((*items[:mine], items[other], *items[mine + 1 : at], *items[other + 1 :])),
            context,
        )
        found = _difference(kept, left, items[noun].meaning.name, context)
        if found is not None:
            used = {n if n < at else n + other + 1 - at: use for n, use in kept.used.items()}
            used |= dict.fromkeys(range(at, other + 1), "those that are left out")
            return Found(replace(kept, items=items, used=used), found)
    return None


def _of_the_same_kind(items: Items, at: int, other: int) -> int | None:
    """The place before "but not" of what stands against the thing behind it."""
    if other < 0 or items[other].role not in (Role.MEMBER, Role.PERIOD):
        return None
    draft = Draft(items)
    for mine in range(at - 1, -1, -1):
        if draft.role(draft.ahead_of(mine, over={Role.WHERE, Role.ANY})) is Role.NOT:
            return None  # "not Gold and not Silver" leaves out both
        same = items[mine].role is items[other].role
        if same and items[mine].meaning.name == items[other].meaning.name:
            return mine
        if same and items[mine].role is Role.PERIOD:
            return mine
    return None


def _difference(kept: Draft, left: Draft, noun: str, context: Context) -> Built | None:
    first, second = build(kept, context), build(left, context)
    if first.query is None or second.query is None:
        return None
    bare = {"dimensions": (noun,), "grain": None, "order": (), "counted": None, "averaged": ()}
    without = Filter(
        dimension=noun, op=FilterOp.NOT_IN, members=second.query.model_copy(update=bare)
    )
    more = [without]
    change: dict[str, object] = {}
    if first.query.ranking is not None:  # those of one ranking that another does not have
        own = first.query.model_copy(update=bare)
        more.append(Filter(dimension=noun, op=FilterOp.IN, members=own))
        change = {"ranking": None}
    dimensions = tuple(dict.fromkeys((*first.query.dimensions, noun)))
    change |= {"dimensions": dimensions, "filters": (*first.query.filters, *more)}
    return Built(first.query.model_copy(update=change), first.assumed)
