"""Row predicates and column denials at every scan."""

from semantic_layer.secure.query import Secured, secure

__all__ = ["Secured", "secure"]
