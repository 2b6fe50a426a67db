"""Which stretches of a question only greet, thank or excuse themselves?

"Hi! Hope you're well. Net sales last week? Thanks a million!" What stands between two marks is left
aside where it has a courtesy in it, and besides that no word of the model, of time, or of how a
number is wanted. Its words are shown as not used. So are those of a plain courtesy at either end,
where no mark parts it from the question: "net sales last week thanks".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.fillers import COURTESY, PLAIN_COURTESY, PLEAS
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.readings import OF_THE_MODEL, Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.tokens import TokenKind, fold
from semantic_layer.period import Days

ARTICLES = frozenset({"a", "an", "the"})


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Without articles: "when you get sec" is polite too."""
    folded = (fold(each).split() for each in text.split("|"))
    return tuple(tuple(word for word in each if word not in ARTICLES) for each in folded)


COURTESIES, PLAIN = _phrases(f"{COURTESY}|{PLAIN_COURTESY}"), _phrases(PLAIN_COURTESY)
# beside these an unknown word says what is wanted: "refurbished goods, please"
PLEADING = frozenset(_phrases(PLEAS))
WITH_ANY_WORD = tuple(each for each in COURTESIES if each not in PLEADING)
ENDS = frozenset({".", "!", "?", ":", ",", ";", "...", "…", "—", "–", "-", "(", ")"})
SAY_NOTHING = frozenset(
    {Role.FILLER, Role.VERB, Role.OWN, Role.PAUSE, Role.AND, Role.WHERE, Role.ANY, Role.THEIR}
    | {Role.UNKNOWN, Role.PERFORM, Role.NUMBER, Role.SAME, Role.ADD, Role.NOW, Role.WHICH}
    | {Role.TIME_UNIT}
)  # what a sentence may have in it and still say nothing of numbers
BETWEEN = frozenset({Role.FILLER, Role.VERB, Role.PAUSE, Role.AND, Role.OWN})


def without_courtesies(linking: Linking, found: tuple[Slot, ...]) -> tuple[Slot, ...]:
    sentences = tuple(clauses(linking, found))
    aside = {
        at for sentence in sentences if _is_courtesy(linking, found, sentence) for at in sentence
    }
    places = tuple(at for at in range(len(found)) if at not in aside)
    for ends in (places, places[::-1]):
        aside.update(_at_the_end(linking, found, ends))
    if len(aside) == len(found):
        return found
    return tuple(
        replace(slot, meanings=(Meaning(Role.FILLER),)) if at in aside else slot
        for at, slot in enumerate(found)
    )


def clauses(linking: Linking, found: tuple[Slot, ...]) -> Iterator[tuple[int, ...]]:
    """The places of the slots between two marks, with the mark that ends them."""
    begun = 0
    for at, slot in enumerate(found):
        token = linking.tokens[slot.last - 1]  # of “in May.” too
        if token.kind is TokenKind.MARK and token.text in ENDS:
            yield tuple(range(begun, at + 1))
            begun = at + 1
    if begun < len(found):
        yield tuple(range(begun, len(found)))


def _is_courtesy(linking: Linking, found: tuple[Slot, ...], sentence: tuple[int, ...]) -> bool:
    first, last = found[sentence[0]].first, found[sentence[-1]].last
    courteous = set(_courteous(linking, first, last, COURTESIES))
    any_word = bool(set(_courteous(linking, first, last, WITH_ANY_WORD)))
    return bool(courteous) and all(
        courteous.issuperset(range(found[at].first, found[at].last))
        or (_says_nothing(found[at]) and (any_word or not _is_unknown(found[at])))
        for at in sentence
    )


def _is_unknown(slot: Slot) -> bool:
    return slot.meanings[0].role is Role.UNKNOWN


def _at_the_end(
    linking: Linking, found: tuple[Slot, ...], places: tuple[int, ...]
) -> Iterator[int]:
    """The places, from the first of them on, that plain courtesies take, small words between."""
    courteous = set(_courteous(linking, 0, len(linking.tokens), PLAIN))
    passed: list[int] = []
    for at in places:
        passed.append(at)
        if courteous.issuperset(range(found[at].first, found[at].last)):
            yield from passed
            passed = []
        elif found[at].meanings[0].role not in BETWEEN:
            return


def _courteous(
    linking: Linking, first: int, last: int, phrases: tuple[tuple[str, ...], ...]
) -> Iterator[int]:
    """The tokens that are part of a courtesy."""
    places = [at for at in range(first, last) if linking.meant[at].folded not in ARTICLES]
    words = tuple(linking.meant[at].folded for at in places)
    for each in phrases:
        for at in range(len(words) - len(each) + 1):
            if words[at : at + len(each)] == each:
                yield from range(places[at], places[at + len(each) - 1] + 1)


def _says_nothing(slot: Slot) -> bool:
    meaning = slot.meanings[0]
    if isinstance(meaning.period, Days) and meaning.period.offset >= 0:
        return meaning.period.weekday is None  # "for my review tomorrow"
    guessed = meaning.evidence is Evidence.MISSPELLING and meaning.role in OF_THE_MODEL
    return guessed or meaning.role in SAY_NOTHING
