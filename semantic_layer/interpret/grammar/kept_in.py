"""Is it said to keep in what nothing leaves out: "including outlets", "don't leave out Online"?

Nothing changes then, and the words tell so. Where something else limits the same kind of thing, or
a number leaves rows out by itself, they would change it, and are not understood.
"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import home
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.wording import phrases
from semantic_layer.model.metrics import Derived, Distinct, Ratio, SemiAdditive, Simple

KEEPING = phrases("""
    incl | including | inclusive of | include | dont leave out | do not leave out | dont exclude |
    do not exclude | dont skip | do not skip | without leaving out | without excluding
""")
SMALL = {Role.WHERE, Role.ANY}
PLAIN = (Simple, Distinct, SemiAdditive, Ratio, Derived)  # comparable ones leave stores out


def kept_in(draft: Draft, context: Context) -> Draft:
    metrics = {draft.name(at) for at in draft.all(Role.METRIC)}
    if context.previous is not None or not metrics:
        return draft
    for at in draft.all(Role.ADD):
        kept = tuple(_kept(draft, at))
        if kept and _is_in_already(draft, kept, metrics, context):
            draft = draft.bind((at, *kept), "kept in, as nothing leaves it out")
    return draft


def _kept(draft: Draft, at: int) -> Iterator[int]:
    """The members right behind such a word, with what joins them."""
    if tuple(draft.items[at].folded.split()) not in KEEPING:
        return
    member = draft.after(at, over=SMALL)
    while draft.free(member, Role.MEMBER):
        yield member
        join = draft.after(member)
        nxt = draft.after(join, over=SMALL)
        if draft.role(join) is not Role.AND or draft.role(nxt) is not Role.MEMBER:
            return
        yield join
        member = nxt


def _is_in_already(
    draft: Draft, kept: tuple[int, ...], metrics: set[str], context: Context
) -> bool:
    index = context.index
    names = {draft.name(at) for at in kept if draft.role(at) is Role.MEMBER}
    if not all(map(index.has_dimension, names)) or draft.role(draft.after(kept[-1])) is Role.ONLY:
        return False
    limiting = (n for n in draft.all(Role.MEMBER, Role.CONDITION) if n not in kept)
    limited = {draft.name(n) for n in limiting if index.has_dimension(draft.name(n))}
    homes = {home(index.dimension(name)) for name in names}
    whole = all(names <= index.reachable(m) and _has_all_rows(m, context) for m in metrics)
    return whole and homes.isdisjoint(home(index.dimension(name)) for name in limited)


def _has_all_rows(metric: str, context: Context) -> bool:
    index = context.index
    narrowed = (leaf.all_filters or leaf.all_where for leaf in index.leaves(metric))
    return isinstance(index.metric(metric), PLAIN) and not any(narrowed)
