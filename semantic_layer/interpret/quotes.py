"""Is a question quoted inside another: "only the stores of “top 5 stores by orders in May”"?

So a description tells of members that another query finds, and it can be asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from semantic_layer.interpret.build import build
from semantic_layer.interpret.built import Built
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.found import Found
from semantic_layer.interpret.grammar import parse
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Filter, FilterOp

Items = tuple[Item, ...]
Filters = tuple[Filter, ...]
OPENS, CLOSES = "“", "”"


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a quoted question stands, with the words that lead to it."""

    lead: int
    noun: int
    opens: int
    closes: int


def quoted(items: Items, context: Context, others: Filters = ()) -> Found | None:
    """The question around its quotes, each of them a set of members; None where none is quoted.

    `others` are the sets that were quoted before.
    """
    quote = _first(items)
    if quote is None:
        return None
    inside = items[quote.opens + 1 : quote.closes]
    within = quoted(inside, context)
    draft = within.draft if within is not None else parse(Draft(inside), context)
    found = within.built if within is not None else build(draft, context)
    if found.query is None:
        return Found(Draft(items), Built(None, trouble=found.trouble))
    op = FilterOp.IN if items[quote.lead].role is Role.ONLY else FilterOp.NOT_IN
    members = Filter(dimension=items[quote.noun].meaning.name, op=op, members=found.query)
    around = (*items[: quote.lead], *items[quote.closes + 1 :])
    filters = (*others, members)
    outside = quoted(around, context, filters) or _plain(around, context, filters)
    return _joined(items, quote, draft, outside, found.assumed)


def _plain(items: Items, context: Context, filters: Filters) -> Found:
    draft = parse(Draft(items, filters=filters), context)
    return Found(draft, build(draft, context))


def _joined(
    items: Items,
    quote: Quote,
    inside: Draft,
    outside: Found,
    assumed: tuple[str, ...],
) -> Found:
    draft, gap = outside.draft, quote.closes + 1 - quote.lead
    used = {at if at < quote.lead else at + gap: use for at, use in draft.used.items()}
    used |= dict.fromkeys(range(quote.lead, quote.opens + 1), "members of a question")
    used |= {at + quote.opens + 1: use for at, use in inside.used.items()}
    score = draft.score + inside.score
    whole = replace(draft, items=items, used=used, score=score)
    said = tuple(dict.fromkeys((*outside.built.assumed, *assumed)))
    return Found(whole, replace(outside.built, assumed=said))


def _first(items: Items) -> Quote | None:
    opens = next((at for at, item in enumerate(items) if item.text == OPENS), None)
    closes = _closing(items, opens) if opens is not None else None
    if opens is None or closes is None:
        return None
    draft = Draft(items)
    noun = draft.ahead_of(draft.ahead_of(opens))
    lead = draft.ahead_of(noun, over={Role.ANY})
    named = draft.role(noun) is Role.DIMENSION and draft.role(lead) in (Role.ONLY, Role.NOT)
    return Quote(lead, noun, opens, closes) if named else None


def _closing(items: Items, opens: int) -> int | None:
    depth = 0
    for at in range(opens, len(items)):
        depth += {OPENS: 1, CLOSES: -1}.get(items[at].text, 0)
        if depth == 0:
            return at
    return None
