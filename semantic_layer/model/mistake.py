"""What is wrong with a whole model, and with which definition of it?"""

from __future__ import annotations

from dataclasses import dataclass

from semantic_layer.model.located import Where


@dataclass(frozen=True, slots=True)
class Mistake:
    """`occurrence` is which of several definitions of that name is meant; the first is 0."""

    section: str
    name: str
    path: Where
    message: str
    occurrence: int = 0
