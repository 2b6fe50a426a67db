"""Pairs of questions over the demo's catalogue that differ in one slot, and so in their answer."""

from collections.abc import Iterator
from itertools import cycle, islice, product

from semantic_layer.model.index import ModelIndex

Pair = tuple[str, str]
SWAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "{metric} {one}": (
        ("2025", "2026"),
        ("last week", "this week"),
        ("last month", "the last 2 months"),
        ("in March", "in April"),
        ("fiscal 2025", "calendar 2025"),
        ("Q1 2025", "Q2 2025"),
        ("yesterday", "last Friday"),
        ("last 4 weeks", "last 5 weeks"),
        ("last month", "in October 2026"),
        ("last year", "2025"),
        ("since August", "until August"),
        ("between 3 and 9 May 2026", "between 3 and 8 May 2026"),
    ),
    "{metric} in {one} last month": (
        ("West", "Southwest"),
        ("Texas", "Nevada"),
        ("the app", "stores"),
        ("Denim", "Tops"),
    ),
    "{metric} {one} last quarter": (
        ("in West", "not in West"),
        ("in West", "excluding West"),
        ("", "without online"),
        ("with West", "without West"),
        ("by region", "by department"),
        ("by month", "by week"),
        ("vs last year", "vs plan"),
        ("vs last year", "vs the previous period"),
        ("in OR", "or"),
    ),
    "{one} stores by {metric} this year": (
        ("top 5", "top 10"),
        ("top 5", "bottom 5"),
        ("best", "worst"),
    ),
    "stores with {metric} {one} last month": (
        ("above 500", "above 5000"),
        ("above 500", "below 500"),
        ("at least 500", "at most 500"),
        ("over $20", "over 20%"),
        ("of 1.5", "of 15"),
        ("< 40", "> 40"),
        ("of 40", "of -40"),
    ),
}


def pairs(index: ModelIndex, count: int) -> list[Pair]:
    """As many pairs; the catalogue's metrics take turns, and so do the ways to differ."""
    swapped = [(form, *swap) for form, swaps in SWAPS.items() for swap in swaps]
    labels = [each.label for each in index.metrics.values() if each.visible]
    by_slot = (
        (form.format(metric=label, one=one), form.format(metric=label, one=other))
        for label, (form, one, other) in zip(cycle(labels), cycle(swapped), strict=False)
    )
    by_name = (
        (f"{one} last month", f"{other} last month")
        for one, other in product(labels, labels)
        if one < other
    )
    return list(islice(_in_turn(by_slot, by_name), count))


def _in_turn(one: Iterator[Pair], other: Iterator[Pair]) -> Iterator[Pair]:
    for first, second in zip(one, other, strict=False):
        yield from (first, second)
