"""Which question does a pick change, and where does taking the pick back lead?

A question asked in words stands for all that became of it by picks: they are questions of the same
conversation that name it, and the latest that was answered is shown in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from bi_app.asking.errors import UnknownAnswer
from bi_app.asking.models import AnswerRecord, Status
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from semantic_layer.access import Policy
from semantic_layer.query import MetricQuery


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
    answers = readable(AnswerRecord, policy).select_related("question")
    named = answers.filter(question=question_id).first()
    if named is None:
        raise UnknownAnswer
    first = named
    if named.question.edits_id is not None:
        first = answers.get(question=named.question.edits_id)
    return of_records(
        first, answers.filter(question__edits=first.pk).order_by("question__asked_at")
    )


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
