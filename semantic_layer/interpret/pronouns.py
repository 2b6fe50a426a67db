"""Is a word that also names a member the speaker: "gives us" beside "US suppliers"?"""

from __future__ import annotations

from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.vocabulary import Vocabulary

SPEAKERS = frozenset({"us", "me"})
# beside these it is a name, whatever its case
BEFORE = frozenset({"the", "in", "and", "or", "vs", "versus", "v", "against", ",", "non"})
BEHIND = frozenset({"and", "or", "vs", "versus", "v", "against", "compared", "based", "made"})
BOUGHT = frozenset({"buy", "bought", "buying", "buys", "purchased", "purchase", "ordered"})


def is_speaker(tokens: tuple[Token, ...], first: int, last: int, known: Vocabulary) -> bool:
    """Whether it is written small and stands as the object of a verb, not beside what it is of."""
    word = tokens[first].text
    if last != first + 1 or not word.islower() or word not in SPEAKERS:
        return False
    before = tokens[first - 1].text.casefold() if first else ""
    behind = tokens[last].text.casefold() if last < len(tokens) else ""
    if before == "from":
        return any(token.folded in BOUGHT for token in tokens[:first])
    noun = any(each.role is Role.DIMENSION for each in known.exact.get((behind,), ()))
    return bool(first) and not noun and before not in BEFORE and behind not in BEHIND
