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
BRINGING = ("contribut", "account", "add")


def brings(draft: Draft, change: int) -> bool:
    """ "Which brand contributed most to growth": its change is an amount."""
    said = (draft.items[n].folded.split()[0] for n in range(change) if draft.items[n].folded)
    return any(word.startswith(BRINGING) for word in said)
