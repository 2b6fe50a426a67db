"""What is one manner of asking about the catalogue?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from semantic_layer.interpret.outcome import Topic
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold

Phrase = tuple[str, ...]

MEANT = frozenset({Role.METRIC, Role.DIMENSION, Role.AMBIGUOUS, Role.CLOSED_METRIC, Role.DATASET})
MEASURED = MEANT - {Role.DIMENSION, Role.DATASET}
# what says nothing of numbers in any question about the catalogue
LIGHT = frozenset(
    {Role.FILLER, Role.VERB, Role.PAUSE, Role.WHERE, Role.ANY, Role.AND, Role.OWN, Role.THEIR}
    | {Role.COMPANY, Role.NOW, Role.ADD, Role.DEFINE, Role.OWNER, Role.FRESH, Role.CATALOGUE}
)


def phrases(text: str) -> tuple[Phrase, ...]:
    """The folded phrases of a list between bars, the longest first."""
    found = {tuple(fold(each).split()) for each in text.split("|")}
    return tuple(sorted(found - {()}, key=lambda each: (-len(each), each)))


@dataclass(frozen=True)
class Way:
    """A phrase of each of `cues`, and between `least` and `most` subjects around them.

    All else that is said must be light, of a role in `beside`, or a phrase of `also`. With `bare`
    nothing but small words may stand there, not even "our" or "the". `unknown` is how many words
    that mean nothing here may stand there; `alone`: not where an earlier question may be followed;
    `opens`: the first cue begins the question; `unless`: phrases of another kind of question.
    """

    topic: Topic
    cues: tuple[str, ...]
    subjects: frozenset[Role] = frozenset()
    least: int = 0
    most: int = 0
    beside: frozenset[Role] = frozenset()
    also: str = ""
    unless: str = ""
    bare: bool = False
    alone: bool = False
    opens: bool = False
    unknown: int = 0
    aspect: str = ""

    @cached_property
    def groups(self) -> tuple[tuple[Phrase, ...], ...]:
        return tuple(map(phrases, self.cues))

    @cached_property
    def leads(self) -> tuple[frozenset[str], ...]:
        """The words that the phrases of each group begin with: without one none is there."""
        return tuple(frozenset(phrase[0] for phrase in group) for group in self.groups)

    @cached_property
    def asides(self) -> tuple[Phrase, ...]:
        """The cues too: said twice they say no more."""
        return phrases(self.also) if self.bare else phrases("|".join((self.also, *self.cues)))

    @cached_property
    def barred(self) -> tuple[Phrase, ...]:
        return phrases(self.unless)
