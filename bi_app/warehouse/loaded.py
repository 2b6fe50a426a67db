"""How far is a dataset loaded, and is that as far as it promises?"""

from dataclasses import dataclass
from datetime import date

from bi_app.warehouse.gate import data_version
from bi_app.warehouse.service import latest_day
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.index import ModelIndex

_known: dict[tuple[str, str, str], date | None] = {}


@dataclass(frozen=True, slots=True)
class Loaded:
    """`last` is the last day, None where there is none or none is known.

    `behind` says how many days before the data's last one it lies: all of them where nothing is
    loaded.
    """

    dataset: Dataset
    last: date | None
    behind: int

    @property
    def late(self) -> bool:
        promise = self.dataset.promise
        return promise is not None and self.behind > promise.within

    @property
    def refused(self) -> bool:
        """Whether it lies so far behind that what needs its missing days is not answered."""
        promise = self.dataset.promise
        after = None if promise is None else promise.refused_after
        return after is not None and self.behind > after


def loaded(dataset: Dataset, days: Clock, index: ModelIndex) -> Loaded:
    """By the clock of the data: what is loaded last is never behind itself."""
    last = _last(dataset, days, index)
    since = days.first_day if last is None else last
    return Loaded(dataset, last, max(0, (days.watermark - since).days))


def is_watermark(dataset: Dataset, index: ModelIndex) -> bool:
    """Whether the last day of the data is read from it."""
    return dataset.name == index.model.time.watermark.partition(".")[0]


def snapshots_of(dataset: Dataset, days: Clock) -> tuple[date, ...]:
    taken = (each for (name, _), each in days.snapshots.items() if name == dataset.name)
    return tuple(sorted(day for each in taken for day in each))


def _last(dataset: Dataset, days: Clock, index: ModelIndex) -> date | None:
    taken = snapshots_of(dataset, days)
    if taken:
        return taken[-1]
    if is_watermark(dataset, index):
        return days.watermark
    if dataset.promise is None or dataset.time is None:
        return None
    key = dataset.table, dataset.time, data_version()
    if key not in _known:
        _known[key] = latest_day(dataset, index)
    return _known[key]
