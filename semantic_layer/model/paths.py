"""By which joins does a dataset reach a dimension?

Joins run from many rows to at most one, so no path counts a row twice. The shortest path wins,
then the order in which joins are declared; a dataset's own expression needs no join at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from semantic_layer.model.definitions import Dataset, Dimension, Join, TimeSettings
from semantic_layer.period import Unit


@dataclass(frozen=True, slots=True)
class Step:
    """One join on a path.

    With `calendar` the dataset is joined by its day to the table of days: `join.on` names the
    dataset's own time column, and a metric with another `time` is joined by that one instead.
    """

    source: str
    target: str
    join: Join
    calendar: bool = False


Path = tuple[Step, ...]
Paths = Mapping[tuple[str, str], Path]


def paths(
    datasets: Sequence[Dataset], dimensions: Iterable[Dimension], time: TimeSettings | None
) -> Paths:
    """The path of each (dataset, dimension) that has one."""
    by_name = {dataset.name: dataset for dataset in datasets}
    wanted = tuple(dimensions)
    found: dict[tuple[str, str], Path] = {}
    for dataset in datasets:
        reached = walks(dataset, by_name, time)
        for dimension in wanted:
            walk = _shortest(dimension, reached)
            if walk is not None:
                found[dataset.name, dimension.name] = walk
    return found


def walks(
    dataset: Dataset, by_name: Mapping[str, Dataset], time: TimeSettings | None
) -> dict[str, Path]:
    """Every dataset that can be joined from this one, by its shortest path, nearest first."""
    reached: dict[str, Path] = {dataset.name: ()}
    waiting = deque([dataset])
    while waiting:
        here = waiting.popleft()
        for join in here.joins:
            if join.to in by_name and join.to not in reached:
                step = Step(here.name, join.to, join)
                reached[join.to] = (*reached[here.name], step)
                waiting.append(by_name[join.to])
    day = _day_step(dataset, time)
    if day is not None and day.target in by_name:
        reached.setdefault(day.target, (day,))
    return reached


def _shortest(dimension: Dimension, reached: Mapping[str, Path]) -> Path | None:
    carriers = [reached[name] for name in reached if name in dimension.on]
    return min(carriers, key=len, default=None)


def _day_step(dataset: Dataset, time: TimeSettings | None) -> Step | None:
    """Weeks are not days, and a stock count tells nothing of the weekday it was taken on."""
    if time is None or time.dataset is None or time.date is None:
        return None
    if dataset.time is None or dataset.unit != Unit.DAY or dataset.snapshots is not None:
        return None
    join = Join(to=time.dataset, on={dataset.time: time.date}, whole=True)
    return Step(dataset.name, time.dataset, join, calendar=True)
