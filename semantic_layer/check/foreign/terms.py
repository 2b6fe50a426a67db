"""Terms: what one statement is checked by, and the one way to refuse it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from semantic_layer.check.foreign.engines import Engine
from semantic_layer.check.foreign.policy import SqlPolicy
from semantic_layer.errors import UnsafeStatement


@dataclass(frozen=True, slots=True)
class Terms:
    """The engine that will run the statement, and the policy that it must stay inside."""

    engine: Engine
    policy: SqlPolicy


def refuse(reason: str) -> NoReturn:
    raise UnsafeStatement(f"The SQL is not run: {reason}.")
