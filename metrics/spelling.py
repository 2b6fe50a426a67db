"""Which words of members may an unknown word of a question stand for?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from metrics.english import is_english
from metrics.texts import edits_allowed
from semantic_layer.interpret.slips import cost
from semantic_layer.interpret.stems import numbers

LONG = 8  # letters; in shorter words one letter for another makes a different word
LONGEST = 10  # in shorter ones two letters for two others do
SURE = 6  # of a word that goes on, from here on one letter may be too many
MOST_MENDED = 4  # words that one word may be read as
MOST_PREFIXED = 3  # completions of one word; of more, none is meant


def corrections(word: str, known: Iterable[str]) -> list[str]:
    """Other known words near enough to be meant, the nearest first.

    Which of them the asker may see is not known here, so a nearer one does not hide the others.
    """
    allowed = 0 if is_english(word) else edits_allowed(word)
    forms = ((form, min(allowed, 1) if form != word else allowed) for form in numbers(word))
    near = (
        (far, other)
        for form, most in forms  # "otulets" are of "outlet"
        for other in known
        if other != word
        and 0 < (far := OSA.distance(form, other, score_cutoff=most)) <= most
        and _slip(form, other)
    )
    found = dict.fromkeys(other for _, other in sorted(near))
    return list(found)[:MOST_MENDED]


def completions(word: str, known: Iterable[str]) -> list[str]:
    """The known words that begin with it, where they are few enough to mean one of them."""
    longer = sorted(other for other in known if other.startswith(word) and other != word)
    return longer if len(longer) <= MOST_PREFIXED else []


def begun_corrections(word: str, known: Iterable[str]) -> list[str]:
    """The known words whose beginning the word misspells: "furntu" of "furniture"."""
    beginnings: dict[str, list[str]] = defaultdict(list)
    for other in known:
        least = len(word) - (len(word) >= SURE)
        for letters in range(least, min(len(word) + 2, len(other))):
            beginnings[other[:letters]].append(other)
    return [other for begun in corrections(word, beginnings) for other in beginnings[begun]]


def _slip(word: str, other: str) -> bool:
    """A letter missing, doubled, swapped or beside its key is a slip of the hand at any length.

    Two slips leave the beginning as it is: "menswear" is not "womenswear". Two letters that are
    others make another word: "unicorns" are not "uniforms".
    """
    if OSA.distance(word, other) > 1 and word[0] != other[0]:
        return False
    replaced = (Counter(other) - Counter(word)).total() if len(word) == len(other) else 0
    if replaced > 1 and len(word) < LONGEST:
        return False
    if len(word) >= LONG or len(word) != len(other) or sorted(word) == sorted(other):
        return True
    return cost(word, other, most=1) is not None
