"""Where is a space missing between two words, or too many inside one?

"Netsales bydepartment" and "net sales by de partment": only what makes words that are known, and
can be nothing else. What hangs together without a small word between must be part of one name of
the model: "homegoods" may be a brand, and is not "home goods".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from semantic_layer.interpret.slips import SHORTEST
from semantic_layer.interpret.spelling import correction, time_words
from semantic_layer.interpret.stems import singular
from semantic_layer.interpret.tokens import Token, TokenKind, tokenize
from semantic_layer.interpret.vocabulary import Vocabulary
from semantic_layer.model.index import ModelIndex

# none that words are made with, as "in", "on", "over" and "under" are: "inactive", "overstock"
SMALL = frozenset({"by", "per", "for", "of", "vs", "and", "the", "from", "with", "last", "this"})
VERBS = frozenset({"are", "was", "were", "did"})
LEADS = SMALL | VERBS | {"each", "every", "next"}
TRAILS = SMALL | VERBS | {"in", "to", "ly", "lw", "ytd", "mtd", "qtd"}
COMPOUNDS = frozenset({"byproduct", "byproducts"})  # one word each
BEFORE_A_NUMBER = "top|bottom|first|last|past|next|in|since|over|under|than|least|most"
LEADS_TO_A_NUMBER = re.compile(rf"({BEFORE_A_NUMBER})(\d+k?)", re.IGNORECASE)
COUNTED = re.compile(r"(\d+)([^\W\d_]{4,})")


@dataclass(frozen=True, slots=True)
class Known:
    """Words that mean something, the pairs that stand together in names, and those of English."""

    words: Collection[str]
    pairs: Collection[tuple[str, str]]
    english: Collection[str]

    def has(self, word: str) -> bool:
        return word in self.words or singular(word) in self.words


def respaced(
    text: str,
    tokens: tuple[Token, ...],
    sure: Collection[int],
    vocabulary: Vocabulary,
    index: ModelIndex,
    english: Collection[str],
) -> tuple[Token, ...]:
    """The tokens with their spaces put right; `sure` are parts of members as they are written."""
    words = vocabulary.words | vocabulary.short | time_words(index)
    known = Known(words, vocabulary.pairs, english)
    odd = {at for at, token in enumerate(tokens) if at not in sure and _is_odd(token, known)}
    return tuple(_spaced(text, tokens, odd, known)) if odd else tokens


def _is_odd(token: Token, known: Known) -> bool:
    word = token.folded
    if token.kind is not TokenKind.WORD or word in COMPOUNDS:
        return False
    return not known.has(word) and word not in known.english


def _spaced(text: str, tokens: tuple[Token, ...], odd: set[int], known: Known) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        joined = _joined(text, tokens, at, known) if odd & {at, at + 1} else None
        if joined is not None:
            yield joined
            at += 2
            continue
        yield from _parted(tokens[at], known) if at in odd else (tokens[at],)
        at += 1


def _joined(text: str, tokens: tuple[Token, ...], at: int, known: Known) -> Token | None:
    """ "De partment": two stretches of letters that are one known word."""
    pair = tokens[at : at + 2]
    if len(pair) < 2 or any(each.kind is not TokenKind.WORD for each in pair):
        return None
    first, second = pair
    word = first.folded + second.folded
    if text[first.end : second.start] != " " or len(word) <= SHORTEST or not known.has(word):
        return None
    return replace(first, end=second.end, text=text[first.start : second.end], folded=word)


def _parted(token: Token, known: Known) -> tuple[Token, ...]:
    """ "Bydepartment", "netsales", "top10": the two that it is made of, where only two are."""
    numbered = LEADS_TO_A_NUMBER.fullmatch(token.text) or COUNTED.fullmatch(token.text)
    if numbered is not None:
        counted = numbered[1].isalpha() or known.has(numbered[2].casefold())
        return _at(token, numbered.end(1)) if counted else (token,)
    if len(token.text) != len(token.folded) or not token.folded.isalpha():
        return (token,)
    found = [n for n in range(2, len(token.text) - 1) if _are_two(token.folded, n, known)]
    if len(found) != 1 or correction(token.folded, known.words, form=True):
        return (token,)
    return _at(token, found[0])


def _are_two(word: str, place: int, known: Known) -> bool:
    first, second = word[:place], word[place:]
    if (first, second) in known.pairs or (first in LEADS and second in TRAILS):
        return True
    led = first in LEADS and len(second) >= SHORTEST and known.has(second)
    return led or (second in TRAILS and len(first) >= SHORTEST and known.has(first))


def _at(token: Token, place: int) -> tuple[Token, ...]:
    return tuple(
        replace(each, start=each.start + begun, end=each.end + begun)
        for part, begun in (
            (token.text[:place], token.start),
            (token.text[place:], token.start + place),
        )
        for each in tokenize(part)
    )
