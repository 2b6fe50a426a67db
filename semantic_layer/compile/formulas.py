"""What arithmetic over aggregated columns makes a metric's number?

A formula is a tree over the columns of measures (aggregated leaves) and `period_days`. Ratios and
derived metrics are taken apart down to their leaves, so that a ratio divides sums and never
averages ratios:

    gross_margin_rate  ->  (net_sales - cost_of_goods_sold) / NULLIF(net_sales, 0)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sqlglot import exp

from semantic_layer.compile.expressions import as_factor, quotient, wrapped
from semantic_layer.errors import InvariantError
from semantic_layer.model.expressions import parsed, placeholders_in
from semantic_layer.model.index import Leaf, ModelIndex
from semantic_layer.model.lineage import PERIOD_DAYS, Among, as_term
from semantic_layer.model.metrics import (
    Comparable,
    Cumulative,
    Derived,
    Measured,
    Metric,
    Narrowed,
    Ratio,
    Term,
)

PERIOD_MARKS = {"period_start", "period_end"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A leaf that is aggregated, and the column that its number goes by."""

    name: str
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Formulas:
    """The measures of all wanted metrics, each once, and each metric's formula over them."""

    measures: tuple[Measure, ...]
    by_metric: dict[str, exp.Expr]

    def of(self, metric: str, suffix: str = "") -> exp.Expr:
        """The formula, over the columns of one period's measures."""
        return renamed(self.by_metric[metric], suffix)

    def measures_of(self, metric: str) -> tuple[Measure, ...]:
        names = {column.name for column in self.by_metric[metric].find_all(exp.Column)}
        return tuple(measure for measure in self.measures if measure.name in names)


def uses_period(leaf: Leaf) -> bool:
    """Whether the leaf's own conditions speak of the period, so that they differ by bucket."""
    return any(placeholders_in(text) & PERIOD_MARKS for text in leaf.all_where)


def is_year_before(leaf: Leaf) -> bool:
    """Whether the leaf is measured a year before the period that it serves."""
    return leaf.among is not None and leaf.among.year_before


def renamed(formula: exp.Expr, suffix: str) -> exp.Expr:
    def rename(node: exp.Expr) -> exp.Expr:
        return exp.column(node.name + suffix) if isinstance(node, exp.Column) else node

    return formula.transform(rename) if suffix else formula.copy()


def formulas_of(metrics: tuple[str, ...], index: ModelIndex) -> Formulas:
    names: dict[Leaf, str] = {}
    by_metric = {
        metric: _formula(index.metric(metric), Term(metric=metric), metric, index, names)
        for metric in metrics
    }
    measures = tuple(Measure(name, leaf) for leaf, name in names.items())
    return Formulas(measures, by_metric)


def _formula(
    metric: Metric, term: Term, owner: str, index: ModelIndex, names: dict[Leaf, str]
) -> exp.Expr:
    match metric:
        case Measured():
            return exp.column(_named(_narrowed(Leaf(metric), term), owner, names))
        case Ratio():
            sides = (as_term(metric.numerator), as_term(metric.denominator))
            above, below = (
                _formula(index.metric(side.metric), _both(term, side), metric.name, index, names)
                for side in sides
            )
            return quotient(above, below)
        case Narrowed():
            within = _both(term, Term(metric=metric.name, filters=metric.filters))
            return _derived(parsed(metric.expression), metric, within, index, names)
        case Derived():
            return _derived(parsed(metric.expression), metric, term, index, names)
        case Comparable():
            own = Among(metric.policy, own_set=metric.growth)
            now = _each(lambda leaf: replace(leaf, among=own), metric, term, index, names)
            if not metric.growth:
                return now
            past = replace(own, year_before=True)
            before = _each(lambda leaf: replace(leaf, among=past), metric, term, index, names)
            one = exp.Literal.number(1)
            return exp.Sub(this=quotient(now, wrapped(before)), expression=one)
        case Cumulative():
            window = metric.window
            return _each(lambda leaf: replace(leaf, window=window), metric, term, index, names)
    raise InvariantError(f"Metric “{metric.name}” is of a kind that has no formula.")


def _each(
    changed: Callable[[Leaf], Leaf],
    metric: Comparable | Cumulative,
    term: Term,
    index: ModelIndex,
    names: dict[Leaf, str],
) -> exp.Expr:
    """The formula of the metric that this one is of, with every leaf changed."""
    inner: dict[Leaf, str] = {}
    part = _both(term, Term(metric=metric.of))
    formula = _formula(index.metric(metric.of), part, metric.name, index, inner)
    plain = isinstance(metric, Cumulative) and term == Term(metric=metric.name)
    called = metric.name if plain and isinstance(formula, exp.Column) else None
    columns = {
        name: _named(changed(leaf), metric.name, names, called) for leaf, name in inner.items()
    }

    def over(node: exp.Expr) -> exp.Expr:
        own = isinstance(node, exp.Column) and node.name in columns
        return exp.column(columns[node.name]) if own else node

    return formula.transform(over)


def _derived(
    node: exp.Expr, metric: Derived, term: Term, index: ModelIndex, names: dict[Leaf, str]
) -> exp.Expr:
    def inner(part: exp.Expr) -> exp.Expr:
        return _derived(part, metric, term, index, names)

    match node:
        case exp.Column() if node.name == PERIOD_DAYS:
            return exp.column(PERIOD_DAYS)
        case exp.Column():
            part = Term(metric=node.name)
            return _formula(index.metric(node.name), _both(term, part), metric.name, index, names)
        case exp.Literal():
            return node.copy()
        case exp.Paren():
            return inner(node.this)
        case exp.Neg():
            return exp.Neg(this=wrapped(inner(node.this)))
        case exp.Div():
            return quotient(inner(node.this), inner(node.expression))
        case exp.Add() | exp.Sub() | exp.Mul():
            return type(node)(
                this=_left(node, inner(node.this)), expression=wrapped(inner(node.expression))
            )
    raise InvariantError(f"“{node.sql()}” in metric “{metric.name}” is no arithmetic.")


def _left(parent: exp.Expr, side: exp.Expr) -> exp.Expr:
    """Arithmetic reads from the left: only a sum under a product needs parentheses there."""
    return side if isinstance(parent, (exp.Add, exp.Sub)) else as_factor(side)


def _both(outer: Term, inner: Term) -> Term:
    """What narrows the outer metric narrows all of its parts."""
    where = [text for text in (outer.where, inner.where) if text is not None]
    labels = [text for text in (outer.where_label, inner.where_label) if text is not None]
    return Term(
        metric=inner.metric,
        filters=(*outer.filters, *inner.filters),
        where=" AND ".join(f"({text})" for text in where)
        if len(where) > 1
        else next(iter(where), None),
        where_label=" and ".join(labels) or None,
    )


def _narrowed(leaf: Leaf, term: Term) -> Leaf:
    return Leaf(
        leaf.metric,
        term.filters,
        () if term.where is None else (term.where,),
        () if term.where_label is None else (term.where_label,),
    )


def _named(leaf: Leaf, owner: str, names: dict[Leaf, str], called: str | None = None) -> str:
    """A measure goes by its metric's name; a narrowed one also by the metric that narrows it.

    `called` is the name of one that is a metric of its own.
    """
    if leaf not in names:
        whole = leaf.among is None and leaf.window is None
        plain = not leaf.filters and not leaf.where and whole
        name = called or (leaf.metric.name if plain else f"{leaf.metric.name}_for_{owner}")
        name += "_a_year_before" if is_year_before(leaf) else ""
        names[leaf] = next(each for each in _candidates(name) if each not in names.values())
    return names[leaf]


def _candidates(name: str) -> Iterator[str]:
    yield name
    for number in range(2, 100):
        yield f"{name}_{number}"
