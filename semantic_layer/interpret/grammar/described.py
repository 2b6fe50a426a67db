"""Which noun do members describe: "stores in Ohio", "Ohio stores", "clearance promos"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import DATED, NUMBERED, home, lists
from semantic_layer.interpret.grammar.pointed import is_pointed_at
from semantic_layer.interpret.roles import Role

GROUPING = (Role.BY, Role.EACH, Role.WHICH, Role.THEIR, Role.NUMBER, Role.HIGH, Role.LOW)


def heads_a_list(draft: Draft, noun: int, last: int) -> bool:
    """ "Stores in Ohio and Utah: visitors" wants a row for each, as "visitors by store" does."""
    behind = draft.items[last + 1].text if last + 1 < len(draft.items) else ""
    first = draft.ahead_of(noun, over={Role.ANY}) < 0
    return first and behind == ":" and lists(draft, noun)


def is_noun_of(draft: Draft, noun: int, member: int, context: Context) -> bool:
    if draft.role(draft.ahead_of(noun, over={Role.ANY})) in GROUPING:
        return False
    if context.index.dimension(draft.name(noun)).type in DATED:
        return False  # "closed outlets" have a day, and are not days
    if draft.name(noun) == draft.name(member) or _akin(draft, noun, member, context):
        return True
    of = draft.items[draft.ahead_of(noun)].folded if draft.ahead_of(noun) >= 0 else ""
    member_of = draft.name(member)  # "units of products from India"
    return of == "of" and noun + 1 < member and _has(draft.name(noun), member_of, context)


def noun_after(draft: Draft, chain: tuple[int, ...], context: Context) -> Draft:
    """The noun that members describe: "clearance promos", "Gold members"."""
    noun = draft.after(chain[-1])
    last = draft.name(chain[-1])
    if draft.free(noun, Role.CONDITION) and draft.name(noun) == last:
        return draft.bind((noun,), "what the filter is about")
    if not draft.free(noun, Role.DIMENSION) or _is_finer(draft, noun, last, context):
        return draft
    amount = context.index.dimension(draft.name(noun)).type in NUMBERED  # "Denim full price sales"
    if amount or is_pointed_at(draft, noun, context):
        return draft
    if draft.orders and not draft.breakdowns and draft.grain is None:
        return draft  # "Kids brands ranked by net sales" lists the brands
    if _akin(draft, noun, chain[-1], context) or _has(draft.name(noun), last, context):
        akin = _akin(draft, noun, chain[-1], context) and not _opens(draft, chain, noun)
        known = draft.name(noun) == last or akin  # "refunds of Ohio stores" are those in it
        bound = context.configuration.bound if known else 0.0
        draft = draft.bind((noun,), "what the filter is about", bound)
        return noun_after(draft, (*chain, noun), context)  # "Fall season products"
    return draft


def _opens(draft: Draft, chain: tuple[int, ...], noun: int) -> bool:
    """ "Ohio stores orders last week" may want them together, or one by one."""
    first = draft.ahead_of(chain[0], over={Role.ANY}) < 0
    return first and lists(draft, noun) and draft.role(draft.after(noun)) is not Role.ONLY


def _akin(draft: Draft, noun: int, member: int, context: Context) -> bool:
    index = context.index
    if not index.has_dimension(draft.name(member)):
        return False
    return home(index.dimension(draft.name(noun))) == home(index.dimension(draft.name(member)))


def _has(noun: str, dimension: str, context: Context) -> bool:
    """Whether what the noun names carries the dimension: products have a supplier."""
    index = context.index
    finest = any(each.levels[-1] == noun for each in index.model.hierarchies)
    return finest and index.path(home(index.dimension(noun)), dimension) is not None


def _is_finer(draft: Draft, noun: int, member: str, context: Context) -> bool:
    """ "Kids categories" asks for each of them, if nothing else is a breakdown."""
    name = draft.name(noun)
    for each in context.index.model.hierarchies:
        if {name, member} <= set(each.levels) and not draft.breakdowns:
            return each.levels.index(member) < each.levels.index(name) < len(each.levels) - 1
    return False
