"""Which number says what came back: "how many units did customers return", "people sent it back"?

A whole clause says it; the model knows it as returns, or as returned units where pieces of
something are counted, or does not know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from semantic_layer.interpret.lexicon import NOUNS_OF_ROWS
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.phrases import PHRASES
from semantic_layer.interpret.roles import Link, Meaning, Role
from semantic_layer.interpret.tokens import Token
from semantic_layer.interpret.vocabulary import Vocabulary

Words = tuple[str, ...]

PIECES = frozenset({"units", "pieces", "items"})
DONE = frozenset({"gave", "given", "brought", "sent", "taken", "took"})
DO = frozenset({"give", "bring", "send", "take", "giving", "bringing", "sending", "taking"})
DOES = frozenset({"gives", "brings", "sends", "takes"})
RETURN = frozenset({"return", "returned", "returning"})
BE = frozenset({"were", "was", "are", "is", "been", "being", "got", "get", "gets"})
DID = frozenset({"did", "do", "does"})
SMALL = frozenset({"have", "has", "the", "our", "my", "all", "that", "which", "of", "their"})
PEOPLE = frozenset(each.strip() for each in PHRASES[Role.PERSON].split("|"))
SUBJECTS = PEOPLE | {"they", "we", "you", "who", "to", "stores", "branches"}
SOLD = frozenset({"sold", "bought", "shipped", "ordered", "and", "or"})
BETWEEN = BE | DID | SMALL | PEOPLE | {"they", "we"}
OBJECTS = SMALL | {
    "some",
    "any",
    "something",
    "things",
    "stuff",
    "goods",
    "it",
    "them",
    "from",
    "in",
}
ASKED_OF = DID | {"what", "stuff", "things", "goods"}
KNOWN_AS = (("units", "returned"), ("returned",))
MOST = 5  # words between what came back and that it did
WEIGHT = 1.3  # for each token, as a clause is surer than its words


@dataclass(frozen=True, slots=True)
class CameBack:
    """Where a verb of coming back stands, and its object; `back` is its last word, if apart."""

    first: int
    last: int
    objects: range
    back: int = -1

    @property
    def several(self) -> bool:
        return self.last - self.first > 1 or self.back >= 0


def came_back(
    tokens: tuple[Token, ...], things: tuple[Link, ...], known: Vocabulary
) -> Iterator[Link]:
    """Links for the number that such a clause is about; the people who did it add nothing."""
    words = tuple(token.folded for token in tokens)
    members = {each.last: each for each in things if each.meaning.role is Role.MEMBER}
    names = _places(things, Role.MEMBER)
    nouns = names | _places(things, Role.DIMENSION)
    in_units, returned = (_number(each, known) for each in KNOWN_AS)
    for verb in _verbs(words, nouns):
        counted = _counted(words, verb, names)
        meaning = returned if counted is None else in_units
        subject = _subject(words, verb.first, nouns)
        if meaning is None or not (verb.several or counted is not None or subject is not None):
            continue
        whole = counted is not None and _is_one_clause(words, counted, verb)
        begun = counted if whole else subject
        yield Link(verb.first if begun is None else begun, verb.last, meaning)
        if verb.back >= 0:
            yield Link(verb.back, verb.back + 1, Meaning(Role.FILLER, weight=WEIGHT))
        yield from _of_which_rows(words, verb, members)


def _number(name: Words, known: Vocabulary) -> Meaning | None:
    named = [each for each in known.find(name) if each.role is Role.METRIC]
    return replace(named[0], weight=WEIGHT, evidence=Evidence.STEM) if len(named) == 1 else None


def _places(things: tuple[Link, ...], role: Role) -> frozenset[int]:
    found = (each for each in things if each.meaning.role is role)
    return frozenset(at for each in found for at in range(each.first, each.last))


def _verbs(words: Words, nouns: frozenset[int]) -> Iterator[CameBack]:
    """ "Returned", "sent back", "send the shoes back"; "bring back" alone may be an order."""
    for at, word in enumerate(words):
        done = word in DONE | DOES or (word in DO and words[max(0, at - 1)] in SUBJECTS)
        if not done and word not in RETURN:
            continue
        last = at + 1 + (done and words[at + 1 : at + 2] == ("back",))
        end = last
        while end < len(words) and end - last < MOST and _is_object(words, end, nouns):
            end += 1
        if word in RETURN or last > at + 1:
            yield CameBack(at, last, range(last, end))
        elif words[end : end + 1] == ("back",):
            yield CameBack(at, last, range(last, end), end)


def _is_object(words: Words, at: int, nouns: frozenset[int]) -> bool:
    return at in nouns or words[at] in OBJECTS | PIECES | NOUNS_OF_ROWS


def _counted(words: Words, verb: CameBack, names: frozenset[int]) -> int | None:
    """The pieces before the verb, or the "many" of "how many lamps were returned"."""
    at = verb.first - 1
    while at > 0 and verb.first - at <= MOST and (words[at] in BETWEEN | SOLD or at in names):
        at -= 1
    if words[at] in PIECES:
        return at if at < verb.first - 1 or verb.several else None
    things = [n for n in range(at + 1, verb.first) if n in names]
    said = things and bool((BE | DID) & set(words[things[-1] + 1 : verb.first]))
    return at if said and words[max(0, at - 1) : at + 1] == ("how", "many") else None


def _is_one_clause(words: Words, counted: int, verb: CameBack) -> bool:
    """Of "units sold and sent back" the first are another number."""
    return words[counted] in PIECES and SOLD.isdisjoint(words[counted : verb.first])


def _subject(words: Words, verb: int, nouns: frozenset[int]) -> int | None:
    """The people in "reasons people return", "what do shoppers return"; nobody counts them."""
    at = verb - 1
    if at < 1 or words[at] not in PEOPLE:
        return None
    before = at - 1
    while before > 0 and words[before] in SMALL:
        before -= 1
    return at if before in nouns or words[before] in ASKED_OF else None


def _of_which_rows(words: Words, verb: CameBack, members: dict[int, Link]) -> Iterator[Link]:
    """ "Send App orders back": no number of orders is asked for."""
    for at in verb.objects:
        if words[at] in NOUNS_OF_ROWS and at in members:
            member = members[at]
            yield Link(member.first, at + 1, replace(member.meaning, weight=WEIGHT))
