"""How does somebody stand with the budgets that apply: what is left, and what is said about it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_noop, override

from bi_app.costs.models import Period, Scope
from bi_app.costs.money import at_most, exact
from bi_app.workload import Channel, Workload
from bi_app.written import day
from semantic_layer.errors import OverBudget

NO_BUDGET = gettext_noop(
    "You have no budget yet, so nothing can be answered. An administrator can give you one, or a"
    " default for everybody: manage.py costs budget."
)
WHOSE = {
    Scope.PERSON: "Your budget",
    Scope.TEAM: "The budget of your team “{name}”",
    Scope.WHOLE: "The budget of the whole installation",
}


class Frugality(StrEnum):
    """How careful the way to an answer has to be. The router takes a cheaper way when thrifty."""

    USUAL = "usual"
    THRIFTY = "thrifty"


@dataclass(frozen=True, slots=True)
class Work:
    """What money is held for; `asking` is the id of the question, and is held for once."""

    asking: str
    user: int
    channel: Channel = Channel.PAGE
    workload: Workload = Workload.ASK
    workflow: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose spending: a person's, and their teams' (None: as they are now), on a day (today)."""

    user: int
    teams: tuple[int, ...] | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one subject spent in one period, and the budget for it, where there is one."""

    id: int
    scope: Scope
    subject: int
    name: str
    period: Period
    begins: date
    spent: int
    reserved: int
    limit: int | None
    soft: int | None

    @property
    def used(self) -> int:
        return self.spent + self.reserved

    @property
    def room(self) -> int | None:
        """What may still be held; None without a budget."""
        return None if self.limit is None else self.limit - self.used

    @property
    def resets(self) -> date:
        """The first day of the next period."""
        if self.period is Period.DAY:
            return self.begins + timedelta(days=1)
        return (self.begins + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands: for whom, and on which day, `whose` money will be held.

    `warnings` are said with the answer.
    """

    whose: Whose
    frugality: Frugality = Frugality.USUAL
    warnings: tuple[str, ...] = ()


def standing_of(lines: Sequence[Line], user: int) -> Standing:
    """Thrifty from the micro on at which what is spent and held reaches a soft limit."""
    warned = tuple(_warning(line) for line in lines if line.soft is not None and _soft(line))
    teams = tuple(sorted({line.subject for line in lines if line.scope is Scope.TEAM}))
    day = next(line.begins for line in lines if line.period is Period.DAY)
    frugality = Frugality.THRIFTY if warned else Frugality.USUAL
    return Standing(Whose(user, teams, day), frugality, warned)


@override("en")  # kept with the answer, as all that is said to a question
def refusal(lines: Sequence[Line], most: int) -> OverBudget:
    """Why `most` micros more cannot be held: which budget, how much, until when, who can help."""
    if not any(line.scope is Scope.PERSON and line.limit is not None for line in lines):
        return OverBudget(NO_BUDGET)
    first = next(line for line in lines if line.room is not None and line.room < most)
    return OverBudget(
        f"{_whose(first)} for {_when(first)} is {exact(first.limit or 0)}{_used(first)}, and this"
        f" question may cost up to {at_most(most)} more. {_reset(first)}"
    )


def _soft(line: Line) -> bool:
    return line.soft is not None and line.used >= line.soft


@override("en")
def _warning(line: Line) -> str:
    limit = f" of {exact(line.limit)}" if line.limit is not None else ""
    return (
        f"{_whose(line)} for {_when(line)} is nearly used up: it warns from {exact(line.soft or 0)}"
        f"{limit} on. {_reset(line)}"
    )


def _used(line: Line) -> str:
    """What others spent is theirs to know, so only one's own is told."""
    if line.scope is not Scope.PERSON:
        return " and nearly or wholly used up"
    held = f" and {at_most(line.reserved)} held" if line.reserved else ""
    return f", of which {at_most(line.spent)} is spent{held}"


def _whose(line: Line) -> str:
    return WHOSE[line.scope].format(name=line.name)


def _when(line: Line) -> str:
    return "today" if line.period is Period.DAY else "this month"


def _reset(line: Line) -> str:
    on = day(line.resets, "EEEE d MMMM")
    return f"It starts again on {on} at 00:00 UTC."
