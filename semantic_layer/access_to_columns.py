"""Which columns of each dataset may an asker see, and which of them only in another form?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from semantic_layer.model.definitions import Classification, SemanticModel

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Mask:
    """What is shown in place of a column: an expression over that column alone, told as `label`."""

    shown_as: str
    label: str


Masks = Mapping[str, Mapping[str, Mask]]  # by dataset and column


def _masks_of(model: SemanticModel, roles: frozenset[str]) -> dict[str, dict[str, Mask]]:
    """What each masked "dataset.column" is shown as to these roles, in each form."""
    found: dict[str, dict[str, Mask]] = {}
    for each in model.column_masks:
        if not roles.isdisjoint(each.roles):
            mask = Mask(each.shown_as, each.label)
            found.setdefault(each.column, {}).setdefault(each.shown_as, mask)
    return found


def open_columns(model: SemanticModel, roles: frozenset[str]) -> dict[str, frozenset[str]]:
    """The columns of each dataset that is open to one of the roles, the masked ones too.

    What two masks show in two forms is shown in neither.
    """
    closed = {
        column
        for policy in model.column_policies
        if not roles.isdisjoint(policy.roles)
        for column in policy.columns
    }
    closed |= {column for column, forms in _masks_of(model, roles).items() if len(forms) > 1}
    return {
        dataset.name: frozenset(
            column.name
            for column in dataset.columns
            if column.classification is not Classification.PERSONAL
            and f"{dataset.name}.{column.name}" not in closed
        )
        for dataset in model.datasets
        if EVERYBODY in dataset.open_to or not roles.isdisjoint(dataset.open_to)
    }


def masks_in(
    model: SemanticModel, roles: frozenset[str], columns: Mapping[str, frozenset[str]]
) -> dict[str, dict[str, Mask]]:
    """The masks of those columns, by dataset; none of them has two."""
    found: dict[str, dict[str, Mask]] = {}
    for name, forms in _masks_of(model, roles).items():
        dataset, _, column = name.partition(".")
        if column in columns.get(dataset, frozenset()):
            (found.setdefault(dataset, {})[column],) = forms.values()
    return found
