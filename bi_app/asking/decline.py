"""How does a question end that is not answered with rows: asked back, refused or failed?"""

from dataclasses import replace

from django.utils.translation import gettext_noop

from bi_app.asking.answer import Clarifying, Declined, Finding
from bi_app.asking.asking import Asking
from bi_app.asking.basis import bare_basis
from bi_app.asking.models import RouteTaken, Status
from bi_app.asking.trail import Trail
from bi_app.costs.charge import Price
from bi_app.costs.money import at_most
from semantic_layer.errors import (
    NotYet,
    OverBudget,
    QuestionError,
    StaleData,
    WarehouseError,
    WarehouseUnavailable,
)
from semantic_layer.interpret.consequences import with_consequences
from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.nearest import simple_questions
from semantic_layer.interpret.outcome import (
    Analysis,
    AnalysisKind,
    Choice,
    Clarification,
    Refusal,
)
from semantic_layer.interpret.telling.times import days_held, timeless
from semantic_layer.query import MetricQuery

NOT_YET = {
    AnalysisKind.DRIVERS: gettext_noop(
        "Questions for the reasons behind a number (“why”) are understood but not answered yet."
        " Ask for the number itself."
    ),
    AnalysisKind.FORECAST: gettext_noop(
        "Forecasts are understood but not answered yet. Ask for the number itself."
    ),
    AnalysisKind.ANOMALY: gettext_noop(
        "Questions for what is unusual are understood but not answered yet."
        " Ask for the number itself."
    ),
}
CONFIRM = "Ask it all the same"
# No other question does.
NOTHING_HELPS = frozenset({OverBudget.code, StaleData.code, WarehouseUnavailable.code})
FAILED = {
    "timeout": gettext_noop(
        "The warehouse took too long. Ask for a shorter period or fewer groups."
    ),
    "cancelled": gettext_noop("You stopped this question. Ask it again whenever you like."),
    "warehouse_unavailable": gettext_noop(
        "The warehouse does not answer at the moment. Please ask again later."
    ),
}


def ask_back(asking: Asking, asked_back: Clarification, route: RouteTaken | None) -> Finding:
    offered = with_consequences(asked_back.choices, asking.index)
    return Finding(
        status=Status.CLARIFICATION,
        basis=bare_basis(asking),
        route=route,
        clarification=Clarifying(asked_back.prompt, offered),
    )


def ask_first(
    asking: Asking, query: MetricQuery, price: Price, route: RouteTaken | None
) -> Finding:
    """A dear question runs only once its cost is confirmed."""
    prompt = (
        f"This is expected to cost about {_cost(price)} ({_time(price.seconds)} of the warehouse)."
        " A shorter period or fewer groups cost less."
        " Ask it all the same?"
    )
    options = (Choice(CONFIRM, query),)
    return Finding(
        status=Status.CLARIFICATION,
        basis=bare_basis(asking),
        route=route,
        clarification=Clarifying(prompt, options, price),
    )


def _cost(price: Price) -> str:
    expected, most = at_most(price.expected), at_most(price.most)
    return expected if expected == most else f"{expected}, at most {most}"


def _time(seconds: float) -> str:
    return "less than a second" if seconds < 1 else f"{seconds:.1f} seconds"


def refuse(
    asking: Asking, refused: Refusal | QuestionError, route: RouteTaken | None = None
) -> Finding:
    return Finding(
        status=Status.REFUSED,
        basis=bare_basis(asking),
        route=route,
        refusal=Declined(refused.code, refused.detail, refused.nearest),
    )


def not_yet(asking: Asking, analysis: Analysis) -> NotYet:
    """Understood, but the plain total in its place would mislead; it may be asked for as such."""
    return NotYet(NOT_YET[analysis.kind], nearest=_plain_question(asking, analysis))


def _plain_question(asking: Asking, analysis: Analysis) -> tuple[str, ...]:
    query = analysis.query
    if query is None:
        return ()
    if (
        not timeless(query.metrics, asking.index)
        and days_held(query, asking.index, asking.clock) is None
    ):
        return simple_questions(query.metrics, query.dimensions, asking.index)
    try:
        return (describe(query, asking.index, asking.clock),)
    except QuestionError:
        return ()  # the number itself cannot be asked for


def with_nearest(found: Finding, asking: Asking, trail: Trail) -> Finding:
    """With questions of what was understood before it was declined, where there are none yet."""
    declined, query = found.refusal, trail.query
    if declined is None or declined.nearest or query is None or declined.code in NOTHING_HELPS:
        return found
    metrics = [each for each in query.metrics if each in asking.policy.metrics]
    near = simple_questions(metrics, query.dimensions, asking.index)
    said = tuple(each for each in near if each != asking.text)
    return replace(found, refusal=replace(declined, nearest=said))


def fail(asking: Asking, error: WarehouseError) -> Finding:
    """The error's own text may hold values of rows, so the asker gets ours."""
    return Finding(
        status=Status.FAILED,
        basis=bare_basis(asking),
        refusal=Declined(error.code, FAILED[error.code]),
    )
