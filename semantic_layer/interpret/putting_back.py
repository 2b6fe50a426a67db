"""Which members come back that were left out: "put the West back in", "add Kids again"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Filter, FilterOp

NOT_OUT = "I did not leave that out, so there is nothing to put back."


def put_back(before: tuple[Filter, ...], added: tuple[Filter, ...]) -> tuple[Filter, ...]:
    """Filters with those that are added; a member that was left out only comes back."""
    kept, more = list(before), []
    for new in added:
        at = next((n for n, old in enumerate(kept) if _leaves_out(old, new)), None)
        if at is None:
            more.append(new)
            continue
        rest = tuple(value for value in kept[at].values if value not in new.values)
        kept[at : at + 1] = [kept[at].model_copy(update={"values": rest})] if rest else []
    return (*kept, *more)


def _leaves_out(old: Filter, new: Filter) -> bool:
    same = old.dimension == new.dimension and old.members is None and new.members is None
    out = old.op is FilterOp.NOT_IN and new.op is FilterOp.IN
    return same and out and set(new.values) <= set(old.values)


def names_a_return(draft: Draft) -> bool:
    """Whether what is added is said to have been there before."""
    returns = (item.folded.split() for item in draft.items if item.role is Role.ADD)
    return bool(draft.filters) and any("back" in words for words in returns)
