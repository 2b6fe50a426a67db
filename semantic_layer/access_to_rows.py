"""Which rows of each dataset may an asker see?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from semantic_layer.attributes import Member, member_of, members_of
from semantic_layer.model.definitions import Dataset, DataType, SemanticModel
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import columns_of_dimension, columns_on
from semantic_layer.model.policies import RowOp, RowPolicy

Columns = Mapping[str, frozenset[str]]
BOUNDS = (RowOp.AT_LEAST, RowOp.AT_MOST)


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows of a dataset are seen only where its dimension passes: `op` against the members.

    The members are of `type`, never none; a bound has one. A row without a value does not pass.
    """

    policy: str
    dimension: str
    members: tuple[Member, ...]
    sentence: str
    op: RowOp = RowOp.IN
    type: DataType = DataType.STRING

    def admits(self, text: str) -> bool:
        """Whether a value of the dimension, in writing, passes."""
        value = member_of(text, self.type)
        if value is None or not self.members:
            return False
        match self.op:
            case RowOp.IN:
                return value in self.members
            case RowOp.NOT_IN:
                return value not in self.members
            case RowOp.AT_LEAST:
                return bool(value >= self.members[0])  # type: ignore[operator]  # of one type
            case RowOp.AT_MOST:
                return bool(value <= self.members[0])  # type: ignore[operator]


def row_rules(
    model: SemanticModel, roles: frozenset[str], attributes: Mapping[str, object]
) -> tuple[RowRule, ...] | None:
    """The rules of all policies that apply; None where one of them has nothing to go by."""
    types = {each.name: each.type for each in model.attributes}
    rules = []
    for policy in model.row_policies:
        if roles.isdisjoint(policy.roles):
            continue
        kind = types.get(policy.attribute)
        members = () if kind is None else members_of(attributes.get(policy.attribute), kind)
        if kind is None or not members or (policy.op in BOUNDS and len(members) > 1):
            return None
        rules.append(_rule(policy, members, kind))
    return tuple(rules)


def _rule(policy: RowPolicy, members: tuple[Member, ...], kind: DataType) -> RowRule:
    sentence = policy.sentence.replace("{members}", ", ".join(map(str, members)))
    return RowRule(policy.name, policy.dimension, members, sentence, policy.op, kind)


def rules_of(
    dataset: Dataset, rules: Iterable[RowRule], index: ModelIndex, columns: Columns
) -> tuple[RowRule, ...] | None:
    """The rules that narrow a dataset; None where the asker may see none of it.

    A rule that would have to be judged by what the asker may not see closes the dataset; so does
    one over versions, which only the day of a counted row tells apart, and one that shuts members
    out over a bridge, where a row may have such a member beside another.
    """
    own = []
    for rule in rules:
        path = index.path(dataset.name, rule.dimension)
        if path is None and dataset.fact:
            return None
        if path is None:
            continue
        if any(step.join.valid is not None for step in path):
            return None
        if rule.op is RowOp.NOT_IN and any(step.join.many for step in path):
            return None
        dimension = index.dimension(rule.dimension)
        needed = columns_on(path) | columns_of_dimension(dimension, dataset.name, path)
        if not all(_in(columns, column) for column in needed):
            return None
        own.append(rule)
    return tuple(own)


def _in(columns: Columns, name: str) -> bool:
    dataset, _, column = name.partition(".")
    return column in columns.get(dataset, frozenset())
