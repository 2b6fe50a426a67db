"""Which things are new: "new arrivals since August", "new stores since 2025"?

New is what has had its first day since. Without a day from which on, nobody knows what is new.
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import DATED, condition, home
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import Dimension
from semantic_layer.query import FilterOp

FIRST_DAYS = frozenset({"launched", "introduced", "opened", "started", "joined", "listed"})
GOODS_COME = frozenset({"launched", "introduced"})
ARRIVALS = ("arrivals", "launches", "introductions")
ASKED = (Role.WHICH, Role.COUNT, Role.NUMBER, Role.EACH, Role.BY)
SINCE = (FilterOp.GT, FilterOp.GTE)


def newcomers(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.NEW, Role.UNKNOWN):
        if draft.role(at) is Role.UNKNOWN and draft.items[at].folded != "new":
            continue
        named = draft.items[at].folded.endswith(ARRIVALS)
        noun = at if named else draft.after(at)
        period = draft.after(noun)
        first = _first_day(draft, noun, context)
        if first is None or not draft.free(period, Role.PERIOD):
            continue
        if not named and not draft.free(noun, Role.DIMENSION):
            continue
        found = condition(first.name, draft.items[period], set())
        if found is not None and found.op in SINCE:
            asked = draft.role(draft.ahead_of(at)) in ASKED  # "which new products"
            draft = draft.bind(
                (at, period) if asked else (at, noun, period),
                f"filter on {first.label}",
                context.configuration.bound,
                filters=(*draft.filters, found),
            )
    return draft


def _first_day(draft: Draft, noun: int, context: Context) -> Dimension | None:
    """The one date on which what the noun names began; of arrivals, on which goods did."""
    if draft.role(noun) not in (Role.DIMENSION, Role.NEW):
        return None
    of, words = None, GOODS_COME
    if draft.role(noun) is Role.DIMENSION:
        named = context.index.dimension(draft.name(noun))
        of, words = home(named), FIRST_DAYS
        if fold(named.plural or named.label) != of.replace("_", " "):
            return None  # a new state is no new store
    found = [
        each
        for each in context.index.dimensions.values()
        if each.type in DATED and words & _said(each) and of in (None, home(each))
    ]
    return found[0] if len(found) == 1 else None


def _said(dimension: Dimension) -> set[str]:
    phrases = (dimension.label, *dimension.synonyms)
    return {word for phrase in phrases for word in fold(phrase).split()}
