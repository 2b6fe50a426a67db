"""Keep a statement within what one question of the asker may take."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.access import Policy
from semantic_layer.compile.compiled import Compiled
from semantic_layer.compile.values import value, value_of
from semantic_layer.limits import refuse_more_dimensions, refuse_other_days
from semantic_layer.query import MetricQuery


def refuse_beyond_limits(compiled: Compiled, policy: Policy) -> None:
    """Raises NotPermitted; the queries that members of filters are found by count too."""
    for query in _queries(compiled.query):
        refuse_more_dimensions(query, policy.limits)
    for each in (*compiled.periods, *compiled.periods_within):
        period = each.period
        refuse_other_days(period.start, period.end, compiled.today, policy.limits)


def stop_at_most_rows(tree: exp.Select, policy: Policy) -> None:
    most, limit = policy.limits.rows, tree.args.get("limit")
    if most is None or (limit is not None and _number(limit) <= most):
        return
    tree.set("limit", exp.Limit(expression=value(most)))


def _number(limit: exp.Limit) -> int:
    number = value_of(limit.expression)
    return number if isinstance(number, int) else 0


def _queries(query: MetricQuery) -> Iterator[MetricQuery]:
    yield query
    for each in query.filters:
        if each.members is not None:
            yield from _queries(each.members)
