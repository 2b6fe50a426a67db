"""Which stores were compared in an answer, and why were the others not?"""

from datetime import date

from bi_app.asking.answer import ComparableBasis, Excluded
from bi_app.warehouse.gate import Ran
from semantic_layer.calendars.describe import describe_day
from semantic_layer.compile.comparable import ComparableSet
from semantic_layer.compile.comparing import CLOSED, MEMBER, OPENED, REASON, SINCE

MOST_NAMED = 100  # of each; the counts are of all


def comparable_of(chosen: ComparableSet, ran: Ran) -> ComparableBasis:
    """From the rows of the statement that `compile_comparing` makes."""
    rows = ran.table.to_pylist()
    included = [str(row[MEMBER]) for row in rows if row[REASON] is None]
    excluded = [
        Excluded(str(row[MEMBER]), _reason(row[REASON], row[SINCE], chosen))
        for row in rows
        if row[REASON] is not None
    ]
    return ComparableBasis(
        noun=chosen.policy.noun,
        included=len(included),
        members=tuple(included[:MOST_NAMED]),
        excluded_count=len(excluded),
        excluded=tuple(excluded[:MOST_NAMED]),
    )


def _reason(code: str, since: date | None, chosen: ComparableSet) -> str:
    if code == OPENED:
        when = "has no opening day" if since is None else f"opened on {describe_day(since)}"
        return f"{when}; the last day to count is {describe_day(chosen.opened_by)}"
    if code == CLOSED and since is not None:
        return f"closed on {describe_day(since)}"
    return f"is none that {chosen.policy.label.lower()} count"
