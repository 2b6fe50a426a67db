"""Which names does each definition take for granted?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.definitions import CalendarDefinition
from semantic_layer.model.expressions import BadExpression, columns_in
from semantic_layer.model.lineage import PERIOD_DAYS, as_term
from semantic_layer.model.located import Where
from semantic_layer.model.metrics import (
    Comparable,
    Cumulative,
    Derived,
    Funnel,
    Measured,
    Metric,
    Ratio,
)
from semantic_layer.model.named import EVERYBODY, Names, Reference, column_of_model
from semantic_layer.model.policy_references import references_of_policies
from semantic_layer.model.sections import Parts
from semantic_layer.model.windows import ToDate


def references(parts: Parts) -> Iterator[Reference]:
    columns = {each.name: tuple(c.name for c in each.columns) for each in parts.datasets}
    names = Names(parts, columns)
    yield from _of_settings(names)
    yield from _of_calendars_and_hierarchies(names)
    yield from _of_datasets(names)
    yield from _of_dimensions(names)
    for metric in parts.metrics:
        yield from _of_metric(metric, names)
    yield from _of_comparable(names)
    yield from _of_rollups(names)
    yield from _of_words(names)
    yield from references_of_policies(names)


def _of_settings(names: Names) -> Iterator[Reference]:
    if names.parts.settings is None:
        return
    time = names.parts.settings.time
    calendars = names.of("calendars")
    where: Where = ("time", "default_calendar")
    yield Reference("model", "model", where, "calendar", time.default_calendar, calendars)
    yield from column_of_model("model", "model", ("time", "watermark"), time.watermark, names)
    if time.dataset is not None:
        known = names.of("datasets")
        yield Reference("model", "model", ("time", "dataset"), "dataset", time.dataset, known)
        if time.date is not None and time.dataset in names.columns:
            own = names.columns[time.dataset]
            yield Reference("model", "model", ("time", "date"), "column", time.date, own)


def _of_calendars_and_hierarchies(names: Names) -> Iterator[Reference]:
    calendars, dimensions = names.of("calendars"), names.of("dimensions")
    for season in names.parts.seasons:
        yield Reference(
            "seasons", season.name, ("calendar",), "calendar", season.calendar, calendars
        )
    for calendar in names.parts.calendars:
        yield from _of_calendar(calendar, names)
    for each in names.parts.hierarchies:
        for i, level in enumerate(each.levels):
            yield Reference("hierarchies", each.name, ("levels", i), "dimension", level, dimensions)


def _of_calendar(calendar: CalendarDefinition, names: Names) -> Iterator[Reference]:
    if calendar.dataset is None:
        return
    known, at = names.of("datasets"), "calendars"
    yield Reference(at, calendar.name, ("dataset",), "dataset", calendar.dataset, known)
    own = names.columns.get(calendar.dataset)
    if calendar.columns is not None and own is not None:
        for key, column in calendar.columns.model_dump(exclude_none=True).items():
            yield Reference(at, calendar.name, ("columns", key), "column", column, own)


def _of_datasets(names: Names) -> Iterator[Reference]:
    roles = (EVERYBODY, *names.of("roles"))
    for each in names.parts.datasets:
        own = names.columns[each.name]
        for i, column in enumerate(each.key):
            yield Reference("datasets", each.name, ("key", i), "column", column, own)
        if each.time is not None:
            yield Reference("datasets", each.name, ("time",), "column", each.time, own)
        for i, role in enumerate(each.open_to):
            yield Reference("datasets", each.name, ("open_to", i), "role", role, roles)
        for i, join in enumerate(each.joins):
            at: Where = ("joins", i)
            known = names.of("datasets")
            yield Reference("datasets", each.name, (*at, "to"), "dataset", join.to, known)
            there = names.columns.get(join.to, tuple(join.on.values()))
            for here, target in join.on.items():
                yield Reference("datasets", each.name, (*at, "on", here), "column", here, own)
                yield Reference("datasets", each.name, (*at, "on", here), "column", target, there)
            if join.valid is not None and join.to in names.columns:
                for key in ("since", "until"):
                    end, where = getattr(join.valid, key), (*at, "valid", key)
                    yield Reference("datasets", each.name, where, "column", end, there)


def _of_dimensions(names: Names) -> Iterator[Reference]:
    known = names.of("datasets")
    for each in names.parts.dimensions:
        for dataset in each.on:
            yield Reference("dimensions", each.name, ("on", dataset), "dataset", dataset, known)


def _of_metric(metric: Metric, names: Names) -> Iterator[Reference]:
    metrics, dimensions = names.of("metrics"), names.of("dimensions")
    if metric.plan is not None:
        yield Reference("metrics", metric.name, ("plan",), "metric", metric.plan, metrics)
    if isinstance(metric, Measured):
        known = names.of("datasets")
        yield Reference("metrics", metric.name, ("dataset",), "dataset", metric.dataset, known)
        if metric.time is not None and metric.dataset in names.columns:
            columns = ("none", *names.columns[metric.dataset])
            yield Reference("metrics", metric.name, ("time",), "column", metric.time, columns)
        for i, own in enumerate(metric.filters):
            at: Where = ("filters", i, "dimension")
            yield Reference("metrics", metric.name, at, "dimension", own.dimension, dimensions)
        if isinstance(metric, Funnel):
            yield from _of_following(metric, names)
    elif isinstance(metric, Ratio):
        for side in ("numerator", "denominator"):
            term = as_term(getattr(metric, side))
            yield Reference("metrics", metric.name, (side,), "metric", term.metric, metrics)
            for i, own in enumerate(term.filters):
                at = (side, "filters", i, "dimension")
                yield Reference("metrics", metric.name, at, "dimension", own.dimension, dimensions)
    elif isinstance(metric, Derived):
        for name in _metrics_in(metric):
            yield Reference("metrics", metric.name, ("expression",), "metric", name, metrics)
    elif isinstance(metric, Comparable):
        policies = names.of("comparable")
        yield Reference("metrics", metric.name, ("of",), "metric", metric.of, metrics)
        yield Reference("metrics", metric.name, ("policy",), "policy", metric.policy, policies)
    elif isinstance(metric, Cumulative):
        yield Reference("metrics", metric.name, ("of",), "metric", metric.of, metrics)
        if isinstance(metric.window, ToDate) and metric.window.calendar is not None:
            where: Where = ("window", "calendar")
            value, known = metric.window.calendar, names.of("calendars")
            yield Reference("metrics", metric.name, where, "calendar", value, known)


def _of_following(metric: Funnel, names: Names) -> Iterator[Reference]:
    following, known = metric.followed_by, names.of("datasets")
    at: Where = ("followed_by", "dataset")
    yield Reference("metrics", metric.name, at, "dataset", following.dataset, known)
    if following.time is not None and following.dataset in names.columns:
        columns = names.columns[following.dataset]
        at = ("followed_by", "time")
        yield Reference("metrics", metric.name, at, "column", following.time, columns)
    for i, own in enumerate(following.filters):
        at = ("followed_by", "filters", i, "dimension")
        dimensions = names.of("dimensions")
        yield Reference("metrics", metric.name, at, "dimension", own.dimension, dimensions)


def _metrics_in(metric: Derived) -> list[str]:
    try:
        return sorted(columns_in(metric.expression) - {PERIOD_DAYS})
    except BadExpression:
        return []


def _of_comparable(names: Names) -> Iterator[Reference]:
    dimensions, calendars = names.of("dimensions"), names.of("calendars")
    for each in names.parts.comparable:
        for key in ("opened", "closed", "member"):
            value = getattr(each, key)
            if value is not None:
                yield Reference("comparable", each.name, (key,), "dimension", value, dimensions)
        if each.calendar is not None:
            at: Where = ("calendar",)
            yield Reference("comparable", each.name, at, "calendar", each.calendar, calendars)
        for i, rule in enumerate(each.versions):
            for j, own in enumerate(rule.filters):
                at = ("versions", i, "filters", j, "dimension")
                value = own.dimension
                yield Reference("comparable", each.name, at, "dimension", value, dimensions)


def _of_rollups(names: Names) -> Iterator[Reference]:
    for each in names.parts.rollups:
        at: Where = ("dataset",)
        yield Reference("rollups", each.name, at, "dataset", each.dataset, names.of("datasets"))
        if each.calendar is not None:
            at = ("calendar",)
            calendars = names.of("calendars")
            yield Reference("rollups", each.name, at, "calendar", each.calendar, calendars)
        for key, what in (("dimensions", "dimension"), ("metrics", "metric")):
            for i, value in enumerate(getattr(each, key)):
                yield Reference("rollups", each.name, (key, i), what, value, names.of(key))


def _of_words(names: Names) -> Iterator[Reference]:
    dimensions, metrics = names.of("dimensions"), names.of("metrics")
    for each in names.parts.ambiguous:
        for i, choice in enumerate(each.choices):
            known = ("whole", *metrics, *dimensions)
            value = choice
            if choice.startswith("member:"):
                known, value = dimensions, choice.split(":")[1]
            yield Reference("ambiguous", each.word, ("choices", i), "choice", value, known)
        for choice in each.unless:
            at: Where = ("unless", choice)
            yield Reference("ambiguous", each.word, at, "choice", choice, each.choices)
        for i, name in enumerate(each.for_metrics):
            yield Reference("ambiguous", each.word, ("for_metrics", i), "metric", name, metrics)
    for more in names.parts.synonyms:
        known = (*metrics, *dimensions)
        yield Reference("synonyms", more.name, ("name",), "metric or dimension", more.name, known)
    for personal in names.parts.personal:
        for i, column in enumerate(personal.columns):
            yield from column_of_model("personal", personal.name, ("columns", i), column, names)
