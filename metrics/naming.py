"""Which stretch of a question names a member, by which evidence, and how well does it fit?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from rapidfuzz.distance import OSA

from metrics.lookup import FoundValue
from metrics.question import Stretch, stretches
from metrics.texts import bag, stem_of, words_of
from semantic_layer.interpret.outcome import Evidence, ValueCandidate

JOINERS = frozenset({"and", "of", "the", "in", "a", "for", "s"})
WHOLE = frozenset({Evidence.EXACT, Evidence.SYNONYM, Evidence.STEM})
MOST_MENDED = 2  # words of one stretch that are read as others
AS_LIKE = 0.05  # of likeness, by which another mended reading may fall behind the best
MOST_ALIKE = 20  # members that part of a name fits; of more, it names none


@dataclass(frozen=True, slots=True)
class Reading:
    """A stretch with some words read as others: misspelt ones mended, begun ones completed."""

    stretch: Stretch
    words: tuple[str, ...]
    evidence: Evidence | None = None  # None: as written

    @property
    def compact(self) -> str:
        return "".join(self.words)

    @property
    def likeness(self) -> float:
        return OSA.normalized_similarity(self.stretch.text, " ".join(self.words))


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What unknown words of the question may stand for."""

    mended: Mapping[str, Sequence[str]]
    completed: Mapping[str, Sequence[str]]

    def of(self, word: str) -> Sequence[str]:
        return self.mended.get(word) or self.completed.get(word) or ()


@dataclass(frozen=True, slots=True)
class Fit:
    stretch: Stretch
    evidence: Evidence
    score: float


def readings(words: tuple[str, ...], alternatives: Alternatives) -> Iterator[Reading]:
    for stretch in stretches(words):
        yield Reading(stretch, stretch.words)
        unknown = [word for word in stretch.words if alternatives.of(word)]
        if 0 < len(unknown) <= MOST_MENDED:
            mended = any(word in alternatives.mended for word in unknown)
            evidence = Evidence.MISSPELLING if mended else Evidence.ABBREVIATION
            for words in product(*(alternatives.of(word) or (word,) for word in stretch.words)):
                yield Reading(stretch, words, evidence)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question's readings by the forms that a member is kept under."""

    words: tuple[str, ...]
    content: Collection[str]
    alternatives: Alternatives
    by_compact: Mapping[str, Sequence[Reading]]
    by_bag: Mapping[str, Sequence[Reading]]


def asked(
    words: tuple[str, ...],
    content: Collection[str],
    alternatives: Alternatives,
) -> Asked:
    by_compact: dict[str, list[Reading]] = defaultdict(list)
    by_bag: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings(words, alternatives):
        by_compact[reading.compact].append(reading)
        by_bag[bag(reading.words)].append(reading)
    return Asked(words, content, alternatives, by_compact, by_bag)


def as_known(question: Asked, rows: Iterable[FoundValue]) -> Asked:
    """The question once members are found: a word that they have stands for itself alone."""
    known = {stem_of(word) for row in rows for word in words_of(row.text)}
    old = question.alternatives
    new = Alternatives(
        {word: others for word, others in old.mended.items() if stem_of(word) not in known},
        {word: others for word, others in old.completed.items() if stem_of(word) not in known},
    )
    return question if new == old else asked(question.words, question.content, new)


def fits(row: FoundValue, question: Asked) -> list[Fit]:
    """Every stretch that gives the member's whole name; else the best that gives part of it."""
    found = [_by_letters(row, reading) for reading in question.by_compact.get(row.compact, ())]
    if not found:
        found = [_by_stems(row, reading) for reading in question.by_bag.get(row.bag, ())]
    if found:
        return found
    part = _in_part(row, question)
    return [part] if part else []


def _by_letters(row: FoundValue, reading: Reading) -> Fit:
    if reading.evidence:
        return Fit(reading.stretch, reading.evidence, reading.likeness)
    same = " ".join(reading.words) == " ".join(words_of(row.text))
    evidence = Evidence.SYNONYM if row.word else Evidence.EXACT
    return Fit(reading.stretch, evidence, 1.0 if same else 0.97)


def _by_stems(row: FoundValue, reading: Reading) -> Fit:
    if reading.evidence:
        return Fit(reading.stretch, reading.evidence, reading.likeness * 0.97)
    same_order = [*map(stem_of, reading.words)] == [*map(stem_of, words_of(row.text))]
    return Fit(reading.stretch, Evidence.STEM, 1.0 if same_order else 0.9)


def _in_part(row: FoundValue, question: Asked) -> Fit | None:
    """The neighbouring words that give most of the member's letters, joining words between."""
    own = {stem_of(word): len(word) for word in words_of(row.text)}
    best: tuple[float, int, Fit] | None = None
    for run in _runs(question, own):
        matched = {read for _, read in run if read in own}
        share = sum(own[each] for each in matched) / sum(own.values())
        first, last = run[0][0], run[-1][0] + 1
        written = question.words[first:last]
        if not any(word in question.content for word in written):
            continue
        if len(run) == 1 and not _same_word(written[0], row, question):
            continue
        fit = _part(Stretch(first, last, written), share, question)
        if best is None or (share, -first) > best[:2]:
            best = (share, -first, fit)
    return best[2] if best else None


def _same_word(word: str, row: FoundValue, question: Asked) -> bool:
    """One word alone must be the member's own, or its singular or plural: "lately" is not Late."""
    own = words_of(row.text)
    return any(
        way in own or f"{way}s" in own or way.removesuffix("s") in own
        for way in (word, *question.alternatives.of(word))
    )


def _part(stretch: Stretch, share: float, question: Asked) -> Fit:
    guessed = [word for word in stretch.words if word in question.alternatives.mended]
    if guessed:
        return Fit(stretch, Evidence.MISSPELLING, (0.78 + 0.2 * share) * 0.9)
    if share == 1.0 and not any(question.alternatives.of(word) for word in stretch.words):
        return Fit(stretch, Evidence.STEM, 0.88)
    return Fit(stretch, Evidence.ABBREVIATION, 0.78 + 0.2 * share)


def _runs(question: Asked, own: Mapping[str, int]) -> Iterator[list[tuple[int, str]]]:
    """Maximal runs of (place, stem) that begin and end with a word of the member."""
    run: list[tuple[int, str]] = []
    for place, word in enumerate((*question.words, "")):
        ways = (stem_of(word), *(stem_of(other) for other in question.alternatives.of(word)))
        read = next((way for way in ways if way in own), None)
        if read is not None:
            run.append((place, read))
        elif word in JOINERS and run:
            run.append((place, ""))
        else:
            while run and not run[-1][1]:
                run.pop()
            if run:
                yield run
            run = []


def candidates(
    found: Iterable[tuple[FoundValue, Fit]], *, closed: bool = False
) -> list[ValueCandidate]:
    """The fits worth telling, best first.

    What only partly fits gives way where its words, or more of them, name something whole, and
    where it fits so many members that it names none of them.
    """
    kept = list(found)
    whole = [fit.stretch for _, fit in kept if fit.evidence in WHOLE]
    parts = [fit.stretch for _, fit in kept if fit.evidence is Evidence.ABBREVIATION]
    likest = _likest(fit for _, fit in kept if fit.evidence is Evidence.MISSPELLING)
    best: dict[tuple[str, str, str], ValueCandidate] = {}
    for row, fit in kept:
        if fit.evidence not in WHOLE and any(fit.stretch.inside(each) for each in whole):
            continue
        if fit.evidence is Evidence.ABBREVIATION and _in_longer(fit.stretch, parts):
            continue
        if fit.evidence is Evidence.MISSPELLING and fit.score < likest[fit.stretch] - AS_LIKE:
            continue
        one = ValueCandidate(
            row.dimension, row.value, fit.stretch.text, fit.evidence, round(fit.score, 4), closed
        )
        place = (one.dimension, one.value, one.text)
        if place not in best or _rank(one) < _rank(best[place]):
            best[place] = one
    return sorted(_few_alike(best.values()), key=_order)


def _likest(fits: Iterable[Fit]) -> dict[Stretch, float]:
    best: dict[Stretch, float] = {}
    for fit in fits:
        best[fit.stretch] = max(fit.score, best.get(fit.stretch, 0.0))
    return best


def _in_longer(stretch: Stretch, others: Iterable[Stretch]) -> bool:
    return any(stretch.inside(other) and stretch != other for other in others)


def _few_alike(found: Iterable[ValueCandidate]) -> Iterator[ValueCandidate]:
    """Part of a name means all members that it fits; a misspelling means one, or nothing."""
    alike: dict[tuple[str, str, Evidence], list[ValueCandidate]] = defaultdict(list)
    for one in found:
        if one.evidence in WHOLE:
            yield one
        else:
            alike[one.dimension, one.text, one.evidence].append(one)
    for (_, _, evidence), group in alike.items():
        best = max(one.score for one in group)
        if evidence is Evidence.ABBREVIATION and len(group) <= MOST_ALIKE:
            yield from (replace(one, score=best) for one in group)
        elif evidence is Evidence.MISSPELLING and sum(one.score == best for one in group) == 1:
            yield from group


def _rank(one: ValueCandidate) -> tuple[int, float]:
    return list(Evidence).index(one.evidence), -one.score


def _order(one: ValueCandidate) -> tuple[float, int, str, str, str]:
    return -one.score, _rank(one)[0], one.dimension, one.value, one.text
