"""What check needs to know of an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp


@dataclass(frozen=True, slots=True)
class Dialect:
    """`adapt` rewrites a tree, in place, to what the engine computes alike.

    `parameter` makes the node that the engine's parser reads for `$n`; `number_of` reads it.
    """

    name: str
    adapt: Callable[[exp.Select], exp.Select]
    parameter: Callable[[int], exp.Expr]
    number_of: Callable[[exp.Expr], int]
