"""Can cohorts and funnels be told by the days of their events?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import Dataset, DataType
from semantic_layer.model.metrics import Cohort, Following, Funnel
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.paths import paths
from semantic_layer.model.sections import Parts
from semantic_layer.model.walking import measured


def cohorts_have_days(parts: Parts) -> Iterator[Mistake]:
    """A first time is a day of all days, so no condition of the period may choose it."""
    for metric, dataset in measured(parts):
        if not isinstance(metric, Cohort | Funnel):
            continue
        if _has_no_days(dataset, metric.time):
            message = (
                f"{dataset.name} has no events with a day, and a {metric.kind} is told by them"
            )
            yield Mistake("metrics", metric.name, ("kind",), message)
        if metric.where is not None and "period_" in metric.where:
            message = "what an event is cannot depend on the period"
            yield Mistake("metrics", metric.name, ("where",), message)


def _has_no_days(dataset: Dataset, time: str | None) -> bool:
    return (time or dataset.time) in (None, "none") or dataset.snapshots is not None


def cohorts_have_what_they_take(parts: Parts) -> Iterator[Mistake]:
    for metric, _ in measured(parts):
        if not isinstance(metric, Cohort):
            continue
        if (metric.amount is not None) != (metric.take == "first"):
            found = "missing" if metric.amount is None else "superfluous"
            message = f"{found}; an amount is what `take: first` adds up, and nothing else does"
            yield Mistake("metrics", metric.name, ("amount",), message)
        if metric.window is not None and metric.take not in ("retained", "before"):
            message = "superfluous; only `take: retained` and `before` look back over a window"
            yield Mistake("metrics", metric.name, ("window",), message)


def funnels_are_followed_by_days(parts: Parts) -> Iterator[Mistake]:
    by_name = {dataset.name: dataset for dataset in parts.datasets}
    for metric, _ in measured(parts):
        if not isinstance(metric, Funnel):
            continue
        following = metric.followed_by
        dataset = by_name.get(following.dataset)
        if dataset is not None and not _has_dates(dataset, following):
            message = f"{dataset.name} has no events with a day, and a funnel is told by them"
            yield Mistake("metrics", metric.name, ("followed_by", "dataset"), message)
        if following.where is not None and "period_" in following.where:
            message = "what an event is cannot depend on the period"
            yield Mistake("metrics", metric.name, ("followed_by", "where"), message)


def _has_dates(dataset: Dataset, following: Following) -> bool:
    types = {column.name: column.type for column in dataset.columns}
    is_date = types.get(following.time or "", DataType.DATE) is DataType.DATE
    return is_date and not _has_no_days(dataset, following.time)


def nothing_follows_itself(parts: Parts) -> Iterator[Mistake]:
    for metric, _ in measured(parts):
        if not isinstance(metric, Funnel):
            continue
        following = metric.followed_by
        if metric.event is not None and following.dataset != metric.dataset:
            message = f"superfluous; an event of {following.dataset} is none of {metric.dataset}"
            yield Mistake("metrics", metric.name, ("event",), message)
        if metric.same_day and metric.event is None and _includes(following, metric):
            message = "each event is followed by itself; name the `event`, or say same_day: false"
            yield Mistake("metrics", metric.name, ("same_day",), message)
        if not metric.same_day and metric.within_days == 0:
            message = "no day is left; expected 1 or more where its own day does not count"
            yield Mistake("metrics", metric.name, ("within_days",), message)


def _includes(following: Following, metric: Funnel) -> bool:
    """Whether whatever is an event of the funnel is one that follows, too."""
    of_one = following.dataset == metric.dataset and following.expression == metric.expression
    filtered = set(following.filters) <= set(metric.filters)
    return of_one and filtered and following.where in (None, metric.where)


def funnels_tell_of_no_few_people(parts: Parts) -> Iterator[Mistake]:
    """What follows is not filtered by what small groups guard, where they could not be counted."""
    routes = paths(parts.datasets, parts.dimensions, None)
    for metric, _ in measured(parts):
        if not isinstance(metric, Funnel):
            continue
        for i, each in enumerate(metric.followed_by.filters):
            guarded = any(each.dimension in small.dimensions for small in parts.small_groups)
            if guarded and (metric.dataset, each.dimension) not in routes:
                message = f"{metric.dataset} does not reach “{each.dimension}” to count its people"
                yield Mistake("metrics", metric.name, ("followed_by", "filters", i), message)
