"""Which words only say again how a number came about: "goods received in May: lead time"?

A verb of supply says nothing new of a metric whose own words are about it; beside any other number
it would say which rows are meant, and is not passed over.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.stems import stem
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.query import Show

DELIVER = ("deliver", "delivers", "supply", "supplies", "supplied", "delivering")
NOT_RECEIVED = (
    "I know units that were sold and units on hand, not units that came in. "
    "Ask for one of those, or for fill rate or on-time rate."
)
OF_SUPPLY = frozenset(map(stem, ("goods", "made", "in", "of", "that")))


def supply(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.SUPPLY):
        if draft.measures and all(
            _is_about(name, draft.items[at].folded, context.index) for _, name in draft.measures
        ):
            draft = draft.bind((at,), "what the number is about")
    if any(_came_in(draft, at, context) for at in draft.all(Role.VERB)):
        draft = replace(draft, trouble=draft.trouble or NOT_RECEIVED)
    for at in draft.all(Role.TIME_UNIT):
        draft = _of_its_rows(draft, at, context)
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


def _of_its_rows(draft: Draft, at: int, context: Context) -> Draft:
    """ "Out of stock in over 30% of their store-weeks": what the rate is of, each snapshot."""
    noun = at - 1
    of = draft.ahead_of(noun, over={Role.THEIR, Role.OWN})
    hyphen = (
        draft.role(noun) is Role.DIMENSION and draft.items[noun].end + 1 == draft.items[at].start
    )
    led = draft.role(of) is Role.WHERE and draft.items[of].folded == "of"
    limited = [each.metric for each in draft.thresholds if each.show is Show.VALUE]
    if not (hyphen and led and limited and all(_is_of_snapshots(n, context) for n in limited)):
        return draft
    split, also = (
        tuple(each for each in placed if each[0] != noun)
        for placed in (draft.breakdowns, draft.attributes)
    )
    used = (of, noun, at)
    return draft.bind(used, "what the rate is of", breakdowns=split, attributes=also)


def _is_of_snapshots(name: str, context: Context) -> bool:
    """Whether a rate is of all rows of the snapshots, not of their sums."""
    leaves = [leaf.metric for leaf in context.index.leaves(name)] if name else []
    return bool(leaves) and all(
        isinstance(each, SemiAdditive) and each.over_time == "all" for each in leaves
    )
