"""Was a definition that a tile rests on changed since it was pinned, and how, in words?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bi_app.asking.catalogue.definitions import built_in_filters, measured_on, parts_in_words
from bi_app.asking.names import metrics_of
from bi_app.asking.stored import stored_query
from bi_app.boards.models import Tile
from bi_app.people.entitlements import Entitled, entitled
from metrics.models import GoneLive, Release
from metrics.releases import live, opened
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric
from semantic_layer.model.redefined import redefined

LOOKED_AT = 50  # releases that went live since
KEPT = 512


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a definition says, then and now."""

    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A metric that was changed when a release went live."""

    name: str
    label: str
    at: datetime
    release: int
    parts: tuple[Part, ...]


def changes(tile: Tile, rights: Entitled) -> tuple[Changed, ...]:
    """Of the metrics that the reader may see, then and now. A frozen tile has not changed."""
    since = tile.seen or tile.release
    query = stored_query(tile.query)
    if query is None or tile.frozen or since.number == live().number:
        return ()
    return tuple(_changes(metrics_of(query), since, rights))


def _changes(names: frozenset[str], since: Release, rights: Entitled) -> Iterator[Changed]:
    then = entitled(opened(since), rights.policy.asker).index
    for each in redefined(then, rights.index, sorted(names)):
        went = _went_live(each.name, since.hash, live().hash)
        parts = tuple(_apart(each.name, then, rights.index)) or (_not_in_words(),)
        if went is not None:
            yield Changed(each.name, each.label, *went, parts)


@lru_cache(maxsize=KEPT)
def _went_live(name: str, since: str, now: str) -> tuple[datetime, int] | None:
    """When what the metric means now first went live since; releases are told by their hashes."""
    gone = GoneLive.objects.select_related("release").order_by("id")
    before = gone.filter(release__hash=since).last()
    index = opened(Release.objects.get(hash=now)).index
    for each in gone.filter(pk__gt=before.pk if before else 0)[:LOOKED_AT]:
        if not any(redefined(opened(each.release).index, index, [name])):
            return each.at, each.release.number
    return None


def _not_in_words() -> Part:
    now = _("changed, in parts that its words do not tell")
    return Part(_("How it is computed"), _("as it was"), now)


def _apart(name: str, then: ModelIndex, now: ModelIndex) -> Iterator[Part]:
    old, new = (dict(_words(index.metric(name), index)) for index in (then, now))
    for key in new:
        if old[key] != new[key]:
            yield Part(_(key), old[key] or "–", new[key] or "–")


def _words(metric: Metric, index: ModelIndex) -> Iterator[tuple[str, str]]:
    yield gettext_noop("Name"), metric.label
    yield gettext_noop("Meaning"), metric.description
    yield gettext_noop("Formula"), metric.formula
    yield gettext_noop("Parts"), parts_in_words(metric, index)
    yield gettext_noop("Counted only"), "; ".join(built_in_filters(metric, index))
    yield gettext_noop("Measured on"), measured_on(metric, index)
    yield gettext_noop("Unit"), metric.unit
    yield gettext_noop("Favourable"), metric.favourable
