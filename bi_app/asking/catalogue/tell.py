"""What does the catalogue say? Told from what the asker may see; the warehouse is not read."""

from collections.abc import Callable, Mapping

from bi_app.asking.answer import Finding
from bi_app.asking.asking import Asking
from bi_app.asking.basis import bare_basis
from bi_app.asking.catalogue.access import access, closed
from bi_app.asking.catalogue.calendar import calendar
from bi_app.asking.catalogue.definitions import certification, definition, difference, owner
from bi_app.asking.catalogue.facts import Facts, column
from bi_app.asking.catalogue.freshness import freshness
from bi_app.asking.catalogue.known import labels_of, refuse_closed
from bi_app.asking.catalogue.members import members
from bi_app.asking.catalogue.periods import comparison, default_period, period
from bi_app.asking.catalogue.privacy import personal, small_groups
from bi_app.asking.catalogue.scope import dimensions, metrics, split
from bi_app.asking.catalogue.spending import spending
from bi_app.asking.models import RouteTaken, Status
from semantic_layer.interpret.outcome import CatalogueQuestion, Topic

TELLS: Mapping[Topic, Callable[[Asking, CatalogueQuestion], Facts]] = {
    Topic.DEFINITION: definition,
    Topic.DIFFERENCE: difference,
    Topic.OWNER: owner,
    Topic.CERTIFICATION: certification,
    Topic.FRESHNESS: freshness,
    Topic.METRICS: metrics,
    Topic.DIMENSIONS: dimensions,
    Topic.SPLIT: split,
    Topic.MEMBERS: members,
    Topic.ACCESS: access,
    Topic.CLOSED: closed,
    Topic.SPENDING: spending,
    Topic.CALENDAR: calendar,
    Topic.PERIOD: period,
    Topic.DEFAULT_PERIOD: default_period,
    Topic.COMPARISON: comparison,
    Topic.SMALL_GROUPS: small_groups,
    Topic.PERSONAL: personal,
}
TELL_OF_CLOSED = {Topic.ACCESS, Topic.CLOSED, Topic.METRICS, Topic.PERSONAL, Topic.SMALL_GROUPS}


def tell(asking: Asking, question: CatalogueQuestion, route: RouteTaken | None) -> Finding:
    """Raises NotPermitted where what is asked about is closed to the asker."""
    if question.topic not in TELL_OF_CLOSED:
        refuse_closed(asking, question)
    facts = TELLS[question.topic](asking, question)
    about = labels_of(asking, question)
    return Finding(
        status=Status.ANSWERED,
        basis=bare_basis(asking),
        route=route,
        confidence=1.0,
        interpretation=f"A question about the catalogue: {question.topic}"
        + (f" of {about}." if about else "."),
        columns=tuple(map(column, facts.columns)),
        rows=facts.rows,
        cells=tuple(tuple("" if cell is None else str(cell) for cell in row) for row in facts.rows),
        row_count=len(facts.rows) if facts.in_all is None else facts.in_all,
        truncated=facts.in_all is not None and facts.in_all > len(facts.rows),
        narrative=facts.sentence,
        caveats=_caveats(question),
    )


def _caveats(question: CatalogueQuestion) -> tuple[str, ...]:
    words = ", ".join(f"“{word}”" for word in question.unread)
    return (f"Not understood, and left aside: {words}.",) if words else ()
