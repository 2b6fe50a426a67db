"""Which members are kept or left out: "in the West", "excluding outlets", "App vs web"?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import HAVING, needs_groups, noun_before
from semantic_layer.interpret.grammar.contrasts import against_each_other, contrast, one_by_one
from semantic_layer.interpret.grammar.described import heads_a_list, is_noun_of, noun_after
from semantic_layer.interpret.grammar.others import not_the_others
from semantic_layer.interpret.lexicon import NOUNS_OF_ROWS
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import Dimension
from semantic_layer.query import Filter, FilterOp, Scalar

JOINS = (Role.AND, Role.PAUSE, Role.VERSUS)
LEADS = {Role.WHERE, Role.ANY}
BUT = "I cannot tell whether what stands behind “but” is meant or left out. Say “except” or “only”."
OPPOSITE = {
    FilterOp.IN: FilterOp.NOT_IN,
    FilterOp.NOT_NULL: FilterOp.IS_NULL,
    FilterOp.IS_NULL: FilterOp.NOT_NULL,
}


def filters(draft: Draft, context: Context) -> Draft:
    draft = _either(draft)
    for chain in tuple(_chains(draft)):
        draft = _members(draft, chain, context)
    for at in draft.all(Role.CONDITION):
        draft = _condition(draft, at, context)
    for at in draft.all(Role.DIMENSION):
        draft = _none(draft, at, context)
    for at in draft.all(Role.IDENTITY):
        draft = _who(draft, at)
    return draft


def _who(draft: Draft, at: int) -> Draft:
    """ "Customers who joined this year": the condition says which, the words before add nothing."""
    if draft.items[at].folded != "who":
        return draft
    if draft.role(draft.ahead_of(at)) in (Role.DIMENSION, Role.MEMBER):
        return draft.bind((at,), "the noun before")  # "categories who sold the most"
    asked = draft.used.get(draft.after(at))
    if (asked == "ranking" or (asked == "how many" and draft.ranked)) and draft.breakdowns:
        return draft.bind((at,), "which")  # "who are our biggest suppliers"
    if not draft.used.get(draft.after(at), "").startswith("filter on"):
        return draft
    people = tuple(n for n in (draft.ahead_of(at),) if draft.free(n, Role.PERSON))
    return draft.bind((*people, at), "what the filter is about")


def _either(draft: Draft) -> Draft:
    """ "West or Online": rows of either cannot be said by filters, which hold together."""
    for at in draft.all(Role.AND):
        before, behind = draft.ahead_of(at), draft.after(at, over=LEADS)
        members = draft.role(before) is Role.MEMBER and draft.role(behind) is Role.MEMBER
        if draft.items[at].folded != "or" or not members:
            continue
        if draft.name(before) != draft.name(behind):
            one, other = draft.items[before].text, draft.items[behind].text
            trouble = f"I can take rows that are both “{one}” and “{other}”, not either of them."
            return replace(draft, trouble=draft.trouble or trouble)
    return draft


def _chains(draft: Draft) -> Iterator[tuple[int, ...]]:
    """Members that stand in one list, with the words that join them.

    A comma joins members of one dimension only: "without outlets, Kids" are two things.
    """
    chain: list[int] = []
    for at in draft.all(Role.MEMBER):
        joins = list(range(chain[-1] + 1, at)) if chain else []
        if chain and _joined(draft, chain[-1], at, joins):
            chain += [*(n for n in joins if draft.role(n) in (*JOINS, Role.COUNT)), at]
            continue
        if chain:
            yield tuple(chain)
        chain = [at]
    if chain:
        yield tuple(chain)


def _joined(draft: Draft, last: int, at: int, joins: list[int]) -> bool:
    roles = {draft.role(n) for n in joins}
    if against_each_other(draft, last, at, joins):
        return True
    same = draft.name(last) == draft.name(at)
    again = {Role.COUNT} if same and Role.AND in roles else set()  # "and how many in the App"
    if not roles <= {*JOINS, *again, Role.FILLER, Role.VERB, Role.OWN, Role.ANY, Role.WHERE}:
        return False
    if same and (Role.VERSUS in roles or Role.WHERE not in roles):  # "online vs in the app"
        return True
    return Role.AND in roles and Role.WHERE not in roles


def _members(draft: Draft, chain: tuple[int, ...], context: Context) -> Draft:
    lead = draft.ahead_of(chain[0], over=LEADS)
    noun: tuple[int, ...] = ()
    heads = False
    is_noun = draft.free(lead, Role.DIMENSION) and is_noun_of(draft, lead, chain[0], context)
    if is_noun and not needs_groups(draft):
        noun = (lead,)
        if heads := heads_a_list(draft, lead, chain[-1]):
            draft = replace(draft, breakdowns=((lead, draft.name(lead)),))
        lead = draft.ahead_of(lead, over=LEADS)
    if (draft.free(lead, Role.NOT) or _but(draft, lead)) and not noun:
        noun = _noun_of_the_rest(draft, lead, chain[0])
        if noun and not draft.breakdowns and draft.grain is None:  # one row for each that is left
            draft = replace(draft, breakdowns=((noun[0], draft.name(noun[0])),))
    left_out = _left_out(draft, chain[-1], lead)
    negated = bool(left_out) or (draft.role(lead) is Role.NOT and draft.free(lead))
    negated = negated or _goes_on_leaving_out(draft, lead, chain[0]) or _but(draft, lead)
    if not negated and _is_but(draft, lead):
        draft = replace(draft, trouble=draft.trouble or BUT)
    behind = draft.after(chain[-1])
    only = [at for at in (lead, behind) if draft.free(at, Role.ONLY)]
    left_out = left_out or ((lead,) if negated else ())
    between = _between(draft, chain, lead)
    under = (lead,) if draft.free(lead, Role.LESS) and draft.items[lead].folded == "under" else ()
    used = [*chain, *noun, *left_out, *only, *between, *under]
    by_dimension: dict[str, list[Scalar]] = {}
    for at in chain:
        if draft.role(at) is Role.MEMBER:
            values = by_dimension.setdefault(draft.name(at), [])
            values += [v for v in draft.items[at].meaning.values if v not in values]
    op = FilterOp.NOT_IN if negated else FilterOp.IN
    made = tuple(
        Filter(dimension=name, op=op, values=tuple(values)) for name, values in by_dimension.items()
    )
    score = context.configuration.bound if noun else 0.0
    listed = sum(draft.role(at) is Role.MEMBER for at in chain) - len(by_dimension)
    score += context.configuration.bound * listed
    if draft.used.get(draft.after(chain[-1])) == "threshold":
        score += context.configuration.loose  # "stores over $500" are groups, not a member
    restricted = draft.restricted.union(by_dimension if only else ())
    apart = not (negated or heads) and (bool(between) or one_by_one(draft, chain))
    draft = draft.bind(
        used, "filter", score, filters=(*draft.filters, *made), restricted=restricted
    )
    draft = contrast(draft, chain, apart=apart)
    draft = not_the_others(draft, chain, negated=negated, context=context)
    return noun_after(draft, chain, context)


def _between(draft: Draft, chain: tuple[int, ...], lead: int) -> tuple[int, ...]:
    """ "Split sales between App and web": one row each; a difference between them is no filter."""
    names = {draft.name(at) for at in chain if draft.role(at) is Role.MEMBER}
    if len(names) != 1 or len(chain) < 2 or not draft.free(lead, Role.BETWEEN):
        return ()
    if any(item.role in (Role.CHANGE, Role.GROWTH) for item in draft.items):
        return ()
    return (lead, *(at for at in draft.all(Role.BY) if at < lead))


def _left_out(draft: Draft, last: int, lead: int) -> tuple[int, ...]:
    """The words behind and before members that leave them out: "leaving Kids aside", "excluded"."""
    behind = draft.after(last, over={Role.WHERE, Role.DIMENSION})
    if draft.role(behind) is Role.METRIC and draft.items[behind].folded in NOUNS_OF_ROWS:
        behind = draft.after(behind)  # "App orders not included"
    if not draft.free(behind, Role.LEFT_OUT):
        return ()
    if draft.free(lead, Role.LEAVE):
        return (lead, behind)
    alone = draft.items[behind].folded in ("out", "aside")  # "out West" leaves nothing out
    return () if alone else (behind,)


def _but(draft: Draft, lead: int) -> bool:
    """ "All regions but the West" is without it."""
    noun = draft.ahead_of(lead)
    return _is_but(draft, lead) and draft.role(noun) is Role.DIMENSION and _all_of(draft, noun)


def _all_of(draft: Draft, noun: int) -> bool:
    """ "All regions", "each of our regions"."""
    before = [word for n in range(max(0, noun - 2), noun) for word in draft.items[n].folded.split()]
    return bool({"all", "every", "each", "any", "our"}.intersection(before))


def _is_but(draft: Draft, at: int) -> bool:
    said = draft.role(at) is Role.PAUSE and draft.items[at].folded == "but"
    return said and draft.role(draft.ahead_of(at)) in (Role.DIMENSION, Role.MEMBER)


def _goes_on_leaving_out(draft: Draft, join: int, member: int) -> bool:
    """ "Without outlets and everything in Kids" leaves out both; "and in Kids" does not."""
    between = {draft.items[at].folded for at in range(join + 1, member)}
    if draft.role(join) is not Role.AND or not between & {"everything", "anything", "all"}:
        return False
    before = draft.ahead_of(join, over={Role.DIMENSION, Role.MEMBER, Role.AND, Role.PAUSE})
    return draft.role(before) is Role.NOT and before in draft.used


def _noun_of_the_rest(draft: Draft, no: int, member: int) -> tuple[int, ...]:
    """ "For tiers other than Gold", "only tiers that are not Gold": what the filter is about."""
    noun = draft.ahead_of(no)
    if not draft.free(noun, Role.DIMENSION) or draft.name(noun) != draft.name(member):
        return ()
    lead = draft.ahead_of(noun, over={Role.ANY})
    if draft.free(lead, Role.ONLY):
        return (noun, lead)
    first = lead < 0 and _all_of(draft, noun)  # "all my districts except"
    return (noun,) if (first or draft.role(lead) is Role.WHERE) and not needs_groups(draft) else ()


def _condition(draft: Draft, at: int, context: Context) -> Draft:
    meaning = draft.items[at].meaning
    lead = draft.ahead_of(at, over=LEADS)
    negated = draft.free(lead, Role.NOT)
    only = draft.free(lead, Role.ONLY)
    op = OPPOSITE[meaning.op] if negated else meaning.op
    used = (at, lead) if negated or only else (at,)
    draft = draft.bind(
        used, "filter", filters=(*draft.filters, Filter(dimension=meaning.name, op=op))
    )
    return noun_before(draft, at, context.index.dimension(meaning.name), context)


def _none(draft: Draft, at: int, context: Context) -> Draft:
    """ "Not on any promotion" has none, "on promotion" has one."""
    dimension = context.index.dimension(draft.name(at))
    lead = draft.ahead_of(at, over=LEADS)
    if dimension.none_label is None:
        return draft
    if draft.free(lead, Role.NOT):
        return _condition_on(
            draft, (lead, at), Filter(dimension=dimension.name, op=FilterOp.IS_NULL), context
        )
    if draft.role(draft.after(at)) is Role.MEMBER:
        return draft  # "with home region West" names the one that it has
    direct = draft.ahead_of(at, over={Role.ANY})
    if draft.role(direct) is Role.WHERE and draft.items[direct].folded in HAVING:
        found = Filter(dimension=dimension.name, op=FilterOp.NOT_NULL)
        if found in draft.filters:
            return _shown_of_each(draft, at, dimension)
        return _condition_on(draft, (at,), found, context)
    return draft


def _shown_of_each(draft: Draft, at: int, dimension: Dimension) -> Draft:
    """ "Stores that have closed, with the closing date" tells it of each of them."""
    noun = next(
        (n for n, use in draft.used.items() if use == f"what {dimension.label} belongs to"), -1
    )
    if noun >= 0 and not draft.breakdowns:
        draft = draft.bind((noun,), "breakdown", breakdowns=((noun, draft.name(noun)),))
    return draft.bind((at,), "breakdown", attributes=(*draft.attributes, (at, dimension.name)))


def _condition_on(draft: Draft, used: tuple[int, ...], found: Filter, context: Context) -> Draft:
    return draft.bind(used, "filter", context.configuration.bound, filters=(*draft.filters, found))
