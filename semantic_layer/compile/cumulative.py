"""Over which days is a cumulative measure aggregated, for each side of a query?

A side's role is widened to the windows of its buckets, which overlap. What adds up is aggregated
once to the pieces that the windows cut time into, and the pieces are added up for each window:

    sales_sums_last_12_months_by_piece  sales by the piece (a few a bucket) and the other keys
    months_last_12_months               each month with the first and last day of its window
    sales_sums_last_12_months           each window with the sum of its pieces

What is distinct is counted from the rows of each window, found by their day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from semantic_layer.calendars.describe import describe_day, describe_days
from semantic_layer.calendars.periods import Bucket, Clock
from semantic_layer.calendars.windows import window_days
from semantic_layer.compile.windows import DAY, Role
from semantic_layer.errors import NotYet
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.lineage import Leaf
from semantic_layer.model.metrics import SemiAdditive
from semantic_layer.model.windows import Leading, Window, in_words, is_year_before, suffix_of
from semantic_layer.period import Unit
from semantic_layer.query import Basis, Grain, MetricQuery


def widened(role: Role, leaf: Leaf, grain: Grain | None, index: ModelIndex, clock: Clock) -> Role:
    """The role over the days of the leaf's window, which stands for the same columns."""
    if leaf.window is None or not role.known:
        return role
    whole = Bucket(role.period.start, role.period.start, role.period.end)
    buckets = (whole,) if grain is None else _known(role)
    if not buckets:
        return replace(role, known=False)
    windows = [_window(each, role, leaf.window, index, clock) for each in buckets]
    held = [each for each in windows if _is_held(each, role, leaf, index, clock)]
    if not held:
        return replace(role, known=False)
    first, last = min(each.first for each in held), max(each.last for each in held)
    return replace(
        role,
        suffix=suffix_of(leaf.window) + role.suffix,
        period=replace(role.period, start=first, end=last, whole_end=last),
        buckets=() if grain is None else tuple(held),
        shift=0,
        known_from=role.known_from if held[0] == windows[0] else held[0].start,
        known_until=None if held[-1] == windows[-1] else held[-1].start,
        ending=role.columns_end,
    )


def _known(role: Role) -> tuple[Bucket, ...]:
    since = role.known_from
    return tuple(each for each in role.buckets if since is None or each.start >= since)


def _window(bucket: Bucket, role: Role, window: Window, index: ModelIndex, clock: Clock) -> Bucket:
    """The window that goes by a bucket's last day, under its name.

    Days that are compared with those a year of weeks later have the window of these, as far back.
    """
    back = timedelta(days=role.moved)
    first, last = window_days(window, bucket.last + back, clock.first_day, index)
    return Bucket(bucket.start, first if window == "running" else first - back, last - back)


def _is_held(window: Bucket, role: Role, leaf: Leaf, index: ModelIndex, clock: Clock) -> bool:
    """Whether the data has the days. What only looks back from the period counts what there is."""
    looks_back = not role.suffix and leaf.window is not None and not is_year_before(leaf.window)
    planned = index.dataset(leaf.metric.dataset).unit is not Unit.DAY
    reaches_back = window.first < clock.first_day and not looks_back
    looks_ahead = isinstance(leaf.window, Leading) and window.last > clock.watermark
    return not reaches_back and (planned or not looks_ahead)


def in_pieces(role: Role) -> Role:
    """The role with a bucket for each stretch of days that lies in the same windows."""
    edges = {window.first for window in role.buckets}
    edges |= {window.last + DAY for window in role.buckets}
    pieces = tuple(Bucket(first, first, after - DAY) for first, after in pairwise(sorted(edges)))
    return replace(role, suffix=f"_in_pieces{role.suffix}", buckets=pieces)


def window_in_words(leaf: Leaf, role: Role, index: ModelIndex, clock: Clock) -> str:
    """The window as the basis says it, with its dates where it is one."""
    if leaf.window is None:
        return ""
    days = widened(role, leaf, None, index, clock)
    if role.buckets or not days.known:
        return in_words(leaf.window)
    return f"{in_words(leaf.window)}: {describe_days(days.period.start, days.period.end)}"


def refuse_moved_holidays(query: MetricQuery, leaves: Iterable[Leaf]) -> None:
    """Raises NotYet: which holidays a window holds is another matter than which a period holds."""
    if not any(each.basis is Basis.EVENT for each in query.comparisons):
        return
    for leaf in leaves:
        if leaf.window is not None or _goes_by_first_day(leaf):
            raise NotYet(
                f"{leaf.metric.label} goes by other days here than those of the period alone, and "
                "no comparison moves the holidays of these yet. Ask for the comparable days of "
                "last year."
            )


def _goes_by_first_day(leaf: Leaf) -> bool:
    metric = leaf.metric
    if not isinstance(metric, SemiAdditive):
        return False
    return metric.over_time in ("first", "opening") or not metric.carry_forward


def caveats(
    role: Role, leaves: Iterable[Leaf], grain: Grain | None, index: ModelIndex, clock: Clock
) -> Iterator[str]:
    """Where a window of one side reaches out of the data."""
    for leaf in leaves:
        if leaf.window is None or not role.known:
            continue
        days = widened(role, leaf, grain, index, clock)
        label = ", ".join(filter(None, (leaf.metric.label, in_words(leaf.window), role.label)))
        if not days.known or days.known_until or days.known_from != role.known_from:
            yield f"The data does not hold all days of {label}; missing values are empty."
        elif days.period.start < clock.first_day:
            yield (
                f"The data begins on {describe_day(clock.first_day)}, so {label} "
                "counts fewer days where it reaches back further."
            )
