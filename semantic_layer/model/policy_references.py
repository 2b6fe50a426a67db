"""Which names does each policy take for granted?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.model.named import EVERYBODY, Names, Reference, column_of_model


def references_of_policies(names: Names) -> Iterator[Reference]:
    yield from _of_people(names)
    yield from _of_columns(names)
    yield from _of_metrics_and_limits(names)
    yield from _of_small_groups(names)
    for i, name in enumerate(names.parts.public.dimensions):
        known = names.of("dimensions")
        yield Reference("public", "public", ("dimensions", i), "dimension", name, known)


def _of_people(names: Names) -> Iterator[Reference]:
    dimensions, attributes = names.of("dimensions"), names.of("attributes")
    for each in names.parts.attributes:
        if each.dimension is not None:
            value = each.dimension
            yield Reference("attributes", each.name, ("dimension",), "dimension", value, dimensions)
    for row in names.parts.row_policies:
        at, name = "row_policies", row.name
        yield Reference(at, name, ("dimension",), "dimension", row.dimension, dimensions)
        yield Reference(at, name, ("attribute",), "attribute", row.attribute, attributes)
        yield from _roles(at, name, "roles", row.roles, names)


def _of_columns(names: Names) -> Iterator[Reference]:
    for policy in names.parts.column_policies:
        yield from _roles("column_policies", policy.name, "roles", policy.roles, names)
        for i, column in enumerate(policy.columns):
            at = ("columns", i)
            yield from column_of_model("column_policies", policy.name, at, column, names)
    for mask in names.parts.column_masks:
        yield from _roles("column_masks", mask.name, "roles", mask.roles, names)
        yield from column_of_model("column_masks", mask.name, ("column",), mask.column, names)


def _of_metrics_and_limits(names: Names) -> Iterator[Reference]:
    known = (EVERYBODY, *names.of("metrics"))
    for policy in names.parts.metric_policies:
        for i, metric in enumerate(policy.metrics):
            at = ("metrics", i)
            yield Reference("metric_policies", policy.name, at, "metric", metric, known)
        yield from _roles(
            "metric_policies", policy.name, "open_to", policy.open_to, names, EVERYBODY
        )
    for limit in names.parts.limits:
        yield from _roles("limits", limit.name, "roles", limit.roles, names)


def _of_small_groups(names: Names) -> Iterator[Reference]:
    for small in names.parts.small_groups:
        known = names.of("datasets")
        yield Reference("small_groups", small.name, ("dataset",), "dataset", small.dataset, known)
        if small.dataset in names.columns:
            own = names.columns[small.dataset]
            yield Reference("small_groups", small.name, ("key",), "column", small.key, own)
        for i, name in enumerate(small.dimensions):
            at, known = ("dimensions", i), names.of("dimensions")
            yield Reference("small_groups", small.name, at, "dimension", name, known)


def _roles(
    section: str, name: str, key: str, given: tuple[str, ...], names: Names, *more: str
) -> Iterator[Reference]:
    known = (*more, *names.of("roles"))
    for i, role in enumerate(given):
        yield Reference(section, name, (key, i), "role", role, known)
