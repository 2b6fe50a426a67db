"""CheckedStatement: the only thing that the gate runs, and that only check makes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field

from semantic_layer.compile.values import Bound
from semantic_layer.errors import InvariantError

_SEAL = object()


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """Text that was parsed again and proved against an allow-list and the asker's policy.

    `text` has numbered parameters ($1, $2); `readable` is the same statement with its values in
    place, for people. `entitlement` is whose policy it was proved against; `sha256` covers the
    text, the parameters and the entitlement as they were proved, and goes along to the driver.
    `seal` is what only check has.
    """

    text: str
    parameters: tuple[Bound, ...]
    readable: str
    dialect: str
    tables: frozenset[str]
    entitlement: str
    seal: InitVar[object] = None
    sha256: str = field(init=False)

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise InvariantError("Only check makes a CheckedStatement.")
        proved = statement_hash(self.dialect, self.text, self.parameters, self.entitlement)
        object.__setattr__(self, "sha256", proved)


def statement_hash(dialect: str, text: str, parameters: Sequence[Bound], entitlement: str) -> str:
    """What a statement is known by from its proof to the driver, in hexadecimal."""
    parts = (dialect, text, repr(tuple(parameters)), entitlement)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
