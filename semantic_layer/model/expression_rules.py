"""Do the expressions of a model read rows, and nothing but rows?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.model.definitions import Classification
from semantic_layer.model.expressions import BadExpression, columns_in, parsed, placeholders_in
from semantic_layer.model.lineage import PERIOD_DAYS, expressions_of, following_of
from semantic_layer.model.located import Where
from semantic_layer.model.metrics import Derived, Measured
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.sections import Parts
from semantic_layer.model.suggest import did_you_mean
from semantic_layer.model.walking import datasets_under, sides

PLACEHOLDERS = frozenset({"today", "period_start", "period_end"})
ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg, exp.Paren, exp.Literal, exp.Column)
NOT_OF_A_ROW = (exp.AggFunc, exp.Window, exp.Subquery, exp.Select, exp.Anonymous)


def expressions_read_rows(parts: Parts) -> Iterator[Mistake]:
    """Row-level expressions parse, hold no aggregate and use columns that answers may rest on."""
    columns = {dataset.name: dataset.columns for dataset in parts.datasets}
    for section, name, path, dataset, text in _expressions(parts):
        if dataset not in columns:
            continue
        readable = {
            column.name: column.classification is not Classification.PERSONAL
            for column in columns[dataset]
        }
        allowed = PLACEHOLDERS if path[-1] == "where" else frozenset[str]()
        for message in _row_mistakes(text, dataset, readable, allowed):
            yield Mistake(section, name, path, message)


def _expressions(parts: Parts) -> Iterator[tuple[str, str, Where, str, str]]:
    for dimension in parts.dimensions:
        for dataset, text in dimension.on.items():
            yield "dimensions", dimension.name, ("on", dataset), dataset, text
    for metric in parts.metrics:
        if isinstance(metric, Measured):
            for key, text in expressions_of(metric).items():
                yield "metrics", metric.name, (key,), metric.dataset, text
            if metric.where is not None:
                yield "metrics", metric.name, ("where",), metric.dataset, metric.where
            yield from _of_following(metric)
        for side, term in sides(metric):
            if term.where is not None:
                for dataset in sorted(datasets_under(term.metric, parts)):
                    yield "metrics", metric.name, (side, "where"), dataset, term.where


def _of_following(metric: Measured) -> Iterator[tuple[str, str, Where, str, str]]:
    following = following_of(metric)
    if following is not None:
        dataset, at = following.dataset, "followed_by"
        yield "metrics", metric.name, (at, "expression"), dataset, following.expression
        if following.where is not None:
            yield "metrics", metric.name, (at, "where"), dataset, following.where


def _row_mistakes(
    text: str, dataset: str, readable: dict[str, bool], allowed: frozenset[str]
) -> Iterator[str]:
    try:
        tree = parsed(text)
    except BadExpression as error:
        yield f"not an expression: {error}"
        return
    wrong = tree.find(*NOT_OF_A_ROW)
    if wrong is not None:
        yield f"“{wrong.sql()}” is not computed from one row with known functions"
    for column in sorted(columns_in(text)):
        if column not in readable:
            hint = did_you_mean(column, readable)
            yield f"there is no column “{column}” in {dataset}; {hint}"
        elif not readable[column]:
            yield f"“{column}” is personal and is never answered"
    for mark in sorted(placeholders_in(text) - allowed):
        yield f"“:{mark}” has no meaning here; a `where` may use :" + ", :".join(
            sorted(PLACEHOLDERS)
        )


def derived_metrics_are_arithmetic(parts: Parts) -> Iterator[Mistake]:
    for metric in parts.metrics:
        if isinstance(metric, Derived):
            message = _arithmetic_mistake(metric.expression)
            if message is not None:
                yield Mistake("metrics", metric.name, ("expression",), message)


def _arithmetic_mistake(text: str) -> str | None:
    try:
        tree = parsed(text)
    except BadExpression as error:
        return f"not an expression: {error}"
    if not columns_in(text) - {PERIOD_DAYS}:
        return "names no metric"
    wrong = next((n for n in tree.walk() if not isinstance(n, (*ARITHMETIC, exp.Identifier))), None)
    if wrong is None:
        return None
    return f"“{wrong.sql()}” is not arithmetic: only + - * / over metrics, numbers and period_days"
