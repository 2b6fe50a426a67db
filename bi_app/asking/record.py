"""Does everything that came of a question stand in the record?

The answer, its audit entry and its charges are one transaction: all are kept, or nothing is shown.
"""

from collections.abc import Sequence

from django.conf import settings
from django.db import DatabaseError, transaction

from bi_app.asking import ended, jobs
from bi_app.asking.admit import work_of
from bi_app.asking.answer import Answer, Cost, Finding
from bi_app.asking.asking import Asking
from bi_app.asking.basis import bare_basis
from bi_app.asking.decline import fail
from bi_app.asking.errors import NotRecorded
from bi_app.asking.grounds import keep_grounds
from bi_app.asking.models import AnswerRecord, Status
from bi_app.asking.names import metrics_of
from bi_app.asking.prices import charges_of
from bi_app.asking.stored import choice_json, kept_query
from bi_app.asking.ties import kept_ties
from bi_app.asking.timings import Timings
from bi_app.asking.trail import Trail, steps_of, told, words_of
from bi_app.audit.record import AuditEntry, AuditUnavailable, append, keyed_hash
from bi_app.costs.charge import Charge
from bi_app.costs.ledger import reserve, settle
from bi_app.costs.models import Reservation
from bi_app.learning.lessons import keep_lessons
from bi_app.masked import mask, mask_values
from bi_app.prepared import insert
from semantic_layer.errors import OverBudget, WarehouseError
from semantic_layer.interpret.outcome import Choice

UNEXPECTED = "unexpected"


def record(asking: Asking, finding: Finding, timings: Timings, trail: Trail) -> Answer:
    """Raises NotRecorded; the reservation is then settled by the sweeper, at its full amount.

    Raises Overtaken where another attempt has the job; nothing was changed then.
    """
    with timings.step("record"):
        micros = _write(asking, finding, _code(finding), timings, trail)
    metrics = finding.basis.metrics
    return Answer(
        id=asking.id,
        conversation=asking.conversation,
        question=asking.masked,
        asked_at=asking.asked_at,
        finding=finding,
        certified=bool(metrics) and all(each.certified for each in metrics),
        cost=Cost(micros, settings.AISLE_CURRENCY),
        timings_ms=timings.milliseconds(),
        trace_id=asking.trace_id,
    )


def record_ended(asking: Asking, error: WarehouseError, timings: Timings) -> None:
    """A question that ended before anything was done for it."""
    found = fail(asking, error)
    _write(asking, found, _code(found), timings, Trail())


def record_breakdown(asking: Asking, timings: Timings, trail: Trail) -> None:
    """A question that something unexpected ended: recorded as failed, and settled."""
    _write(asking, Finding(Status.FAILED, bare_basis(asking)), UNEXPECTED, timings, trail)


def _code(finding: Finding) -> str:
    return finding.refusal.code if finding.refusal is not None else ""


def _write(asking: Asking, finding: Finding, code: str, timings: Timings, trail: Trail) -> int:
    """The audit entry comes last: from then on all others wait for this transaction's end."""
    try:
        with transaction.atomic():
            if asking.lease is not None:
                jobs.end(asking.lease)
            charges = charges_of(finding, code, timings, trail.calls)
            micros = _settle(asking, charges, _metrics(finding))
            insert(AnswerRecord(**_fields(asking, finding, code, micros, timings)))
            keep_lessons(asking, finding, trail)
            append(_entry(asking, finding, code, micros, trail))
    except (DatabaseError, AuditUnavailable) as error:
        raise NotRecorded from error
    if asking.lease is not None and finding.status is Status.FAILED:
        ended.keep(asking, code)
    return micros


def _settle(asking: Asking, charges: Sequence[Charge], metrics: Sequence[str]) -> int:
    """Charge what was used; who is over a budget used nothing, and is charged nothing."""
    try:
        return settle(str(asking.id), charges, metrics)
    except Reservation.DoesNotExist:
        return _settle_unheld(asking, charges, metrics)


def _settle_unheld(asking: Asking, charges: Sequence[Charge], metrics: Sequence[str]) -> int:
    """Nothing is held for a question that comes to no statement."""
    try:
        reserve(work_of(asking), 0)
    except OverBudget:
        return 0
    return settle(str(asking.id), charges, metrics)


def _metrics(finding: Finding) -> list[str]:
    return [] if finding.query is None else sorted(metrics_of(finding.query))


def _entry(asking: Asking, finding: Finding, code: str, micros: int, trail: Trail) -> AuditEntry:
    main = trail.main(finding)
    return AuditEntry(
        actor=asking.asker.name,
        person_id=asking.asker.id,
        action="query" if asking.query is not None else "ask",
        outcome=finding.status,
        asking=str(asking.id),
        request=asking.trace_id,
        workload=asking.workload.value,
        workflow=asking.workflow,
        entitlement=asking.policy.entitlement,
        manifest=finding.basis.manifest,
        statement_sha256=main.sha256 if main is not None else "",
        parameters_hmac=keyed_hash("parameters", main.parameters) if main is not None else "",
        rows=finding.row_count if finding.ran is not None else None,
        micros=micros,
        detail={
            "code": code,
            "route": finding.route or "",
            "data_version": finding.ran.data_version if finding.ran is not None else "",
            **steps_of(trail, finding),
        },
        words=words_of(asking, trail, finding),
    )


def _fields(
    asking: Asking, finding: Finding, code: str, micros: int, timings: Timings
) -> dict[str, object]:
    return {
        "question_id": asking.id,
        "status": finding.status,
        "code": code,
        "route": finding.route or "",
        "metric_query": kept_query(finding.query),
        "choices": mask_values(_choices(finding)),
        "told": told(asking, finding),
        "nearest": mask_values(_nearest(finding)),
        "interpretation": mask(finding.interpretation or ""),
        "assumed": mask_values(finding.basis.assumed),
        "chosen": mask_values(finding.basis.chosen),
        "words": kept_ties(finding.words),
        "changes": mask_values(finding.changes),
        "statement_sha256": finding.statement_sha256,
        "entitlement": asking.policy.entitlement,
        "release": finding.basis.release,
        "manifest": finding.basis.manifest,
        "data_version": finding.ran.data_version if finding.ran is not None else "",
        "grounds_id": keep_grounds(asking, finding),
        "row_count": finding.row_count if finding.ran is not None else None,
        "cost_micros": micros,
        "timings": {"steps": timings.milliseconds(), "shares": timings.by_share()},
        "trace_id": asking.trace_id,
    }


def _nearest(finding: Finding) -> list[str]:
    return [] if finding.refusal is None else list(finding.refusal.nearest)


def _choices(finding: Finding) -> list[dict[str, object]]:
    options: tuple[Choice, ...] = finding.clarification.options if finding.clarification else ()
    return [choice_json(each) for each in options]
