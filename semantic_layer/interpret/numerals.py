"""Which words are numbers, and which letters behind digits multiply them?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NUMERALS: Mapping[str, float] = MappingProxyType(
    {
        "one": 1.0,
        "two": 2.0,
        "three": 3.0,
        "four": 4.0,
        "five": 5.0,
        "six": 6.0,
        "seven": 7.0,
        "eight": 8.0,
        "nine": 9.0,
        "ten": 10.0,
        "eleven": 11.0,
        "twelve": 12.0,
        "thirteen": 13.0,
        "fifteen": 15.0,
        "twenty": 20.0,
        "thirty": 30.0,
        "fifty": 50.0,
        "hundred": 100.0,
    }
)

SCALES: Mapping[str, float] = MappingProxyType(
    {"k": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}
)
