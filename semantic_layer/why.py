"""Why may an asker not see a name? Which policies close it, in words for an administrator."""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.access import Asker, Policy
from semantic_layer.access_to_columns import EVERYBODY
from semantic_layer.access_to_metrics import made_of, opens, policies_of
from semantic_layer.access_to_rows import row_rules
from semantic_layer.model.definitions import Classification
from semantic_layer.model.expressions import columns_in
from semantic_layer.model.index import ModelIndex


def why_nothing(index: ModelIndex, asker: Asker) -> Iterator[str]:
    """What closes everything to the asker, if anything does."""
    roles = ", ".join(sorted(asker.roles)) or "none"
    if not any(each.data for each in index.model.roles if each.name in asker.roles):
        yield f"no role of theirs is answered data (roles: {roles})"
    types = {each.name: each.type for each in index.model.attributes}
    for policy in index.model.row_policies:
        if asker.roles.isdisjoint(policy.roles):
            continue
        alone = index.model.model_copy(update={"row_policies": (policy,)})
        if row_rules(alone, asker.roles, asker.attributes) is None:
            kind = types.get(policy.attribute, "no known type")
            yield (
                f"row policy {policy.name} goes by the attribute {policy.attribute}, which is "
                f"missing, empty or not of {kind}: everything is denied"
            )


def why_closed(name: str, index: ModelIndex, asker: Asker, policy: Policy) -> tuple[str, ...]:
    """The reasons for a metric, dimension or dataset that the policy hides; none where it is open.

    `index` is the whole model's. What is not in it is not modelled.
    """
    return tuple(dict.fromkeys(_reasons(name, index, asker, policy)))


def _reasons(name: str, index: ModelIndex, asker: Asker, policy: Policy) -> Iterator[str]:
    if index.has_metric(name):
        if name not in policy.metrics:
            yield from _metric(name, index, asker, policy)
    elif index.has_dimension(name):
        if name not in policy.dimensions:
            yield from _dimension(name, index, asker, policy)
    elif name not in index.datasets:
        yield "not modelled: the live release has nothing of that name"
    elif name not in policy.datasets:
        yield from _dataset(name, index, asker)


def _dataset(name: str, index: ModelIndex, asker: Asker) -> Iterator[str]:
    open_to = index.datasets[name].open_to
    if EVERYBODY not in open_to and asker.roles.isdisjoint(open_to):
        yield f"dataset {name} is open to {', '.join(open_to) or 'nobody'}"
        return
    yield from why_nothing(index, asker)
    for policy in index.model.row_policies:
        if not asker.roles.isdisjoint(policy.roles):
            yield (
                f"row policy {policy.name} cannot be kept on {name} by {policy.dimension}, as the "
                "asker sees it, so all of it is closed"
            )


def _metric(name: str, index: ModelIndex, asker: Asker, policy: Policy) -> Iterator[str]:
    for part in sorted(made_of(name, index)):
        named = policies_of(part, index.model)
        if not named:
            yield f"no metric policy names {part}"
        for each in named:
            if not opens(each, asker.roles):
                yield f"metric policy {each.name} opens {part} to {', '.join(each.open_to)}"
    for dataset in sorted(index.datasets_of(name)):
        if dataset not in policy.datasets:
            yield from _dataset(dataset, index, asker)
    for column in sorted(index.columns_of(name)):
        yield from _column(column, index, asker, policy)


def _dimension(name: str, index: ModelIndex, asker: Asker, policy: Policy) -> Iterator[str]:
    dimension = index.dimension(name)
    if dimension.classification is Classification.PERSONAL:
        yield f"dimension {name} is personal, which nobody is answered"
    for dataset, text in dimension.on.items():
        if dataset in index.datasets and dataset not in policy.datasets:
            yield from _dataset(dataset, index, asker)
        for column in sorted(columns_in(text)):
            yield from _column(f"{dataset}.{column}", index, asker, policy)


def _column(column: str, index: ModelIndex, asker: Asker, policy: Policy) -> Iterator[str]:
    dataset, _, own = column.partition(".")
    for each in index.model.column_policies:
        if column in each.columns and not asker.roles.isdisjoint(each.roles):
            yield f"column policy {each.name} closes {column} ({each.label})"
    if own in policy.masks.get(dataset, {}):
        yield f"{column} is masked ({policy.masks[dataset][own].label}), so no number rests on it"
