"""What is the mean of each metric over the members of dimensions, or over the buckets?"""

from __future__ import annotations

from fractions import Fraction

from tests.brute.counted import Number, beside
from tests.brute.rows import Json
from tests.brute.shape import Row, labels_of
from tests.brute.tally import nobody


def averaged(query: Json) -> Json:
    """The query of what is shown: the means, split by all but what they are over."""
    over = query.get("averaged") or ()
    if not over:
        return query
    grain = None if "time" in over else query.get("grain")
    shown = [each for each in query.get("dimensions", ()) if each not in over]
    return {**query, "dimensions": shown, "grain": grain, "averaged": []}


def means_of(rows: list[Row], names: list[str], query: Json, model: Json) -> list[Row]:
    """One row for each group that has a member; change and growth are those of the means."""
    over = query.get("averaged") or ()
    if not over:
        return rows
    keys, apart = labels_of(averaged(query)), {each: nobody(each, model) for each in over}
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if all(row[each] not in apart[each] for each in over):
            groups.setdefault(tuple(row[each] for each in keys), []).append(row)
    return [
        {**dict(zip(keys, group, strict=True)), **_means(members, names, query)}
        for group, members in groups.items()
    ]


def _means(members: list[Row], names: list[str], query: Json) -> Row:
    row: Row = {}
    for name in names:
        row[name] = now = _mean([each[name] for each in members])
        for nth in range(len(query.get("comparisons", ()))):
            then = _mean([each[f"{name}.comparison.{nth}"] for each in members])
            row |= beside(name, nth, now, then)
    return row


def _mean(values: list[Number]) -> Number:
    known = [each for each in values if each is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
