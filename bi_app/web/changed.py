"""What changed since somebody was last here: the data, definitions of what they use, replies?

The last visit is the last day before today on which an answer of theirs was recorded, with the
release and the days of the data that it stood on; looking here notes nothing.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from bi_app import written
from bi_app.asking.grounds import data_through
from bi_app.asking.models import AnswerRecord, Status
from bi_app.asking.names import metrics_of
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.learning.told import news_for
from bi_app.people.entitlements import Entitled
from bi_app.people.models import User
from metrics.models import Release
from metrics.releases import live, opened
from semantic_layer.access import Policy
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.redefined import Redefined, redefined

USED = 100  # answers of the latest that tell which metrics somebody uses
USED_DAYS = 90


@dataclass(frozen=True, slots=True)
class Changed:
    """What is empty did not change. `since` is the day of the last visit, if there was one."""

    since: str = ""
    replies: int = 0
    through: str = ""
    went_through: str = ""
    definitions: tuple[Redefined, ...] = ()


def changed_for(user: User, rights: Entitled, days: Clock | None) -> Changed | None:
    """None where nothing did; without the clock of the data nothing is told of its days."""
    found = _changed(user, rights, days)
    return found if found.replies or found.through or found.definitions else None


def _changed(user: User, rights: Entitled, days: Clock | None) -> Changed:
    last = _last_visit(rights.policy)
    replies = news_for(user)
    if last is None:
        return Changed(replies=replies)
    now, then = days and days.watermark, data_through(last.grounds)
    moved = now is not None and then is not None and then != now
    return Changed(
        since=written.day(last.question.asked_at, "EEEE d MMMM"),
        replies=replies,
        through=_day(now) if moved and now else "",
        went_through=_day(then) if moved and then else "",
        definitions=_redefined(last.release, rights),
    )


def _last_visit(policy: Policy) -> AnswerRecord | None:
    earlier = readable(AnswerRecord, policy).filter(question__asked_at__lt=_this_morning())
    return earlier.select_related("grounds", "question").order_by("-question__asked_at").first()


def _this_morning() -> datetime:
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def _redefined(number: int, rights: Entitled) -> tuple[Redefined, ...]:
    """Of the metrics that the person uses and may see now, the most used first."""
    release = None if number == live().number else Release.objects.filter(number=number).first()
    if release is None:
        return ()
    return tuple(redefined(opened(release).index, rights.index, _used(rights.policy)))


def _used(policy: Policy) -> list[str]:
    since = timezone.now() - timedelta(days=USED_DAYS)
    answered = readable(AnswerRecord, policy).filter(
        status=Status.ANSWERED, metric_query__isnull=False, question__asked_at__gte=since
    )
    bodies = answered.order_by("-question__asked_at").values_list("metric_query", flat=True)[:USED]
    queries = (stored_query(each) for each in bodies)
    counted = Counter(name for query in queries if query for name in sorted(metrics_of(query)))
    return [name for name, _ in counted.most_common()]


def _day(day: date) -> str:
    return written.day(day, "EEE d MMM y")
