"""What sells best, where no noun says of what: "best sellers in Kids", "our worst sellers"?

Goods are meant, by the finest name that the model has for them.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import GOODS, SOLD, UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold

SELLERS = ("sellers", "seller", "bestsellers", "bestseller")


def sellers(draft: Draft, context: Context) -> Draft:
    draft = _of_another_number(draft, context)
    at = next((n for n, use in draft.used.items() if use == "ranking" and _sells(draft, n)), None)
    ranked = draft.ranked
    if at is None or ranked is None:
        return draft
    if not draft.all(Role.METRIC, Role.AMBIGUOUS) and not draft.measures:
        draft = _by_sales(draft, at, context)
    noun = _goods(context)
    if draft.breakdowns or noun is None:
        return draft
    one = not draft.items[at].folded.endswith("s") and ranked.limit is None
    said = f"by {context.index.dimension(noun).label.lower()}, as “{draft.items[at].text}”"
    return replace(
        draft,
        breakdowns=((at, noun),),
        ranked=replace(ranked, limit=1) if one else ranked,
        assumed=(*draft.assumed, said),
    )


def _of_another_number(draft: Draft, context: Context) -> Draft:
    """ "Return rate of the ten best-selling products": what sells is no question of that rate."""
    at = next(
        (n for n, use in draft.used.items() if use == "ranking" and _is_selling(draft, n)), -1
    )
    ranked, sold = draft.ranked, called(SOLD, context)
    free = draft.all(Role.METRIC)
    numbers = {*map(draft.name, free), *(name for _, name in draft.measures)}
    named = (*free, *(n for n, _ in draft.measures if n < len(draft.items)))
    by = any(draft.role(draft.ahead_of(n, over={Role.ANY})) is Role.BY for n in named)
    if at < 0 or ranked is None or ranked.by or sold is None or by or not numbers:
        return draft
    own = next((n for n in (sold, called(UNITS_SOLD, context)) if n in numbers), None)
    if own is not None:
        return replace(draft, ranked=replace(ranked, by=own)) if len(numbers) > 1 else draft
    said = f"{context.index.metric(sold).label.lower()} ranks, as “{draft.items[at].text}” is said"
    used = (at + 1,) if draft.free(at + 1, Role.SELL) else ()
    return draft.bind(
        used,
        "ranking",
        ranked=replace(ranked, by=sold),
        measures=(*draft.measures, (len(draft.items), sold)),
        assumed=(*draft.assumed, said),
    )


def _is_selling(draft: Draft, at: int) -> bool:
    """ "Best selling", "top sellers"."""
    return _sells(draft, at) or (
        draft.role(at + 1) is Role.SELL and draft.items[at + 1].folded == "selling"
    )


def _sells(draft: Draft, at: int) -> bool:
    return draft.items[at].folded.split()[-1] in SELLERS


def _by_sales(draft: Draft, at: int, context: Context) -> Draft:
    name = called(SOLD, context)
    if name is None:
        return draft
    said = f"{context.index.metric(name).label.lower()}, as no number was named"
    return replace(draft, measures=((at, name),), assumed=(*draft.assumed, said))


def _goods(context: Context) -> str | None:
    """The last level of the hierarchy of goods: "product"."""
    for each in context.index.model.hierarchies:
        finest = each.levels[-1]
        if context.index.has_dimension(finest):
            dimension = context.index.dimension(finest)
            called_so = {fold(n) for n in (dimension.label, dimension.plural, *dimension.synonyms)}
            if called_so & GOODS:
                return finest
    return None
