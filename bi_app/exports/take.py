"""What may somebody take away of an answer, and is it recorded that they did?

An answer is asked again for it, under the rights of whoever takes it and at the price of a view.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bi_app import sealed
from bi_app.asking.answer import Answer
from bi_app.asking.asking import Asked
from bi_app.asking.edits import edited
from bi_app.asking.looks import look
from bi_app.asking.models import Status
from bi_app.asking.names import metrics_of
from bi_app.asking.shares import look_by
from bi_app.asking.timings import Share
from bi_app.audit.record import AuditEntry, append
from bi_app.boards.notes import notes_on
from bi_app.costs.ledger import reserve, settle
from bi_app.costs.standing import Work
from bi_app.costs.usage import export_charge
from bi_app.exports.csv_file import as_csv
from bi_app.exports.picture import as_pdf, as_png, as_svg
from bi_app.exports.sheet import Sheet, sheet_of
from bi_app.exports.xlsx_file import as_xlsx
from bi_app.people.entitlements import entitled
from bi_app.web.said import in_page_language
from bi_app.workload import Channel, Workload
from metrics.releases import live
from semantic_layer.access import Asker
from semantic_layer.errors import AisleError, OverBudget
from semantic_layer.present import draw
from semantic_layer.present.notes import Mark, with_notes
from semantic_layer.present.presentation import Specification


class Form(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


TYPES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PNG: "image/png",
    Form.SVG: "image/svg+xml",
    Form.PDF: "application/pdf",
}
WRITTEN: Mapping[Form, Callable[[Sheet, Specification | None], bytes]] = {
    Form.CSV: lambda sheet, _: as_csv(sheet),
    Form.XLSX: lambda sheet, _: as_xlsx(sheet),
    Form.PNG: as_png,
    Form.SVG: lambda sheet, chart: as_svg(sheet, chart).encode(),
    Form.PDF: as_pdf,
}


NOT_NOW = gettext_lazy(
    "Files cannot be made at the moment; answers can. Please try again in a minute."
)
NO_MORE = gettext_lazy("This has no answer any more. Ask it again.")


class NotTaken(AisleError):
    """The message is shown word for word."""


class NotTakenNow(NotTaken):
    """It may be taken later."""


@dataclass(frozen=True, slots=True)
class Taken:
    name: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """`chart` is the kind of picture that they look at, where it is not the rule's."""

    form: Form
    asker: Asker
    channel: Channel
    chart: str


def take(
    question_id: UUID,
    form: Form,
    asker: Asker,
    channel: Channel = Channel.PAGE,
    *,
    chart: str = "",
    grace: float | None = None,
) -> Taken:
    """A file of the asker's own answer as it stands now, recorded before it is handed out.

    Raises UnknownAnswer, NotTaken where it cannot be answered any more, cannot be paid or their
    role takes nothing away, NotTakenNow while Redis or the warehouse is away, AuditUnavailable, and
    with a grace what `look` does.
    """
    most = _most_now(asker)
    mine = edited(entitled(live(), asker).policy, question_id)
    again = Asked(
        query=mine.query,
        conversation=str(mine.first.question.conversation_id),
        channel=channel,
        confirmed=True,
        grace=grace,
    )
    wanted = Wanted(form, asker, channel, chart)
    first = mine.first.question
    return _take(look(again, asker), first.text, first.pk, most, wanted)


def take_shared(
    token: str, form: Form, asker: Asker, *, chart: str = "", grace: float | None = None
) -> Taken:
    """The same of what a link shows to whoever has it: under their rights, recorded as theirs."""
    most = _most_now(asker)
    looked = look_by(token, asker, confirmed=True, grace=grace)
    if not looked.open:
        raise NotTaken(_("What this link shows is not open to you."))
    wanted = Wanted(form, asker, Channel.PAGE, chart)
    return _take(looked.answer, looked.words, looked.answer.id, most, wanted)


def _most_now(asker: Asker) -> int:
    """How many rows they may take away now. Raises NotTaken, NotTakenNow."""
    most = most_rows(asker)
    if not most:
        raise NotTaken(_("Your role may look at answers and take none away. Ask an administrator."))
    if not sealed.is_there():
        raise NotTakenNow(str(NOT_NOW))
    return most


def _take(answer: Answer, words: str, of: UUID, most: int, wanted: Wanted) -> Taken:
    """`of` is the question of theirs that it is charged for, `words` are what was asked."""
    if answer.finding.status is not Status.ANSWERED:
        refusal = answer.finding.refusal
        failed = answer.finding.status is Status.FAILED
        said = in_page_language(refusal.detail) if refusal else str(NO_MORE)
        raise (NotTakenNow if failed else NotTaken)(said)
    form = wanted.form
    notes, marks = notes_on(answer.finding, entitled(live(), wanted.asker))
    sheet = sheet_of(answer, words, most, notes)
    body = WRITTEN[form](sheet, _drawn(answer, wanted.chart, marks))
    with transaction.atomic():
        micros = _charge(answer, sheet, of, wanted)
        append(_entry(answer, sheet, micros, wanted))
    day = answer.finding.basis.data_through
    return Taken(f"aisle-{day:%Y-%m-%d}.{form}" if day else f"aisle.{form}", TYPES[form], body)


def _charge(answer: Answer, sheet: Sheet, of: UUID, wanted: Wanted) -> int:
    """An entry of the ledger of its own, in micros. Raises NotTaken where no budget has room."""
    query = answer.finding.query
    charge = export_charge(len(sheet.rows), Share.PREPARATION)
    told = {**charge.detail, "form": wanted.form.value, "answer": str(of)}
    work = Work(str(uuid4()), wanted.asker.id, wanted.channel, Workload.VIEW)
    try:
        reserve(work, charge.micros)
    except OverBudget as error:
        raise NotTaken(error.detail) from error
    metrics = () if query is None else sorted(metrics_of(query))
    return settle(work.asking, [replace(charge, detail=told)], metrics)


def _drawn(answer: Answer, chart: str, marks: tuple[Mark, ...]) -> Specification | None:
    result = answer.finding.result
    drawn = None if result is None else draw(result, settings.AISLE_LOCALE, chart)
    return None if drawn is None else with_notes(drawn, marks)


def most_rows(asker: Asker) -> int:
    """The most rows that the asker may take away: of their roles the one that may take most."""
    limits = dict(each.split("=", 1) for each in settings.AISLE_EXPORT_ROWS_BY_ROLE)
    own = [int(limits[role]) for role in asker.roles if role in limits]
    return max(own, default=int(settings.AISLE_EXPORT_ROWS))


def _entry(answer: Answer, sheet: Sheet, micros: int, wanted: Wanted) -> AuditEntry:
    return AuditEntry(
        actor=wanted.asker.name,
        action="export",
        outcome="done",
        person_id=wanted.asker.id,
        asking=str(answer.id),
        manifest=answer.finding.basis.manifest,
        statement_sha256=answer.finding.statement_sha256,
        rows=len(sheet.rows),
        micros=micros,
        detail={"form": wanted.form.value},
    )
