"""Which entitled members, metrics and dimensions may a question's words mean?

Members are found by the stretches of the question: whole and exact, in another form or order, in
part, misspelt, or by meaning where nothing else is found. Metrics and dimensions are found by
their words and by meaning, and the two orders are fused by rank. Whatever the asker may not see is
left out by the statements themselves; public names that are closed come from a statement of their
own and are marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.db import transaction

from metrics.embedding import embed_question
from metrics.english import is_english
from metrics.fusion import names_near
from metrics.lookup import (
    FoundValue,
    Rows,
    Wanted,
    closed_rows,
    find_values,
    nameable_rows,
    nearest_values,
    open_rows,
)
from metrics.naming import MOST_ALIKE, Asked, as_known, candidates, fits
from metrics.nicknames import nicknames
from metrics.own import current, indexed, own_names, sees_every_member
from metrics.question import folded_words, grammar_words, words_in_capitals
from metrics.reading import read
from metrics.releases import LiveRelease
from metrics.texts import stem_of, words_of
from semantic_layer.access import Policy
from semantic_layer.interpret.outcome import Candidates, Evidence, ValueCandidate
from semantic_layer.model.index import ModelIndex

NEAREST_VALUES = 3
FARTHEST = 0.45  # cosine distance of a member that words may mean
NICKNAMED = 0.9
SHORTEST_GUESSED = 4  # letters
MOST_GUESSED = 1  # stretch of unknown words that is looked for by meaning: its vector takes 6 ms
LONGEST_GUESSED = 3  # words; the meaning of more is nobody's name


def retrieve(text: str, live: LiveRelease, policy: Policy) -> Candidates:
    """Candidates in a fixed order: the same question, release, index and policy give the same."""
    words = folded_words(text)
    if not words:
        return Candidates()
    vector = embed_question(text)
    own = own_names(live, policy)
    capitals = words_in_capitals(text)
    with transaction.atomic():
        question, wanted = read(words, own.words, _nameable(live.index, policy))
        found = _values(question, wanted, live.index, policy)
        values = [each for each in found if not _by_chance(each, live.index, capitals)]
        values += _nicknamed(words, capitals, live.index, policy)
        names = tuple(names_near(words, own.listings, vector))
    guessed = _guessed(question, values, live.index, policy)
    english = frozenset(filter(is_english, words))
    return Candidates(values=(*values, *guessed), names=names, english=english)


def _nicknamed(
    words: tuple[str, ...], capitals: frozenset[str], index: ModelIndex, policy: Policy
) -> Iterator[ValueCandidate]:
    """The one member that a place's nickname can mean; of several, or of none, it says nothing."""
    for said, full in nicknames(words, capitals):
        question, wanted = read(full, frozenset(), _nameable(index, policy))
        named = [each for each in _values(question, wanted, index, policy) if _is(each, full)]
        if len({(each.dimension, each.value) for each in named}) == 1 and not named[0].closed:
            score = min(named[0].score, NICKNAMED)
            yield replace(named[0], text=said, evidence=Evidence.ABBREVIATION, score=score)


def _is(value: ValueCandidate, full: tuple[str, ...]) -> bool:
    return value.text == " ".join(full) and value.evidence is not Evidence.MISSPELLING


def _nameable(index: ModelIndex, policy: Policy) -> Rows | None:
    """The members that words may be read as; None where the asker may see them all."""
    if sees_every_member(index, policy):
        return None
    own, public = indexed(index, policy.dimensions), index.model.public.dimensions
    return nameable_rows(policy, own, indexed(index, public))


def _values(
    question: Asked, wanted: Wanted, index: ModelIndex, policy: Policy
) -> list[ValueCandidate]:
    dimensions = indexed(index, policy.dimensions)
    found = find_values(wanted, open_rows(policy, dimensions), MOST_ALIKE + 1)
    question = as_known(question, found)
    values = _fitting(found, question, index)
    public = indexed(index, index.model.public.dimensions)
    if any(policy.rules.values()) or not policy.dimensions.issuperset(public):
        whole = Wanted(wanted.compacts, wanted.bags)
        closed = find_values(whole, closed_rows(policy, dimensions, public), MOST_ALIKE + 1)
        values += _fitting(closed, question, index, closed=True)
    return values


def _fitting(
    found: Iterable[FoundValue], question: Asked, index: ModelIndex, *, closed: bool = False
) -> list[ValueCandidate]:
    return candidates(
        ((row, fit) for row in found if current(row, index) for fit in fits(row, question)),
        closed=closed,
    )


def _by_chance(value: ValueCandidate, index: ModelIndex, capitals: frozenset[str]) -> bool:
    """Whether a code is only spelt as a word of grammar: Oregon is "OR", not "or"."""
    dimension = index.dimension(value.dimension)
    return dimension.code and value.text in grammar_words() and value.text not in capitals


def _guessed(
    question: Asked, values: Sequence[ValueCandidate], index: ModelIndex, policy: Policy
) -> list[ValueCandidate]:
    """Members near in meaning to words that nothing else explains."""
    rows = open_rows(policy, indexed(index, policy.dimensions))
    explained = {word for value in values for word in value.text.split()}
    guesses: dict[tuple[str, str], ValueCandidate] = {}
    for text in _unexplained(question, explained)[:MOST_GUESSED]:
        vector = embed_question(text)
        with transaction.atomic():
            nearest = nearest_values(vector, rows, NEAREST_VALUES)
        for row in nearest:  # the nearest first, so that a member's best text stands
            if row.distance <= FARTHEST and current(row, index) and not _alike(row.text, text):
                score = round(1 - row.distance, 4)
                guess = ValueCandidate(row.dimension, row.value, text, Evidence.VECTOR, score)
                guesses.setdefault((row.dimension, row.value), guess)
    return list(guesses.values())


def _alike(name: str, words: str) -> bool:
    """Words that a member has would have found it, had they named it."""
    return not set(map(stem_of, words_of(name))).isdisjoint(map(stem_of, words.split()))


def _unexplained(question: Asked, explained: set[str]) -> list[str]:
    """Runs of neighbouring content words that no candidate's stretch has; no letters or figures."""
    runs: list[list[str]] = [[]]
    for word in question.words:
        plain = word.isalpha() and len(word) >= SHORTEST_GUESSED
        if plain and word in question.content and word not in explained:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [" ".join(run) for run in runs if 0 < len(run) <= LONGEST_GUESSED]
