"""What of the index may this asker be told of at all?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from metrics.catalogue import Listing, is_found, listings
from metrics.lookup import FoundValue
from metrics.models import CatalogueEntry
from metrics.releases import LiveRelease
from metrics.values import texts_of
from semantic_layer.access import Policy
from semantic_layer.model.index import ModelIndex

VIEWS_KEPT = 64  # of the catalogue, each a tuple of what all share


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The catalogue entries that an asker may see, and all words of their names."""

    listings: tuple[Listing, ...]
    words: frozenset[str]


def own_names(live: LiveRelease, policy: Policy) -> OwnNames:
    """Of this release and no other; people who may see the same share them."""
    return _own(live, policy.metrics, policy.dimensions)


@lru_cache(maxsize=VIEWS_KEPT)
def _own(live: LiveRelease, metrics: frozenset[str], dimensions: frozenset[str]) -> OwnNames:
    own = tuple(
        each
        for each in _all(live)
        if each.name in (metrics if each.kind == CatalogueEntry.Kind.METRIC else dimensions)
    )
    return OwnNames(own, frozenset(word for each in own for word in each.words))


@lru_cache(maxsize=4)
def _all(live: LiveRelease) -> tuple[Listing, ...]:
    return tuple(listings(live.index))


def indexed(index: ModelIndex, names: Iterable[str]) -> list[str]:
    """Those of the dimensions whose members are found by words."""
    return [
        name
        for name in names
        if index.has_dimension(name)
        and index.dimension(name).indexed
        and is_found(index.dimension(name), index)
    ]


def sees_every_member(index: ModelIndex, policy: Policy) -> bool:
    everywhere = indexed(index, index.dimensions)
    return policy.dimensions.issuperset(everywhere) and not any(policy.rules.values())


def current(row: FoundValue, index: ModelIndex) -> bool:
    """Whether this release knows the member by that text; the index may be of another one."""
    return not row.word or row.text in texts_of(index.dimension(row.dimension), row.value)
