"""What has been made of a reading so far? The value that every rule of the grammar passes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.interpret.configuration import Configuration
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.model.index import ModelIndex
from semantic_layer.period import Period, Unit
from semantic_layer.query import (
    Comparison,
    Direction,
    Filter,
    Grain,
    MetricQuery,
    Share,
    Show,
    Threshold,
)

# never part of a construct, whatever stands around them
SILENT = frozenset({Role.FILLER, Role.VERB, Role.OWN})
# taken by a rule where one wants them, else without meaning of their own
LIGHT = frozenset(
    {
        Role.FILLER,
        Role.VERB,
        Role.OWN,
        Role.PAUSE,
        Role.AND,
        Role.WHERE,
        Role.ANY,
        Role.THEIR,
        Role.WHICH,
    }
    | {Role.PERFORM, Role.COMPANY, Role.ALONE, Role.EXACTLY}
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules may look at beside the words."""

    index: ModelIndex
    clock: Clock
    configuration: Configuration
    previous: MetricQuery | None = None
    earlier: tuple[MetricQuery, ...] = ()
    declined: bool = False  # something was refused since `previous`


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking as far as the words have said it; the rest is filled in at the end."""

    direction: Direction | None = None
    limit: int | None = None
    by: str = ""
    show: Show = Show.VALUE
    within: tuple[str, ...] = ()
    others: bool = False
    quality: bool = False  # best and worst: which way depends on the metric


@dataclass(frozen=True, slots=True)
class Sorted:
    """A wish for an order; `by` is empty where the only metric is meant."""

    by: str = ""
    show: Show = Show.VALUE
    direction: Direction | None = None
    quality: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Items of a reading, which of them are used as what, and the parts of a query made of them."""

    items: tuple[Item, ...]
    used: Mapping[int, str] = field(default_factory=dict)
    score: float = 0.0
    measures: tuple[tuple[int, str], ...] = ()  # metrics with their place in the question
    breakdowns: tuple[tuple[int, str], ...] = ()
    attributes: tuple[tuple[int, str], ...] = ()  # breakdowns in addition: "with their", "also by"
    counted: str = ""  # the dimension whose members are to be counted: "how many stores"
    averaged: tuple[str, ...] = ()  # dimensions, or "time", over which a mean is asked for
    running: bool = False
    restart: Unit | None = None  # with which unit a running total starts anew
    moving: int | None = None  # over how many buckets a mean moves
    filled: bool = False  # buckets in which nothing happened are shown too
    subtotals: bool = False
    each: Grain | None = None  # the buckets in which thresholds are judged
    at_least: int | None = None  # in how many of them they must hold; none: in all
    grain: Grain | None = None
    at_ends: bool = False
    trend: bool = False
    filters: tuple[Filter, ...] = ()
    restricted: frozenset[str] = frozenset()  # dimensions filtered by "only", "just"
    thresholds: tuple[Threshold, ...] = ()
    period: Period | None = None
    resolved: ResolvedPeriod | None = None
    implied: Period | None = None  # the period that a comparison alone suggests
    follows: bool = False  # its period counts from the one asked about before
    comparisons: tuple[Comparison, ...] = ()
    shows: tuple[Show, ...] = ()
    ranked: Ranked | None = None
    share: bool = False
    parts: tuple[Share, ...] = ()  # the share of what meets some conditions
    of_that: str = ""  # the metric (or "any") of which what is asked for is said to be a share
    share_of: tuple[str, ...] = ()  # the groups, or "time", of which each is a share
    shares: tuple[str, ...] = ()
    orders: tuple[Sorted, ...] = ()
    limit: int | None = None  # how many rows are shown
    assumed: tuple[str, ...] = ()
    now: bool = False  # "now" was said in place of a period
    gone: tuple[Item, ...] = ()  # parts of the query before that are taken out
    unfiltered: tuple[str, ...] = ()  # dimensions of which all members are wanted again
    picked: Ranked | None = None  # which of the groups shown before are meant: "the worst one"
    turned: bool = False  # its words are of a change, whatever number they name
    whole: bool = False  # the rows of the query before as one
    flipped: bool = False  # those rows the other way round
    trouble: str = ""  # why this reading cannot be answered, in a sentence

    def name(self, at: int) -> str:
        return self.items[at].meaning.name

    def role(self, at: int) -> Role | None:
        """The role of an item; None beyond either end."""
        return self.items[at].role if 0 <= at < len(self.items) else None

    def free(self, at: int, *roles: Role) -> bool:
        """Whether an item is not used yet and has one of the roles."""
        return (
            0 <= at < len(self.items)
            and at not in self.used
            and (not roles or self.items[at].role in roles)
        )

    def all(self, *roles: Role) -> tuple[int, ...]:
        used = self.used  # asked some thousand times a question
        return tuple(
            at
            for at, item in enumerate(self.items)
            if at not in used and (not roles or item.role in roles)
        )

    def after(self, at: int, *, over: Iterable[Role] = ()) -> int:
        """The next item that is not silent and of none of the roles `over`; -1 at the end."""
        skipped = SILENT.union(over)
        return next(
            (n for n in range(at + 1, len(self.items)) if self.items[n].role not in skipped), -1
        )

    def ahead_of(self, at: int, *, over: Iterable[Role] = ()) -> int:
        """The item before that is not silent and of none of the roles `over`; -1 at the start."""
        skipped = SILENT.union(over)
        return next((n for n in range(at - 1, -1, -1) if self.items[n].role not in skipped), -1)

    def bind(self, at: Iterable[int], use: str, score: float = 0.0, **parts: Any) -> Draft:
        """A draft in which the items are used, with the parts that they made."""
        used = {**self.used, **{n: use for n in at if n >= 0}}
        return replace(self, used=used, score=self.score + score, **parts)


Rule = Callable[[Draft, Context], Draft]
