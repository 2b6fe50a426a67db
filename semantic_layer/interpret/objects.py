"""Who is it that something costs: "what did returns cost us"?

A short word for people may also name a place ("US"). Behind a verb it is who something happens to,
and to cost somebody something is to amount to it, where another number is named.
"""

from __future__ import annotations

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token

WHOM = frozenset({"us", "me", "them"})
COSTING = frozenset({"cost", "costs", "costing"})
GIVING = frozenset({"give", "gives", "gave", "make", "makes", "made", "bring", "brings", "brought"})
GIVING |= {"earn", "earned", "earns", "tell", "tells", "show", "shows", "net", "netted"}
GIVING |= {"save", "saved", "lose", "lost", "get", "got", "let", "help", "send", "sent", "won"}
WEIGHT = 1.3


def without_objects(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> tuple[Link, ...]:
    """The links, none of which takes those people for a place, or their cost for another number."""
    found = [at for at, token in enumerate(tokens) if _is_whom(tokens, at, token)]
    if not found:
        return links
    kept = [
        each
        for each in links
        if each.meaning.role is not Role.MEMBER
        or each.last - each.first > 1
        or each.first not in found
    ]
    for at in found:
        if tokens[at - 1].folded in COSTING and _other_number(links, at):
            verb = Meaning(Role.VERB, "cost", WEIGHT, Evidence.STEM)
            kept.append(Link(at - 1, at + 1, verb))
    return tuple(kept)


def _is_whom(tokens: tuple[Token, ...], at: int, token: Token) -> bool:
    written = token.folded in WHOM and token.text.islower() and at > 0
    return written and tokens[at - 1].folded in COSTING | GIVING


def _other_number(links: tuple[Link, ...], at: int) -> bool:
    """Whether a number is named apart from the cost."""
    return any(
        each.meaning.role is Role.METRIC and not each.first <= at - 1 < each.last for each in links
    )
