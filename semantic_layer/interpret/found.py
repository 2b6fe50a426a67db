"""What comes of a question of which one part finds the members that another is about?"""

from __future__ import annotations

from dataclasses import dataclass

from semantic_layer.interpret.built import Built
from semantic_layer.interpret.draft import Draft


@dataclass(frozen=True, slots=True)
class Found:
    """The draft of the whole question, and the query of which another is a part."""

    draft: Draft
    built: Built
