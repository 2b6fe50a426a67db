"""CheckedStatement: the only thing that the gate runs, and that only check makes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

Bound = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class CheckedStatement:
    """Text that was parsed again and proved against an allow-list and the asker's policy.

    `text` has numbered parameters ($1, $2); `readable` is the same statement with its values in
    place, for people. `entitlement` is whose policy it was proved against; `sha256` covers the
    text, the parameters and the entitlement.
    """

    text: str
    parameters: tuple[Bound, ...]
    readable: str
    dialect: str
    tables: frozenset[str]
    entitlement: str

    @property
    def sha256(self) -> str:
        parts = (self.dialect, self.text, repr(self.parameters), self.entitlement)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
