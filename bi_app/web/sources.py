"""How fresh is a metric: through which day each of its sources is loaded, and is that in time?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bi_app.warehouse.clock import clock
from bi_app.warehouse.gate import loaded_at
from bi_app.warehouse.loaded import Loaded, loaded
from bi_app.written import day
from metrics.releases import LiveRelease
from semantic_layer.errors import WarehouseError
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric
from semantic_layer.period import Unit


@dataclass(frozen=True, slots=True)
class Source:
    """`promise` is what was promised, empty where nothing is; `late`: it is not kept."""

    label: str
    through: str
    promise: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Fresh:
    """`at` is when the data as it stands came into the warehouse, where that is known."""

    sources: tuple[Source, ...] = ()
    at: datetime | None = None


def fresh(metric: Metric, release: LiveRelease, index: ModelIndex) -> Fresh:
    """Nothing while the warehouse does not tell its days: the definitions stand without."""
    try:
        return Fresh(tuple(_sources(metric, release, index)), loaded_at())
    except WarehouseError:
        return Fresh()


def _sources(metric: Metric, release: LiveRelease, index: ModelIndex) -> Iterator[Source]:
    days = clock(release.index)
    for name in sorted(index.datasets_of(metric.name) & frozenset(index.datasets)):
        yield _source(loaded(index.datasets[name], days, release.index))


def _source(found: Loaded) -> Source:
    label = found.dataset.label
    if found.dataset.promise is None:
        return Source(label, _through(found))
    return Source(label, _through(found), _promise(found), found.late)


def _through(found: Loaded) -> str:
    dataset = found.dataset
    if found.last is None:
        return _unknown(dataset)
    last = day(found.last, "EEE d MMM y")
    if dataset.snapshots is not None:
        return _("last counted on %(day)s") % {"day": last}
    return _("through %(day)s") % {"day": last}


def _unknown(dataset: Dataset) -> str:
    if dataset.promise is not None:
        return _("nothing is loaded yet")
    if dataset.unit is not Unit.DAY:
        return _("kept by %(unit)s, and may run ahead of the data") % {"unit": dataset.unit}
    if dataset.time is None:
        return _("as it stands, without days of its own")
    return _("with the rest of the data")


def _promise(found: Loaded) -> str:
    promise = found.dataset.promise
    days = 0 if promise is None else promise.within
    if not found.late:
        said = ngettext(
            "In time: at most %(days)s day behind is promised",
            "In time: at most %(days)s days behind are promised",
            days,
        )
        return said % {"days": days}
    said = ngettext(
        "Late: %(behind)s days behind, at most %(days)s is promised",
        "Late: %(behind)s days behind, at most %(days)s are promised",
        days,
    )
    return said % {"behind": found.behind, "days": days}
