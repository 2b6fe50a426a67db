"""What do people call places for short, whoever asks: "Philly", "SoCal", "NYC"?

General English only; what a retailer calls its own stands in its model. Short ones that are words
or units too are nicknames only in capitals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

Words = tuple[str, ...]

PLACES = """
    philly: philadelphia | vegas: las vegas | socal: southern california
    so cal: southern california | norcal: northern california | nor cal: northern california
    the bay: bay area | san fran: san francisco | nola: new orleans
    indy: indianapolis | chi town: chicago | chitown: chicago | jax: jacksonville
    pdx: portland | slc: salt lake city | pnw: pacific northwest | okc: oklahoma city
    dfw: dallas fort worth | nyc: new york city | big apple: new york city
    the big apple: new york city | tri state: tri state area
"""
IN_CAPITALS = """
    LA: los angeles | SF: san francisco | KC: kansas city | DC: washington dc | PHX: phoenix
    ATL: atlanta | CHI: chicago | PHL: philadelphia | STL: st louis | NOLA: new orleans
"""


def _table(text: str) -> Mapping[Words, Words]:
    pairs = (each.split(":") for line in text.strip().splitlines() for each in line.split("|"))
    return MappingProxyType(
        {tuple(short.lower().split()): tuple(full.split()) for short, full in pairs}
    )


NICKNAMES, CAPITALS = _table(PLACES), _table(IN_CAPITALS)
LONGEST = max(map(len, NICKNAMES))


def nicknames(words: Words, capitals: frozenset[str]) -> Iterator[tuple[str, Words]]:
    """Each nickname among the words, and what it stands for."""
    for first in range(len(words)):
        for size in range(LONGEST, 0, -1):
            said = words[first : first + size]
            full = NICKNAMES.get(said)
            if full is None and capitals.issuperset(said):
                full = CAPITALS.get(said)
            if full is not None and len(said) == size:
                yield " ".join(said), full
                break
