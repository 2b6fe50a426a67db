"""How is an answer written as JSON? The field names are a contract with tools outside."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from bi_app.asking.answer import Answer, Basis, Column, ComparableBasis, Finding, Period
from bi_app.asking.models import Status
from bi_app.asking.stored import query_json
from bi_app.costs.charge import Price
from bi_app.costs.money import MICROS
from semantic_layer.interpret.outcome import WordLink


def answer_json(answer: Answer) -> dict[str, Any]:
    finding = answer.finding
    return {
        "id": str(answer.id),
        "conversation": str(answer.conversation),
        "status": finding.status.value,
        "interpretation": finding.interpretation,
        "words": [_word(each) for each in finding.words],
        "changes": list(finding.changes),
        "metric_query": query_json(finding.query),
        "sql": finding.sql,
        "columns": [_column(each) for each in finding.columns],
        "rows": [list(row) for row in finding.rows],
        "row_count": finding.row_count,
        "truncated": finding.truncated,
        "periods": [_period(each) for each in finding.periods],
        "chart": finding.chart,
        "narrative": finding.narrative,
        "caveats": list(finding.caveats),
        "basis": _basis(finding.basis),
        "clarification": _clarification(finding),
        "refusal": _refusal(finding),
        "confidence": finding.confidence,
        "route": finding.route.value if finding.route is not None else None,
        "certified": answer.certified,
        "cost": {"amount": answer.cost.amount, "currency": answer.cost.currency},
        "timings_ms": dict(answer.timings_ms),
        "export": _export(answer),
        "trace_id": answer.trace_id,
    }


def _export(answer: Answer) -> str | None:
    """Where the whole result is, for the same key; an answer of the catalogue has none."""
    if answer.finding.status is not Status.ANSWERED or answer.finding.query is None:
        return None
    return f"{reverse('api:export', args=[answer.id])}?format=csv"


def _word(word: WordLink) -> dict[str, Any]:
    return {
        "text": word.text,
        "start": word.start,
        "end": word.end,
        "used_as": word.use or None,
        "meant": word.meant or None,
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "label": column.label,
        "role": column.role,
        "type": column.type,
        "unit": column.unit,
    }


def _period(period: Period) -> dict[str, Any]:
    return {
        "role": period.role,
        "label": period.label,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "complete": period.complete,
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "release": basis.release,
        "manifest": basis.manifest,
        "data_through": basis.data_through and basis.data_through.isoformat(),
        "calendar": basis.calendar,
        "comparison_rule": basis.comparison_rule,
        "metrics": [
            {
                "name": each.name,
                "version": each.version,
                "certified": each.certified,
                "definition": each.definition,
                "filters": list(each.filters),
            }
            for each in basis.metrics
        ],
        "policy": list(basis.policy),
        "comparable": _comparable(basis.comparable),
        "assumed": list(basis.assumed),
        "chosen": list(basis.chosen),
        "suppressed": basis.suppressed,
        "rollups": [each.name for each in basis.rollups],
        "rows_from": basis.rows_from,
    }


def _comparable(found: ComparableBasis | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "noun": found.noun,
        "included": found.included,
        "members": list(found.members),
        "excluded_count": found.excluded_count,
        "excluded": [{"member": each.member, "reason": each.reason} for each in found.excluded],
    }


def _clarification(finding: Finding) -> dict[str, Any] | None:
    asked = finding.clarification
    if asked is None:
        return None
    options = [
        {
            "label": each.label,
            "metric_query": query_json(each.query),
            "consequence": each.consequence,
        }
        for each in asked.options
    ]
    return {"prompt": asked.prompt, "options": options, "estimate": _estimate(asked.price)}


def _estimate(price: Price | None) -> dict[str, Any] | None:
    if price is None:
        return None
    return {"amount": price.expected / MICROS, "currency": settings.AISLE_CURRENCY}


def _refusal(finding: Finding) -> dict[str, Any] | None:
    declined = finding.refusal
    if declined is None:
        return None
    return {"code": declined.code, "detail": declined.detail, "nearest": list(declined.nearest)}
