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
from semantic_layer.interpret.tokens import TokenKind
from semantic_layer.interpret.wording import Phrases, covered, phrases
from semantic_layer.period import Days

ARTICLES = frozenset({"a", "an", "the"})


def _phrases(text: str) -> Phrases:
    """Without articles: "when you get sec" is polite too."""
    return frozenset(tuple(w for w in each if w not in ARTICLES) for each in phrases(text))


COURTESIES, PLAIN = _phrases(f"{COURTESY}|{PLAIN_COURTESY}"), _phrases(PLAIN_COURTESY)
# beside these an unknown word says what is wanted: "refurbished goods, please"
WITH_ANY_WORD = COURTESIES - _phrases(PLEAS)
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
    courteous = _courteous(linking, first, last, COURTESIES)
    any_word = bool(_courteous(linking, first, last, WITH_ANY_WORD))
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
    courteous = _courteous(linking, 0, len(linking.tokens), PLAIN)
    passed: list[int] = []
    for at in places:
        passed.append(at)
        if courteous.issuperset(range(found[at].first, found[at].last)):
            yield from passed
            passed = []
        elif found[at].meanings[0].role not in BETWEEN:
            return


def _courteous(linking: Linking, first: int, last: int, known: Phrases) -> frozenset[int]:
    """The tokens that are part of a courtesy, and the articles inside one."""
    places = [at for at in range(first, last) if linking.meant[at].folded not in ARTICLES]
    said = covered([linking.meant[at].folded for at in places], known)
    inside = (range(places[at], places[at + 1]) for at in said if at + 1 in said)
    return frozenset(places[at] for at in said).union(*inside)


def _says_nothing(slot: Slot) -> bool:
    meaning = slot.meanings[0]
    if isinstance(meaning.period, Days) and meaning.period.offset >= 0:
        return meaning.period.weekday is None  # "for my review tomorrow"
    guessed = meaning.evidence is Evidence.MISSPELLING and meaning.role in OF_THE_MODEL
    return guessed or meaning.role in SAY_NOTHING
