"""What does each stretch of a question do in a tale around it: tell, stand beside, or limit?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from semantic_layer.calendars.words import WEEKDAYS
from semantic_layer.interpret.circumstances import ACTS, BESIDE, OCCASIONS, PEOPLE
from semantic_layer.interpret.courtesies import COURTESIES
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.readings import OF_THE_MODEL, Slot
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.wording import Phrases, covered, phrases
from semantic_layer.period import Days, Relative

HEADS = phrases(PEOPLE) | phrases(OCCASIONS)
TELLING = HEADS | phrases(ACTS)
BESIDES = phrases(BESIDE) | COURTESIES
MOST_OF_A_NAME = 5  # words
LONGER = tuple(
    frozenset(each for each in TELLING if len(each) > size) for size in range(MOST_OF_A_NAME + 1)
)
SILENT = frozenset(
    {Role.FILLER, Role.VERB, Role.OWN, Role.PAUSE, Role.AND, Role.WHERE, Role.ANY, Role.PERFORM}
)
GUESSED = (Evidence.MISSPELLING, Evidence.STEM)
OF_A_NAME = frozenset({Role.METRIC, Role.DIMENSION, Role.GRAIN, Role.AMBIGUOUS, Role.PERSON})
AHEAD_OF_A_NAME = frozenset({Role.FILLER, Role.OWN, Role.WHERE, Role.ANY, Role.BEFORE})
DEADLINE = ("by", "until")
TOPIC_LEADS = ("about", "reviewing", "discussing", "presenting")
SENTENCE_ENDS = (".", "!", "?", ":", "-", "...")
I_AM = phrases("i am the | i am a | i am an | i'm the | i'm a | i'm an | i am our | i am your")


class Kind(Enum):
    """What a slot does in an aside."""

    TELLS = "makes one"
    SILENT = "may stand in one"
    OURS = "keeps its stretch in the question"


@dataclass(frozen=True, slots=True)
class Told:
    """A question's slots, and the tokens that are words of circumstances."""

    linking: Linking
    found: tuple[Slot, ...]
    telling: frozenset[int]
    known: frozenset[int]

    def words(self, at: int) -> tuple[int, ...]:
        """The places of a slot's tokens, marks aside; none beyond either end."""
        if not 0 <= at < len(self.found):
            return ()
        slot, tokens = self.found[at], self.linking.tokens
        return tuple(n for n in range(slot.first, slot.last) if tokens[n].folded)

    def covered(self, known: Phrases) -> frozenset[int]:
        """The tokens that are part of one of the phrases."""
        return covered([token.folded for token in self.linking.tokens], known)


def tell(linking: Linking, found: tuple[Slot, ...]) -> Told:
    words = [token.folded for token in linking.tokens]
    telling = covered(words, TELLING)
    return Told(linking, found, telling, telling | covered(words, BESIDES))


def kinds_of(told: Told) -> list[Kind]:
    kinds = [_kind(told, at) for at in range(len(told.found))]
    heads, begun = told.covered(HEADS), told.covered(I_AM)
    for at in range(len(told.found)):
        if heads.intersection(told.words(at)):
            for inside in (*_of_a_name(told, kinds, at), *_met(told, at)):
                kinds[inside] = Kind.SILENT
        if begun.intersection(told.words(at)):
            kinds[at] = Kind.TELLS
            for inside in _introduced(told, at):
                kinds[inside] = Kind.SILENT
    for at in range(len(told.found)):
        if _is_of_the_talk(told, kinds, at) or _is_a_topic(told, kinds, at):
            kinds[at] = Kind.SILENT
    return kinds


def _kind(told: Told, at: int) -> Kind:
    slot, words = told.found[at], told.words(at)
    known = bool(words) and told.known.issuperset(words)
    sure = {m.role for m in slot.meanings if not (known and m.evidence in GUESSED)}
    if sure & OF_THE_MODEL and not _is_within(told, words):
        return Kind.SILENT if _is_to_come(slot) or _is_a_deadline(told, at) else Kind.OURS
    if known:
        return Kind.TELLS if told.telling.intersection(words) else Kind.SILENT
    if slot.meanings[0].role is Role.NUMBER:
        behind = told.words(at + 1)
        return Kind.SILENT if behind and told.known.issuperset(behind) else Kind.OURS
    return Kind.SILENT if slot.meanings[0].role in SILENT else Kind.OURS


def _is_within(told: Told, words: tuple[int, ...]) -> bool:
    """ "Back from holiday": a phrase that is longer than the model's word in it."""
    return bool(words) and told.covered(LONGER[min(len(words), MOST_OF_A_NAME)]).issuperset(words)


def _is_to_come(slot: Slot) -> bool:
    """ "Tomorrow", "next week": no number is of days to come, but a plan."""
    period = slot.meanings[0].period
    return isinstance(period, Days | Relative) and period.offset > 0


def _is_a_deadline(told: Told, at: int) -> bool:
    """ "By Friday"; or "Friday's" before a word of circumstances, such as a meeting."""
    words, tokens = told.words(at), told.linking.tokens
    if not all(tokens[n].folded.removesuffix("s") in WEEKDAYS for n in words):
        return False
    ahead = tokens[words[0] - 1].folded if words[0] else ""
    return ahead in DEADLINE or words[-1] + 1 in told.known


def _is_of_the_talk(told: Told, kinds: list[Kind], at: int) -> bool:
    """ "Our chat yesterday", "yesterday's meeting", where the question has another period."""
    if told.found[at].meanings[0].role is not Role.PERIOD:
        return False
    beside = {kinds[n] for n in (at - 1, at + 1) if 0 <= n < len(kinds)}
    others = (n for n, slot in enumerate(told.found) if slot.meanings[0].role is Role.PERIOD)
    return Kind.TELLS in beside and any(n != at and kinds[n] is Kind.OURS for n in others)


def _is_a_topic(told: Told, kinds: list[Kind], at: int) -> bool:
    """ "My boss asked about refunds." ahead of a question, which says what is wanted of them."""
    found, tokens = told.found, told.linking.tokens
    if not {meaning.role for meaning in found[at].meanings} & OF_A_NAME:
        return False
    ahead = next((n for n in range(at - 1, -1, -1) if _leads(told, n)), None)
    if ahead is None or ahead != at - 1 - _small_words(told, at):
        return False
    asked = kinds[ahead] is Kind.TELLS or (ahead > 0 and kinds[ahead - 1] is Kind.TELLS)
    mark = tokens[found[at].last].text if found[at].last < len(tokens) else ""
    goes_on = at + 2 < len(found) and found[at + 2].meanings[0].role in (Role.AND, Role.ADD)
    return asked and mark in SENTENCE_ENDS and not goes_on


def _leads(told: Told, at: int) -> bool:
    words = told.words(at)
    return bool(words) and told.linking.tokens[words[-1]].folded in TOPIC_LEADS


def _small_words(told: Told, at: int) -> int:
    """How many small words stand right before a slot."""
    before = (told.found[n].meanings[0].role for n in range(at - 1, -1, -1))
    return sum(1 for _ in takewhile(lambda role: role in (Role.OWN, Role.ANY), before))


def _of_a_name(told: Told, kinds: list[Kind], head: int) -> list[int]:
    """ "Weekly sales" of "the weekly sales meeting", "store" of "our store managers"."""
    inside: list[int] = []
    for at in range(head - 1, -1, -1):
        roles = {meaning.role for meaning in told.found[at].meanings}
        if roles & AHEAD_OF_A_NAME:
            return inside
        if not roles & OF_A_NAME and kinds[at] is Kind.OURS:
            return []
        inside.append(at)
    return inside


def _met(told: Told, head: int) -> Iterator[int]:
    """ "A call with our suppliers": whom one meets is told by a noun."""
    tokens, behind = told.linking.tokens, head + 1
    if [tokens[n].folded for n in told.words(behind)] != ["with"]:
        return
    for at in range(behind + 1, len(told.found)):
        roles = {meaning.role for meaning in told.found[at].meanings}
        if not roles & {Role.FILLER, Role.OWN, Role.ANY}:
            if roles & {Role.DIMENSION, Role.PERSON}:
                yield at
            return


def _introduced(told: Told, at: int) -> Iterator[int]:
    """ "I am the new category planner and": what one is, up to the next mark or "and"."""
    for place in range(at + 1, len(told.found)):
        role = told.found[place].meanings[0].role
        if role in (Role.AND, Role.PAUSE) or role not in OF_A_NAME | {Role.FILLER}:
            return
        yield place
