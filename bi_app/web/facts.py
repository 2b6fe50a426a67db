"""What does an answer rest on, and how was it computed: the facts beside it, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bi_app.asking.answer import Answer, Basis, ComparableBasis, Period
from bi_app.asking.models import AnswerRecord, RouteTaken
from bi_app.costs.money import money
from bi_app.written import day, number
from semantic_layer.calendars.describe import describe_days
from semantic_layer.compile.compiled import MetricUse

ROUTES = {
    RouteTaken.RECALLED: gettext_lazy("as it was understood before"),
    RouteTaken.VERIFIED: gettext_lazy("by a verified question"),
    RouteTaken.RULES: gettext_lazy("by rules"),
    RouteTaken.SMALL: gettext_lazy("with a small language model"),
    RouteTaken.LARGE: gettext_lazy("with a large language model"),
}
WITHOUT_WORDS = gettext_lazy("from the query as it stands")
ROWS_FROM = {"cache": gettext_lazy("the cache"), "warehouse": gettext_lazy("the warehouse")}
LEFT_OUT_SHOWN = 20
STEPS_SHOWN = {
    "interpret": gettext_lazy("interpret %(ms)s ms"),
    "compile": gettext_lazy("compile %(ms)s ms"),
    "check": gettext_lazy("check %(ms)s ms"),
    "execute": gettext_lazy("execute %(ms)s ms"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """`seal` is how its texts are marked: seal, draft or nothing.

    `english`: its texts are words of the model or of its library, which stay as they are.
    """

    name: str
    texts: tuple[str, ...]
    seal: str = ""
    english: bool = False


def basis_facts(answer: Answer, asked: AnswerRecord | None = None) -> tuple[Fact, ...]:
    """`asked` is the record of the question whose query ran again: how it was answered then."""
    route = answer.finding.route if asked is None else asked.route
    how = Fact(
        _("Answered"),
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
        label = _("✓ Certified") if answer.certified else _("Draft: not certified yet")
        yield Fact(_("Numbers"), (label,), "seal" if answer.certified else "draft")
        yield Fact(_("Definition"), tuple(map(_definition, basis.metrics)), english=True)
        filters = tuple(text for each in basis.metrics for text in each.filters)
        yield Fact(_("Counted only"), filters, english=True)
    rule = (basis.comparison_rule,) if basis.comparison_rule else ()
    yield Fact(_("Days"), tuple(_days(each) for each in answer.finding.periods), english=True)
    yield Fact(_("Compared with"), rule, english=True)
    yield Fact(_("Compared"), tuple(_compared(basis.comparable)), english=True)
    yield Fact(_("Your view"), basis.policy, english=True)
    yield Fact(_("Your choice"), basis.chosen, english=True)
    yield Fact(_("Assumed"), basis.assumed, english=True)
    yield Fact(_("Added up beforehand"), tuple(each.label for each in basis.rollups), english=True)
    through = basis.data_through
    yield Fact(_("Data through"), (day(through, "EEE d MMM y"),) if through else ())
    if basis.suppressed:
        yield Fact(_("Left out"), (_left_out(basis.suppressed),))


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
        said % {"ms": _whole(answer.timings_ms[step])}
        for step, said in STEPS_SHOWN.items()
        if step in answer.timings_ms
    )
    return (
        Fact(_("Rows"), (number(finding.row_count),)),
        Fact(_("Rows from"), (str(ROWS_FROM.get(finding.basis.rows_from or "", "")),)),
        Fact(_("Time"), (_("%(ms)s ms") % {"ms": _whole(answer.timings_ms["total"])}, *took)),
        Fact(_("Cost"), (_cost(answer.cost.micros),)),
        Fact(_("Produced by"), (finding.basis.manifest,), english=True),
        Fact(_("Reference"), (answer.trace_id,), english=True),
    )


def _left_out(groups: int) -> str:
    return ngettext(
        "%(count)s group of too few customers", "%(count)s groups of too few customers", groups
    ) % {"count": groups}


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
    said = {
        "how": ROUTES[route] if route is not None else WITHOUT_WORDS,
        "ms": _whole(milliseconds),
        "cost": _cost(micros),
    }
    mark = "✓ " if route is RouteTaken.VERIFIED else ""
    return mark + _("%(how)s, in %(ms)s ms, %(cost)s") % said


def _whole(milliseconds: float) -> str:
    return f"{milliseconds:.0f}"


def _cost(micros: int) -> str:
    if not micros:
        return _("no charge")
    return money(micros)
