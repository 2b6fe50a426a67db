"""The value that a part of the rows lies below, as SQL's PERCENTILE_CONT and PERCENTILE_DISC."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.model.metrics import Percentile


def percentile(metric: Percentile, row: exp.Expr) -> exp.WithinGroup:
    """Interpolated in fractions, which every engine does alike; a discrete one is a row's own."""
    kind = exp.PercentileDisc if metric.discrete else exp.PercentileCont
    ordered = row if metric.discrete else exp.cast(row, "DOUBLE")
    return exp.WithinGroup(
        this=kind(this=exp.Literal.number(format(metric.percentile.normalize(), "f"))),
        expression=exp.Order(expressions=[exp.Ordered(this=ordered)]),
    )
