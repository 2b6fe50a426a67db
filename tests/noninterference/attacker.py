"""Somebody who solves for what was left out of an answer, from all that it shows.

Each number shown is the sum over a set of rows. Rows that no number tells apart are one unknown;
the attacker finds the unknowns that are fixed by the numbers together, and wins with one that few
people stand behind. It knows nothing of how answers are made.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

Row = Hashable
Vector = list[Fraction]


def solved(shown: Iterable[frozenset[Row]]) -> list[frozenset[Row]]:
    """The least sets of rows whose sums follow from the sums that are shown."""
    sets = [each for each in dict.fromkeys(shown) if each]
    unknowns: dict[tuple[bool, ...], set[Row]] = {}
    for row in frozenset[Row]().union(*sets):
        unknowns.setdefault(tuple(row in each for each in sets), set()).add(row)
    columns = list(unknowns)
    reduced = _reduced([[Fraction(column[i]) for column in columns] for i in range(len(sets))])
    return [
        frozenset(unknowns[columns[at]])
        for at in (_single(each) for each in reduced)
        if at is not None
    ]


def betrayed(
    shown: Iterable[frozenset[Row]], person_of: Mapping[Row, Hashable], minimum: int
) -> list[frozenset[Row]]:
    """The solved sets behind which stand some people, and fewer than the minimum."""
    found = []
    for each in solved(shown):
        people = {person_of[row] for row in each} - {None}
        if 0 < len(people) < minimum:
            found.append(each)
    return found


def _reduced(rows: list[Vector]) -> list[Vector]:
    """The reduced row echelon form."""
    done = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(done, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done][column]
        rows[done] = [each / head for each in rows[done]]
        for i, other in enumerate(rows):
            factor = other[column]
            if i != done and factor:
                pairs = zip(other, rows[done], strict=True)
                rows[i] = [mine - factor * theirs for mine, theirs in pairs]
        done += 1
    return rows[:done]


def _single(row: Vector) -> int | None:
    there = [at for at, each in enumerate(row) if each]
    return there[0] if len(there) == 1 else None
