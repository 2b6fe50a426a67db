"""What part of a metric meets some conditions: "what share of net sales came from the app"?

For the length of one query the part is a ratio like any other of the model: the metric under the
conditions over the metric itself, in each row. What is asked for its share is asked for that ratio.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.compile.words import filter_in_words
from semantic_layer.errors import NotAdditive, NotYet, UnreachableDimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import leaves_of
from semantic_layer.model.metrics import Ratio, Term
from semantic_layer.query import MetricQuery, Share, Show

ENDING = "share"


@dataclass(frozen=True, slots=True)
class WithParts:
    """The query and the index in which each part is a metric; `parts` are their names."""

    query: MetricQuery
    index: ModelIndex
    parts: tuple[str, ...] = ()

    def columns(self, columns: Iterable[ResultColumn]) -> tuple[ResultColumn, ...]:
        """The columns as those of shares of the metrics that were asked for."""
        return tuple(
            replace(each, source=each.source.removesuffix(f"_{ENDING}"), show=Show.SHARE)
            if each.source in self.parts
            else each
            for each in columns
        )


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
    made = {each.metric: _ratio(each, index) for each in wanted}
    ratios = {each.name: each for each in made.values()}
    metrics = {**index.metrics, **ratios}
    leaves = {name: leaves_of(each, metrics) for name, each in ratios.items()}
    whole = {ratio.name: metric for metric, ratio in made.items()}
    wider = replace(
        index,
        metrics=metrics,
        leaves_by_metric={**index.leaves_by_metric, **leaves},
        lineage={**index.lineage, **{name: index.lineage[of] for name, of in whole.items()}},
        reach={**index.reach, **{name: index.reach[of] for name, of in whole.items()}},
    )
    return WithParts(_asked(query, made), wider, tuple(ratios))


def _ratio(share: Share, index: ModelIndex) -> Ratio:
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
    return Ratio(
        name=f"{metric.name}_{ENDING}",
        label=f"{metric.label}, share of {said}",
        description=f"The part of {metric.label.lower()} for which {said}.",
        formula=f"{metric.label.lower()} where {said} ÷ {metric.label.lower()}",
        owner=metric.owner,
        default_period=metric.default_period,
        unit="fraction",
        certified=metric.certified,
        numerator=Term(metric=metric.name, filters=share.part),
        denominator=metric.name,
    )


def _asked(query: MetricQuery, made: dict[str, Ratio]) -> MetricQuery:
    """The query with each part as a metric behind its whole, and meant where its share was."""
    metrics = [
        name
        for metric in query.metrics
        for name in (metric, *([made[metric].name] if metric in made else []))
    ]
    meant = {"show": Show.VALUE}
    ranking = query.ranking
    if ranking is not None and ranking.by in made and ranking.show is Show.SHARE:
        ranking = ranking.model_copy(update={"by": made[ranking.by].name, **meant})
    return query.model_copy(
        update={
            "metrics": tuple(metrics),
            "shares": tuple(each for each in query.shares if not each.part),
            "thresholds": tuple(
                each.model_copy(update={"metric": made[each.metric].name, **meant})
                if each.metric in made and each.show is Show.SHARE
                else each
                for each in query.thresholds
            ),
            "order": tuple(
                each.model_copy(update={"by": made[each.by].name, **meant})
                if each.by in made and each.show is Show.SHARE
                else each
                for each in query.order
            ),
            "ranking": ranking,
        }
    )
