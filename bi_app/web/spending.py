"""What did a person's questions cost this month: by day, by the way they were understood, each?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bi_app import written
from bi_app.asking.models import Question, RouteTaken
from bi_app.asking.readable import own_questions
from bi_app.costs.models import Kind, LedgerEntry, SavedBy
from bi_app.costs.money import money
from bi_app.people.models import User
from bi_app.web import facts
from bi_app.web.facts import ROUTES
from bi_app.workload import Workload

LATEST, DEAREST = 50, 5
TALL, WIDE, APART = 48, 10, 12  # of a day's bar: at most, its width, from one to the next
KEPT_NO_MORE = gettext_lazy("a question that is kept no more")
WITHOUT_WORDS = gettext_lazy("a query in place of words")
LOOKED_AT_AGAIN = gettext_lazy("an answer, looked at again")
SAVED_BY = {
    SavedBy.CACHE: gettext_lazy("results that were kept"),
    SavedBy.ROLLUP: gettext_lazy("what was added up beforehand"),
    SavedBy.RULES: gettext_lazy("rules in place of a language model"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """`saved` is what it would have cost more."""

    name: str
    questions: int
    cost: str
    saved: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One day's cost, as a bar of whole units: from the left, from above, and how tall."""

    day: date
    cost: str
    left: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """`answer` is where its answer is, `conversation` where it was asked; none where neither is.

    `asked`: its text is what was asked, and not what the page says in place of that.
    """

    text: str
    asked: bool
    at: datetime
    cost: str
    saved: str
    answer: UUID | None
    conversation: UUID | None


@dataclass(frozen=True, slots=True)
class Month:
    cost: str
    saved: str
    saved_by: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    days: tuple[Row, ...]
    ways: tuple[Row, ...]
    dearest: tuple[QuestionShown, ...]
    latest: tuple[QuestionShown, ...]

    @property
    def width(self) -> int:
        """Of the picture of its days."""
        return APART * len(self.bars)


def month_of(user: User, first: date, today: date) -> Month:
    entries = LedgerEntry.objects.filter(user=user, day__gte=first)
    spent = entries.aggregate(cost=Sum("micros", default=0), saved=Sum("saved_micros", default=0))
    each = entries.values("asking").annotate(
        cost=Sum("micros"), saved=Sum("saved_micros"), booked=Max("at")
    )
    return Month(
        cost=money(spent["cost"]),
        saved=money(spent["saved"]),
        saved_by=tuple(_saved_by(entries)),
        bars=tuple(_bars(entries, first, today)),
        days=tuple(_days(entries)),
        ways=tuple(_ways(user, first)),
        dearest=_shown(user, each.filter(cost__gt=0).order_by("-cost", "-booked")[:DEAREST]),
        latest=_shown(user, each.order_by("-booked")[:LATEST]),
    )


def _saved_by(entries: QuerySet[LedgerEntry]) -> Iterator[tuple[str, str]]:
    saved = (
        entries.exclude(saved_micros=0).values_list("saved_by").annotate(sum=Sum("saved_micros"))
    )
    for by, micros in saved.order_by("-sum"):
        yield str(SAVED_BY[SavedBy(by)]), money(micros)


def _days(entries: QuerySet[LedgerEntry]) -> Iterator[Row]:
    found = entries.values("day").annotate(
        Count("asking", distinct=True), Sum("micros"), Sum("saved_micros")
    )
    for each in found.order_by("-day"):
        yield Row(
            written.day(each["day"], "EEE d MMM"),
            each["asking__count"],
            money(each["micros__sum"]),
            money(each["saved_micros__sum"]) if each["saved_micros__sum"] else "",
        )


def _bars(entries: QuerySet[LedgerEntry], first: date, today: date) -> Iterator[Bar]:
    """Every day of the month up to today; the dearest is as tall as it goes."""
    found = dict(entries.values_list("day").annotate(Sum("micros")).order_by("day"))
    most = max(found.values(), default=0)
    for place in range((today - first).days + 1):
        day = date.fromordinal(first.toordinal() + place)
        spent = found.get(day, 0)
        height = max(1, round(TALL * spent / most)) if spent > 0 else 0
        yield Bar(day, money(spent), APART * place, TALL - height, height)


def _ways(user: User, first: date) -> Iterator[Row]:
    """Of what was asked in words."""
    asked = own_questions(user.pk).filter(
        asked_at__date__gte=first, workload=Workload.ASK, edits=None, answer__isnull=False
    )
    found = asked.values_list("answer__route").annotate(
        count=Count("pk"), cost=Sum("answer__cost_micros")
    )
    for route, count, micros in found.order_by("-count"):
        name = ROUTES[RouteTaken(route)] if route else facts.WITHOUT_WORDS
        yield Row(str(name), count, money(micros or 0), "")


def _shown(user: User, rows: Iterable[Any]) -> tuple[QuestionShown, ...]:
    found = list(rows)
    files = _files(user, [row["asking"] for row in found])
    ids = {files.get(row["asking"], row["asking"]) for row in found}
    asked = {str(each.pk): each for each in own_questions(user.pk).filter(pk__in=_uuids(ids))}
    return tuple(
        _question(row, asked.get(files.get(row["asking"], row["asking"])), row["asking"] in files)
        for row in found
    )


def _files(user: User, askings: Iterable[str]) -> dict[str, str]:
    """Of those that paid for a file, the answer that it was made of."""
    taken = LedgerEntry.objects.filter(user=user, kind=Kind.EXPORT, asking__in=list(askings))
    return {each.asking: str(each.detail.get("answer", "")) for each in taken}


def _question(row: Any, asked: Question | None, is_file: bool) -> QuestionShown:
    text = str(KEPT_NO_MORE) if asked is None else asked.text or _wordless(asked)
    has_page = asked is not None and asked.workload == Workload.ASK
    return QuestionShown(
        text=_("a file of %(text)s") % {"text": text} if is_file else text,
        asked=asked is not None and bool(asked.text) and not is_file,
        at=row["booked"],
        cost=money(row["cost"]),
        saved=money(row["saved"]) if row["saved"] else "",
        answer=asked.pk if asked is not None and has_page else None,
        conversation=asked.conversation_id if asked is not None else None,
    )


def _wordless(asked: Question) -> str:
    return str(LOOKED_AT_AGAIN if asked.workload == Workload.VIEW else WITHOUT_WORDS)


def _uuids(texts: Iterable[str]) -> list[UUID]:
    """What is no question's id is left out: other work has ids of other forms."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
