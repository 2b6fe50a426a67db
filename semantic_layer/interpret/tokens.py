"""Which words stand in a text, where, and in which folded form are they compared?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from semantic_layer.interpret.numerals import NUMERALS, SCALES


class TokenKind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    DATE = "date"
    SYMBOL = "symbol"  # part of a name: % $ + #
    MARK = "mark"  # punctuation; never part of a name


@dataclass(frozen=True, slots=True)
class Token:
    """`folded` is "" for punctuation; `number` is the value of digits and of number words.

    `sign` says how a number was written: "$", "%", "th" (an ordinal) or "".
    """

    start: int
    end: int
    text: str
    folded: str
    kind: TokenKind
    number: float | None = None
    sign: str = ""


PATTERN = re.compile(
    r"""
    (?P<date>\d{4}-\d{2}-\d{2}(?!\d))
  | (?P<number>[$€£]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?
        (?:(?:st|nd|rd|th)(?![^\W_])|(?:k|m|mm|b|bn|mn)(?![^\W_]))?(?![^\W_])%?)
  | (?P<word>(?:vs|excl|incl|dept|avg|approx|qty)\.(?=\s)|[^\W_]+(?:['.][^\W_]+)*)
  | (?P<symbol>[%$€£+\#]|&)
  | (?P<mark><=|>=|\.\.\.|(?!(?<=[^\W_])-(?=[^\W_])|_)\S)  # a hyphen inside a word parts it
    """,
    re.VERBOSE | re.IGNORECASE,
)
NUMBER = re.compile(r"([$€£]?)([\d,]+(?:\.\d+)?)([a-z]*)(%?)", re.IGNORECASE)
REMEMBERED = 50_000  # texts: each question is compared with the names of all metrics
ORDINALS = ("st", "nd", "rd", "th")
SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "−": "-"})


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of `text`; offsets count into `text` as it was given."""
    return tuple(_token(found) for found in PATTERN.finditer(text.translate(SAME)))


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """The form in which names and words of a question are compared.

    "Women's T-Shirts & Tops" becomes "womens t shirts and tops": compatibility characters and case
    are levelled, accents and apostrophes dropped, hyphens part words, punctuation vanishes.
    """
    return " ".join(token.folded for token in tokenize(text) if token.folded)


def _token(found: re.Match[str]) -> Token:
    start, end = found.span()
    text = found.group()
    if found.lastgroup == "date":
        return Token(start, end, text, text, TokenKind.DATE)
    if found.lastgroup == "number":
        return _number(start, end, text)
    if found.lastgroup == "word":
        folded = _fold_word(text)
        return Token(start, end, text, folded, TokenKind.WORD, NUMERALS.get(folded))
    if found.lastgroup == "symbol":
        return Token(start, end, text, "and" if text == "&" else text, TokenKind.SYMBOL)
    return Token(start, end, text, "", TokenKind.MARK)


def _number(start: int, end: int, text: str) -> Token:
    parts = NUMBER.fullmatch(text)
    if parts is None:  # digits of another script
        return Token(start, end, text, _fold_word(text), TokenKind.WORD)
    currency, digits, suffix, percent = parts.groups()
    suffix = suffix.lower()
    value = float(digits.replace(",", "")) * SCALES.get(suffix, 1.0)
    sign = "th" if suffix in ORDINALS else ("$" if currency else percent)
    plain = f"{currency}{digits.replace(',', '')}{suffix}{percent}"
    return Token(start, end, text, plain, TokenKind.NUMBER, value, sign)


def _fold_word(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.replace("'", "").replace(".", ""))
    return "".join(c for c in parted if not unicodedata.combining(c)).casefold()
