"""What does a metric come from: which measured metrics, and which columns?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from semantic_layer.model.definitions import ComparablePolicy, Dataset, Dimension, Join
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.metrics import (
    Cohort,
    Comparable,
    Cumulative,
    Derived,
    Distinct,
    Following,
    Funnel,
    Measured,
    Metric,
    Narrowed,
    Percentile,
    Ratio,
    SemiAdditive,
    Simple,
    Term,
)
from semantic_layer.model.paths import Path, Paths
from semantic_layer.model.windows import Window
from semantic_layer.query import Filter

PERIOD_DAYS = "period_days"
Metrics = Mapping[str, Metric]


Policies = Mapping[str, ComparablePolicy]


@dataclass(frozen=True, slots=True)
class Among:
    """A leaf is measured over what a policy holds comparable.

    In the period asked for, or with `own_set` in whichever period it is measured for; with
    `year_before` it is measured 364 days before that.
    """

    policy: str
    own_set: bool = False
    year_before: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A measured metric under another one, narrowed further by the terms on the way.

    `filters` and `where` are those of the terms only; `all_filters` and `all_where` have the
    measured metric's own in front. `labels` says every `where` in words. `window` is over which
    days it counts, where not over those of the period.
    """

    metric: Simple | Distinct | SemiAdditive | Cohort | Percentile | Funnel
    filters: tuple[Filter, ...] = ()
    where: tuple[str, ...] = ()
    where_labels: tuple[str, ...] = ()
    among: Among | None = None
    window: Window | None = None

    @property
    def all_filters(self) -> tuple[Filter, ...]:
        return (*self.metric.filters, *self.filters)

    @property
    def all_where(self) -> tuple[str, ...]:
        return _present(self.metric.where) + self.where

    @property
    def labels(self) -> tuple[str, ...]:
        return _present(self.metric.where_label) + self.where_labels


def _present(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)


def parts_of(metric: Metric) -> tuple[Term, ...]:
    """The metrics that a metric names, each with what narrows it; none for a measured one."""
    match metric:
        case Ratio():
            return as_term(metric.numerator), as_term(metric.denominator)
        case Derived():
            names = sorted(columns_in(metric.expression) - {PERIOD_DAYS})
            filters = metric.filters if isinstance(metric, Narrowed) else ()
            return tuple(Term(metric=name, filters=filters) for name in names)
        case Comparable() | Cumulative():
            return (Term(metric=metric.of),)
        case _:
            return ()


def as_term(side: str | Term) -> Term:
    return Term(metric=side) if isinstance(side, str) else side


def leaves_of(metric: Metric, metrics: Metrics) -> tuple[Leaf, ...]:
    """The distinct leaves under a metric, in the order they are met."""
    return _leaves(metric, metrics, {})


def _leaves(
    metric: Metric, metrics: Metrics, known: dict[str, tuple[Leaf, ...]]
) -> tuple[Leaf, ...]:
    """`known` keeps a part that many metrics share from being walked once for each way to it."""
    if isinstance(metric, Measured):
        return (Leaf(metric),)
    if metric.name not in known:
        known[metric.name] = tuple(
            dict.fromkeys(
                _narrowed(leaf, term, metric)
                for term in parts_of(metric)
                for leaf in _leaves(metrics[term.metric], metrics, known)
            )
        )
    return known[metric.name]


def _narrowed(leaf: Leaf, term: Term, by: Metric) -> Leaf:
    among = Among(by.policy, by.growth) if isinstance(by, Comparable) else None
    window = by.window if isinstance(by, Cumulative) else None
    return replace(
        leaf,
        filters=(*term.filters, *leaf.filters),
        where=_present(term.where) + leaf.where,
        where_labels=_present(term.where_label) + leaf.where_labels,
        among=among or leaf.among,
        window=window or leaf.window,
    )


def dimensions_of(leaf: Leaf, policies: Policies) -> tuple[str, ...]:
    """The dimensions that choose the leaf's rows."""
    chosen = () if leaf.among is None else policies[leaf.among.policy].dimensions
    return (*(each.dimension for each in leaf.all_filters), *chosen)


def columns_of_leaf(
    leaf: Leaf,
    time: str | None,
    datasets: Mapping[str, Dataset],
    dimensions: Mapping[str, Dimension],
    policies: Policies,
    paths: Paths,
) -> frozenset[str]:
    """Every "dataset.column" that the leaf's number rests on, those of its filters too.

    `time` is the column its periods apply to.
    """
    dataset = leaf.metric.dataset
    texts = (*expressions_of(leaf.metric).values(), *leaf.all_where)
    names = frozenset[str]().union(*map(columns_in, texts))
    own = {f"{dataset}.{name}" for name in names | {*_present(time)}}
    own |= _columns_that_follow(leaf.metric, datasets, dimensions, paths)
    for name in dimensions_of(leaf, policies):
        path = paths[dataset, name]
        own |= columns_on(path) | columns_of_dimension(dimensions[name], dataset, path)
    return frozenset(own)


def expressions_of(metric: Measured) -> dict[str, str]:
    """The row-level expressions that a measured metric reads on its dataset, by their keys."""
    found = {"expression": metric.expression}
    more = {
        Cohort: ("event", "amount"),
        Funnel: ("event",),
        Percentile: ("of_each",),
    }
    for key in more.get(type(metric), ()):
        text = getattr(metric, key)
        if text is not None:
            found[key] = text
    return found


def following_of(metric: Measured) -> Following | None:
    return metric.followed_by if isinstance(metric, Funnel) else None


def filters_of(leaf: Leaf) -> tuple[Filter, ...]:
    """Those of the rows that it counts, then those of what it looks for."""
    following = following_of(leaf.metric)
    return (*leaf.all_filters, *(() if following is None else following.filters))


def datasets_of_leaf(leaf: Leaf) -> frozenset[str]:
    """Where its rows are counted, and where else it looks."""
    following = following_of(leaf.metric)
    return frozenset({leaf.metric.dataset, *(() if following is None else (following.dataset,))})


def _columns_that_follow(
    metric: Measured,
    datasets: Mapping[str, Dataset],
    dimensions: Mapping[str, Dimension],
    paths: Paths,
) -> frozenset[str]:
    following = following_of(metric)
    if following is None:
        return frozenset()
    dataset = following.dataset
    texts = (following.expression, *_present(following.where))
    names = frozenset[str]().union(*map(columns_in, texts))
    time = following.time or datasets[dataset].time
    own = {f"{dataset}.{name}" for name in names | {*_present(time)}}
    for each in following.filters:
        path = paths[dataset, each.dimension]
        own |= columns_on(path) | columns_of_dimension(dimensions[each.dimension], dataset, path)
    return frozenset(own)


def columns_on(path: Path) -> frozenset[str]:
    """The columns that a path's joins compare."""
    here = {f"{step.source}.{name}" for step in path for name in step.join.on}
    there = {f"{step.target}.{name}" for step in path for name in columns_met(step.join)}
    return frozenset(here | there)


def columns_met(join: Join) -> frozenset[str]:
    """The columns there that a join compares."""
    ends = () if join.valid is None else (join.valid.since, join.valid.until)
    return frozenset((*join.on.values(), *ends))


def columns_of_dimension(dimension: Dimension, dataset: str, path: Path) -> frozenset[str]:
    """The columns of a dimension's expression where a path from the dataset ends."""
    end = path[-1].target if path else dataset
    return frozenset(f"{end}.{name}" for name in columns_in(dimension.on[end]))
