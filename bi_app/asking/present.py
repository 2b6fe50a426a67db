"""How is a result shown: its rows, sentence, chart and basis?"""

from dataclasses import replace

from django.conf import settings

from bi_app.asking.answer import Column, Finding, Period
from bi_app.asking.asking import Asking
from bi_app.asking.basis import basis_of
from bi_app.asking.comparable import comparable_of
from bi_app.asking.models import RouteTaken, Status
from bi_app.asking.plans import Ready
from bi_app.asking.rows import rows_of
from bi_app.warehouse.gate import Ran
from semantic_layer.calendars.periods import ResolvedPeriod
from semantic_layer.compile.compiled import ResultColumn
from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.differences import differences
from semantic_layer.interpret.outcome import Understood
from semantic_layer.present import present as present_table


def present(
    asking: Asking,
    understood: Understood,
    route: RouteTaken | None,
    ready: Ready,
    ran: Ran,
    stores: Ran | None,
) -> Finding:
    compiled, statement = ready.compiled, ready.statement
    most = settings.AISLE_ANSWER_ROWS
    shown = ran.table.slice(0, most)
    truncated = ran.truncated or ran.table.num_rows > most
    presentation = present_table(shown, compiled, asking.index, asking.locale, truncated=truncated)
    basis = basis_of(asking, understood, compiled, ran, presentation.suppressed)
    also_ran = list[tuple[str, Ran]]()
    if ready.stores is not None and stores is not None:
        basis = replace(basis, comparable=comparable_of(ready.stores.chosen, stores))
        also_ran.append((ready.stores.statement.sha256, stores))
    return Finding(
        status=Status.ANSWERED,
        basis=basis,
        route=route,
        confidence=understood.confidence,
        interpretation=describe(understood.query, asking.index, asking.clock),
        query=understood.query,
        sql=statement.readable,
        statement_sha256=statement.sha256,
        columns=tuple(_column(each) for each in compiled.columns),
        rows=rows_of(shown, len(compiled.columns)),
        cells=presentation.cells,
        tones=presentation.tones,
        row_count=ran.table.num_rows,
        truncated=truncated,
        periods=tuple(_period(each.role, each.period) for each in compiled.periods),
        chart=presentation.chart,
        narrative=presentation.narrative,
        caveats=presentation.caveats,
        next_questions=presentation.next_questions,
        ran=ran,
        also_ran=tuple(also_ran),
        result=presentation.result,
        changes=_changes(asking, understood),
    )


def _changes(asking: Asking, understood: Understood) -> tuple[str, ...]:
    before = asking.edited or (asking.turn.previous if understood.follows else None)
    if before is None:
        return ()
    return differences(before, understood.query, asking.index, asking.clock)


def _column(column: ResultColumn) -> Column:
    role = "metric" if column.role == "metric" else "dimension"
    return Column(column.name, column.label, role, column.type, column.unit)


def _period(role: str, period: ResolvedPeriod) -> Period:
    return Period(role, period.label, period.start, period.end, period.complete)
