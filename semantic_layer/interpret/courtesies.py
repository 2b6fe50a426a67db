"""Which stretches of a question only greet, thank or excuse themselves?

"Hi! Hope you're well. Net sales last week? Thanks a million!" What stands between two marks is left
aside where it has a courtesy in it, and besides that no word of the model, of time, or of how a
number is wanted. Its words are shown as not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.readings import OF_THE_MODEL, Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.tokens import TokenKind, fold
from semantic_layer.period import Days

COURTESY = """
    hi | hello | hey | hiya | howdy | good morning | good afternoon | good evening | good day |
    morning | afternoon | evening | greetings | dear | hope you | hope you're | hope all | hope
    this | hope the | hope everything | happy monday | happy tuesday | happy wednesday | happy
    thursday | happy friday | how are you | how's it going | long time no see | me again | it's
    me | thanks | thank you | thx | cheers | ta | much appreciated | appreciate it | appreciated
    | many thanks | in advance | you're the best | you're a star | you rock | lifesaver | sorry
    | apologies | apologise | apologize | excuse me | pardon | forgive me | to bother | no rush
    | no hurry | no worries | no trouble | whenever you | when you get | when you have | if you
    don't mind | if you can | if you could | if possible | would you be so kind | so kind |
    quick one | quick question | one more thing | just wondering | i was wondering | bear with
    me | well done | i know you | i know it | i'm putting | i'm preparing | i'm working | i'm
    writing | i am preparing | i am putting | my boss | from the road | on the road | in a rush
    | only if | not sure whether | not sure if | don't know whether | don't know if | let's say
    | would be great | would be brilliant | would be lovely | would be wonderful | would be
    helpful | would be perfect | would be ideal | would be nice | be a dear | be a star | be a
    pain | review tomorrow | meeting tomorrow | call tomorrow | presentation tomorrow | meeting
    today | review today | call today | my review | my meeting | my call | my presentation | my
    deck | my slide | my report | my board | great work | great job | nice work | lovely | have
    a great | have a good | have a nice | enjoy | best regards | kind regards | regards | talk
    soon | bye
"""
COURTESIES = tuple(tuple(fold(each).split()) for each in COURTESY.split("|"))
ENDS = frozenset({".", "!", "?", ":", ",", ";", "...", "…", "—", "–", "-"})
SAY_NOTHING = frozenset(
    {Role.FILLER, Role.VERB, Role.OWN, Role.PAUSE, Role.AND, Role.WHERE, Role.ANY, Role.THEIR}
    | {Role.UNKNOWN, Role.PERFORM, Role.NUMBER, Role.SAME, Role.ADD, Role.NOW, Role.WHICH}
    | {Role.TIME_UNIT}
)  # what a sentence may have in it and still say nothing of numbers


def without_courtesies(linking: Linking, found: tuple[Slot, ...]) -> tuple[Slot, ...]:
    sentences = tuple(_sentences(linking, found))
    aside = {
        at for sentence in sentences if _is_courtesy(linking, found, sentence) for at in sentence
    }
    if len(aside) == len(found):
        return found
    return tuple(
        replace(slot, meanings=(Meaning(Role.FILLER),)) if at in aside else slot
        for at, slot in enumerate(found)
    )


def _sentences(linking: Linking, found: tuple[Slot, ...]) -> Iterator[tuple[int, ...]]:
    """The places of the slots of each sentence, with the mark that ends it."""
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
    courteous = set(_courteous(linking, first, last))
    return bool(courteous) and all(
        _says_nothing(found[at]) or courteous.issuperset(range(found[at].first, found[at].last))
        for at in sentence
    )


def _courteous(linking: Linking, first: int, last: int) -> Iterator[int]:
    """The tokens that are part of a courtesy."""
    words = [linking.tokens[at].folded for at in range(first, last)]
    for each in COURTESIES:
        for at in range(len(words) - len(each) + 1):
            if tuple(words[at : at + len(each)]) == each:
                yield from range(first + at, first + at + len(each))


def _says_nothing(slot: Slot) -> bool:
    meaning = slot.meanings[0]
    if isinstance(meaning.period, Days) and meaning.period.offset >= 0:
        return meaning.period.weekday is None  # "for my review tomorrow"
    guessed = meaning.evidence is Evidence.MISSPELLING and meaning.role in OF_THE_MODEL
    return guessed or meaning.role in SAY_NOTHING
