"""Which question does a pick change, and where does taking the pick back lead?

A question asked in words stands for all that became of it by picks: they are questions of the same
conversation that name it, and the latest that was answered is shown in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from bi_app.asking.errors import UnknownAnswer
from bi_app.asking.models import AnswerRecord, Status
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from semantic_layer.access import Policy
from semantic_layer.query import MetricQuery

# Each pick of a long line of them is read; these are told of the one that is shown, if at all.
NOT_OF_PICKS = ("words", "timings", "told", "nearest", "choices", "assumed", "chosen", "changes")


@dataclass(frozen=True, slots=True)
class Edited:
    """`first` is the record as asked in words, `latest` the one shown in its place.

    `query` is the latest one's; `before` the one that its last pick changed, none where there is
    nothing to take back.
    """

    first: AnswerRecord
    latest: AnswerRecord
    query: MetricQuery
    before: MetricQuery | None


def edited(policy: Policy, question_id: UUID) -> Edited:
    """Of a question, or of one that a pick made; raises UnknownAnswer where none is kept."""
    first = asked_in_words(policy, question_id)
    picks = _answers(policy).filter(question__edits=first.pk, status=Status.ANSWERED)
    return of_records(first, picks.order_by("question__asked_at").defer(*NOT_OF_PICKS))


def asked_in_words(policy: Policy, question_id: UUID) -> AnswerRecord:
    """The question, or the one that became it by picks; raises UnknownAnswer."""
    answers = _answers(policy)
    named = answers.filter(question=question_id).first()
    if named is None:
        raise UnknownAnswer
    edits = named.question.edits_id
    return named if edits is None else answers.get(question=edits)


def _answers(policy: Policy) -> QuerySet[AnswerRecord]:
    return readable(AnswerRecord, policy).select_related("question")


def of_records(first: AnswerRecord, picks: Iterable[AnswerRecord]) -> Edited:
    """`picks` are what became of the first one, in order; those that failed changed nothing."""
    answered = [first, *(each for each in picks if each.status == Status.ANSWERED)]
    queries = [stored_query(each.metric_query) for each in answered]
    if queries[-1] is None:
        raise UnknownAnswer
    way = without_detours(each for each in queries if each is not None)
    return Edited(first, answered[-1], queries[-1], way[-2] if len(way) > 1 else None)


def without_detours(queries: Iterable[MetricQuery]) -> list[MetricQuery]:
    """The way to the latest: a query that was gone back to is followed by nothing any more."""
    way: list[MetricQuery] = []
    for query in queries:
        if query in way:
            del way[way.index(query) :]
        way.append(query)
    return way
