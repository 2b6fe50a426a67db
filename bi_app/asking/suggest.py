"""What may somebody be about to ask, while they type it?

Metrics, dimensions and members that may be meant by the last words, and questions that hold all
that was typed: one's own, and verified ones. Everything is read under the asker's rights at each
stroke and nothing is kept. No model is asked, and no statement runs on the warehouse.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.conf import settings

from bi_app.asking.admit import limit_rate
from bi_app.asking.at_once import a_place
from bi_app.asking.models import AnswerRecord, Question, Status
from bi_app.asking.permit import may_read
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.asking.wording import plain_form
from bi_app.masked import MASKED
from bi_app.people.entitlements import Entitled, entitled
from bi_app.workload import Workload
from metrics.models import VerifiedQuestion
from metrics.releases import live
from metrics.suggest import Suggested
from metrics.suggest import suggest as names_typed
from semantic_layer.access import Asker
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery

MOST = 5  # suggestions of one kind
LOOKED_BACK = 300  # questions of one's own, the latest ones


class Kind(StrEnum):
    METRIC = "metric"
    DIMENSION = "dimension"
    VALUE = "value"
    RECENT = "recent"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`question` is the whole question with it; `detail` says whose member or which other name.

    `certified` is None where nobody certifies, `owner` empty where nobody owns.
    """

    kind: Kind
    label: str
    question: str
    detail: str = ""
    certified: bool | None = None
    owner: str = ""


def suggest(text: str, asker: Asker) -> list[Suggestion]:
    """Up to MOST of each kind, in the order of the kinds; raises AskingError.

    `text` is what was typed so far, with the blank that may end it; where it is none, questions.
    """
    if text.strip():
        plain_form(text, int(settings.AISLE_QUESTION_CHARACTERS))
    limit_rate(asker.id, Workload.SUGGEST)
    with a_place(asker.id, Workload.SUGGEST):
        release = live()
        rights = entitled(release, asker)
        named = names_typed(text, release, rights.policy)
        found = [_suggestion(each, rights.index) for each in named]
        found += [Suggestion(Kind.RECENT, each, each) for each in _recent(text, rights)]
        found += [Suggestion(Kind.VERIFIED, each, each) for each in _verified(text, rights)]
    return [each for kind in Kind for each in _first(found, kind)]


def _first(found: Iterable[Suggestion], kind: Kind) -> Iterator[Suggestion]:
    return islice((each for each in found if each.kind is kind), MOST)


def _suggestion(found: Suggested, index: ModelIndex) -> Suggestion:
    if found.value:
        return _member(found, index)
    if found.kind == Kind.METRIC:
        metric = index.metric(found.name)
        label, owner, certified = metric.label, metric.owner, metric.certified
    else:
        dimension = index.dimension(found.name)
        label, owner, certified = dimension.label, dimension.owner, None
    said = _in_a_sentence(label) if found.before.strip() else label
    other = found.text if found.text != label else ""
    return Suggestion(Kind(found.kind), label, found.before + said, other, certified, owner)


def _member(found: Suggested, index: ModelIndex) -> Suggestion:
    dimension = index.dimension(found.name)
    own = found.text if dimension.type is DataType.BOOLEAN else found.value
    label = dimension.labels.get(found.value, own)
    return Suggestion(
        Kind.VALUE, label, found.before + label, detail=dimension.label, owner=dimension.owner
    )


def _in_a_sentence(label: str) -> str:
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _recent(text: str, rights: Entitled) -> list[str]:
    """One's own answered questions that hold the text, the latest first."""
    latest = (
        readable(Question, rights.policy)
        .filter(workload=Workload.ASK)
        .exclude(text="")
        .order_by("-asked_at")
        .values("pk")[:LOOKED_BACK]
    )
    answered = (
        readable(AnswerRecord, rights.policy)
        .filter(status=Status.ANSWERED, question__in=latest)
        .filter(question__text__icontains=text.strip())
        .order_by("-question__asked_at")
    )
    return _open(answered.values_list("question__text", "metric_query", "entitlement"), rights)


def _verified(text: str, rights: Entitled) -> list[str]:
    having = readable(VerifiedQuestion, rights.policy).filter(text__icontains=text.strip())
    asked = having.order_by("text").values_list("text", "query")[:LOOKED_BACK]
    return _open(((words, query, "") for words, query in asked), rights)


def _open(asked: Iterable[tuple[str, object, str]], rights: Entitled) -> list[str]:
    """The first few texts, each once, that may be asked again; none of masked words."""
    found: dict[str, str] = {}
    for words, query, entitlement in asked:
        if len(found) == MOST:
            break
        known = words.casefold() in found or MASKED.search(words)
        if not known and _may_ask(stored_query(query), entitlement, rights):
            found[words.casefold()] = words
    return list(found.values())


def _may_ask(query: MetricQuery | None, entitlement: str, rights: Entitled) -> bool:
    """What the catalogue told has no query: it may be asked under the rights of then."""
    return entitlement == rights.policy.entitlement if query is None else may_read(query, rights)
