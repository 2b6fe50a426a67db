"""What might somebody have meant by a name that is not there?"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_LISTED = 12


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a sentence: the nearest names, else all of them where they are few."""
    options = tuple(dict.fromkeys(known))
    near = get_close_matches(name, options, n=2)
    if near:
        return f"did you mean {' or '.join(near)}?"
    if 0 < len(options) <= MOST_LISTED:
        return f"expected one of {', '.join(options)}"
    return "check its spelling, or define it"
