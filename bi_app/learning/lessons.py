"""What does a question teach as it is asked: a word that nobody knows, a correction, a choice?

It is kept in the transaction of its answer, masked as the question is, and only for what a person
asked in words: looking back at a conversation teaches nothing.
"""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from bi_app.asking.answer import Finding
from bi_app.asking.asking import Asking
from bi_app.asking.models import BY_MODELS, Question, Status
from bi_app.asking.readable import readable
from bi_app.asking.trail import Trail
from bi_app.learning.models import Kind, Lesson
from bi_app.learning.owners import owner_of
from bi_app.workload import Workload
from semantic_layer.errors import NotModelled, NotUnderstood
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import TokenKind, fold

MOST_WORDS = 3  # stretches of unknown words that one question teaches
LONGEST = 60  # characters of one
SHORTEST = 3
UNKNOWN = frozenset({NotUnderstood.code, NotModelled.code})
CORRECTS = tuple(
    fold(each)
    for each in (
        "no i meant",
        "no i mean",
        "i meant",
        "i mean",
        "sorry i meant",
        "what i meant",
        "not what i meant",
        "that is not what i meant",
        "thats not what i meant",
        "no not",
        "actually i meant",
    )
)


def keep_lessons(asking: Asking, finding: Finding, trail: Trail) -> None:
    if asking.query is not None or asking.workload is not Workload.ASK:
        return
    if asking.masked != asking.text:
        return  # what holds personal data is shown to no owner
    Lesson.objects.bulk_create(_lessons(asking, finding, trail), ignore_conflicts=True)


def _lessons(asking: Asking, finding: Finding, trail: Trail) -> Iterator[Lesson]:
    if trail.linking is not None and _is_unknown(finding):
        metric = _named(trail.linking) or (finding.query.metrics[0] if finding.query else "")
        for words in islice(_unknown(trail.linking), MOST_WORDS):
            yield _lesson(Kind.UNKNOWN_WORD, asking, metric, said=words)
    yield from _chosen(asking, finding)
    yield from _corrected(asking)


def _chosen(asking: Asking, finding: Finding) -> Iterator[Lesson]:
    """The choice that was picked, of the question that it was offered for."""
    for each in asking.turn.offered:
        if each.settles is None or each.query is None or each.query != finding.query:
            continue
        for question in _before(asking, Status.CLARIFICATION):
            yield _lesson(
                Kind.CHOICE,
                asking,
                each.query.metrics[0],
                question_id=question,
                settled_by_id=asking.id,
                said=each.settles.said,
                meant=each.settles.meant,
            )


def _corrected(asking: Asking) -> Iterator[Lesson]:
    """The question before, where this one says that it was read wrongly."""
    previous = asking.turn.previous
    if previous is not None and fold(asking.normalised).startswith(CORRECTS):
        for question in _before(asking, Status.ANSWERED):
            own = {"question_id": question, "settled_by_id": asking.id}
            yield _lesson(Kind.CORRECTION, asking, previous.metrics[0], **own)


def _before(asking: Asking, status: Status) -> list[UUID]:
    """The latest question of the conversation before this one that ended so, if there is one."""
    found = (
        readable(Question, asking.policy)
        .filter(conversation=asking.conversation, workload=Workload.ASK, answer__status=status)
        .exclude(pk=asking.id)  # whose answer stands already
    )
    return list(found.order_by("-asked_at").values_list("pk", flat=True)[:1])


def _lesson(kind: Kind, asking: Asking, metric: str, **more: object) -> Lesson:
    fields: dict[str, object] = {"question_id": asking.id, **more}
    owner = owner_of(metric, asking.index)
    return Lesson(kind=kind, person_id=asking.asker.id, metric=metric, owner=owner, **fields)


def _is_unknown(finding: Finding) -> bool:
    """Whether the rules alone made no answer of it; what a language model knew is to be learned."""
    if finding.status is Status.CLARIFICATION or finding.route in BY_MODELS:
        return True
    return finding.refusal is not None and finding.refusal.code in UNKNOWN


def _unknown(linking: Linking) -> Iterator[str]:
    """Runs of neighbouring words for which nothing at all was found."""
    known = {at for each in linking.links for at in range(each.first, each.last)}
    run: list[str] = []
    for at, token in enumerate((*linking.tokens, None)):
        if token is not None and at not in known and token.kind is TokenKind.WORD:
            run.append(token.folded)
            continue
        words = " ".join(run)
        if SHORTEST <= len(words) <= LONGEST:
            yield words
        run = []


def _named(linking: Linking) -> str:
    """The metric that the longest stretch of the question names, if any does."""
    sure = (
        each
        for each in linking.links
        if each.meaning.role is Role.METRIC and each.meaning.evidence is not Evidence.MISSPELLING
    )
    longest = max(sure, key=lambda each: each.last - each.first, default=None)
    return "" if longest is None else longest.meaning.name
