"""Is a question about the catalogue: meaning, owner, freshness, scope, rights, cost, calendar?

A question is one where the cues of some way of asking stand in it, and everything else that it
says is a subject of that way or says nothing. A period, a member, a number, a ranking or a
comparison that the way has no place for makes it a question about numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from semantic_layer.interpret.catalogue.stretches import (
    Word,
    around,
    asks_of_another,
    places,
    two_questions,
    without_further,
    without_remarks,
    words_of,
)
from semantic_layer.interpret.catalogue.tied import tied
from semantic_layer.interpret.catalogue.way import LIGHT, Way
from semantic_layer.interpret.catalogue.ways import WAYS
from semantic_layer.interpret.draft import Context
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import CatalogueQuestion, Evidence, Named, Topic
from semantic_layer.interpret.readings import OF_THE_MODEL, Slot
from semantic_layer.interpret.roles import Meaning, Role
from semantic_layer.interpret.stems import singular
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex

KINDS = {
    Role.METRIC: "metric",
    Role.CLOSED_METRIC: "metric",
    Role.DIMENSION: "dimension",
    Role.DATASET: "dataset",
    Role.MEMBER: "member",
    Role.PERIOD: "period",
    Role.GRAIN: "grain",
    Role.TIME_UNIT: "grain",
}
OF_THE_CATALOGUE = frozenset({"metric", "dimension", "dataset"})
SMALL = frozenset({Role.PAUSE, Role.ANY})
MOST_UNREAD = 3
READ_WHOLE = (Topic.MEMBERS, Topic.PERIOD, Topic.SPLIT, Topic.ACCESS)  # rights above all


def catalogue_question(
    linking: Linking, found: tuple[Slot, ...], context: Context
) -> CatalogueQuestion | None:
    """None where it is, or may be, about numbers.

    A question with a word that means nothing here is answered no number, so that such words may
    be left aside, and are said to be, where the cues are plain all the same.
    """
    words = words_of(linking, found)
    question = _first_of_two(linking, words, context) or _first(linking, words, context)
    if question is None and len(kept := without_remarks(linking, found, words)) < len(words):
        question = _first(linking, kept, context)
    if question is None and (further := without_further(linking, words)):
        question = _first(linking, further, context)
        question = question and replace(question, unread=(_rest(linking, further),))
    if question is None and any(_is_unread(linking, slot) for slot in found):
        question = _first(linking, words, context, MOST_UNREAD)
    return question


def _first_of_two(
    linking: Linking, words: Sequence[Word], context: Context
) -> CatalogueQuestion | None:
    """ "What is AOV and who owns it": the first is answered, the second is said not to be."""
    for one, other in two_questions(words):
        question = _first(linking, one, context)
        if question is not None and asks_of_another(other, question.topic):
            return replace(question, unread=(_rest(linking, one),))
    return None


def _first(
    linking: Linking, words: Sequence[Word], context: Context, unread: int = 0
) -> CatalogueQuestion | None:
    for way in WAYS:
        if (way.alone and context.previous is not None) or (unread and not _is_plain(way)):
            continue
        cues = places(way, words)
        if cues is None or (way.bare and cues and cues[0].start > 0):
            continue
        if _is_named(linking, words, cues):
            continue  # "days of cover, 11 September" names a number
        if way.topic is Topic.OWNER and _is_part_of_a_number(linking, words, cues):
            continue  # "who is behind budget"
        question = _asked(linking, words, cues, way, context, unread)
        if question is not None and _is_meant(question, context.index):
            return question
    return None


def _is_named(linking: Linking, words: Sequence[Word], cues: list[range]) -> bool:
    """Whether all the cues stand inside the name of one metric."""
    said = {words[at].at for cue in cues for at in cue}
    return bool(said) and any(
        said.issubset(range(each.first, each.last))
        for each in linking.links
        if each.meaning.role is Role.METRIC and each.meaning.evidence is Evidence.EXACT
    )


def _is_part_of_a_number(linking: Linking, words: Sequence[Word], cues: list[range]) -> bool:
    """Whether the last of the cues begins a metric's name that goes on behind it."""
    last = max((words[at].at for cue in cues for at in cue), default=-1)
    return any(
        each.first == last < each.last - 1
        for each in linking.links
        if each.meaning.role in (Role.METRIC, Role.SIDE)
    )


def _asked(
    linking: Linking,
    words: Sequence[Word],
    cues: list[range],
    way: Way,
    context: Context,
    unread: int,
) -> CatalogueQuestion | None:
    beside = around(linking, words, cues, way, context)
    subjects: list[tuple[Slot, Meaning]] = []
    unknown: list[Slot] = []
    for slot in beside:
        meaning = _subject(slot, way, context.index)
        if meaning is not None:
            subjects.append((slot, meaning))
        elif _is_unread(linking, slot):
            unknown.append(slot)
        elif not _says_nothing(linking, slot, way, context.index):
            return None
    subjects = _without_the_company(subjects, context.index)
    if way.opens and not _opens(linking, words[cues[0].start].at, beside, way):
        return None
    if len(unknown) > max(way.unknown, unread) or not way.least <= len(subjects) <= way.most:
        return None
    if unread and ((way.subjects and not subjects) or any(map(_groups, beside))):
        return None  # the word that means nothing may be what is asked about
    if not way.unknown and any(_touch(each, slot) for each in unknown for slot, _ in subjects):
        return None  # "adjusted net sales" are something else
    themes = [Named("word", "", _written(linking, slot)) for slot in unknown if way.unknown]
    named = tuple(
        each
        for slot, meaning in subjects
        for meant in _alike(slot, meaning)
        for each in _named(meant, _written(linking, slot), context.index)
    )
    kept = tuple(dict.fromkeys((*named, *themes)))
    return CatalogueQuestion(
        way.topic,
        next((each.name for each in kept if each.kind in OF_THE_CATALOGUE), None),
        tied(linking, words, cues, subjects, way.topic, context.index),
        named=kept,
        periods=tuple(m.resolved for _, m in subjects if m.resolved is not None),
        aspect=way.aspect,
        unread=() if way.unknown else tuple(_written(linking, slot) for slot in unknown),
    )


def _rest(linking: Linking, words: Sequence[Word]) -> str:
    """What was said behind the words that are read, as it was written."""
    return linking.text[linking.tokens[words[-1].at].end :].strip(" ,;.?!-–—")


def _is_plain(way: Way) -> bool:
    """Whether its cues say enough, whatever else is said."""
    return not way.bare and way.topic not in READ_WHOLE


def _is_unread(linking: Linking, slot: Slot) -> bool:
    return slot.meanings[0].role is Role.UNKNOWN and bool(_said(linking, slot))


def _groups(slot: Slot) -> bool:
    return any(meaning.role is Role.BY for meaning in slot.meanings)


def _touch(slot: Slot, other: Slot) -> bool:
    return slot.last == other.first or other.last == slot.first


def _opens(linking: Linking, cue: int, beside: Sequence[Slot], way: Way) -> bool:
    """Whether nothing but small words stands before the cue."""
    return all(
        slot.meanings[0].role in (*SMALL, Role.FILLER)
        or not _said(linking, slot)
        or tuple(_said(linking, slot).split()) in way.asides
        for slot in beside
        if slot.first < cue
    )


def _subject(slot: Slot, way: Way, index: ModelIndex) -> Meaning | None:
    for meaning in sorted(slot.meanings, key=lambda each: _rank(each, index)):
        settled = meaning.role is Role.AMBIGUOUS and not list(_named(meaning, "", index))
        if meaning.role in way.subjects and not settled:
            return meaning
    return None


def _without_the_company(
    subjects: list[tuple[Slot, Meaning]], index: ModelIndex
) -> list[tuple[Slot, Meaning]]:
    """ "As Fairmont uses the term" names no brand of that name beside what is asked about."""
    own = [each for each in subjects if _is_the_company(each[0], index)]
    return [each for each in subjects if each not in own] if len(own) < len(subjects) else subjects


def _is_the_company(slot: Slot, index: ModelIndex) -> bool:
    return any(
        each.role is Role.COMPANY or (each.role is Role.AMBIGUOUS and not _names(each, index))
        for each in slot.meanings
    )


def _alike(slot: Slot, meaning: Meaning) -> list[Meaning]:
    """A word of several closed metrics is a word of each, in one order."""
    if meaning.role is not Role.CLOSED_METRIC:
        return [meaning]
    closed = (each for each in slot.meanings if each.role is Role.CLOSED_METRIC)
    return sorted(closed, key=lambda each: each.name)


def _rank(meaning: Meaning, index: ModelIndex) -> int:
    """Of members of one name what is closed comes first, and then those that rights go by."""
    if meaning.role is not Role.MEMBER:
        return 1
    by_right = meaning.closed or meaning.name in index.model.public.dimensions
    return 0 if by_right else 1


def _says_nothing(linking: Linking, slot: Slot, way: Way, index: ModelIndex) -> bool:
    said = tuple(_said(linking, slot).split())
    if said in way.asides or not said:
        return True
    first = slot.meanings[0]
    if way.bare:
        return first.role in SMALL
    light = LIGHT | way.beside
    if _is_the_company(slot, index):
        return True
    if first.role in OF_THE_MODEL:
        return first.role in light
    return any(meaning.role in light for meaning in slot.meanings)


def _said(linking: Linking, slot: Slot) -> str:
    inside = linking.tokens[slot.first : slot.last]
    return " ".join(token.folded for token in inside if token.folded)


def _written(linking: Linking, slot: Slot) -> str:
    return linking.text[linking.tokens[slot.first].start : linking.tokens[slot.last - 1].end]


def _named(meaning: Meaning, said: str, index: ModelIndex) -> Iterator[Named]:
    """What a meaning names; an ambiguous word each metric or dimension that it may mean."""
    if meaning.role is Role.AMBIGUOUS:
        word = next(each for each in index.model.ambiguous if each.word == meaning.name)
        for choice in () if word.for_metrics else word.choices:
            if index.has_metric(choice):
                yield Named("metric", choice, said)
            elif index.has_dimension(choice):
                yield Named("dimension", choice, said)
    elif meaning.role in (Role.PERIOD, Role.GRAIN, Role.TIME_UNIT):
        yield Named(KINDS[meaning.role], meaning.holiday or "", said)
    elif meaning.role in KINDS:
        closed = meaning.closed or meaning.role is Role.CLOSED_METRIC
        yield Named(KINDS[meaning.role], meaning.name, said, meaning.values, closed)


def _is_kept_so(question: CatalogueQuestion, index: ModelIndex) -> bool:
    by = {each.name for each in question.named if each.kind == "dimension"}
    return all(by <= index.reachable(each.name) for each in question.named if each.kind == "metric")


def _names(meaning: Meaning, index: ModelIndex) -> bool:
    word = next(each for each in index.model.ambiguous if each.word == meaning.name)
    return bool(word.for_metrics) or bool(list(_named(meaning, "", index)))


def _is_meant(question: CatalogueQuestion, index: ModelIndex) -> bool:
    """What the parts alone do not decide."""
    metrics = [each for each in question.named if each.kind == "metric" and not each.closed]
    kinds = {each.kind for each in question.named}
    match question.topic:
        case Topic.DIFFERENCE:
            # between sales and their plan lies a number
            plans = {index.metric(each.name).plan for each in metrics}
            return len(question.named) > 1 and plans.isdisjoint(each.name for each in metrics)
        case Topic.DEFINITION if "member" in kinds and question.aspect != "includes":
            return kinds == {"member"}
        case Topic.SPLIT if question.aspect == "order":
            # an order for a number, where there is one to be had
            return "metric" in kinds and not _is_kept_so(question, index)
        case Topic.SPLIT:
            return "metric" in kinds and not kinds.isdisjoint({"dimension", "grain"})
        case Topic.FRESHNESS if question.aspect == "plan":
            planned = question.subject in index.plans
            return planned or index.has_dataset(question.subject or "")
        case Topic.CALENDAR if question.aspect == "edge":
            return not any(each.kind == "period" and each.name for each in question.named)
        case Topic.CERTIFICATION:
            return len(kinds) < 2
        case Topic.MEMBERS if question.aspect == "fragment":
            said = fold(question.named[0].said).split()
            return any(singular(word) != word for word in said)
        case _:
            return True
