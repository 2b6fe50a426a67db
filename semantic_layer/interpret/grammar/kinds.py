"""Whose kinds are the members of a dimension: flagships are stores?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context
from semantic_layer.interpret.grammar.conditions import home


def finest_of(name: str, context: Context) -> str:
    """The finest dimension of the hierarchy that is kept with `name`, and has it on no level."""
    if not context.index.has_dimension(name):
        return ""
    for each in context.index.model.hierarchies:
        finest = each.levels[-1]
        own = context.index.has_dimension(finest) and name not in each.levels
        if own and home(context.index.dimension(finest)) == home(context.index.dimension(name)):
            return finest
    return ""
