"""What is shown of a dataset's column: itself, or what masks it."""

from __future__ import annotations

from sqlglot import exp

from semantic_layer.access import Policy
from semantic_layer.compile.expressions import placed


def shown(column: str, dataset: str, policy: Policy) -> exp.Expr:
    """The projection of a scan, under the column's own name."""
    mask = policy.masks.get(dataset, {}).get(column)
    if mask is None:
        return exp.column(column, table=dataset)
    return exp.alias_(placed(mask.shown_as, dataset), column)
