"""Can a metric be counted over a window of days, and mean the same there?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.expressions import BadExpression, columns_in, placeholders_in
from semantic_layer.model.lineage import PERIOD_DAYS
from semantic_layer.model.metrics import (
    COMBINED,
    Comparable,
    Cumulative,
    Derived,
    Distinct,
    Measured,
    Metric,
    Ratio,
    Simple,
)
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.sections import Parts
from semantic_layer.model.walking import below, sides

PERIOD_MARKS = frozenset({"period_start", "period_end"})


def cumulative_metrics_have_days(parts: Parts) -> Iterator[Mistake]:
    """What a window counts are rows with a day, by nothing that the period itself decides."""
    datasets = {dataset.name: dataset for dataset in parts.datasets}
    for metric in parts.metrics:
        if not isinstance(metric, Cumulative):
            continue
        for part in below(metric.of, parts):
            dated = not isinstance(part, Measured) or (
                part.time or (part.dataset in datasets and datasets[part.dataset].time)
            ) not in (None, "none")
            reason = _why_not(part) if dated else "has no days to count over"
            if reason is not None:
                yield Mistake("metrics", metric.name, ("of",), f"“{part.name}” {reason}")


def _why_not(part: Metric) -> str | None:
    match part:
        case Simple() if part.aggregation not in COMBINED:
            return f"is an {part.aggregation}; name a ratio of sums, which is right over any days"
        case Simple() | Distinct() | Ratio():
            return "counts by the period asked for" if _speaks_of_period(part) else None
        case Derived() if PERIOD_DAYS in _columns(part):
            return "counts the days of the period asked for, and a window has others"
        case Derived():
            return None
    return f"is {part.kind}; a window takes simple or distinct metrics, and what they make"


def _columns(metric: Derived) -> frozenset[str]:
    try:
        return columns_in(metric.expression)
    except BadExpression:
        return frozenset()


def nothing_stands_over_a_window_that_moves_it(parts: Parts) -> Iterator[Mistake]:
    """A comparable set is of the period asked for, and so is a condition that names its days."""
    for metric in parts.metrics:
        if isinstance(metric, Comparable):
            for part in below(metric.of, parts):
                if isinstance(part, Cumulative):
                    message = f"“{part.name}” counts days outside the period that the set is of"
                    yield Mistake("metrics", metric.name, ("of",), message)
        for side, term in sides(metric):
            cumulative = any(isinstance(each, Cumulative) for each in below(term.metric, parts))
            if cumulative and _names_period(term.where):
                message = f"“{term.metric}” counts days outside the period that it speaks of"
                yield Mistake("metrics", metric.name, (side, "where"), message)


def _speaks_of_period(metric: Simple | Distinct | Ratio) -> bool:
    if isinstance(metric, Measured):
        return _names_period(metric.where)
    return any(_names_period(term.where) for _, term in sides(metric))


def _names_period(where: str | None) -> bool:
    try:
        return where is not None and bool(PERIOD_MARKS & placeholders_in(where))
    except BadExpression:
        return False
