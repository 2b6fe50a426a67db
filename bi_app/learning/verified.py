"""How does a question become a verified one: proposed by an owner, approved by a second person?

Each step stands in the record. Nothing is recalled before it is approved, or after it is withdrawn.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from bi_app.asking.configuration import current
from bi_app.asking.names import dimensions_of, metrics_of, orders_of
from bi_app.asking.permit import permit
from bi_app.asking.stored import kept_query, stored_query
from bi_app.asking.wording import plain_form
from bi_app.audit.record import AuditEntry, append
from bi_app.learning.owners import NotForYou, decides, judges
from bi_app.masked import mask
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.people.models import User
from bi_app.warehouse.clock import clock
from metrics.embedding import embed_question
from metrics.models import Release, VerifiedQuestion
from metrics.releases import live
from metrics.verified import hash_of, nearest_questions
from semantic_layer.errors import AisleError
from semantic_layer.interpret.alike import Alike, alike
from semantic_layer.query import MetricQuery


class NotVerified(AisleError):
    """The question cannot become a verified one; the message says why."""


@dataclass(frozen=True, slots=True)
class Names:
    metrics: frozenset[str]
    dimensions: frozenset[str]


def standing() -> QuerySet[VerifiedQuestion]:
    """What is approved, or proposed and needs a second person; for owners alone."""
    return VerifiedQuestion.objects.filter(withdrawn_at=None)


def propose(text: str, query: MetricQuery, author: User) -> VerifiedQuestion:
    """Confirm what a question means; it waits for a second person.

    Raises NotVerified, NotForYou, QuestionError where the author may not see what it names, and
    UnreadableQuestion.
    """
    release, rights = live(), entitled(live(), asker_for(author))
    permit(query, rights.index, rights.policy)
    names = _names(query, rights)
    judges(author, names.metrics, rights.policy, release.index)
    words = plain_form(text, settings.AISLE_QUESTION_CHARACTERS)
    own = _comparable(words, rights)
    body = kept_query(query)
    if body is None or mask(words) != words:
        raise NotVerified(_("It holds personal data, which is not kept. Ask it without."))
    row = VerifiedQuestion(
        text=words,
        query=body,
        metrics=sorted(names.metrics),
        dimensions=sorted(names.dimensions),
        hash=hash_of(words, body),
        vector=embed_question(own.bare),
        release=Release.objects.get(number=release.number),
        author=author,
    )
    return _kept(row)


def approve(verified_id: int, by: User) -> None:
    """Let it be recalled from now on. Raises DoesNotExist, NotForYou, and QuestionError."""
    with transaction.atomic():
        found = standing().select_for_update().get(pk=verified_id, approver=None)
        if found.author_id == by.pk:
            raise NotForYou(_("You proposed it, so somebody else has to approve it."))
        _see(found, by)
        VerifiedQuestion.objects.filter(pk=found.pk).update(approver=by, approved_at=Now())
        append(_entry(found, by, "approved"))


def withdraw(verified_id: int, by: User) -> None:
    """Let it be recalled no more, whether it was approved or waits. Raises as `approve` does."""
    with transaction.atomic():
        found = standing().select_for_update().get(pk=verified_id)
        _see(found, by)
        VerifiedQuestion.objects.filter(pk=found.pk).update(withdrawn_at=Now())
        append(_entry(found, by, "withdrawn"))


def _see(found: VerifiedQuestion, by: User) -> None:
    """Whoever decides may see all that the plan names, and answers for a definition."""
    rights = entitled(live(), asker_for(by))
    query = stored_query(found.query)
    if not decides(by):
        raise NotForYou(_("Owners of metrics and administrators decide on verified questions."))
    if query is None:
        raise NotVerified(_("Its plan is of a form that is no longer read. Propose it anew."))
    permit(query, rights.index, rights.policy)


def _names(query: MetricQuery, rights: Entitled) -> Names:
    orders = orders_of(query)
    return Names(
        metrics_of(query) | {each for each in orders if rights.index.has_metric(each)},
        dimensions_of(query) | {each for each in orders if rights.index.has_dimension(each)},
    )


def _alike(words: str, rights: Entitled) -> Alike | None:
    return alike(words, rights.index, rights.policy, clock(live().index), current().rules)


def _comparable(words: str, rights: Entitled) -> Alike:
    """The words as they will be found again, where nothing else asks the same."""
    own = _alike(words, rights)
    if own is None:
        raise NotVerified(
            _("It leans on another question, so it cannot stand alone. Say it whole.")
        )
    for each in nearest_questions(standing(), embed_question(own.bare)):
        its = _alike(each.text, rights)
        if its is not None and its.slots == own.slots:
            said = _("“%(text)s” asks the same. Withdraw it first.")
            raise NotVerified(said % {"text": each.text})
    return own


def _kept(row: VerifiedQuestion) -> VerifiedQuestion:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            append(_entry(row, row.author, "proposed"))
    except IntegrityError as error:
        said = _("“%(text)s” is a verified question already.")
        raise NotVerified(said % {"text": row.text}) from error
    return row


def _entry(question: VerifiedQuestion, by: User, outcome: str) -> AuditEntry:
    return AuditEntry(
        actor=by.username,
        person_id=by.pk,
        action="verified_question",
        outcome=outcome,
        detail={
            "verified": question.pk,
            "hash": question.hash,
            "metrics": question.metrics,
            "author": question.author_id,
        },
    )
