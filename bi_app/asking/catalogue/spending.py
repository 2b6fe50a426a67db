"""What did the asker spend, and what is left? Of their own alone; what others spent is theirs."""

from django.conf import settings
from django.utils.translation import override

from bi_app.asking.answer import Cell
from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.facts import Facts, sentences
from bi_app.costs.counters import look
from bi_app.costs.models import Period, Scope
from bi_app.costs.money import MICROS, at_least, at_most, exact
from bi_app.costs.standing import Line, Whose
from semantic_layer.interpret.outcome import CatalogueQuestion

COLUMNS = ("period", "start", "spent", "held", "budget", "left", "resets", "currency")
WHEN = {Period.DAY: "Today", Period.MONTH: "This month"}


def spending(asking: Asking, question: CatalogueQuestion) -> Facts:
    """What is held for questions under way, such as this one, counts as used until they end."""
    lines = sorted(
        (line for line in look(Whose(asking.asker.id)) if line.scope is Scope.PERSON),
        key=lambda line: line.period,
    )
    return Facts(COLUMNS, tuple(map(_row, lines)), sentences(map(_sentence, lines)))


def _row(line: Line) -> tuple[Cell, ...]:
    return (
        WHEN[line.period],
        line.begins.isoformat(),
        line.spent / MICROS,
        line.reserved / MICROS,
        None if line.limit is None else line.limit / MICROS,
        None if line.room is None else line.room / MICROS,
        line.resets.isoformat(),
        settings.AISLE_CURRENCY,
    )


@override("en")  # as all that is said to a question
def _sentence(line: Line) -> str:
    spent = f"{WHEN[line.period]} you spent {at_most(line.spent)}"
    if line.limit is None or line.room is None:
        return f"{spent}; there is no budget of your own for it."
    return f"{spent} of your budget of {exact(line.limit)}; {at_least(line.room)} is left."
