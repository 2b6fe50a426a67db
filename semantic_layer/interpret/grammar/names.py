"""Under which name does a model know what a question means without naming it?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context
from semantic_layer.interpret.tokens import fold


def called(noun: str, context: Context) -> str | None:
    """The metric that a model knows under a noun."""
    for name, metric in context.index.metrics.items():
        if noun in map(fold, (metric.label, *metric.synonyms)):
            return name
    return None
