"""What does a person see of their own costs, and an administrator or budget owner of others'?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bi_app.costs.counters import look
from bi_app.costs.models import Budget, Period, Scope
from bi_app.costs.money import at_least, exact, money
from bi_app.costs.showback import NOTHING, By, Seen, Share, Span, showback
from bi_app.costs.standing import Line, Whose
from bi_app.people.entitlements import entitled
from bi_app.people.models import User
from bi_app.written import day
from metrics.releases import live
from semantic_layer.access import Asker

OTHERS = gettext_noop("other metrics")
CALLED = {
    By.USER: gettext_lazy("user"),
    By.GROUP: gettext_lazy("group"),
    By.METRIC: gettext_lazy("metric"),
    By.CHANNEL: gettext_lazy("channel"),
    By.MODEL: gettext_lazy("model"),
    By.DAY: gettext_lazy("day"),
}


@dataclass(frozen=True, slots=True)
class BudgetShown:
    """One budget of a person: `part` is what is used of it, from 0 to 100."""

    label: str
    spent: str
    limit: str
    left: str
    part: int
    resets: str
    soft: bool


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    questions: int
    cost: str
    saved: str


def budgets_of(user: User) -> tuple[BudgetShown, ...]:
    """A person's own; what their teams or all together spent is not theirs to see."""
    lines = look(Whose(user.pk, ()))
    return tuple(_budget(line) for line in lines if line.scope is Scope.PERSON)


def this_month() -> Span:
    today = timezone.now().date()
    return Span(today.replace(day=1), today)


def seen_by(user: User) -> Seen | None:
    """Whose costs somebody may look at: None is everybody's, an empty one nobody's."""
    if user.has_perm("costs.view_ledgerentry"):
        return None
    owned = Budget.objects.filter(owner=user)
    if owned.filter(scope=Scope.WHOLE).exists():
        return None
    people = owned.filter(user__isnull=False).values_list("user", flat=True)
    teams = owned.filter(team__isnull=False).values_list("team", flat=True)
    return Seen(tuple(people), tuple(teams))


def may_show_back(user: User) -> bool:
    return seen_by(user) != Seen()


def shares_for(user: User, asker: Asker | None, by: By, span: Span) -> tuple[Share, ...]:
    """The sums that somebody may see; metrics that are closed to an owner go by no name."""
    shares = showback(by, span, seen_by(user))
    if by is not By.METRIC or user.has_perm("costs.view_ledgerentry"):
        return shares
    index = entitled(live(), asker).index if asker is not None else None
    known = frozenset(index.metrics) if index is not None else frozenset()
    return _folded(shares, known)


def rows(shares: Iterable[Share]) -> list[Row]:
    return [
        Row(_called(each.name), each.questions, money(each.micros), money(each.saved))
        for each in shares
    ]


def _called(name: str) -> str:
    """What has no name of its own is called in the page's language."""
    return _(name) if name == OTHERS or name in NOTHING.values() else name


def total(shares: Sequence[Share]) -> str:
    return money(sum(each.micros for each in shares))


def _folded(shares: Sequence[Share], known: frozenset[str]) -> tuple[Share, ...]:
    open_ones = [each for each in shares if each.name in known or each.name.startswith("(")]
    closed = [each for each in shares if each not in open_ones]
    if not closed:
        return tuple(open_ones)
    others = Share(
        OTHERS,
        sum(each.questions for each in closed),
        sum(each.micros for each in closed),
        sum(each.saved for each in closed),
    )
    return (*open_ones, others)


def _budget(line: Line) -> BudgetShown:
    label = _("Today") if line.period is Period.DAY else _("This month")
    limit = line.limit
    return BudgetShown(
        label=label,
        spent=money(line.used),
        limit="" if limit is None else exact(limit),
        left="" if limit is None else at_least(max(0, limit - line.used)),
        part=100 if limit == 0 else min(100, 100 * line.used // (limit or 1)),
        resets=day(line.resets, "EEEE d MMMM"),
        soft=line.soft is not None and line.used >= line.soft,
    )


def day_of(text: str | None, default: date) -> date:
    """The day that a form or an address names; the default where it names none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return default
