"""Do two questions ask the same, in other words of courtesy or by another name of the same thing?

What has to be the same is a question's slots: each period as it was said ("last month" is never
"October"), each metric and dimension by any of its names, and every other word as it stands:
numbers, members, comparators, negations, and words that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from semantic_layer.access import Policy
from semantic_layer.calendars.periods import Clock
from semantic_layer.calendars.phrases import PeriodMention, find_periods
from semantic_layer.interpret.configuration import DEFAULT, Configuration
from semantic_layer.interpret.readings import OF_THE_MODEL
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import Token, TokenKind, fold, tokenize
from semantic_layer.interpret.vocabulary import Vocabulary, vocabulary
from semantic_layer.model.index import ModelIndex


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(each).split()) for each in text.split("|"))


OPENINGS = _phrases("""
    please | pls | plz | kindly | hi | hello | hey | hi there | hello there | hi team | dear team |
    good morning | good afternoon | good evening | excuse me | sorry to bother you | quick question
    | can you | could you | would you | will you | can i | could i | may i | can we | could we |
    i want | i want to | i would like | i would like to | id like | id like to | i need | i need to
    | we need | we need to | we want | we want to | we would like to | would you mind telling me |
    do you know | see | know | have | show | show me | show us | give | give me | give us | tell |
    tell me | tell us | let me | let me see | let me know | let us see | get me | display | the
""")
ASKING = _phrases("""
    what | whats | what is | what was | what were | what are | what has been | what have been |
    what did we have in | how much is | how much was | how much were
""")  # without a period they may ask what something means
CLOSINGS = _phrases("""
    please | pls | plz | thanks | thank you | thanks a lot | many thanks | thanks in advance |
    thank you very much | thank you so much | cheers | if you can | if you could | if possible
""")
HARMLESS = frozenset(",.?!;:\"“”'…")
LEADS_TO_PERIOD = frozenset({"in", "for", "during", "of"})
SHORT = 3  # letters of a word that capitals may make a code: "OR" is a state, "or" is none
OF_NO_TIME = OF_THE_MODEL - {Role.PERIOD, Role.GRAIN}  # times are slots of their own
NAMES = frozenset({Role.METRIC, Role.DIMENSION})


@dataclass(frozen=True, slots=True)
class Alike:
    """A question as it is compared with another.

    `bare` is its text without courtesies, with each thing under its own name; `slots` are what must
    be the same in both. `whole`: it names a metric and a period, and so leans on nothing that was
    asked before it.
    """

    bare: str
    slots: tuple[str, ...]
    whole: bool


def alike(
    text: str,
    index: ModelIndex,
    policy: Policy,
    clock: Clock,
    configuration: Configuration = DEFAULT,
) -> Alike | None:
    """None where nothing is left to compare, or its time counts from another question's."""
    mentions = find_periods(text, index, clock)
    if any(each.follows for each in mentions):
        return None
    said = [each for each in tokenize(text) if each.text not in HARMLESS]
    openings = OPENINGS | ASKING if mentions else OPENINGS
    words = _without_courtesies(said, openings)
    if not words:
        return None
    known = vocabulary(index, policy, configuration)
    read = tuple(_slots(words, mentions, known, index, shouted=text.isupper()))
    slots = tuple(slot for slot, _ in read)
    named = any(each.startswith(f"{Role.METRIC} ") for each in slots)
    timed = any(each.startswith(f"{Role.PERIOD} ") for each in slots)
    return Alike(" ".join(called for _, called in read), slots, named and timed)


def _without_courtesies(
    said: Sequence[Token], openings: frozenset[tuple[str, ...]]
) -> Sequence[Token]:
    first, last = 0, len(said)
    while step := _phrase_at([each.folded for each in said[first:last]], openings):
        first += step
    while step := _phrase_at([each.folded for each in said[first:last]], CLOSINGS, ends=True):
        last -= step
    return said[first:last]


def _phrase_at(
    words: Sequence[str], phrases: frozenset[tuple[str, ...]], *, ends: bool = False
) -> int:
    """How many words the longest phrase has that the words begin (or end) with."""
    for size in range(min(len(words), max(map(len, phrases))), 0, -1):
        if tuple(words[-size:] if ends else words[:size]) in phrases:
            return size
    return 0


def _slots(
    words: Sequence[Token],
    mentions: Sequence[PeriodMention],
    known: Vocabulary,
    index: ModelIndex,
    *,
    shouted: bool,
) -> Iterator[tuple[str, str]]:
    """Each slot, and what it is called where meanings are compared."""
    timed = _timed(words, mentions)
    at = 0
    while at < len(words):
        if at in timed:
            yield _time_slot(timed[at]), timed[at].text
            at += sum(each is timed[at] for each in timed.values())
        elif words[at].folded in LEADS_TO_PERIOD and at + 1 in timed:
            at += 1
        elif (found := _name_at(words, at, timed, known)) is not None:
            (role, name), size = found
            yield f"{role} {name}", _label(role, name, index)
            at += size
        else:
            if words[at].text != "the":
                yield f"word {_written(words[at], shouted=shouted)}", words[at].text
            at += 1


def _label(role: Role, name: str, index: ModelIndex) -> str:
    return (index.metric(name) if role is Role.METRIC else index.dimension(name)).label


def _timed(
    words: Sequence[Token], mentions: Sequence[PeriodMention]
) -> Mapping[int, PeriodMention]:
    """The words that speak of time, by their place."""
    return {
        at: mention
        for mention in mentions
        for at, word in enumerate(words)
        if mention.start <= word.start < mention.end
    }


def _time_slot(mention: PeriodMention) -> str:
    """A period as a query keeps it: relative stays relative."""
    parts = (mention.period, mention.comparison, mention.implied)
    told = (each.model_dump_json(exclude_none=True) for each in parts if each is not None)
    return " ".join((Role.PERIOD, *told, "series" if mention.grain_word else ""))


def _name_at(
    words: Sequence[Token], at: int, timed: Mapping[int, PeriodMention], known: Vocabulary
) -> tuple[tuple[Role, str], int] | None:
    """The one metric or dimension that the longest stretch of words here names."""
    ends = (n for n in range(at, len(words)) if n in timed or not words[n].folded)
    free = next(ends, len(words))
    for last in range(min(free, at + known.longest), at, -1):
        key = tuple(part for each in words[at:last] for part in each.folded.split())
        meant = {
            (each.role, each.name) for each in known.exact.get(key, ()) if each.role in OF_NO_TIME
        }
        if len(meant) == 1:
            found = meant.pop()
            return (found, last - at) if found[0] in NAMES else None
    return None


def _written(word: Token, *, shouted: bool) -> str:
    """Numbers by their plain form; a short word in capitals may be a code."""
    code = word.kind is TokenKind.WORD and word.text.isupper() and len(word.text) <= SHORT
    return word.text if not word.folded or (code and not shouted) else word.folded
