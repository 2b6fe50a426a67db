"""Which words only say again how a number came about: "goods received in May: lead time"?

A verb of supply says nothing new of a metric whose own words are about it; beside any other number
it would say which rows are meant, and is not passed over. So are old goods, where a day that the
question names says how old.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import DATED
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import GOODS, UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.stems import stem
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import FilterOp

DELIVER = ("deliver", "delivers", "supply", "supplies", "supplied", "delivering")
NOT_RECEIVED = (
    "I know units that were sold and units on hand, not units that came in. "
    "Ask for one of those, or for fill rate or on-time rate."
)
EARLIER = (FilterOp.LT, FilterOp.LTE)
OF_SUPPLY = frozenset(map(stem, ("goods", "made", "in", "of", "that")))


def supply(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.SUPPLY):
        if draft.measures and all(
            _is_about(name, draft.items[at].folded, context.index) for _, name in draft.measures
        ):
            draft = draft.bind((at,), "what the number is about")
    if any(_came_in(draft, at, context) for at in draft.all(Role.VERB)):
        draft = replace(draft, trouble=draft.trouble or NOT_RECEIVED)
    for at in draft.all(Role.OLD):
        draft = _old(draft, at, context.index)
    return draft


def _came_in(draft: Draft, at: int, context: Context) -> bool:
    """ "Which suppliers deliver the most units" are not those whose units sold best."""
    sold = called(UNITS_SOLD, context)
    names = {name for _, name in draft.measures}
    return draft.items[at].folded in DELIVER and sold is not None and sold in names


def _is_about(name: str, said: str, index: ModelIndex) -> bool:
    """Whether the model's own words for a metric hold the verb: "lines received"."""
    metric = index.metric(name)
    own = (metric.label, metric.description or "", metric.formula or "", *metric.synonyms)
    words = {stem(word) for text in own for word in fold(text).split()}
    if "receipt" in words:
        words.add("receiv")
    if "receiv" in words:
        words |= {"receipt", "arriv"}
    return {stem(word) for word in said.split()} - OF_SUPPLY <= words


def _old(draft: Draft, at: int, index: ModelIndex) -> Draft:
    """ "Old stock: units of products launched before 2024"."""
    noun = at + 1
    goods = noun < len(draft.items) and draft.items[noun].folded in GOODS
    dated = any(
        each.op in EARLIER and index.dimension(each.dimension).type in DATED
        for each in draft.filters
    )
    if not goods or not dated:
        return draft
    return draft.bind((at, noun), "goods of earlier days, as the filter says")
