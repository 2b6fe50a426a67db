"""How much may one question take, by all policies that apply to its asker?

Limits of several roles hold together, so the least of each counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from semantic_layer.errors import NotPermitted
from semantic_layer.model.policies import LimitPolicy
from semantic_layer.query import MetricQuery


@dataclass(frozen=True, slots=True)
class Limits:
    """What is None has no limit. Counts of rows, of days, and of dimensions that split rows."""

    rows: int | None = None
    days: int | None = None
    days_back: int | None = None
    dimensions: int | None = None
    export: bool = True

    def __str__(self) -> str:
        said = [f"{name} {each}" for name, each in asdict(self).items() if each is not None]
        return ", ".join(said)


NO_LIMITS = Limits()


def combined(policies: Iterable[LimitPolicy]) -> Limits:
    each = tuple(policies)

    def least(values: Iterable[int | None]) -> int | None:
        return min((value for value in values if value is not None), default=None)

    return Limits(
        rows=least(one.rows for one in each),
        days=least(one.days for one in each),
        days_back=least(one.days_back for one in each),
        dimensions=least(one.dimensions for one in each),
        export=all(one.export for one in each),
    )


def refuse_more_dimensions(query: MetricQuery, limits: Limits) -> None:
    """Raises NotPermitted; what members of a filter are found by counts for itself."""
    most = limits.dimensions
    if most is not None and len(set(query.dimensions)) > most:
        raise NotPermitted(
            f"You may split an answer by at most {_counted(most, 'dimension')}, and this asks for "
            f"{len(set(query.dimensions))}. Ask for fewer, or ask an administrator for more."
        )


def refuse_other_days(first: date, last: date, today: date, limits: Limits) -> None:
    """Raises NotPermitted where a period is too long or begins too early."""
    days = (last - first).days + 1
    if limits.days is not None and days > limits.days:
        raise NotPermitted(
            f"You may ask for at most {_counted(limits.days, 'day')} at once, and this is {days}. "
            "Ask for a shorter period, or ask an administrator for more."
        )
    if limits.days_back is not None and first < today - timedelta(days=limits.days_back):
        since = today - timedelta(days=limits.days_back)
        raise NotPermitted(
            f"You may ask for days since {since.isoformat()}, and this begins on "
            f"{first.isoformat()}. Ask for later days, or ask an administrator for more."
        )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
