"""What of all that is kept may this asker read: names, members, conversations, what was asked?

One function for every kind, and the only place where these tables are opened for a person. A kind
that is not in the table below is read by nobody; a later one joins it with a line that says whose
its rows are.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar, cast

from django.db.models import Model, Q, QuerySet

from bi_app.asking.models import AnswerRecord, Conversation, Job, Question, SharedAnswer
from bi_app.boards.models import Board, BoardShare, Tile
from metrics.lookup import Rows, closed_rows, open_rows
from metrics.models import CatalogueEntry, ValueEntry, VerifiedQuestion
from metrics.verified import entitled_questions
from semantic_layer.access import Policy

M = TypeVar("M", bound=Model)


def readable(kind: type[M], policy: Policy) -> QuerySet[M]:
    """The rows of that kind that the asker of the policy may know of."""
    return cast(QuerySet[M], READERS[kind](policy))


def own_questions(person_id: int) -> QuerySet[Question]:
    """What a person asked and did not delete, whatever they may see by now."""
    talked = Q(conversation__owner=person_id, conversation__deleted=None)
    return Question.objects.filter(talked | Q(conversation=None), asker=person_id)


def answer_of_link(token: str) -> AnswerRecord | None:
    """Of whoever shared it, for whoever has the link: what it names is for the reader's policy."""
    linked = SharedAnswer.objects.filter(token=token, taken_back=None).values("question")
    found = AnswerRecord.objects.filter(
        question__in=linked, question__conversation__deleted=None, metric_query__isnull=False
    )
    return found.select_related("question__asker", "question__edits__answer").first()


def closed_members(policy: Policy, public: Iterable[str]) -> QuerySet[ValueEntry]:
    """Members of public dimensions that are closed to the asker; only a refusal may read them."""
    return _members(closed_rows(policy, policy.dimensions, public))


def _members(rows: Rows) -> QuerySet[ValueEntry]:
    # the condition is written by us; what it compares with travels as parameters
    return ValueEntry.objects.extra(where=[rows.condition], params=[*rows.parameters])  # noqa: S610


def _names(policy: Policy) -> QuerySet[CatalogueEntry]:
    metrics = Q(kind=CatalogueEntry.Kind.METRIC, name__in=policy.metrics)
    dimensions = Q(kind=CatalogueEntry.Kind.DIMENSION, name__in=policy.dimensions)
    return CatalogueEntry.objects.filter(metrics | dimensions)


def _boards(policy: Policy) -> QuerySet[Board]:
    """One's own, and those shared with the person or with a role of theirs."""
    asker = policy.asker
    shared = BoardShare.objects.filter(Q(person=asker.id) | Q(role__in=asker.roles))
    return Board.objects.filter(Q(owner=asker.id) | Q(pk__in=shared.values("board")))


READERS: Mapping[type[Model], Callable[[Policy], object]] = {
    CatalogueEntry: _names,
    ValueEntry: lambda policy: _members(open_rows(policy, policy.dimensions)),
    VerifiedQuestion: entitled_questions,
    Conversation: lambda policy: Conversation.objects.filter(owner=policy.asker.id, deleted=None),
    Question: lambda policy: own_questions(policy.asker.id),
    AnswerRecord: lambda policy: AnswerRecord.objects.filter(
        question__asker=policy.asker.id,
        question__conversation__owner=policy.asker.id,
        question__conversation__deleted=None,
    ),
    Job: lambda policy: Job.objects.filter(question__in=own_questions(policy.asker.id)),
    SharedAnswer: lambda policy: SharedAnswer.objects.filter(
        question__in=own_questions(policy.asker.id), taken_back=None
    ),
    Board: _boards,
    Tile: lambda policy: Tile.objects.filter(board__in=_boards(policy)),
}
