"""Which known word did somebody mean to type, and what does the question say with it?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from types import MappingProxyType

from semantic_layer.calendars import words as time
from semantic_layer.interpret.fillers import COURTESY, PLAIN_COURTESY
from semantic_layer.interpret.lexicon import TIME_LEADS
from semantic_layer.interpret.numerals import NUMERALS
from semantic_layer.interpret.slips import SHORTEST, cost
from semantic_layer.interpret.stems import singular, stem
from semantic_layer.interpret.tokens import Token, TokenKind, fold
from semantic_layer.interpret.vocabulary import Vocabulary
from semantic_layer.model.index import ModelIndex

COURTEOUS = frozenset(fold(f"{COURTESY} {PLAIN_COURTESY}".replace("|", " ")).split())
BEFORE_UNITS = time.LAST | time.PAST | time.NEXT
SPLITS = frozenset({"by", "per", "each", "every"})
LONG_UNITS = frozenset(word for word in time.UNITS if len(word) >= SHORTEST)
TIMELY = frozenset(
    word
    for table in (
        *(time.UNITS, time.MONTH_NAMES, time.ADVERBS, time.WEEKDAYS, time.NUMBERS, time.ORDINALS),
        *(time.LAST, time.PAST, time.BEFORE, TIME_LEADS),
    )
    for word in table
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A question with its misspelt words put right; `spans` are the tokens' places in `text`.

    The tokens keep the place and the text that were typed.
    """

    text: str
    tokens: tuple[Token, ...]
    guessed: frozenset[int]
    spans: tuple[tuple[int, int], ...]


def mend(
    text: str,
    tokens: tuple[Token, ...],
    known: Collection[str],
    sure: Collection[int],
    index: ModelIndex,
    english: Collection[str] = (),
    spaced: Mapping[int, str] = MappingProxyType({}),
) -> Mended:
    """`sure` are the tokens that name members as they are written.

    `english` are words that no letter needs to change in, though nothing is known by them. `spaced`
    are the tokens that are read otherwise already: with their spaces put right, or in a name.
    """
    telling = (*known, *time_words(index))
    choices = (*telling, *COURTEOUS)
    unknown = set(range(len(tokens))).difference(sure, _found(tokens, (*choices, *english)))
    found = {at: word for at, word in spaced.items() if tokens[at].kind is TokenKind.WORD}
    found.update(_units_in_place(tokens, sure))
    unknown.difference_update(found)
    if unknown:
        plain = {singular(word) for word in choices}
        roots = {stem(word) for word in choices}
        for at in sorted(unknown):
            word = tokens[at].folded
            if singular(word) in plain:
                continue
            form = stem(word) in roots
            meant = correction(word, choices, form=form) or correction(word, telling, form=form)
            if meant is not None and (meant in NUMERALS or not _may_count(word)):
                found[at] = meant
    return _put_right(text, tokens, found, spaced.keys())


def _may_count(word: str) -> bool:
    """ "Top hree": what may be a number is not read as less than one."""
    return any(cost(word, number, most=1) is not None for number in NUMERALS)


def _units_in_place(tokens: tuple[Token, ...], sure: Collection[int]) -> Iterator[tuple[int, str]]:
    """ "Last moth", "the next 2 quartets": where a unit of time must stand, one is meant.

    Behind "by" and "per" other nouns may stand too, and so a letter of the unit is missing at most.
    """
    for at, token in enumerate(tokens):
        lead = at - 1 if at and tokens[at - 1].number is None else at - 2
        before = tokens[lead].folded if lead >= 0 else ""
        if at in sure or token.folded in time.UNITS or before not in BEFORE_UNITS | SPLITS:
            continue
        meant = correction(token.folded, LONG_UNITS, form=True)
        if meant is not None and (before in BEFORE_UNITS or len(meant) > len(token.folded)):
            yield at, meant


def in_names(
    tokens: tuple[Token, ...], known: Vocabulary, sure: Collection[int]
) -> Iterator[tuple[int, str]]:
    """ "Net wales": behind a word that says nothing outside of names, one of such a name is meant.

    "Return date" stays as it is, as a return is something by itself.
    """
    for at in range(1, len(tokens)):
        lead, word = tokens[at - 1].folded, tokens[at].folded
        if at in sure or (lead,) in known.exact or word in known.words:
            continue
        behind = known.behind.get(lead)
        meant = correction(word, behind, form=True) if behind else None
        if meant is not None:
            yield at, meant


def _found(tokens: tuple[Token, ...], known: Collection[str]) -> set[int]:
    """The tokens that no letter needs to change in: known ones, and words of their own."""
    choices = set(known)
    return {
        at
        for at, token in enumerate(tokens)
        if token.kind is not TokenKind.WORD
        or len(token.folded) < SHORTEST
        or token.folded in choices
    }


def time_words(index: ModelIndex) -> frozenset[str]:
    """The words that periods are named with."""
    own = [*(word for each in index.model.calendars for word in each.synonyms)]
    own += [season.name for season in index.model.seasons]
    own += [name for day in index.model.holidays for name in (day.name, *day.synonyms)]
    return TIMELY.union(word for name in own for word in fold(name).split())


def correction(word: str, known: Collection[str], *, form: bool = False) -> str | None:
    """The one known word that `word` misspells, or None.

    What is already a form of a known word (`form`) is corrected by one slip at most.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return None
    most = 1 if form else 2
    found = sorted(
        (far, other)
        for other in known
        if abs(len(other) - len(word)) <= most and (far := cost(word, other, most=most)) is not None
    )
    if not found or (len(found) > 1 and found[0][0] == found[1][0] and not _forms(found)):
        return None
    return found[0][1]


def _forms(found: list[tuple[float, str]]) -> bool:
    """Whether the nearest words are forms of one word, so that either will do."""
    nearest = [word for far, word in found if far == found[0][0]]
    return len({stem(singular(word)) for word in nearest}) == 1


def _put_right(
    text: str, tokens: tuple[Token, ...], found: Mapping[int, str], spaced: Set[int]
) -> Mended:
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    size = end = 0
    for at, token in enumerate(tokens):
        missing = " " if end == token.start and {at - 1, at} <= spaced else ""
        for part in (text[end : token.start] + missing, found.get(at, token.text)):
            parts.append(part)
            size += len(part)
        spans.append((size - len(parts[-1]), size))
        end = token.end
    meant = tuple(
        replace(token, folded=found[at], number=NUMERALS.get(found[at])) if at in found else token
        for at, token in enumerate(tokens)
    )
    return Mended("".join((*parts, text[end:])), meant, frozenset(found), tuple(spans))
