"""What did each word of a question about the catalogue become?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from semantic_layer.interpret.catalogue.stretches import Word
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Topic, WordLink
from semantic_layer.interpret.readings import Slot
from semantic_layer.interpret.roles import Meaning
from semantic_layer.interpret.ties import meant
from semantic_layer.interpret.tokens import Token
from semantic_layer.model.index import ModelIndex

ASKS = "what is asked"
ABOUT = "what it is about"
Tie = tuple[int, str, str]  # which cue or subject it belongs to, its use, what it means


def tied(
    linking: Linking,
    words: Sequence[Word],
    cues: Iterable[range],
    subjects: Iterable[tuple[Slot, Meaning]],
    topic: Topic,
    index: ModelIndex,
) -> tuple[WordLink, ...]:
    """Each stretch of words once, in order: a cue, a subject, or what is not used."""
    ties: dict[int, Tie] = {}
    for slot, meaning in subjects:
        about = (slot.first, ABOUT, meant(meaning, index))
        ties.update(dict.fromkeys(range(slot.first, slot.last), about))
    for cue in cues:
        ties.update({words[at].at: (-1, ASKS, topic.value) for at in cue})
    return tuple(_linked(linking, ties))


def _linked(linking: Linking, ties: dict[int, Tie]) -> Iterator[WordLink]:
    spoken = ((at, each) for at, each in enumerate(linking.tokens) if each.folded)
    for tie, together in groupby(spoken, key=lambda each: ties.get(each[0])):
        part: list[Token] = [token for _, token in together]
        start, end = part[0].start, part[-1].end
        _, use, means = tie or (0, "", "")
        yield WordLink(start, end, linking.text[start:end], use, means)


__all__ = ["tied"]
