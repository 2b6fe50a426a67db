"""Which members does a noun list behind it: "holiday Christmas Eve, Boxing Day and Labor Day"?

Days that are called so are then no period of the question.
"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.interpret.roles import Link, Role
from semantic_layer.interpret.tokens import Token

JOINS = ("and", "or")
BEFORE_A_MONTH = frozenset(
    {"and", "or", "in", "of", "for", "from", "to", "until", "till", "through", "since", "during"}
    | {"between", "vs", "versus", "than", "by", "last", "this", "fiscal", "calendar"}
)
ASKING = frozenset({"i", "we", "you", "be", "have"})


def without_listed_days(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> tuple[Link, ...]:
    listed = {at for first, last in _lists(links, tokens) for at in range(first, last)}
    return tuple(
        each
        for each in links
        if each.meaning.role is not Role.PERIOD or listed.isdisjoint(range(each.first, each.last))
    )


def without_modal_may(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> tuple[Link, ...]:
    """ "In March and May": behind such words it is the month, and nothing to be passed over."""
    months = {
        at
        for at, token in enumerate(tokens)
        if token.folded == "may"
        and at
        and tokens[at - 1].folded in BEFORE_A_MONTH
        and (at + 1 == len(tokens) or tokens[at + 1].folded not in ASKING)
    }
    return tuple(
        each
        for each in links
        if each.meaning.role is not Role.FILLER or months.isdisjoint(range(each.first, each.last))
    )


def _lists(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """Where the members begin and end that stand right behind a noun that is theirs."""
    members = {
        (each.meaning.name, each.first): each.last
        for each in sorted(links, key=lambda each: each.last)
        if each.meaning.role is Role.MEMBER
    }
    for noun in links:
        if noun.meaning.role is not Role.DIMENSION:
            continue
        first = last = noun.last
        while (end := members.get((noun.meaning.name, last))) is not None:
            yield first, end
            last = end + 1 if end < len(tokens) and _joins(tokens[end]) else len(tokens)


def _joins(token: Token) -> bool:
    return token.text == "," or token.folded in JOINS
