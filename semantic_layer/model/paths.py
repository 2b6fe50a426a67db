"""By which joins does a dataset reach a dimension?

Joins run from many rows to at most one, so no path counts a row twice. The shortest path wins,
then the order in which joins are declared; a dataset's own expression needs no join at all.

A path may cross one bridge, a join to many, where no other leads there. What lies beyond it is
never joined to the rows that are counted, but chosen or told apart in a step of its own.
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

    @property
    def by_day(self) -> bool:
        """Whether the row's own date finds the partner, so that a row must have one."""
        return self.calendar or self.join.valid is not None


Path = tuple[Step, ...]
Paths = Mapping[tuple[str, str], Path]


def paths(
    datasets: Sequence[Dataset], dimensions: Iterable[Dimension], time: TimeSettings | None
) -> Paths:
    """The path of each (dataset, dimension) that has one."""
    by_name = {dataset.name: dataset for dataset in datasets}
    reached = {dataset.name: _walks(dataset, by_name, time) for dataset in datasets}
    wanted = tuple(dimensions)
    found: dict[tuple[str, str], Path] = {}
    for dataset in datasets:
        across = _across(reached[dataset.name], by_name, reached)
        for dimension in wanted:
            walk = _shortest(dimension, reached[dataset.name].items())
            walk = _shortest(dimension, across) if walk is None else walk
            if walk is not None:
                found[dataset.name, dimension.name] = walk
    return found


def split_at_bridge(path: Path) -> tuple[Path, Step | None, Path]:
    """The joins to one, then the bridge and the joins beyond it, where the path crosses one."""
    for position, step in enumerate(path):
        if step.join.many:
            return path[:position], step, path[position + 1 :]
    return path, None, ()


def _walks(
    dataset: Dataset, by_name: Mapping[str, Dataset], time: TimeSettings | None
) -> dict[str, Path]:
    """Every dataset that is one to this one's many, by its shortest path, nearest first."""
    reached: dict[str, Path] = {dataset.name: ()}
    waiting = deque([dataset])
    while waiting:
        here = waiting.popleft()
        for join in here.joins:
            if join.to in by_name and join.to not in reached and not join.many:
                step = Step(here.name, join.to, join)
                reached[join.to] = (*reached[here.name], step)
                waiting.append(by_name[join.to])
    day = _day_step(dataset, time)
    if day is not None and day.target in by_name:
        reached.setdefault(day.target, (day,))
    return reached


def _across(
    near: Mapping[str, Path],
    by_name: Mapping[str, Dataset],
    reached: Mapping[str, Mapping[str, Path]],
) -> list[tuple[str, Path]]:
    """Every dataset beyond one bridge, with its path; nothing there is found by a row's day."""
    return [
        (name, (*path, Step(here, join.to, join), *beyond))
        for here, path in near.items()
        for join in by_name[here].joins
        if join.many and join.to in by_name
        for name, beyond in reached[join.to].items()
        if not any(step.by_day for step in beyond)
    ]


def _shortest(dimension: Dimension, reached: Iterable[tuple[str, Path]]) -> Path | None:
    carriers = [path for name, path in reached if name in dimension.on]
    return min(carriers, key=len, default=None)


def _day_step(dataset: Dataset, time: TimeSettings | None) -> Step | None:
    """Weeks are not days, and a stock count tells nothing of the weekday it was taken on."""
    if time is None or time.dataset is None or time.date is None:
        return None
    if dataset.time is None or dataset.unit != Unit.DAY or dataset.snapshots is not None:
        return None
    join = Join(to=time.dataset, on={dataset.time: time.date}, whole=True)
    return Step(dataset.name, time.dataset, join, calendar=True)
