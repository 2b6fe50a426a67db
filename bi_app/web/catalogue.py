"""What may this person ask for: the metrics and dimensions open to them, in groups or by words?

All is read from the asker's own view of the model. No statement runs, and no model is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from django.utils.translation import ngettext

from bi_app.people.entitlements import Entitled
from metrics.catalogue import Listing
from metrics.own import OwnNames, own_names
from metrics.releases import LiveRelease
from metrics.spelling import corrections
from metrics.suggest import suggest
from metrics.texts import stem_of, words_of
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric

MOST_MEMBERS = 12
LONGEST = 100  # characters that are looked for
NAMED, BY_NAME, DESCRIBED = range(3)  # how something was found, the best first
Means = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """`kind` is metric or dimension; `certified` is None where nobody certifies."""

    kind: str
    name: str
    label: str
    line: str
    owner: str
    certified: bool | None = None


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MemberFound:
    """A member that is called so, and the dimension that it is one of."""

    label: str
    of: Entry


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`typed` is what was looked for; where it is empty, everything is there but members."""

    typed: str
    metrics: tuple[Group, ...]
    dimensions: tuple[Group, ...]
    members: tuple[MemberFound, ...] = ()

    @property
    def count(self) -> str:
        numbers, splits = _total(self.metrics), _total(self.dimensions)
        counts = [
            ngettext("%(count)s metric", "%(count)s metrics", numbers) % {"count": numbers},
            ngettext("%(count)s dimension", "%(count)s dimensions", splits) % {"count": splits},
        ]
        if found := len(self.members):
            counts.append(
                ngettext("%(count)s member", "%(count)s members", found) % {"count": found}
            )
        return ", ".join(counts)

    @property
    def empty(self) -> bool:
        return not (self.metrics or self.dimensions or self.members)


def catalogue(typed: str, release: LiveRelease, rights: Entitled) -> Catalogue:
    typed = typed[:LONGEST].strip()
    index = rights.index
    if typed:
        best = looked_for(typed, own_names(release, rights.policy))
        return Catalogue(
            typed,
            _ranked((metric_entry(each) for each in open_metrics(index)), best),
            _ranked((dimension_entry(each) for each in index.dimensions.values()), best),
            tuple(islice(_members(typed, release, rights), MOST_MEMBERS)),
        )
    return Catalogue("", tuple(_metric_groups(index)), tuple(_dimension_groups(index)))


def _members(typed: str, release: LiveRelease, rights: Entitled) -> Iterator[MemberFound]:
    """Those that the whole of it may become the name of, and that this person may see."""
    for each in suggest(typed, release, rights.policy):
        if each.value and not each.before.strip():
            dimension = rights.index.dimension(each.name)
            label = dimension.labels.get(each.value, each.value)
            yield MemberFound(label, dimension_entry(dimension))


def open_metrics(index: ModelIndex) -> list[Metric]:
    """Those that are asked for by name, not the parts of others."""
    return [each for each in index.metrics.values() if each.visible]


def metric_entry(metric: Metric) -> Entry:
    about = metric.description
    return Entry("metric", metric.name, metric.label, about, metric.owner, metric.certified)


def dimension_entry(dimension: Dimension) -> Entry:
    about = dimension.description
    return Entry("dimension", dimension.name, dimension.label, about, dimension.owner)


def looked_for(typed: str, own: OwnNames) -> dict[Means, int]:
    """What the words find, each with how; misspelt words only where nothing else is found."""
    words = words_of(typed)
    if not words:
        return {}
    found = _found([[each] for each in words], fold(typed), own.listings)
    if found:
        return found
    mended = [[each, *corrections(each, own.words)] for each in words]
    return _found(mended, fold(typed), own.listings)


def _found(
    words: Sequence[Sequence[str]], typed: str, listings: Iterable[Listing]
) -> dict[Means, int]:
    best: dict[Means, int] = {}
    for each in listings:
        how = _fit(words, typed, each)
        if how is not None:
            means = each.kind, each.name
            best[means] = min(how, best.get(means, how))
    return best


def _fit(words: Sequence[Sequence[str]], typed: str, listing: Listing) -> int | None:
    """Each word has to be there, or begin a word that is; of a description by its stem."""
    if listing.words:
        if fold(listing.text) == typed:
            return NAMED
        held: Sequence[str] = (*listing.words, *listing.stems)
        return BY_NAME if all(_holds(held, each) for each in words) else None
    whole = [[stem_of(word) for word in each] for each in words]
    return DESCRIBED if all(_holds(listing.stems, each) for each in whole) else None


def _holds(held: Iterable[str], ways: Sequence[str]) -> bool:
    return any(own.startswith(way) for own in held for way in (*ways, *map(stem_of, ways)))


def _ranked(entries: Iterable[Entry], best: dict[Means, int]) -> tuple[Group, ...]:
    found = [each for each in entries if (each.kind, each.name) in best]
    found.sort(key=lambda each: (best[each.kind, each.name], each.label))
    return (Group("", tuple(found)),) if found else ()


def _metric_groups(index: ModelIndex) -> Iterator[Group]:
    """By the data that a metric is measured on, in the model's order of it."""
    order = list(index.datasets)
    metrics = sorted(open_metrics(index), key=lambda each: order.index(_home(each, index)))
    for name, each in groupby(metrics, key=lambda metric: _home(metric, index)):
        yield Group(index.dataset(name).label, tuple(map(metric_entry, each)))


def _home(metric: Metric, index: ModelIndex) -> str:
    return index.leaves(metric.name)[0].metric.dataset


def _dimension_groups(index: ModelIndex) -> Iterator[Group]:
    """By the data that lists a dimension's members."""
    order = list(index.datasets)
    listed = [each for each in index.dimensions.values() if lists(each, index) is not None]
    listed.sort(key=lambda each: order.index(lists(each, index) or ""))
    for name, each in groupby(listed, key=lambda dimension: lists(dimension, index)):
        yield Group(index.dataset(name or "").label, tuple(map(dimension_entry, each)))


def lists(dimension: Dimension, index: ModelIndex) -> str | None:
    """The first of its datasets that is open."""
    return next((name for name in dimension.on if name in index.datasets), None)


def _total(groups: Iterable[Group]) -> int:
    return sum(len(each.entries) for each in groups)
