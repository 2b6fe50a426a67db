"""What does the page show of an answer? Texts, chips, cells and facts, ready to be laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bi_app.asking.answer import Answer, Waiting
from bi_app.asking.decline import CONFIRM, FAILED
from bi_app.asking.edits import Edited
from bi_app.asking.models import AnswerRecord, Status
from bi_app.asking.ties import words_kept
from bi_app.boards.notes import Noted, notes_on
from bi_app.learning.models import Why
from bi_app.people.entitlements import Entitled
from bi_app.web.chart import WIDTHS, Drawing
from bi_app.web.chips import Chip, chips
from bi_app.web.facts import Fact, basis_facts, computed_facts
from bi_app.web.figure import Figure, figure_of
from bi_app.web.inside import further
from bi_app.web.look import AS_IT_IS, Look
from bi_app.web.said import in_page_language, is_english
from bi_app.web.tables import Table, table_of
from bi_app.web.taken_as import TAKEN_AS, TakenAs
from bi_app.web.waiting import Waits, waits
from bi_app.web.words import WordsRead, words_read
from semantic_layer.errors import (
    NotAdditive,
    NotModelled,
    NotPermitted,
    NotUnderstood,
    NotYet,
    OutsideData,
    StaleData,
    UnreachableDimension,
)

NOT_MEANT = gettext_lazy("This is not what I meant")
MEANT_SO = gettext_lazy("This is what I meant")
TELL_THE_OWNER = gettext_lazy("Tell the owner")
FOR_OWNERS = frozenset(
    each.code
    for each in (
        NotUnderstood,
        NotModelled,
        NotPermitted,
        OutsideData,
        UnreachableDimension,
        NotYet,
        NotAdditive,
        StaleData,
    )
)  # what an owner can do something about
NOT_RUN_AGAIN = gettext_lazy("Ask this again to see its numbers as they are now.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice, and what follows from picking it."""

    label: str
    consequence: str


@dataclass(frozen=True, slots=True)
class Link:
    """By which others may look. `as_shown`: not at the answer as it was before a pick."""

    token: str
    as_shown: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it; what is empty is not laid out.

    `english`: what is said is English, as questions are; else it is in the page's language.
    `code` says why there are no rows. `id` is the question as it was asked in words, `latest` the
    one whose answer is shown: another where chips were picked from since (`picked`), and the last
    pick can be taken back (`undoes`).
    `asked` is the one that a lesson is about, `rejects` how somebody tells the owner that it did
    not go as they meant. `again`: it may be answered if it is asked again later.
    `waits`: its answer is not there yet. `stays`: why the latest pick changed nothing.
    `others`: shown to somebody else than its asker, `by` whom it was asked.
    """

    id: UUID
    conversation: UUID | None
    question: str
    said: str
    english: bool = False
    code: str = ""
    interpretation: str = ""
    changes: tuple[str, ...] = ()
    chips: tuple[Chip, ...] = ()
    choices: tuple[Offer, ...] = ()
    confirms: bool = False
    can_be_remembered: bool = False
    nearest: tuple[str, ...] = ()
    again: bool = False
    figure: Figure | None = None
    table: Table | None = None
    late: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    notes: tuple[Noted, ...] = ()
    next_questions: tuple[str, ...] = ()
    basis: tuple[Fact, ...] = ()
    computed: tuple[Fact, ...] = ()
    sql: str = ""
    words: WordsRead | None = None
    asked: UUID | None = None
    rejects: str | Promise = ""
    picked: bool = False
    undoes: bool = False
    latest: UUID | None = None
    links: tuple[Link, ...] = ()
    others: bool = False
    by: str = ""
    waits: Waits | None = None
    stays: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether the answer as it stands has a link."""
        return any(link.as_shown for link in self.links)

    @property
    def reasons(self) -> Sequence[tuple[str, str]]:
        """What may have been wrong with it; nothing was where it was not answered."""
        told = self.rejects in (NOT_MEANT, MEANT_SO)
        return [(each.value, str(each.label)) for each in Why] if told else ()

    @property
    def forms(self) -> tuple[TakenAs, ...]:
        """As which files it can be taken away."""
        return TAKEN_AS

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Their marks lead to the buttons of the rows, where rows have some."""
        if self.figure is None:
            return ()
        leading = self.changeable and self.figure.ways
        return self.figure.drawings_into(self._row_of) if leading else self.figure.drawings

    def _row_of(self, mark: str) -> str:
        """The address of a row's button, on whichever page of the table it stands."""
        page = None if self.table is None else self.table.address_of(mark)
        if page is None:
            return ""
        path = reverse("web:answer", args=[self.id]) if page else ""
        return f"{path}{page}#inside-{self.id}-{mark}"

    @property
    def changeable(self) -> bool:
        """Whether its chips can be picked from: there is a query behind them."""
        return self.table is not None and not self.others


def turn(
    answer: Answer,
    rights: Entitled,
    asked: AnswerRecord | None = None,
    look: Look = AS_IT_IS,
    widths: Mapping[str, int] = WIDTHS,
) -> Turn:
    """The turn of an answer; `asked` is the record of the question, where its query ran again."""
    question = answer.question if asked is None else asked.question.text
    finding = answer.finding
    if finding.status is not Status.ANSWERED:
        return _declined(answer, question)
    index = rights.index
    notes, marks = notes_on(finding, rights)
    ways = further(finding, index)
    return Turn(
        id=answer.id if asked is None else asked.question_id,
        conversation=answer.conversation,
        question=question,
        said=finding.narrative,
        english=True,
        interpretation=finding.interpretation or "",
        changes=finding.changes if asked is None else tuple(asked.changes),
        chips=chips(finding, index),
        figure=figure_of(finding, look, widths, marks, ways),
        table=table_of(finding, ways, look),
        late=finding.late,
        caveats=finding.caveats[len(finding.late) :],
        notes=notes,
        next_questions=finding.next_questions,
        basis=basis_facts(answer, asked),
        computed=computed_facts(answer),
        sql=finding.sql or "",
        words=_words(answer, asked),
        asked=answer.id if asked is None else asked.question_id,
        latest=answer.id if asked is None else asked.question_id,
        rejects=NOT_MEANT,
    )


def waiting(asked: Waiting, shown_as: UUID | None = None, question: str | None = None) -> Turn:
    """The turn of a job, in the place of another question's where it was asked for that one."""
    return Turn(
        id=shown_as or asked.id,
        conversation=asked.conversation,
        question=asked.question if question is None else question,
        said="",
        waits=waits(asked.id),
    )


def picked(shown: Turn, edited: Edited) -> Turn:
    """A turn whose query came of picks: it stands where the question in words stood."""
    return replace(
        shown,
        id=edited.first.question_id,
        question=edited.first.question.text,
        picked=True,
        asked=edited.first.question_id,
        rejects=MEANT_SO,
        undoes=edited.before is not None,
    )


def _words(answer: Answer, asked: AnswerRecord | None) -> WordsRead | None:
    """Of a query that ran again the words are told as they were read when it was asked."""
    if asked is None or asked.metric_query is None:
        return words_read(answer.finding.words, answer.finding.basis.assumed)
    return words_read(words_kept(asked), asked.assumed)


def told(record: AnswerRecord, *, same_rights: bool) -> Turn:
    """The turn of a question that ended without rows, as it stands in the record.

    Under other rights only the person's own words are told: what was said may name what is closed.
    """
    question = record.question
    if not same_rights:
        return Turn(question.pk, question.conversation_id, question.text, str(NOT_RUN_AGAIN))
    choices: Sequence[dict[str, Any]] = record.choices
    said = in_page_language(record.told) or str(NOT_RUN_AGAIN)
    return Turn(
        id=question.id,
        conversation=question.conversation_id,
        question=question.text,
        interpretation=record.interpretation,
        said=said,
        english=is_english(said, record.told),
        choices=tuple(Offer(each["label"], each.get("consequence", "")) for each in choices),
        confirms=any(each["label"] == CONFIRM for each in choices),
        can_be_remembered=any(each.get("settles") for each in choices),
        again=record.code in FAILED and bool(question.text),
        nearest=tuple(record.nearest),
        code=record.code,
        asked=question.pk,
        latest=question.pk,
        rejects=_rejects(record.code),
    )


def _declined(answer: Answer, question: str) -> Turn:
    finding = answer.finding
    asked_back, refusal = finding.clarification, finding.refusal
    options = asked_back.options if asked_back else ()
    prompt = asked_back.prompt if asked_back else refusal.detail if refusal else ""
    said = in_page_language(prompt)
    return Turn(
        id=answer.id,
        conversation=answer.conversation,
        question=question,
        said=said,
        english=is_english(said, prompt),
        choices=tuple(Offer(each.label, each.consequence) for each in options),
        confirms=asked_back is not None and asked_back.price is not None,
        can_be_remembered=any(each.settles is not None for each in options),
        code=refusal.code if refusal else "",
        nearest=refusal.nearest if refusal else (),
        again=refusal is not None and refusal.code in FAILED and bool(question),
        words=words_read(finding.words),
        asked=answer.id,
        rejects=_rejects(refusal.code if refusal else ""),
    )


def _rejects(code: str) -> str | Promise:
    return TELL_THE_OWNER if code in FOR_OWNERS else ""
