"""Does an answer of the past come out the same: the same query, and the same statement?

It is made again from what it stood on: release, days of the data, and rights of then. Nothing runs.
What has moved since, so that the same question would be answered otherwise now, is said beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bi_app.asking.configuration import current, manifest
from bi_app.asking.conversations import turn_of
from bi_app.asking.grounds import Stood, read_grounds
from bi_app.asking.models import BY_MODELS, AnswerRecord, Question, RouteTaken
from bi_app.asking.readable import readable
from bi_app.asking.stored import query_json, stored_query
from bi_app.asking.wording import plain_form
from bi_app.learning.choices import remembered_by
from bi_app.masked import MASKED
from bi_app.people.asker import AccountEnded, NoClaims, asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.warehouse.gate import data_version
from metrics.models import Release, VerifiedQuestion
from metrics.releases import LiveRelease, live, opened
from metrics.retrieve import retrieve
from semantic_layer.check import CheckedStatement, check
from semantic_layer.compile import compile_query
from semantic_layer.errors import AisleError, WarehouseError
from semantic_layer.interpret.interpret import interpret
from semantic_layer.interpret.linking import link
from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import MetricQuery
from semantic_layer.secure import secure


class NotReplayed(AisleError):
    """The answer cannot be made again; the message says why."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """`same` is whether the statement is the one that ran then; `moved` what is otherwise now."""

    query: MetricQuery
    statement: CheckedStatement
    same: bool
    moved: tuple[str, ...]


def replay(asked: UUID) -> Replayed:
    """Make the answer to a question again, without running it. Raises NotReplayed."""
    record = _record(asked)
    query = _query(record)
    release = _release(record)
    stood = _stood(record)
    rights = entitled(release, stood.asker)
    statement = _statement(query, rights, stood)
    return Replayed(
        query=query,
        statement=statement,
        same=statement.sha256 == record.statement_sha256,
        moved=(
            *_moved(record, release, rights),
            *(
                _still_verified(record, rights)
                if record.route == RouteTaken.VERIFIED
                else _read_again(record, query, release, rights, stood)
            ),
        ),
    )


def _record(asked: UUID) -> AnswerRecord:
    found = AnswerRecord.objects.select_related("question__asker", "question__conversation")
    record = found.filter(question_id=asked).first()
    if record is None:
        raise NotReplayed(f"No question has the id {asked}, or its answer was never recorded.")
    return record


def _query(record: AnswerRecord) -> MetricQuery:
    if not record.statement_sha256:
        raise NotReplayed(f"It ended as {record}: no statement gave it rows.")
    if record.metric_query is None:
        raise NotReplayed("Its query was erased, or held personal data and was not kept.")
    query = stored_query(record.metric_query)
    if query is None:
        raise NotReplayed("Its query is of a form that this version of the code does not read.")
    return query


def _release(record: AnswerRecord) -> LiveRelease:
    """The number alone may be another release's, in a database that was set up anew."""
    release = Release.objects.filter(number=record.release).first()
    if release is None or f"({release.hash[:12]})" not in record.manifest:
        raise NotReplayed(
            f"Release {record.release} is not here any more, as it was when this was answered. "
            f"Its manifest was: {record.manifest}."
        )
    return opened(release)


def _stood(record: AnswerRecord) -> Stood:
    if record.grounds is None:
        raise NotReplayed("It was answered before the rights and days that it stood on were kept.")
    asker = record.question.asker
    return read_grounds(record.grounds, asker.pk, asker.username)


def _statement(query: MetricQuery, rights: Entitled, stood: Stood) -> CheckedStatement:
    """A rollup that was read is the only one that is offered, so it is chosen again."""
    built = dict.fromkeys(stood.rollups, 0)
    compiled = compile_query(query, rights.index, stood.days, built)
    secured = secure(compiled, rights.index, rights.policy)
    return check(secured, rights.index, rights.policy, stood.dialect)


def _moved(record: AnswerRecord, release: LiveRelease, rights: Entitled) -> Iterator[str]:
    if rights.policy.entitlement != record.entitlement:
        yield "The same roles and attributes open something else under this version of the code."
    if manifest(release, current()) != record.manifest:
        yield f"It was answered by {record.manifest}."
    if live().number != release.number:
        yield f"Release {live().number} is live now; it was answered under {release.number}."
    yield from _rights_moved(record, release)
    try:
        now = data_version()
    except WarehouseError:
        yield "The warehouse does not answer, so whether its data moved is not known."
    else:
        if now != record.data_version:
            yield f"The data moved: it was {record.data_version}, and is {now}."


def _rights_moved(record: AnswerRecord, release: LiveRelease) -> Iterator[str]:
    asker = record.question.asker
    try:
        now = entitled(release, asker_for(asker)).policy.entitlement
    except (AccountEnded, NoClaims):
        yield f"{asker.username} may ask nothing now."
    else:
        if now != record.entitlement:
            yield f"{asker.username} may see something else now."


def _still_verified(record: AnswerRecord, rights: Entitled) -> Iterator[str]:
    """A verified question's words are read by nobody: its plan stands, or was withdrawn."""
    standing = readable(VerifiedQuestion, rights.policy).filter(query=record.metric_query)
    if not standing.exists():
        yield "The verified question that answered it was withdrawn."


def _read_again(
    record: AnswerRecord, query: MetricQuery, release: LiveRelease, rights: Entitled, stood: Stood
) -> Iterator[str]:
    """Whether the words still give the query, by the rules and the index as they are now."""
    question = record.question
    if not question.text:
        return
    if record.route in BY_MODELS:
        yield "A language model read the words; it is not asked again."
    elif MASKED.search(question.text):
        yield "The words are kept masked, so they cannot be read again."
    elif query_json(_understood(question, release, rights, stood)) != query_json(query):
        yield "The words are read otherwise now."


def _understood(
    question: Question, release: LiveRelease, rights: Entitled, stood: Stood
) -> MetricQuery | None:
    words = plain_form(question.text, len(question.text))
    turn = turn_of(question.conversation, rights, until=question.asked_at)
    rules = current().rules
    candidates = retrieve(words, release, rights.policy)
    outcome = interpret(
        words,
        rights.index,
        rights.policy,
        candidates,
        stood.days,
        previous=turn.previous,
        offered=turn.offered,
        earlier=turn.earlier,
        before=turn.before,
        declined=turn.declined,
        linking=link(words, rights.index, rights.policy, candidates, stood.days, rules),
        remembered=remembered_by(question.asker_id),
        configuration=rules,
    )
    return outcome.query if isinstance(outcome, Understood) else None
