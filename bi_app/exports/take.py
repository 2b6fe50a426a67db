"""What may somebody take away of an answer, and is it recorded that they did?

An answer is asked again for it, under the rights of whoever takes it and at the price of a view.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.conf import settings

from bi_app import sealed
from bi_app.asking.answer import Answer
from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.edits import edited
from bi_app.asking.models import Status
from bi_app.audit.record import AuditEntry, append
from bi_app.exports.csv_file import as_csv
from bi_app.exports.picture import as_pdf, as_png, as_svg
from bi_app.exports.sheet import Sheet, sheet_of
from bi_app.exports.xlsx_file import as_xlsx
from bi_app.people.entitlements import entitled
from bi_app.workload import Channel, Workload
from metrics.releases import live
from semantic_layer.access import Asker
from semantic_layer.errors import AisleError
from semantic_layer.present import draw
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


NOT_NOW = "Files cannot be made at the moment; answers can. Please try again in a minute."
NO_MORE = "This has no answer any more. Ask it again."


class NotTaken(AisleError):
    """The message is shown word for word."""


class NotTakenNow(NotTaken):
    """It may be taken later."""


@dataclass(frozen=True, slots=True)
class Taken:
    name: str
    type: str
    body: bytes


def take(
    question_id: UUID,
    form: Form,
    asker: Asker,
    channel: Channel = Channel.PAGE,
    *,
    chart: str = "",
) -> Taken:
    """A file of the asker's own answer as it stands now, recorded before it is handed out.

    `chart` is the kind of picture that they look at, where it is not the rule's.

    Raises UnknownAnswer, NotTaken where it cannot be answered any more or their role takes nothing
    away, NotTakenNow while Redis or the warehouse is away, AuditUnavailable.
    """
    most = most_rows(asker)
    if not most:
        raise NotTaken("Your role may look at answers and take none away. Ask an administrator.")
    if not sealed.is_there():
        raise NotTakenNow(NOT_NOW)
    mine = edited(entitled(live(), asker).policy, question_id)
    again = Asked(
        query=mine.query,
        conversation=str(mine.first.question.conversation_id),
        workload=Workload.VIEW,
        channel=channel,
        confirmed=True,
    )
    answer = ask(again, asker)
    if answer.finding.status is not Status.ANSWERED:
        refusal = answer.finding.refusal
        failed = answer.finding.status is Status.FAILED
        raise (NotTakenNow if failed else NotTaken)(refusal.detail if refusal else NO_MORE)
    sheet = sheet_of(answer, mine.first.question.text, most)
    body = WRITTEN[form](sheet, _drawn(answer, chart))
    append(_entry(answer, form, sheet, asker))
    day = answer.finding.basis.data_through
    return Taken(f"aisle-{day:%Y-%m-%d}.{form}" if day else f"aisle.{form}", TYPES[form], body)


def _drawn(answer: Answer, chart: str) -> Specification | None:
    result = answer.finding.result
    return None if result is None else draw(result, settings.AISLE_LOCALE, chart)


def most_rows(asker: Asker) -> int:
    """The most rows that the asker may take away: of their roles the one that may take most."""
    limits = dict(each.split("=", 1) for each in settings.AISLE_EXPORT_ROWS_BY_ROLE)
    own = [int(limits[role]) for role in asker.roles if role in limits]
    return max(own, default=int(settings.AISLE_EXPORT_ROWS))


def _entry(answer: Answer, form: Form, sheet: Sheet, asker: Asker) -> AuditEntry:
    return AuditEntry(
        actor=asker.name,
        action="export",
        outcome="done",
        person_id=asker.id,
        asking=str(answer.id),
        manifest=answer.finding.basis.manifest,
        statement_sha256=answer.finding.statement_sha256,
        rows=len(sheet.rows),
        detail={"form": form.value},
    )
