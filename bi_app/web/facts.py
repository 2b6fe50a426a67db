"""What does an answer rest on, and how was it computed: the facts beside it, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings

from bi_app.asking.answer import Answer, Basis, ComparableBasis, Period
from bi_app.asking.models import AnswerRecord, RouteTaken
from bi_app.written import day, number
from semantic_layer.calendars.describe import describe_days
from semantic_layer.compile.compiled import MetricUse

ROUTES = {
    RouteTaken.RECALLED: "as it was understood before",
    RouteTaken.VERIFIED: "✓ by a verified question",
    RouteTaken.RULES: "by rules",
    RouteTaken.SMALL: "with a small language model",
    RouteTaken.LARGE: "with a large language model",
}
LEFT_OUT_SHOWN = 20
MONEY = "#,##0.000000"
STEPS_SHOWN = ("interpret", "compile", "check", "execute")


@dataclass(frozen=True, slots=True)
class Fact:
    """`seal` is how its texts are marked: seal, draft or nothing."""

    name: str
    texts: tuple[str, ...]
    seal: str = ""


def basis_facts(answer: Answer, asked: AnswerRecord | None = None) -> tuple[Fact, ...]:
    """`asked` is the record of the question whose query ran again: how it was answered then."""
    route = answer.finding.route if asked is None else asked.route
    how = Fact(
        "Answered",
        (_answered(answer) if asked is None else _answered_then(asked),),
        "seal" if route == RouteTaken.VERIFIED else "",
    )
    basis = answer.finding.basis
    if asked is not None:  # the words that left it open were read then
        basis = replace(basis, assumed=_also(asked.assumed, basis.assumed), chosen=asked.chosen)
    return tuple(fact for fact in (*_basis(answer, basis), how) if fact.texts)


def rests_on(answer: Answer) -> tuple[Fact, ...]:
    """The same of an answer by itself, without how it was answered."""
    return tuple(fact for fact in _basis(answer, answer.finding.basis) if fact.texts)


def _also(then: Iterable[str], now: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*then, *now)))


def _basis(answer: Answer, basis: Basis) -> Iterator[Fact]:
    if basis.metrics:
        label = "✓ Certified" if answer.certified else "Draft: not certified yet"
        yield Fact("Numbers", (label,), "seal" if answer.certified else "draft")
        yield Fact("Definition", tuple(_definition(each) for each in basis.metrics))
        yield Fact("Counted only", tuple(text for each in basis.metrics for text in each.filters))
    yield Fact("Days", tuple(_days(each) for each in answer.finding.periods))
    yield Fact("Compared with", (basis.comparison_rule,) if basis.comparison_rule else ())
    yield Fact("Compared", tuple(_compared(basis.comparable)))
    yield Fact("Your view", basis.policy)
    yield Fact("Your choice", basis.chosen)
    yield Fact("Assumed", basis.assumed)
    yield Fact("Added up beforehand", tuple(each.label for each in basis.rollups))
    through = basis.data_through
    yield Fact("Data through", (day(through, "EEE d MMM y"),) if through else ())
    if basis.suppressed:
        yield Fact("Left out", (f"{basis.suppressed} groups of too few customers",))


def _compared(found: ComparableBasis | None) -> Iterator[str]:
    if found is None:
        return
    yield f"{found.included} of {found.included + found.excluded_count} {found.noun}"
    shown = found.excluded[:LEFT_OUT_SHOWN]
    yield from (f"without {each.member}: {each.reason}" for each in shown)
    if found.excluded_count > len(shown):
        yield f"and without {found.excluded_count - len(shown)} others"


def computed_facts(answer: Answer) -> tuple[Fact, ...]:
    finding = answer.finding
    took = tuple(
        f"{step} {answer.timings_ms[step]:.0f} ms"
        for step in STEPS_SHOWN
        if step in answer.timings_ms
    )
    return (
        Fact("Rows", (number(finding.row_count),)),
        Fact("Rows from", (f"the {finding.basis.rows_from}",)),
        Fact("Time", (f"{answer.timings_ms['total']:.0f} ms", *took)),
        Fact("Cost", (_cost(answer.cost.micros),)),
        Fact("Produced by", (finding.basis.manifest,)),
        Fact("Reference", (answer.trace_id,)),
    )


def _definition(use: MetricUse) -> str:
    return f"{use.definition} (version {use.version})"


def _days(period: Period) -> str:
    if period.label == describe_days(period.start, period.end):
        return period.label
    first, last = (day(each) for each in (period.start, period.end))
    running = "" if period.complete else ", so far"
    return f"{period.label}: {first}" + (f" to {last}" if last != first else "") + running


def _answered(answer: Answer) -> str:
    return _how(answer.finding.route, answer.timings_ms["total"], answer.cost.micros)


def _answered_then(asked: AnswerRecord) -> str:
    route = RouteTaken(asked.route) if asked.route else None
    return _how(route, asked.timings["steps"]["total"], asked.cost_micros)


def _how(route: RouteTaken | None, milliseconds: float, micros: int) -> str:
    how = ROUTES[route] if route is not None else "from the query as it stands"
    return f"{how}, in {milliseconds:.0f} ms, {_cost(micros)}"


def _cost(micros: int) -> str:
    if not micros:
        return "no charge"
    return f"{number(micros / 1_000_000, MONEY)} {settings.AISLE_CURRENCY}"
