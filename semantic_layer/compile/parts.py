"""What part of a metric meets some conditions: "what share of net sales came from the app"?

For the length of one query the part is a metric like any other of the model: the metric under the
conditions, and its share a ratio, the part over the metric itself, in each row. What is asked for
its share is asked for that ratio.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.compile.words import filter_in_words
from semantic_layer.errors import NotAdditive, NotYet, UnreachableDimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import leaves_of
from semantic_layer.model.metrics import Metric, Narrowed, Ratio
from semantic_layer.query import MetricQuery, Share, Show

PART, SHARE = "part", "share"


@dataclass(frozen=True, slots=True)
class Parted:
    """The part of one metric and its share, as metrics."""

    part: Narrowed
    share: Ratio


@dataclass(frozen=True, slots=True)
class WithParts:
    """The query and the index in which parts and shares are metrics; `made` by their wholes."""

    query: MetricQuery
    index: ModelIndex
    made: Mapping[str, Parted] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """Of the metrics that were made."""
        return frozenset(name for each in self.made.values() for name in _names(each))

    def columns(self, columns: Iterable[ResultColumn]) -> tuple[ResultColumn, ...]:
        """The columns as those of the metrics that were asked for; none is called like another."""
        wholes = {name: whole for whole, each in self.made.items() for name in _names(each)}
        return tuple(self._column(each, wholes) for each in columns)

    def _column(self, column: ResultColumn, wholes: Mapping[str, str]) -> ResultColumn:
        source = column.source or ""
        if source in self.made and column.show is Show.VALUE:
            return replace(column, label=f"{column.label} in all")
        if source not in wholes:
            return column
        whole = wholes[source]
        shown = Show.SHARE if source == self.made[whole].share.name else column.show
        return replace(column, source=whole, show=shown)


def with_parts(query: MetricQuery, index: ModelIndex) -> WithParts:
    """As it is where no share of a part is asked for."""
    wanted = [each for each in query.shares if each.part]
    if not wanted:
        return WithParts(query, index)
    if query.comparisons:
        raise NotYet(
            "A share of a part is not compared yet. Ask for the share of each period by itself."
        )
    for each in wanted:
        if [other.metric for other in query.shares].count(each.metric) > 1:
            raise NotYet(
                f"Only one share of {index.metric(each.metric).label} is told at a time where it "
                "is of a part. Ask for each share by itself, or split by what parts it."
            )
    made = {each.metric: _parted(each, index) for each in wanted}
    return WithParts(_asked(query, made), _wider(index, made), made)


def _wider(index: ModelIndex, made: Mapping[str, Parted]) -> ModelIndex:
    """The index with what was made, which is kept by whatever its whole is kept by."""
    own: dict[str, Metric] = {
        each.name: each for both in made.values() for each in (both.part, both.share)
    }
    metrics = {**index.metrics, **own}
    whole = {name: metric for metric, both in made.items() for name in _names(both)}
    leaves = {name: leaves_of(each, metrics) for name, each in own.items()}
    return replace(
        index,
        metrics=metrics,
        leaves_by_metric={**index.leaves_by_metric, **leaves},
        lineage={**index.lineage, **{name: index.lineage[of] for name, of in whole.items()}},
        reach={**index.reach, **{name: index.reach[of] for name, of in whole.items()}},
    )


def _names(both: Parted) -> tuple[str, str]:
    return both.part.name, both.share.name


def _parted(share: Share, index: ModelIndex) -> Parted:
    """Raises where the metric has no parts, or is not kept by what the conditions speak of."""
    metric = index.metric(share.metric)
    if isinstance(metric, Ratio) or metric.unit == "fraction":
        raise NotAdditive(f"{metric.label} is a rate, and a rate has no parts to take a share of.")
    for each in share.part:
        dimension = index.dimension(each.dimension)
        if each.dimension not in index.reachable(share.metric):
            raise UnreachableDimension(
                f"{metric.label} is not kept by {dimension.label.lower()}, so no share of it can "
                "be told by that."
            )
    said = " and ".join(filter_in_words(each, index) for each in share.part)
    part = Narrowed(
        name=f"{metric.name}_{PART}",
        label=f"{metric.label} where {said}",
        description=f"The part of {metric.label.lower()} for which {said}.",
        formula=f"{metric.label.lower()} where {said}",
        owner=metric.owner,
        default_period=metric.default_period,
        unit=metric.unit,
        favourable=metric.favourable,
        certified=metric.certified,
        expression=metric.name,
        filters=share.part,
    )
    ratio = Ratio(
        name=f"{metric.name}_{SHARE}",
        label=f"{metric.label}, share where {said}",
        description=part.description,
        formula=f"{part.formula} ÷ {metric.label.lower()}",
        owner=metric.owner,
        default_period=metric.default_period,
        unit="fraction",
        certified=metric.certified,
        numerator=part.name,
        denominator=metric.name,
    )
    return Parted(part, ratio)


def _asked(query: MetricQuery, made: Mapping[str, Parted]) -> MetricQuery:
    """The query with each part and its share in front of their whole, and meant where asked for."""
    shares = {metric: both.share.name for metric, both in made.items()}
    metrics = [
        name
        for metric in query.metrics
        for name in (*(_names(made[metric]) if metric in made else ()), metric)
    ]
    meant = {"show": Show.VALUE}
    ranking = query.ranking
    if ranking is not None and ranking.by in made and ranking.show is Show.SHARE:
        ranking = ranking.model_copy(update={"by": shares[ranking.by], **meant})
    return query.model_copy(
        update={
            "metrics": tuple(metrics),
            "shares": tuple(each for each in query.shares if not each.part),
            "thresholds": tuple(
                each.model_copy(update={"metric": shares[each.metric], **meant})
                if each.metric in made and each.show is Show.SHARE
                else each
                for each in query.thresholds
            ),
            "order": tuple(
                each.model_copy(update={"by": shares[each.by], **meant})
                if each.by in made and each.show is Show.SHARE
                else each
                for each in query.order
            ),
            "ranking": ranking,
        }
    )
