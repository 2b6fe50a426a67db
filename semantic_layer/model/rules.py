"""Is the model whole? Each rule looks at all definitions together and says every mistake it finds.

A rule is a function from Parts to mistakes; RULES is all of them. Rules look away from what another
rule reports (a name that is unknown), so that one slip gives one issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlglot import exp

from semantic_layer.model.definitions import (
    Classification,
    Dataset,
    DataType,
    Derived,
    Dimension,
    Measured,
    Metric,
    Ratio,
    SemiAdditive,
    Simple,
    Term,
)
from semantic_layer.model.expressions import BadExpression, columns_in, parsed, placeholders_in
from semantic_layer.model.lineage import PERIOD_DAYS, as_term, leaves_of, parts_of
from semantic_layer.model.located import Where
from semantic_layer.model.paths import paths
from semantic_layer.model.references import references
from semantic_layer.model.sections import Parts
from semantic_layer.model.suggest import did_you_mean
from semantic_layer.query import Filter

PLACEHOLDERS = frozenset({"today", "period_start", "period_end"})
ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg, exp.Paren, exp.Literal, exp.Column)
NOT_OF_A_ROW = (exp.AggFunc, exp.Window, exp.Subquery, exp.Select, exp.Anonymous)


@dataclass(frozen=True, slots=True)
class Mistake:
    """`occurrence` is which of several definitions of that name is meant; the first is 0."""

    section: str
    name: str
    path: Where
    message: str
    occurrence: int = 0


def names_are_unique(parts: Parts) -> Iterator[Mistake]:
    for section, names in parts.names.items():
        for i, name in enumerate(names):
            earlier = names[:i].count(name)
            if earlier:
                message = "this name is taken already in the same section"
                yield Mistake(section, name, (), message, earlier)


def references_hold(parts: Parts) -> Iterator[Mistake]:
    for each in references(parts):
        if each.value not in each.known:
            message = f"there is no {each.what} “{each.value}”; "
            hint = did_you_mean(each.value, each.known)
            yield Mistake(each.section, each.name, each.path, message + hint)


def joins_meet_keys(parts: Parts) -> Iterator[Mistake]:
    """A join to less than a key would count rows twice."""
    by_name = {dataset.name: dataset for dataset in parts.datasets}
    for dataset in parts.datasets:
        for i, join in enumerate(dataset.joins):
            target = by_name.get(join.to)
            if target is not None and set(join.on.values()) != set(target.key):
                key = ", ".join(target.key)
                message = f"a join must meet the whole key of {join.to} ({key})"
                yield Mistake("datasets", dataset.name, ("joins", i, "on"), message)


def times_are_dates(parts: Parts) -> Iterator[Mistake]:
    for dataset in parts.datasets:
        if _is_no_date(dataset, dataset.time):
            message = f"“{dataset.time}” is no date; periods are ranges of days"
            yield Mistake("datasets", dataset.name, ("time",), message)
        if dataset.snapshots is not None and dataset.time is None:
            message = "missing; snapshots are taken on a day"
            yield Mistake("datasets", dataset.name, ("time",), message)
    for metric, dataset in _measured(parts):
        if _is_no_date(dataset, metric.time):
            message = f"“{metric.time}” is no date; periods are ranges of days"
            yield Mistake("metrics", metric.name, ("time",), message)


def _is_no_date(dataset: Dataset, time: str | None) -> bool:
    types = {column.name: column.type for column in dataset.columns}
    return time in types and types[time] is not DataType.DATE


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
            yield "metrics", metric.name, ("expression",), metric.dataset, metric.expression
            if metric.where is not None:
                yield "metrics", metric.name, ("where",), metric.dataset, metric.where
        for side, term in _sides(metric):
            if term.where is not None:
                for dataset in sorted(_datasets_under(term.metric, parts)):
                    yield "metrics", metric.name, (side, "where"), dataset, term.where


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


def metrics_do_not_circle(parts: Parts) -> Iterator[Mistake]:
    for name in sorted(_circling(parts)):
        yield Mistake("metrics", name, (), "the metric comes from itself, through its parts")


def filters_reach(parts: Parts) -> Iterator[Mistake]:
    """A built-in filter needs its dimension on the metric's own path."""
    time = parts.settings.time if parts.settings is not None else None
    routes = paths(parts.datasets, parts.dimensions, time)
    dimensions = {dimension.name for dimension in parts.dimensions}
    datasets = {dataset.name for dataset in parts.datasets}
    for name, path, each, under in _built_in_filters(parts):
        for dataset in sorted(under & datasets):
            if each.dimension in dimensions and (dataset, each.dimension) not in routes:
                message = f"{dataset} does not reach the dimension “{each.dimension}”"
                yield Mistake("metrics", name, path, message)


def _built_in_filters(parts: Parts) -> Iterator[tuple[str, Where, Filter, frozenset[str]]]:
    for metric in parts.metrics:
        if isinstance(metric, Measured):
            for i, each in enumerate(metric.filters):
                yield metric.name, ("filters", i), each, frozenset({metric.dataset})
        for side, term in _sides(metric):
            for i, each in enumerate(term.filters):
                path = (side, "filters", i)
                yield metric.name, path, each, _datasets_under(term.metric, parts)


def stock_is_not_added_up(parts: Parts) -> Iterator[Mistake]:
    for metric, dataset in _measured(parts):
        if isinstance(metric, Simple) and dataset.snapshots is not None:
            message = f"{dataset.name} is a stock count; expected kind semi_additive"
            yield Mistake("metrics", metric.name, ("kind",), message)
        if isinstance(metric, SemiAdditive) and dataset.snapshots is None:
            message = f"{dataset.name} has no `snapshots`; expected kind simple"
            yield Mistake("metrics", metric.name, ("kind",), message)


def words_mean_one_thing(parts: Parts) -> Iterator[Mistake]:
    """A synonym belongs to one metric or dimension; a word with several readings to `ambiguous`."""
    taken: dict[str, tuple[str, str]] = {}
    for section, name, path, word in _words(parts):
        owner = taken.setdefault(folded(word), (section, name))
        if owner != (section, name):
            message = f"“{word}” is a word of {owner[1]} already"
            yield Mistake(section, name, path, message)


def folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())


def _words(parts: Parts) -> Iterator[tuple[str, str, Where, str]]:
    visible = [metric for metric in parts.metrics if metric.visible]
    named = [("metrics", each) for each in visible]
    for section, each in [*named, *(("dimensions", one) for one in parts.dimensions)]:
        yield section, each.name, ("name",), each.name
        yield section, each.name, ("label",), each.label
        for i, word in enumerate(each.synonyms):
            yield section, each.name, ("synonyms", i), word
    for ambiguous in parts.ambiguous:
        if not ambiguous.for_metrics:
            yield "ambiguous", ambiguous.word, ("word",), ambiguous.word
            for i, word in enumerate(ambiguous.synonyms):
                yield "ambiguous", ambiguous.word, ("synonyms", i), word


def definitions_say_something(parts: Parts) -> Iterator[Mistake]:
    """A number needs somebody who answers for it, and words that say what it is."""
    owned: list[tuple[str, Dataset | Dimension | Metric]] = [
        *(("datasets", each) for each in parts.datasets),
        *(("dimensions", each) for each in parts.dimensions),
        *(("metrics", each) for each in parts.metrics),
    ]
    for section, each in owned:
        for key in ("label", "description", "owner"):
            if not getattr(each, key).strip():
                yield Mistake(section, each.name, (key,), "empty; somebody must be able to read it")


def dimensions_have_a_home(parts: Parts) -> Iterator[Mistake]:
    for dimension in parts.dimensions:
        if not dimension.on:
            message = "empty; expected a dataset and the expression there"
            yield Mistake("dimensions", dimension.name, ("on",), message)


def row_policies_name_members(parts: Parts) -> Iterator[Mistake]:
    for policy in parts.row_policies:
        if policy.sentence.count("{members}") != 1 or policy.sentence.count("{") != 1:
            message = "expected {members} once: the answer names what it was limited to"
            yield Mistake("row_policies", policy.name, ("sentence",), message)


def _measured(parts: Parts) -> Iterator[tuple[Measured, Dataset]]:
    """Each measured metric with its dataset, where that is there."""
    by_name = {dataset.name: dataset for dataset in parts.datasets}
    for metric in parts.metrics:
        if isinstance(metric, Measured) and metric.dataset in by_name:
            yield metric, by_name[metric.dataset]


def _sides(metric: Metric) -> tuple[tuple[str, Term], ...]:
    if not isinstance(metric, Ratio):
        return ()
    return ("numerator", as_term(metric.numerator)), ("denominator", as_term(metric.denominator))


def _named_parts(metric: Metric) -> tuple[str, ...]:
    try:
        return tuple(term.metric for term in parts_of(metric))
    except BadExpression:
        return ()


def _circling(parts: Parts) -> frozenset[str]:
    """Metrics that can be met again on the way down from them."""
    below = {metric.name: frozenset(_named_parts(metric)) for metric in parts.metrics}
    reach = dict(below)
    for _ in below:
        reach = {
            name: own.union(*(reach.get(each, frozenset()) for each in own))
            for name, own in reach.items()
        }
    return frozenset(name for name, own in reach.items() if name in own)


def _datasets_under(name: str, parts: Parts) -> frozenset[str]:
    """The datasets of a metric's leaves; none where its parts are not all sound."""
    metrics = {metric.name: metric for metric in parts.metrics}
    if name not in metrics or not _sound(name, metrics, frozenset()):
        return frozenset()
    return frozenset(leaf.metric.dataset for leaf in leaves_of(metrics[name], metrics))


def _sound(name: str, metrics: dict[str, Metric], above: frozenset[str]) -> bool:
    if name not in metrics or name in above:
        return False
    return all(_sound(each, metrics, above | {name}) for each in _named_parts(metrics[name]))


RULES: tuple[Callable[[Parts], Iterable[Mistake]], ...] = (
    names_are_unique,
    references_hold,
    joins_meet_keys,
    times_are_dates,
    expressions_read_rows,
    derived_metrics_are_arithmetic,
    metrics_do_not_circle,
    filters_reach,
    stock_is_not_added_up,
    words_mean_one_thing,
    definitions_say_something,
    dimensions_have_a_home,
    row_policies_name_members,
)
