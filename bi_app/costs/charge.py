"""What was used, and what did it cost? The values that become entries of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bi_app.costs.models import Kind, SavedBy


@dataclass(frozen=True, slots=True)
class Charge:
    """One use: `share` is the step of the life cycle it served, `call` tells uses of a kind apart.

    `micros` is money; `saved_micros` is what it would have cost more without `saved_by`.
    """

    kind: Kind
    share: str
    micros: int
    call: int = 0
    model: str = ""
    saved_micros: int = 0
    saved_by: SavedBy | None = None
    price_source: str = ""
    price_version: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Price:
    """What a question is expected to cost, in micros, and what it may cost at most.

    `saved` is what it would cost more without `saved_by`.
    """

    expected: int = 0
    most: int = 0
    saved: int = 0
    saved_by: SavedBy | None = None
    seconds: float = 0.0


FREE = Price()
