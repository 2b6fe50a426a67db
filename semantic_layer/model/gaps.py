"""What does a filled series hold where a metric has no row?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from semantic_layer.model.metrics import (
    ADDED_UP,
    Cohort,
    Comparable,
    Cumulative,
    Distinct,
    Funnel,
    Measured,
    Metric,
    SemiAdditive,
    Simple,
)
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.sections import Parts


def gap_of(metric: Metric, metrics: Mapping[str, Metric]) -> Literal["zero", "null"]:
    """As the metric declares it; else zero for sums and counts of any kind, null for all others."""
    if metric.gaps is not None:
        return metric.gaps
    if isinstance(metric, Cumulative) or (isinstance(metric, Comparable) and not metric.growth):
        return gap_of(metrics[metric.of], metrics)
    return "zero" if isinstance(metric, Measured) and _counts(metric) else "null"


def _counts(metric: Measured) -> bool:
    """Nothing sold is 0; the least, greatest and mean of nothing are nothing."""
    if isinstance(metric, Simple | SemiAdditive):
        return metric.aggregation in ADDED_UP
    return isinstance(metric, Distinct | Cohort | Funnel)


def gaps_are_in_quotes(parts: Parts) -> Iterator[Mistake]:
    """A bare null is YAML for nothing said, and would mean what the kind of metric means."""
    for metric in parts.metrics:
        if metric.gaps is None and "gaps" in metric.model_fields_set:
            message = 'empty; expected zero, or "null" in quotes'
            yield Mistake("metrics", metric.name, ("gaps",), message)
