"""Which stores are comparable over a period, and is a row of one of them?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.brute.calendars import Calendars, moved
from tests.brute.rows import Json, Row, Warehouse

Days = tuple[date, date]


class NotInForce(Exception):
    """No version of the policy is in force yet when the period begins."""


@dataclass(frozen=True)
class Among:
    """Over what a policy holds comparable: in the period asked for, or in each one its own."""

    policy: str
    own_set: bool = False
    year_before: bool = False


@dataclass(frozen=True)
class Version:
    """A policy's version with its days for one period."""

    policy: Json
    filters: tuple[Json, ...]
    opened_by: date
    open_after: date

    def why_not(self, opened: date | None, closed: date | None) -> tuple[str, date | None] | None:
        if opened is None or opened > self.opened_by:
            return "opened", opened
        if closed is not None and closed <= self.open_after:
            return "closed", closed
        return None


def version_of(policy: Json, period: Days, calendars: Calendars) -> Version:
    begun = [
        each
        for each in policy["versions"]
        if date.fromisoformat(each["effective_from"]) <= period[0]
    ]
    if not begun:
        raise NotInForce
    latest = max(begun, key=lambda each: each["effective_from"])
    calendar = calendars.named(policy.get("calendar"))
    opened_by, _ = moved(calendar, "month", period[0], -latest["months"])
    return Version(policy, tuple(latest["filters"]), opened_by, period[1])


def is_comparable(
    version: Version, dataset: str, time: str | None, warehouse: Warehouse
) -> Callable[[Row], bool]:
    """Whether a row is of a store that is in the set, and is counted there."""

    def holds(row: Row) -> bool:
        opened, closed = dates_of(version.policy, dataset, row, warehouse, time)
        return version.why_not(opened, closed) is None and all(
            warehouse.meets(dataset, row, each, time) for each in version.filters
        )

    return holds


def dates_of(
    policy: Json, dataset: str, row: Row, warehouse: Warehouse, time: str | None = None
) -> tuple[Any, Any]:
    opened, closed = (
        warehouse.member(dataset, row, policy[each], time) if policy.get(each) else None
        for each in ("opened", "closed")
    )
    return opened, closed
