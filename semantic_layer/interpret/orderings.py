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
PLACES = ("first", "on top", "at the top", "at the head", "coming first")
# behind "highest", of which "first" is known as it is
HEADS = ("at the head", "coming first", "at the top of the list", "at the head of the list")
BEGIN = (
    *("start with", "starting with", "starts with", "begin with", "beginning with", "begins with"),
    *("lead with", "leading with", "led by", "opening with", "starting from", "from"),
)
STARTS = (*(f"{verb} {the}" for verb, the in product(BEGIN, ("the", "our"))), "from")


def _first(
    plain: tuple[str, ...], most: tuple[str, ...], judged: tuple[str, ...], end: tuple[str, ...]
) -> str:
    named = (
        f"{the}{adjective} {noun}"
        for the, adjective, noun in product(("", "the "), (*plain, *most, *judged), NOUNS)
    )
    bare = (f"{the}{adjective}" for the, adjective in product(("", "the "), plain))
    placed = (f"{each} {place}" for each, place in product((*named, *bare), PLACES))
    headed = (
        f"{the}{each} {place}"
        for the, each, place in product(("", "the "), (*most, *judged[2:]), HEADS)
    )
    begun = (f"{start} {each}" for start, each in product(STARTS, (*most, *judged[2:])))
    ended = (f"from the {each} to the {other}" for each, other in product(most, end))
    return " | ".join((*placed, *headed, *begun, *ended))


HIGH_FIRST = _first(HIGH, HIGHEST, JUDGED_HIGH, LOWEST)
LOW_FIRST = _first(LOW, LOWEST, JUDGED_LOW, HIGHEST)
