"""Which number counts what came back: "how many units did customers return", "pieces sent back"?

A whole clause says it; the model knows it as returned units, or does not know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Link, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.vocabulary import Vocabulary

PIECES = frozenset({"units", "pieces", "items"})
CAME = frozenset({"give", "gave", "given", "bring", "brought", "send", "sent", "take", "taken"})
RETURN = frozenset({"return", "returned"})
BETWEEN = frozenset(
    {"did", "do", "does", "have", "has", "were", "was", "been", "got", "the", "our", "my", "all"}
    | {"customers", "customer", "shoppers", "people", "clients", "members", "they", "that", "which"}
)
KNOWN_AS = ("units", "returned")
MOST = 5  # words between what came back and that it did
WEIGHT = 1.3  # for each token, as a clause is surer than its words


def came_back_in_units(tokens: tuple[Token, ...], known: Vocabulary) -> Iterator[Link]:
    words = tuple(token.folded for token in tokens)
    named = [each for each in known.exact.get(KNOWN_AS, ()) if each.role is Role.METRIC]
    for first, word in enumerate(words):
        if word not in PIECES or not named:
            continue
        at = first + 1
        while at < len(words) and at - first <= MOST and words[at] in BETWEEN:
            at += 1
        end = _end(words, at)
        if end is not None and at > first + 1:
            meaning = replace(named[0], weight=WEIGHT, evidence=Evidence.STEM)
            yield Link(first, end, meaning)


def _end(words: tuple[str, ...], at: int) -> int | None:
    """Where "returned" ends, or "gave back"."""
    if words[at : at + 1] and words[at] in RETURN:
        return at + 1
    if words[at + 1 : at + 2] == ("back",) and words[at] in CAME:
        return at + 2
    return None
