"""Where do a way's cues stand in a question, and what do the words around them mean?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from semantic_layer.calendars.phrases import find_periods
from semantic_layer.interpret.catalogue.way import Phrase, Way
from semantic_layer.interpret.catalogue.ways import WAYS
from semantic_layer.interpret.draft import Context
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence, Topic
from semantic_layer.interpret.readings import Slot, slots
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.spelling import correction
from semantic_layer.interpret.stems import singular
from semantic_layer.interpret.tokens import TokenKind, fold
from semantic_layer.model.index import ModelIndex

ASIDE = Meaning(Role.FILLER)  # what a courtesy was made
TAKEN = Meaning(Role.FILLER, "cue", weight=9.0)
BESIDE = Meaning(Role.FILLER, "beside", weight=0.85)  # less than a name of the model
REMARKS = frozenset(
    {Role.FILLER, Role.VERB, Role.PAUSE, Role.AND, Role.WHERE, Role.ANY, Role.OWN, Role.THEIR}
    | {Role.UNKNOWN, Role.SAME, Role.NOW, Role.ADD, Role.IDENTITY}
)
NUMBERS = frozenset(
    {Role.PERIOD, Role.NUMBER, Role.GRAIN, Role.TREND, Role.HIGH, Role.LOW, Role.BEST, Role.WORST}
    | {Role.COUNT, Role.FIRST, Role.BY, Role.MEMBER, Role.SHARE, Role.GROWTH, Role.CHANGE}
)
# how a clause begins that says more of the question before it
ASKS_ON = frozenset(
    {("is", "it"), ("is", "that"), ("are", "they"), ("are", "those"), ("does", "it")}
    | {("do", "they"), ("does", "that"), ("or", "is"), ("or", "does"), ("or", "are")}
    | {("i", "mean"), ("because", "i"), ("as", "i"), ("since", "i"), ("has", "it")}
)
# how a second question begins
ASKING = frozenset({"who", "what", "how", "when", "which", "where", "is", "are", "does", "can"})
CLAUSE_MARKS = frozenset({",", ";", ":", ".", "!", "?", "...", "…", "-", "—", "–", "(", ")"})
# as words are typed in a hurry, whose letters are too few to be mended
SHORT_FORMS = {"thru": "through", "wich": "which", "whch": "which", "wht": "what", "wat": "what"}
SHORT_FORMS |= {
    "wot": "what",
    "hw": "how",
    "u": "you",
    "ur": "your",
    "abt": "about",
    "def": "definition",
}
SHORT_FORMS |= {"defn": "definition", "calc": "calculated", "calcd": "calculated", "wen": "when"}
SHORTEST_MENDED = 6  # shorter words have too many neighbours
HOLDS_DATA = ("data", "dataset", "table", "feed", "figures", "records", "numbers")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question, as it is compared; `at` is its token."""

    at: int
    text: str


def words_of(linking: Linking, found: tuple[Slot, ...]) -> tuple[Word, ...]:
    """The words but for marks and courtesies; what means nothing may be a misspelt cue."""
    aside = {at for slot in found if slot.meanings == (ASIDE,) for at in _tokens(slot)}
    linked = {
        at
        for each in linking.links
        if each.meaning.evidence is not Evidence.MISSPELLING
        for at in range(each.first, each.last)
    }
    return tuple(
        Word(at, token.folded if at in linked else _mended(token.folded))
        for at, token in enumerate(linking.tokens)
        if token.folded and at not in aside
    )


def without_remarks(
    linking: Linking, found: tuple[Slot, ...], words: Sequence[Word]
) -> tuple[Word, ...]:
    """The words but for clauses that name nothing: "New here: what is AOV?"."""
    heavy = {at for slot in found if slot.meanings[0].role not in REMARKS for at in _tokens(slot)}
    kept: list[Word] = []
    clause: list[Word] = []
    for before, word in zip((None, *words), words, strict=False):
        if before is not None and _parted(linking, before.at, word.at):
            kept += clause if heavy.intersection(each.at for each in clause) else []
            clause = []
        clause.append(word)
    kept += clause if heavy.intersection(each.at for each in clause) else []
    return tuple(kept)


def without_further(linking: Linking, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words before a clause that asks on, as "is it before or after tax?" does; none without.

    A clause with a period or a number of its own asks for another thing, and is not left aside.
    """
    for at in range(1, len(words)):
        said = tuple(word.text for word in words[at : at + 2])
        if said in ASKS_ON and _parted(linking, words[at - 1].at, words[at].at):
            behind = range(words[at].at, len(linking.tokens))
            heavy = any(
                each.first in behind and each.meaning.role in NUMBERS for each in linking.links
            )
            return () if heavy else tuple(words[:at])
    return ()


def two_questions(words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """The words before and behind each "and" that a word of asking follows."""
    for at in range(1, len(words) - 1):
        if words[at].text == "and" and words[at + 1].text in ASKING:
            yield words[:at], words[at + 1 :]


def asks_of_another(words: Sequence[Word], topic: Topic) -> bool:
    """Whether a clause has the cues of other ways of asking, and none of this one."""
    asked = {way.topic for way in WAYS if way.cues and places(way, words)}
    return bool(asked) and topic not in asked


def _parted(linking: Linking, first: int, last: int) -> bool:
    between = linking.tokens[first + 1 : last]
    return any(token.kind is TokenKind.MARK and token.text in CLAUSE_MARKS for token in between)


def places(way: Way, words: Sequence[Word]) -> list[range] | None:
    """For each group of cues the stretch of words that its longest phrase takes; none twice."""
    said = {word.text for word in words}
    if any(said.isdisjoint(leads) for leads in way.leads):
        return None
    taken: set[int] = set()
    found: list[range] = []
    for group in way.groups:
        place = next(_free(group, words, taken), None)
        if place is None:
            return None
        found.append(place)
        taken.update(place)
    return None if any(_all(way.barred, words)) else found


def around(
    linking: Linking,
    words: Sequence[Word],
    cues: Iterable[range],
    way: Way,
    context: Context,
) -> tuple[Slot, ...]:
    """The stretches beside the cues, each with the meanings it may have."""
    taken = {words[at].at for cue in cues for at in cue}
    taken |= set(range(len(linking.tokens))) - {word.at for word in words}
    links = [each for each in linking.links if taken.isdisjoint(range(each.first, each.last))]
    if any(each.meaning.role is Role.PERIOD for each in linking.links if each not in links):
        links += _periods(linking, taken, context)
    links += [Link(at, at + 1, TAKEN) for at in taken]
    for place in _all(way.asides, words):
        first, last = words[place[0]].at, words[place[-1]].at + 1
        if taken.isdisjoint(range(first, last)):
            links.append(Link(first, last, BESIDE))
    links += [
        each
        for each in _datasets(words, context.index)
        if taken.isdisjoint(range(each.first, each.last))
    ]
    covered = slots(replace(linking, links=tuple(links)), context.configuration)
    return tuple(slot for slot in covered if TAKEN not in slot.meanings)


def _tokens(slot: Slot) -> range:
    return range(slot.first, slot.last)


def _free(group: tuple[Phrase, ...], words: Sequence[Word], taken: set[int]) -> Iterator[range]:
    """The longest first, and of equal length the earliest."""
    found = sorted(_all(group, words), key=lambda place: (-len(place), place.start))
    return (place for place in found if taken.isdisjoint(place))


def _all(phrases: tuple[Phrase, ...], words: Sequence[Word]) -> Iterator[range]:
    said = tuple(word.text for word in words)
    present = set(said)
    for phrase in phrases:
        if present.issuperset(phrase):
            for at in range(len(said) - len(phrase) + 1):
                if said[at : at + len(phrase)] == phrase:
                    yield range(at, at + len(phrase))


def _periods(linking: Linking, taken: set[int], context: Context) -> Iterator[Link]:
    """What is left of a period that a cue took words of: "the last day of fiscal 2025"."""
    text = list(linking.text)
    for at in taken:
        token = linking.tokens[at]
        text[token.start : token.end] = " " * (token.end - token.start)
    for found in find_periods("".join(text), context.index, context.clock):
        inside = [
            at
            for at, token in enumerate(linking.tokens)
            if found.start <= token.start and token.end <= found.end
        ]
        if found.period is not None and inside and taken.isdisjoint(inside):
            meaning = Meaning(Role.PERIOD, found.text, period=found.period, resolved=found.resolved)
            yield Link(inside[0], inside[-1] + 1, meaning)


def _datasets(words: Sequence[Word], index: ModelIndex) -> Iterator[Link]:
    """ "Sales plan", "the sales plan data"; "inventory data" too, for Inventory snapshots.

    Of a longer name its last word may be missing: "goods receipts", for Goods receipt lines.
    """
    said = tuple(singular(word.text) for word in words)
    for name, label in _labels(index):
        for size in {len(label), max(1, len(label) - 1)}:
            for at in range(len(said) - size + 1):
                if said[at : at + size] != label[:size]:
                    continue
                data = words[at + size].text in HOLDS_DATA if at + size < len(words) else False
                if data or (size > 1 and size >= len(label) - 1):
                    last = words[at + size - 1 + data].at + 1
                    yield Link(words[at].at, last, Meaning(Role.DATASET, name, 0.97))


def _labels(index: ModelIndex) -> Iterator[tuple[str, Phrase]]:
    """Of datasets, and of what is comparable: a "comparable store" is defined too."""
    labels = {name: each.label for name, each in index.datasets.items()}
    labels |= {name: each.label for name, each in index.comparable.items()}
    for name, label in labels.items():
        yield name, tuple(singular(word) for word in fold(label).split())


@cache
def _cue_words() -> frozenset[str]:
    return frozenset(
        word for way in WAYS for group in way.groups for phrase in group for word in phrase
    )


@cache
def _long_cue_words() -> frozenset[str]:
    return frozenset(word for word in _cue_words() if len(word) >= SHORTEST_MENDED)


def _mended(word: str) -> str:
    if word in SHORT_FORMS:
        return SHORT_FORMS[word]
    if len(word) < SHORTEST_MENDED or word in _cue_words():
        return word
    return correction(word, _long_cue_words()) or word
