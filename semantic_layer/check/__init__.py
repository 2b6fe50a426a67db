"""Allow-list and proof on the final text."""

from semantic_layer.check.query import check
from semantic_layer.check.statement import CheckedStatement

__all__ = ["CheckedStatement", "check"]
