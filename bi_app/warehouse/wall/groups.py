"""Which roles does the warehouse need for a model: who may read which columns under which rules?

They come from `policy_for`, as every other permission does: one for each role of the model, and one
for each set of roles that somebody holds; sets that may read the same are one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bi_app.warehouse.wall.rights import SERVICE, group_of
from semantic_layer.access import Asker, RowRule, policy_for
from semantic_layer.model.definitions import Classification, Dataset, DataType
from semantic_layer.model.index import ModelIndex

# Stands for the members, which each transaction brings along.
SOMEBODY: Mapping[DataType, str] = MappingProxyType(
    {
        DataType.STRING: "somebody",
        DataType.INTEGER: "1",
        DataType.DECIMAL: "1",
        DataType.DATE: "2000-01-01",
        DataType.TIMESTAMP: "2000-01-01",
        DataType.BOOLEAN: "true",
    }
)

Roles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """`held_by` says which roles of the model it is for; the others are by dataset."""

    name: str
    held_by: tuple[str, ...]
    columns: Mapping[str, frozenset[str]]
    rules: Mapping[str, tuple[RowRule, ...]]


def groups_of(index: ModelIndex, held: Iterable[Roles]) -> tuple[Group, ...]:
    """`held` are sets of roles that people have; roles that are answered no data need none."""
    alone = (frozenset({role.name}) for role in index.model.roles)
    found: dict[str, Group] = {SERVICE.group: _for_the_product(index)}
    for roles in sorted({*alone, *held}, key=sorted):
        group = _group(index, roles)
        if group is not None:
            first = found.get(group.name)
            names = (first.held_by if first else ()) + group.held_by
            found[group.name] = Group(group.name, names, group.columns, group.rules)
    return tuple(found.values())


def _group(index: ModelIndex, roles: Roles) -> Group | None:
    attributes = {each.name: (SOMEBODY[each.type],) for each in index.model.attributes}
    policy = policy_for(index, Asker(0, "", roles, attributes), "")
    if not policy.datasets:
        return None
    held_by = (" and ".join(sorted(roles)),)
    return Group(group_of(policy), held_by, policy.datasets, policy.rules)


def _for_the_product(index: ModelIndex) -> Group:
    columns = {each.name: frozenset(_of_the_product(each)) for each in index.model.datasets}
    for each in index.model.datasets:
        for join in each.joins:
            columns[each.name] |= join.on.keys()
            columns[join.to] |= frozenset(join.on.values())
    return Group(
        SERVICE.group, ("the product's own statements",), columns, dict.fromkeys(columns, ())
    )


def _of_the_product(dataset: Dataset) -> Iterator[str]:
    for column in dataset.columns:
        if column.classification is not Classification.PERSONAL:
            yield column.name
