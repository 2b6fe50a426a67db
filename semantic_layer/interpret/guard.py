"""Is a question declined whatever else it says: personal data, a change of data, an instruction?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.errors import NotUnderstood, PersonalData, ReadOnly
from semantic_layer.interpret.lexicon import (
    ALWAYS_WRITES,
    CLAUSE_ENDS,
    DETERMINERS,
    DISPLAYED,
    LISTING,
    NOUN_AFTER,
    REFINES,
    WRITES,
)
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence, Refusal
from semantic_layer.interpret.readings import OF_THE_MODEL, Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.tokens import TokenKind, fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Distinct

PERSONAL = "Personal data is never answered, whoever asks. Ask about groups instead"
SURELY = (Evidence.EXACT, Evidence.SYNONYM)
WRITING = "Asking never changes data; I can only answer questions about it."
STATEMENT = "I take questions in plain words, not statements or instructions; ask for a number."


def guard(
    linking: Linking, slots: tuple[Slot, ...], index: ModelIndex, following: bool
) -> Refusal | None:
    if _personal(linking, slots, index):
        return Refusal(PersonalData.code, f"{PERSONAL}{_such_as(index)}.")
    if _statement(linking):
        return Refusal(ReadOnly.code, STATEMENT)
    if _writes(linking, slots, following):
        return Refusal(ReadOnly.code, WRITING)
    if any(each.meaning.role is Role.INSTRUCTION for each in linking.links):
        return Refusal(NotUnderstood.code, STATEMENT)
    return None


def _such_as(index: ModelIndex) -> str:
    """An example of a group, where the model counts people and tells kinds of them."""
    for metric in index.metrics.values():
        if not (isinstance(metric, Distinct) and metric.entity and metric.visible):
            continue
        rows = {d.name for d in index.datasets.values() if tuple(d.key) == (metric.expression,)}
        for name in sorted(index.reachable(metric.name)):
            kind = index.dimension(name)
            if rows.intersection(kind.on) and kind.ordered:
                return f", such as {metric.label.lower()} by {kind.label.lower()}"
    return ""


def _personal(linking: Linking, slots: tuple[Slot, ...], index: ModelIndex) -> bool:
    folded = f" {fold(linking.text)} "
    if any(f" {fold(word)} " in folded for each in index.model.personal for word in each.words):
        return True
    named = {
        at
        for slot in slots
        if slot.meanings[0].role in OF_THE_MODEL
        and (slot.last - slot.first > 1 or _names(slot.meanings[0]))
        for at in range(slot.first, slot.last)
    }
    owning = {  # "who owns": an owner of a definition is no customer
        each.first
        for each in linking.links
        if each.meaning.role is Role.OWNER and each.last - each.first > 1
    }
    roles = {
        (each.meaning.role, each.first)
        for each in linking.links
        if not named.intersection(range(each.first, each.last))
        and not (each.meaning.name == "who" and _relative(linking, each.first))
        and each.first not in owning
    }
    kinds = {role for role, _ in roles}
    if Role.PERSONAL in kinds or {Role.IDENTITY, Role.PERSON} <= kinds:
        return True
    return any(_listed(linking, at) for role, at in roles if role is Role.PERSON)


def _names(meaning: Meaning) -> bool:
    """A noun of the model, or a member as it is written: a counter called "Phone"."""
    if meaning.role is Role.DIMENSION:
        return True
    return meaning.role is Role.MEMBER and meaning.evidence in SURELY


def _relative(linking: Linking, at: int) -> bool:
    """ "Customers who joined this year" are a group; "who are the customers" asks for names."""
    people = (each.last for each in linking.links if each.meaning.role is Role.PERSON)
    return at in people


def _listed(linking: Linking, at: int) -> bool:
    """ "Which customers", "top 50 customers", "by customer": one row for each person.

    What "one customer" did is said of any of them.
    """
    before = [token for token in linking.tokens[max(0, at - 3) : at] if token.folded]
    before = [token for token in before if token.number != 1]
    words = [token.folded for token in before if token.kind is TokenKind.WORD]
    numbers = [token for token in before[-1:] if token.number is not None]
    return bool(numbers) or bool(words and words[-1] in LISTING)


def _statement(linking: Linking) -> bool:
    words = [token.folded for token in linking.tokens]
    if any(each.meaning.role is Role.STATEMENT for each in linking.links):
        return True
    return "select" in words and "from" in words[words.index("select") :]


def _writes(linking: Linking, slots: tuple[Slot, ...], following: bool) -> bool:
    words = [token.folded for token in linking.tokens]
    if ALWAYS_WRITES.intersection(words):
        return True
    for at in _clause_starts(linking, slots):
        noun = at + 1 < len(words) and words[at + 1] in NOUN_AFTER
        noun = noun or (at > 0 and words[at - 1] in DETERMINERS)
        shown = words[at] in ("put", "set") and any(
            each in fold(linking.text) for each in DISPLAYED
        )
        if words[at] in WRITES and not (noun or shown) and not (following and words[at] in REFINES):
            return True
    return False


def _clause_starts(linking: Linking, slots: tuple[Slot, ...]) -> Iterator[int]:
    """The first word of each clause that is more than politeness."""
    polite = {
        at
        for slot in slots
        if slot.meanings[0].role in (Role.FILLER, Role.VERB)
        for at in range(slot.first, slot.last)
    }
    fresh = True
    for at, token in enumerate(linking.tokens):
        if token.folded in CLAUSE_ENDS or token.text in CLAUSE_ENDS:
            fresh = True
        elif fresh and (at not in polite or token.folded in WRITES):
            yield at
            fresh = False
