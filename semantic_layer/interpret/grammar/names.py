"""Under which name does a model know what a question means without naming it?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context
from semantic_layer.interpret.trade import metric_called


def called(noun: str, context: Context) -> str | None:
    """The metric that a model knows under a noun."""
    return metric_called(noun, context.index)
