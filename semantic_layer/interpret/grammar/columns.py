"""Which column of a metric do the words before it mean: "growth of net sales"?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from semantic_layer.interpret.draft import Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Show

COLUMNS: Mapping[Role | None, Show] = MappingProxyType(
    {
        Role.GROWTH: Show.GROWTH,
        Role.CHANGE: Show.CHANGE,
        Role.REFERENCE: Show.COMPARISON,
    }
)
BRINGING = frozenset(
    {"contribute", "contributes", "contributed", "contributing", "add", "adds", "added", "adding"}
    | {"account", "accounts", "accounted", "accounting"}
)
NOUNS = (Role.METRIC, Role.DIMENSION, Role.MEMBER, Role.AMBIGUOUS)


def brings(draft: Draft, change: int) -> bool:
    """ "Which brand contributed most to growth": its change is an amount.

    "Growth of accounts" names what is grouped by.
    """
    said = (each.folded.split() for each in draft.items[:change] if each.role not in NOUNS)
    return any(words and words[0] in BRINGING for words in said)
