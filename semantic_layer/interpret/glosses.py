"""What do people say their own words mean: "GMV by region, i.e. gross sales", "(class = category)"?

A gloss of one name of the model lends its meaning to the word that nobody knows before it. One that
says again what was said is left aside, and one that says something else is not understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.readings import OF_THE_MODEL, UNKNOWN, Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.wording import phrases

LEADS = phrases(
    "ie | i e | that is | that is to say | meaning | by which i mean | by that i mean | "
    "by this i mean | in other words | aka | also known as"
)
LONGEST = 4  # words in a lead
OPEN, CLOSE, EQUAL = "(", ")", "="
ENDS = frozenset({",", ";", ":", ".", "!", "?", "-", OPEN, CLOSE})
BETWEEN = frozenset({Role.FILLER, Role.VERB, Role.OWN, Role.PAUSE, Role.ANY, Role.BY, Role.WHERE})
LONGEST_SHORT = 5  # letters of an abbreviation, such as GMV
DEFINING = frozenset({Role.METRIC, Role.DIMENSION, Role.MEMBER, Role.CONDITION})
ASIDE = (Meaning(Role.FILLER),)


@dataclass(frozen=True, slots=True)
class Gloss:
    """The places of the slots of a gloss, of the name in it and of what it is about."""

    whole: tuple[int, ...]
    name: int
    about: int


def without_glosses(linking: Linking, found: tuple[Slot, ...]) -> tuple[Slot, ...]:
    marks = tuple(_mark(linking, slot) for slot in found)
    for at in range(len(found)):
        gloss = _equation(found, marks, at) or _led(linking, found, marks, at)
        gloss = gloss or _short_for(linking, found, marks, at)
        if gloss is not None:
            found = _as_glossed(linking, found, gloss)
    return found


def _mark(linking: Linking, slot: Slot) -> str:
    token = linking.tokens[slot.last - 1]
    return "" if token.folded else token.text


def _equation(found: tuple[Slot, ...], marks: tuple[str, ...], at: int) -> Gloss | None:
    """ "(Class = category)", "(= category)", "GMV = gross sales."; nothing else beside."""
    if marks[at] != EQUAL:
        return None
    begun = next((n + 1 for n in range(at - 1, -1, -1) if marks[n] in ENDS), 0)
    ended = _end(marks, at + 1)
    left, right = _only(found, range(begun, at)), _only(found, range(at + 1, ended))
    if right is None or (left is None and begun < at):
        return None
    about = left if left is not None else _before(found, begun)
    return None if about is None else Gloss(tuple(range(begun, ended)), right, about)


def _led(
    linking: Linking, found: tuple[Slot, ...], marks: tuple[str, ...], at: int
) -> Gloss | None:
    """ "Proceeds, meaning net sales": up to the next mark, with nothing else beside."""
    behind = _behind_a_lead(linking, found, at)
    if behind is None:
        return None
    behind += marks[behind : behind + 1] == (".",)  # of "i.e."
    ended = _end(marks, behind)
    name = _only(found, range(behind, ended))
    about = None if name is None else _glossed(linking, found, at, name)
    return None if name is None or about is None else Gloss(tuple(range(at, ended)), name, about)


def _glossed(linking: Linking, found: tuple[Slot, ...], at: int, name: int) -> int | None:
    """What a lead at a place is about: the unknown word before it, or the name of the same kind."""
    before = _before(found, at)
    if before is None:
        return None
    if _is_unknown(found[before]):
        return before if found[name].meanings[0].role in DEFINING else None
    alike = _alike_before(found, at, name)
    if alike is None and found[name].meanings[0].role is Role.METRIC:
        return _the_unknown(linking, found[:at])
    return alike


def _short_for(
    linking: Linking, found: tuple[Slot, ...], marks: tuple[str, ...], at: int
) -> Gloss | None:
    """ "GMV (gross sales)", where no other number is named."""
    if marks[at] != OPEN or not at or not _is_unknown(found[at - 1]):
        return None
    ended = _end(marks, at + 1)
    name = _only(found, range(at + 1, ended))
    said = linking.text[_start(linking, found[at - 1]) : _start(linking, found[at])].strip()
    if name is None or not (said.isupper() and len(said) <= LONGEST_SHORT):
        return None
    numbers = [n for n, slot in enumerate(found) if slot.meanings[0].role is Role.METRIC]
    return Gloss(tuple(range(at, ended)), name, at - 1) if numbers == [name] else None


def _start(linking: Linking, slot: Slot) -> int:
    return linking.tokens[slot.first].start


def _as_glossed(linking: Linking, found: tuple[Slot, ...], gloss: Gloss) -> tuple[Slot, ...]:
    name, about = found[gloss.name], found[gloss.about]
    if not _is_unknown(about) and not (_are_same(about, name) or _opens(found, about, name)):
        return _with(found, (gloss.name,), (UNKNOWN,))  # one of the two is not meant
    left = _with(found, gloss.whole, ASIDE)
    if not _is_unknown(about):
        return left
    word = _words(linking, about)
    said = (at for at, slot in enumerate(left) if _is_unknown(slot))
    return _with(left, tuple(at for at in said if _words(linking, left[at]) == word), name.meanings)


def _opens(found: tuple[Slot, ...], about: Slot, name: Slot) -> bool:
    """ "Opening stock of May, i.e. at the close of 2 May": the day before the period's first."""
    if not any(slot.meanings[0].role is Role.OPENING for slot in found):
        return False
    period, day = about.meanings[0].resolved, name.meanings[0].resolved
    if period is None or day is None or day.start != day.end:
        return False
    return (period.start - day.start).days in (0, 1)


def _are_same(one: Slot, other: Slot) -> bool:
    return any(_is_same(mine, its) for mine in one.meanings for its in other.meanings)


def _is_same(one: Meaning, other: Meaning) -> bool:
    if one.resolved and other.resolved:
        return (one.resolved.start, one.resolved.end) == (other.resolved.start, other.resolved.end)
    return one.same(other)


def _with(
    found: tuple[Slot, ...], places: tuple[int, ...], meanings: tuple[Meaning, ...]
) -> tuple[Slot, ...]:
    return tuple(
        replace(slot, meanings=meanings) if at in places else slot for at, slot in enumerate(found)
    )


def _behind_a_lead(linking: Linking, found: tuple[Slot, ...], at: int) -> int | None:
    """The slot behind a lead that begins with this one; None where none does."""
    words: tuple[str, ...] = ()
    behind: int | None = None
    for n in range(at, min(len(found), at + LONGEST)):
        words = (*words, *_words(linking, found[n]))
        if words in LEADS:
            behind = n + 1
    return behind


def _words(linking: Linking, slot: Slot) -> tuple[str, ...]:
    return tuple(token.folded for token in linking.tokens[slot.first : slot.last] if token.folded)


def _end(marks: tuple[str, ...], begun: int) -> int:
    return next((n for n in range(begun, len(marks)) if marks[n] in ENDS), len(marks))


def _only(found: tuple[Slot, ...], places: range) -> int | None:
    """The one slot of the places that is a name, or unknown; None where more is said."""
    said = [at for at in places if found[at].meanings[0].role not in BETWEEN]
    known = len(said) == 1 and found[said[0]].meanings[0].role in OF_THE_MODEL | {Role.UNKNOWN}
    return said[0] if known else None


def _before(found: tuple[Slot, ...], at: int) -> int | None:
    """The nearest slot before that is more than a small word."""
    return next((n for n in _back(at) if found[n].meanings[0].role not in BETWEEN), None)


def _alike_before(found: tuple[Slot, ...], at: int, name: int) -> int | None:
    """The nearest slot before that names the same kind of thing."""
    kinds = {_kind(meaning) for meaning in found[name].meanings}
    return next((n for n in _back(at) if kinds & {_kind(m) for m in found[n].meanings}), None)


def _kind(meaning: Meaning) -> tuple[Role, str]:
    return meaning.role, meaning.name if meaning.role is Role.MEMBER else ""


def _the_unknown(linking: Linking, found: tuple[Slot, ...]) -> int | None:
    """The only word that nobody knows, where there is one."""
    unknown = [at for at, slot in enumerate(found) if _is_unknown(slot) and _words(linking, slot)]
    return unknown[0] if len({_words(linking, found[at]) for at in unknown}) == 1 else None


def _back(at: int) -> Iterator[int]:
    return iter(range(at - 1, -1, -1))


def _is_unknown(slot: Slot) -> bool:
    return slot.meanings[0].role is Role.UNKNOWN


__all__ = ["without_glosses"]
