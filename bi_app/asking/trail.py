"""What was retrieved and run on the way to an answer? Noted as it happens, for the record."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from bi_app.asking.answer import Finding
from bi_app.asking.asking import Asking
from bi_app.asking.names import dimensions_of, metrics_of
from bi_app.asking.stored import query_json
from bi_app.audit.record import keyed_hash
from bi_app.language.call import Call
from bi_app.masked import mask, mask_values
from semantic_layer.check import CheckedStatement
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import Candidates
from semantic_layer.query import MetricQuery

QUOTED = gettext_noop(
    "The question held personal data, so what was said to it is not kept. Ask it again."
)


@dataclass(slots=True)
class Trail:
    """`statements` are those that met the gate, whatever came of them, in their order.

    `linking` is what the rules found for the words, where they were read at all; `query` what was
    understood; `calls` are those of language models, whatever came of them.
    """

    candidates: Candidates = field(default_factory=Candidates)
    linking: Linking | None = None
    query: MetricQuery | None = None
    statements: list[CheckedStatement] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def main(self, finding: Finding) -> CheckedStatement | None:
        """The statement that gave the rows; where there are none, the last one that was tried."""
        for each in self.statements:
            if each.sha256 == finding.statement_sha256:
                return each
        return self.statements[-1] if self.statements else None


def steps_of(trail: Trail, finding: Finding) -> dict[str, Any]:
    """What was retrieved, prompted, planned, run, shown and exported: names, numbers, hashes."""
    planned = finding.query
    return {
        "retrieved": sorted(f"{each.kind} {each.name}" for each in trail.candidates.names),
        "prompted": [_prompted(each) for each in trail.calls],
        "planned": []
        if planned is None
        else sorted((*metrics_of(planned), *dimensions_of(planned))),
        "run": [_run(each) for each in trail.statements],
        "shown": _shown(finding),
        "exported": [],
    }


def words_of(asking: Asking, trail: Trail, finding: Finding) -> Mapping[str, Any]:
    """What was typed, masked, and what was made of it in so many words."""
    members = {f"{each.dimension}: {each.value}" for each in trail.candidates.values}
    planned = finding.query if finding.query != asking.query else None
    return {
        "question": asking.masked,
        "query": mask_values(query_json(asking.query)),
        "retrieved": sorted(members),
        "prompted": [{"told": each.told, "reply": mask(each.reply)} for each in trail.calls],
        "planned": mask_values(query_json(planned)),
        "told": told(asking, finding),
    }


def told(asking: Asking, finding: Finding) -> str:
    """What the asker read in place of rows; not kept where it may quote what was masked."""
    refusal, asked_back = finding.refusal, finding.clarification
    text = refusal.detail if refusal is not None else asked_back.prompt if asked_back else ""
    return QUOTED if text and asking.masked != asking.text else mask(text)


def _prompted(call: Call) -> dict[str, Any]:
    return {
        "tier": call.tier,
        "endpoint": call.endpoint,
        "model": call.model,
        "prompt": call.prompt,
        "sources": list(call.sources),
        "outcome": call.outcome,
        "tokens": asdict(call.tokens),
        "ms": call.milliseconds,
    }


def _run(statement: CheckedStatement) -> dict[str, Any]:
    return {
        "statement": statement.sha256,
        "parameters": keyed_hash("parameters", statement.parameters),
        "tables": sorted(statement.tables),
    }


def _shown(finding: Finding) -> dict[str, Any]:
    if not finding.columns:
        return {}
    return {
        "columns": [each.name for each in finding.columns],
        "rows": len(finding.rows),
        "rows_hash": keyed_hash("rows", finding.rows),
        "rows_from": finding.basis.rows_from,
        "suppressed": finding.basis.suppressed,
    }
