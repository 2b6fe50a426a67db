"""Which of a text's last words may begin a name, and how does a name fit them?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from metrics.question import grammar_words
from semantic_layer.interpret.tokens import tokenize

T = TypeVar("T")
LONGEST_TYPED = 5  # words of a name, the last ones of the text


@dataclass(frozen=True, slots=True)
class Typed:
    """The folded words that end a text, and where each of them begins in it.

    `beginnings`: the last word, the last two and so on, without blanks between. `finished`:
    something follows the last one, so that it is whole; else it may go on.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    beginnings: tuple[str, ...]
    finished: bool

    def before(self, length: int) -> str:
        """The text up to its last `length` words."""
        return self.text[: self.starts[-length]]


class Kind(IntEnum):
    """How a name fits what is typed, the best first."""

    BEGINS = 0
    HAS_WORDS = 1
    MENDED = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """`length`: how many of the typed words are the name's; `share`: how much of it they are.

    `synonym`: it is another name for what it means, and the own one would go first.
    """

    length: int
    kind: Kind
    share: float
    synonym: bool

    @property
    def order(self) -> tuple[int, bool, float]:
        """Whatever its length: what stands among `fittest` differs by words of grammar alone."""
        return self.kind, self.synonym, -self.share


@dataclass(frozen=True, slots=True)
class Ways:
    """The words that a typed word may be: itself, in another form or begun; else misspelt."""

    own: Collection[str] = frozenset()
    mended: Collection[str] = frozenset()

    @property
    def all(self) -> Collection[str]:
        return self.own or self.mended


def typed(text: str) -> Typed:
    tokens = [each for each in tokenize(text) if each.folded][-LONGEST_TYPED:]
    placed = [(word, each.start) for each in tokens for word in each.folded.split()]
    words = tuple(word for word, _ in placed)
    return Typed(
        text,
        words,
        starts=tuple(start for _, start in placed),
        beginnings=tuple("".join(words[-length:]) for length in range(1, len(words) + 1)),
        finished=bool(tokens) and tokens[-1].end < len(text),
    )


def fit(
    own: Sequence[str], what: Typed, ways: Sequence[Ways], *, synonym: bool = False
) -> Fit | None:
    """By the most of the last words that the name has; `ways` are those of each typed word."""
    name = "".join(own)
    for length in range(len(what.words), 0, -1):
        beginning = what.beginnings[length - 1]
        kind = _kind(own, ways[-length:], whole=what.finished)
        if not what.finished and name.startswith(beginning):
            kind = Kind.BEGINS
        if kind is not None:
            return Fit(length, kind, min(1.0, len(beginning) / len(name)), synonym)
    return None


def _kind(own: Sequence[str], ways: Sequence[Ways], *, whole: bool) -> Kind | None:
    """By words in any order; nothing where these are all that the name has, and whole."""
    if len(own) < len(ways) + whole:
        return None
    places = [_place(own, each.all) for each in ways]
    if None in places or len(set(places)) < len(places):
        return None
    if not all(each.own for each in ways):
        return Kind.MENDED
    return Kind.BEGINS if places == [*range(len(places))] else Kind.HAS_WORDS


def _place(own: Sequence[str], words: Collection[str]) -> int | None:
    return next((place for place, word in enumerate(own) if word in words), None)


def fittest(found: Iterable[tuple[T, Fit]], what: Typed) -> list[tuple[T, Fit]]:
    """The best first. What takes fewer words goes, unless the others are words of grammar.

    "net sa" means Net sales and no San Jose; "the nor" may be The North Face and the North. A word
    is taken for a slip of the hand only where nothing has it as it stands.
    """
    kept = list(found)
    longest = max((each.length for _, each in kept), default=0)
    plain = grammar_words()
    allowed = {
        length for length in range(1, longest + 1) if plain.issuperset(what.words[-longest:-length])
    }
    kept = [pair for pair in kept if pair[1].length in allowed]
    exact = [pair for pair in kept if pair[1].kind is not Kind.MENDED]
    return sorted(exact or kept, key=lambda pair: pair[1].order)
