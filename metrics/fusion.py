"""Which metrics and dimensions are near a question, by its words and by its meaning?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from metrics.catalogue import Listing
from metrics.lookup import FoundName, find_names
from metrics.minilm import Vectors
from metrics.question import grammar_words
from metrics.texts import stem_of
from semantic_layer.interpret.outcome import NameCandidate

FUSION = 60  # the usual constant of reciprocal rank fusion
MOST_NAMES = 20
NEAREST_NAMES = 40


def names_near(
    words: Sequence[str], own: Sequence[Listing], vector: Vectors
) -> Iterator[NameCandidate]:
    """Best first, by reciprocal rank fusion; 1.0 is the first by words and by meaning."""
    asked_stems = sorted({stem_of(word) for word in words if word not in grammar_words()})
    found = find_names([each.key for each in own], asked_stems, vector, NEAREST_NAMES)
    orders = (
        _ranked((_shared(each, asked_stems), each) for each in found if each.distance is None),
        _ranked((-each.distance, each) for each in found if each.distance is not None),
    )
    scores: dict[tuple[str, str], float] = defaultdict(float)
    for order in orders:
        for rank, place in enumerate(order):
            scores[place] += (FUSION + 1) / (FUSION + 1 + rank) / len(orders)
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    for (kind, name), score in best[:MOST_NAMES]:
        yield NameCandidate(kind, name, round(score, 4))


def _ranked(found: Iterable[tuple[float, FoundName]]) -> list[tuple[str, str]]:
    """Each name once, at the place of its best text."""
    order = sorted(found, key=lambda item: (-item[0], item[1].kind, item[1].name))
    return list(dict.fromkeys((each.kind, each.name) for _, each in order))


def _shared(entry: FoundName, stems: Sequence[str]) -> float:
    """How much of the text the question says; the longer of two whole names goes first."""
    shared = len(set(entry.stems) & set(stems))
    return shared / len(entry.stems) + 0.05 * shared
