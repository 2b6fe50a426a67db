"""Which metrics, dimensions and members may somebody be typing the name of?

Names are looked through in memory; members are found by an index: by how their name begins, in
each dimension, or by words in any order, misspelt ones too. Only what the asker may see is read,
and nothing is found by its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from metrics.catalogue import Listing
from metrics.lookup import FoundValue, KnownWord, Rows, begun_values, known_words, open_rows
from metrics.own import OwnNames, current, indexed, own_names, sees_every_member
from metrics.question import grammar_words
from metrics.releases import LiveRelease
from metrics.spelling import begun_corrections, corrections
from metrics.texts import misspelling_keys, stem_of, words_of
from metrics.typed import Fit, Typed, Ways, fit, fittest, typed
from semantic_layer.access import Policy
from semantic_layer.model.index import ModelIndex

SHORTEST = 2  # letters by which a member is looked for
MOST_BEGUN = 200  # words of members that begin as the last word does
MOST_EACH = 5  # members of one dimension that begin in one way
MOST_TOGETHER = 60  # members that have the same words
COMMON = 2_000  # texts that have one of the words begun, up to which these find members alone

Found = Iterator[tuple["Suggested", Fit]]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A metric or dimension (`kind`), or a dimension's member where `value` is not empty.

    It was found by `text`, and stands behind `before`, what stays of what was typed.
    """

    kind: str
    name: str
    value: str
    text: str
    before: str

    @property
    def means(self) -> tuple[str, str, str]:
        return self.kind, self.name, self.value


def suggest(text: str, live: LiveRelease, policy: Policy) -> list[Suggested]:
    """What the end of the text may become, the best first, each once, by most of its words."""
    what = typed(text)
    if not what.words or (what.finished and what.words[-1] in grammar_words()):
        return []
    own = own_names(live, policy)
    found = [*_names(what, own, live.index), *_values(what, live, policy)]
    found.sort(key=lambda pair: (pair[0].text, pair[0].name, pair[0].value))
    longest: dict[tuple[str, str, str], int] = {}
    for one, how in found:
        longest[one.means] = max(how.length, longest.get(one.means, 0))
    best: dict[tuple[str, str, str], Suggested] = {}
    for one, how in fittest(found, what):
        if how.length == longest[one.means]:
            best.setdefault(one.means, one)
    return list(best.values())


def _names(what: Typed, own: OwnNames, index: ModelIndex) -> Found:
    ways = _ways(what, own.words)
    last = frozenset(ways[-1].all)
    for each in own.listings:
        if last.isdisjoint(each.words) and not "".join(each.words).startswith(what.beginnings):
            continue
        if how := fit(each.words, what, ways, synonym=each.text != _label(each, index)):
            yield Suggested(each.kind, each.name, "", each.text, what.before(how.length)), how


def _label(of: Listing, index: ModelIndex) -> str:
    if of.kind == "metric":
        return index.metric(of.name).label
    return index.dimension(of.name).label


def _values(what: Typed, live: LiveRelease, policy: Policy) -> Found:
    if len(what.beginnings[-1]) < SHORTEST:
        return
    dimensions = indexed(live.index, policy.dimensions)
    rows = open_rows(policy, dimensions)
    with transaction.atomic():
        known = _known(what, None if sees_every_member(live.index, policy) else rows)
        ways = _ways(what, frozenset(each.word for each in known))
        found = _members(what, ways, known, dimensions, rows)
    for row in found:
        how = fit(words_of(row.text), what, ways, synonym=row.word)
        if how and current(row, live.index):
            before = what.before(how.length)
            yield Suggested("dimension", row.dimension, row.value, row.text, before), how


def _known(what: Typed, rows: Rows | None) -> list[KnownWord]:
    """Words of members that the typed ones may be."""
    plain = [word for word in what.words if word not in grammar_words()]
    keys = {key for word in plain for key in misspelling_keys(word)}
    begun = [] if what.finished else [what.words[-1]]
    stems = sorted(map(stem_of, what.words))
    return known_words(stems, sorted(keys), begun, MOST_BEGUN, rows)


def _ways(what: Typed, vocabulary: frozenset[str]) -> list[Ways]:
    *whole, last = what.words
    return [
        *(_whole(word, vocabulary) for word in whole),
        _whole(last, vocabulary) if what.finished else _begun(last, vocabulary),
    ]


def _whole(word: str, vocabulary: frozenset[str]) -> Ways:
    root = stem_of(word)
    own = frozenset(other for other in vocabulary if other == word or stem_of(other) == root)
    return Ways(own) if own else Ways(mended=frozenset(corrections(word, vocabulary)))


def _begun(word: str, vocabulary: frozenset[str]) -> Ways:
    own = frozenset(other for other in vocabulary if other.startswith(word))
    if own:
        return Ways(own)
    mended = {*corrections(word, vocabulary), *begun_corrections(word, vocabulary)}
    return Ways(mended=frozenset(mended))


def _members(
    what: Typed,
    ways: Sequence[Ways],
    known: Sequence[KnownWord],
    dimensions: Sequence[str],
    rows: Rows,
) -> list[FoundValue]:
    """Each by its beginning, and by the last of its words, alone where they are rare enough."""
    beginnings = [each for each in what.beginnings if len(each) >= SHORTEST]
    beginnings = [] if what.finished else [*beginnings, *sorted(ways[-1].mended)]
    alone = _rare(ways[-1].all, known) if len(what.words[-1]) >= SHORTEST else []
    together = [
        [sorted(each.all) for each in ways[-length:]]
        for length in range(2, len(ways) + 1)
        if all(each.all for each in ways[-length:])
    ]
    groups = [*together, [alone]] if alone else together
    return begun_values(dimensions, beginnings, groups, rows, MOST_EACH, MOST_TOGETHER)


def _rare(words: Iterable[str], known: Sequence[KnownWord]) -> list[str]:
    """Those that few texts have, the rarest first, while they bring few texts together."""
    texts = {each.word: each.texts for each in known}
    rare, brought = [], 0
    for word in sorted(words, key=lambda each: (texts[each], each)):
        brought += texts[word]
        if brought > COMMON:
            break
        rare.append(word)
    return rare
