"""Which phrases say at which end an answer begins: "the high ones first", "from the lowest"?

In the form of the lexicon's phrases. Who does not know "highest first" says it with the plain
adjective; every combination means the same.
"""

from __future__ import annotations

from itertools import product

HIGH = ("high", "higher", "big", "bigger", "large", "larger", "great", "strong", "stronger")
LOW = ("low", "lower", "small", "smaller", "little", "weak", "weaker")
HIGHEST = ("highest", "biggest", "largest")
LOWEST = ("lowest", "smallest")
JUDGED_HIGH = ("good", "better", "best")  # which end that is, depends on the number
JUDGED_LOW = ("bad", "worse", "worst")
NOUNS = ("one", "ones", "values", "numbers", "figures")
PLACES = ("first", "on top", "at the top")
STARTS = ("from", "from the", "starting with the", "starting from the", "beginning with the")


def _first(
    plain: tuple[str, ...], most: tuple[str, ...], judged: tuple[str, ...], end: tuple[str, ...]
) -> str:
    named = (
        f"{the}{adjective} {noun}"
        for the, adjective, noun in product(("", "the "), (*plain, *most, *judged), NOUNS)
    )
    bare = (f"{the}{adjective}" for the, adjective in product(("", "the "), plain))
    placed = (f"{each} {place}" for each, place in product((*named, *bare), PLACES))
    begun = (f"{start} {each}" for start, each in product(STARTS, (*most, *judged[2:])))
    ended = (f"from the {each} to the {other}" for each, other in product(most, end))
    return " | ".join((*placed, *begun, *ended))


HIGH_FIRST = _first(HIGH, HIGHEST, JUDGED_HIGH, LOWEST)
LOW_FIRST = _first(LOW, LOWEST, JUDGED_LOW, HIGHEST)
