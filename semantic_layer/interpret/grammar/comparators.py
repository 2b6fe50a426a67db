"""Which stretch says "more than 40", "under 80%", "between 5 and 10", "40 or more"?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from semantic_layer.interpret.draft import Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.trade import is_money
from semantic_layer.query import FilterOp

BEFORE_NUMBER: Mapping[Role, FilterOp] = MappingProxyType(
    {
        Role.MORE: FilterOp.GT,
        Role.OVER: FilterOp.GT,
        Role.AT_LEAST: FilterOp.GTE,
        Role.LESS: FilterOp.LT,
        Role.AT_MOST: FilterOp.LTE,
        Role.EXACTLY: FilterOp.IN,
    }
)
AFTER_NUMBER: Mapping[Role, FilterOp] = MappingProxyType(
    {Role.OR_MORE: FilterOp.GTE, Role.OR_LESS: FilterOp.LTE}
)
FLIPPED: Mapping[FilterOp, FilterOp] = MappingProxyType(
    {
        FilterOp.GT: FilterOp.LT,
        FilterOp.GTE: FilterOp.LTE,
        FilterOp.LT: FilterOp.GT,
        FilterOp.LTE: FilterOp.GTE,
        **{each: each for each in (FilterOp.BETWEEN, FilterOp.IN, FilterOp.NOT_IN)},
    }
)
NEGATED: Mapping[FilterOp, FilterOp] = MappingProxyType(
    {
        FilterOp.GT: FilterOp.LTE,
        FilterOp.GTE: FilterOp.LT,
        FilterOp.LT: FilterOp.GTE,
        FilterOp.LTE: FilterOp.GT,
        FilterOp.IN: FilterOp.NOT_IN,
    }
)


UNITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{"%": ("fraction", "percent"), "$": ("USD",)},
        **{"pt": ("fraction", "percent"), "bp": ("fraction", "percent")},
        **{"day": ("days",), "week": ("weeks",), "month": ("months",)},
    }
)
JUDGING, JUDGED = ("better", "worse"), ("or better", "or worse")
POINTS: Mapping[str, float] = MappingProxyType({"pt": 100.0, "bp": 10_000.0})


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with numbers: the items that say it, first to last."""

    used: tuple[int, ...]
    op: FilterOp
    values: tuple[float, ...]
    sign: str  # "%", "$", "pt" (percentage points), "bp" (a hundredth of them) or ""
    judges: bool = False  # "better than", which is lower for some metrics

    @property
    def percent(self) -> bool:
        return self.sign == "%"

    def fits(self, unit: str) -> bool:
        """Whether numbers so written can be amounts of the unit."""
        money = self.sign == "$" and is_money(unit)
        return not self.sign or money or unit in UNITS[self.sign]

    @property
    def first(self) -> int:
        return self.used[0]

    @property
    def last(self) -> int:
        return self.used[-1]


def compared(draft: Draft) -> Iterator[Compared]:
    """Every comparison with a number whose items are still free."""
    for at in draft.all(*BEFORE_NUMBER):
        number = draft.after(at, over={Role.ANY, Role.WHERE})
        if draft.free(number, Role.NUMBER):
            op = BEFORE_NUMBER[draft.items[at].role]
            ahead = draft.ahead_of(at)
            unit = draft.after(number)
            sign = draft.items[unit].folded.rstrip("s") if draft.free(unit, Role.TIME_UNIT) else ""
            own = (unit,) if sign in UNITS else ()  # "over 45 days"
            if draft.free(ahead, Role.NOT):
                found = _compared(draft, (ahead, at, number, *own), NEGATED[op])
            else:
                found = _compared(draft, (at, number, *own), op)
            yield replace(found, sign=sign) if own else found
    for at in draft.all(*AFTER_NUMBER):
        number = draft.ahead_of(at)
        if draft.role(number) is Role.METRIC:  # "100 units or more"
            number = draft.ahead_of(number)
        if draft.free(number, Role.TIME_UNIT):  # "49 days or longer"
            yield from _timed(draft, number, at, AFTER_NUMBER[draft.items[at].role])
        if draft.free(number, Role.NUMBER):
            yield _compared(draft, (number, at), AFTER_NUMBER[draft.items[at].role])
    for at in draft.all(Role.BETWEEN):
        low = draft.after(at)
        join = draft.after(low) if low > 0 else -1
        high = draft.after(join) if join > 0 else -1
        if (
            draft.free(low, Role.NUMBER)
            and draft.free(join, Role.AND)
            and draft.free(high, Role.NUMBER)
        ):
            yield _compared(draft, (at, low, join, high), FilterOp.BETWEEN)


def _timed(draft: Draft, unit: int, at: int, op: FilterOp) -> Iterator[Compared]:
    number = draft.ahead_of(unit)
    if draft.free(number, Role.NUMBER):
        sign = draft.items[unit].folded.rstrip("s")
        found = _compared(draft, (number, unit, at), op)
        yield Compared(found.used, found.op, found.values, sign if sign in UNITS else "")


def _compared(draft: Draft, used: tuple[int, ...], op: FilterOp) -> Compared:
    numbers = [draft.items[at].meaning for at in used if draft.items[at].role is Role.NUMBER]
    values = tuple(meaning.number for meaning in numbers if meaning.number is not None)
    signs = (meaning.sign for meaning in numbers if meaning.sign in UNITS)
    judges = any(draft.items[at].folded.startswith(JUDGING) for at in used)
    judges = judges or any(draft.items[at].folded.endswith(JUDGED) for at in used)
    return Compared(used, op, values, next(signs, ""), judges)
