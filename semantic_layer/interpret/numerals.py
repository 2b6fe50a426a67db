"""Which words are numbers: "twelve", "fifty-two", "two hundred", "a third of"?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMERALS: Mapping[str, float] = MappingProxyType(
    {
        **{word: float(value) for value, word in enumerate(UNITS) if value},
        **{word: 10.0 * tens for tens, word in enumerate(TENS, 2)},
        "hundred": 100.0,
        "dozen": 12.0,
    }
)
TIMES = ("hundred", "dozen")  # what stands before them counts them
PARTS: Mapping[str, float] = MappingProxyType(
    {
        **{"half": 2.0, "third": 3.0, "thirds": 3.0, "quarter": 4.0, "quarters": 4.0},
        **{"fifth": 5.0, "fifths": 5.0, "tenth": 10.0, "tenths": 10.0},
    }
)
ONE = ("a", "an", "one")

# letters behind digits that multiply them
SCALES: Mapping[str, float] = MappingProxyType(
    {"k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}
)


def spelled(words: Sequence[str]) -> tuple[int, float] | None:
    """How many of the words, from the first on, are a number, and which."""
    total, at = 0.0, 0
    while at < len(words) and words[at] in NUMERALS:
        value = NUMERALS[words[at]]
        if words[at] in TIMES:
            total = max(total, 1.0) * value
        elif at and not _goes_on(words[at - 1], value):
            break
        else:
            total += value
        at += 1
    return (at, total) if at else None


def _goes_on(before: str, value: float) -> bool:
    """Whether a smaller number adds to the word before: "fifty two", "hundred twenty"."""
    return before in TIMES or (before in TENS and value < 10)


def part(words: Sequence[str]) -> tuple[int, float] | None:
    """How many of the words are a part "of" something, in percent: "two thirds of"."""
    for at in (0, 1):
        if at >= len(words) or words[at] not in PARTS:
            continue
        counted = words[0] if at else "one"
        count = 1.0 if counted in ONE else NUMERALS.get(counted)
        named = at or words[0] == "half"  # "third of" alone is an ordinal
        if named and count is not None and words[at + 1 : at + 2] == ["of"]:
            return at + 1, 100.0 * count / PARTS[words[at]]
    return None
