"""What lies inside a row, and by which name do its button and its marks in the picture find it?

A member's name is data and stands in no address: a mark is a digest of it, made here.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from bi_app.asking.answer import Finding
from semantic_layer.edits import inside
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import TIME

DIGITS = 12  # of sixteen values each: no two rows of a table share a mark


def further(finding: Finding, index: ModelIndex) -> dict[int, tuple[str, str]]:
    """Of each column that can be looked into what it is called, and by what it is split then."""
    query = finding.query
    if query is None:
        return {}
    shown = query.shown_dimensions
    names = (TIME, *shown) if query.shown_grain is not None else shown
    found = {at: (name, inside(query, name, index)) for at, name in enumerate(names)}
    return {
        at: (name, by if name == TIME else index.dimension(by).label.lower())
        for at, (name, by) in found.items()
        if by is not None
    }


def mark_of(name: str, value: str) -> str:
    return sha256(f"{name}|{value}".encode()).hexdigest()[:DIGITS]


def mark_of_point(ways: Mapping[int, tuple[str, str]], point: Mapping[str, Any]) -> str:
    """Of the first part of it that can be looked into, as its row has a button of."""
    keys = point.get("keys") or []
    for at, (name, _) in ways.items():
        if at < len(keys) and isinstance(keys[at], str) and keys[at]:
            return mark_of(name, keys[at])
    return ""
