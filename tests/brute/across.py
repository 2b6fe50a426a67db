"""In how many buckets of the period does a group meet conditions?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.brute.counted import Counted
from tests.brute.rows import Json
from tests.brute.shape import Row, meets, shares_of, with_shares


@dataclass(frozen=True)
class Across:
    """The query's metrics, counted in every bucket of a grain."""

    query: Json
    counted: Counted

    def holds(self, conditions: list[Json], groups: set[Any]) -> dict[Any, list[bool]]:
        """For each group whether the conditions hold together, bucket by bucket."""
        labels = list(self.counted.sides[0].windows)
        rows = [(group, self.counted.row([(at, *group)])) for at in labels for group in groups]
        shares = [{**each, "of": [*each.get("of", ()), "time"]} for each in shares_of(self.query)]
        with_shares([row for _, row in rows], {"shares": shares})
        found: dict[Any, list[bool]] = {group: [] for group in groups}
        for group, row in rows:
            found[group].append(all(meets(row, each, self.query) for each in conditions))
        return found


def held_across(
    every: list[Row], query: Json, across: Callable[[Json], Across], rows: list[Row]
) -> list[Row]:
    """The rows whose groups hold in all the buckets, or in as many as each condition says."""
    together: dict[str, list[Json]] = {}
    for threshold in query.get("thresholds", ()):
        if threshold.get("each"):
            key = repr((threshold["each"], threshold.get("at_least")))
            together.setdefault(key, []).append(threshold)
    names = query.get("dimensions", ())
    groups = {tuple(row[name] for name in names) for row in every}
    for conditions in together.values():
        held = across(conditions[0]["each"]).holds(conditions, groups)
        least = conditions[0].get("at_least")
        rows = [
            row
            for row in rows
            if sum(marks := held[tuple(row[name] for name in names)]) >= (least or len(marks))
        ]
    return rows
