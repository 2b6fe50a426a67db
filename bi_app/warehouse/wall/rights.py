"""Under which role of the warehouse, and with which members, does an asker's statement run?

People whose policies differ only in the members of their attributes share a role: 1,600 store
managers are one. It is named by what it may read, so that a policy that the warehouse does not hold
yet has a role that is not there, and nothing is read under another.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from semantic_layer.access import Policy, RowRule

PREFIX = "aisle_reads_"


@dataclass(frozen=True, slots=True)
class Rights:
    """`members` has, for each row policy that applies, what of its dimension may be seen."""

    group: str
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


SERVICE = Rights(f"{PREFIX}for_the_product")  # clock, calendars, members: shown to nobody


def rights_of(policy: Policy) -> Rights:
    rules = [rule for own in policy.rules.values() for rule in own]
    members = {rule.policy: tuple(map(str, rule.members)) for rule in rules}
    return Rights(group_of(policy), members)


def group_of(policy: Policy) -> str:
    """The name of the role that may read these columns under these rules, whoever's members."""

    def own(dataset: str) -> tuple[RowRule, ...]:
        return policy.rules.get(dataset, ())

    readable = {
        name: [
            sorted(columns),
            sorted([rule.policy, rule.dimension, rule.op, rule.type] for rule in own(name)),
        ]
        for name, columns in policy.datasets.items()
    }
    text = json.dumps(readable, sort_keys=True, separators=(",", ":"))
    return PREFIX + hashlib.sha256(text.encode()).hexdigest()[:12]
