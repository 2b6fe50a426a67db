"""Does a proposed query say what the question says: all that is certain, and nothing else?"""

from collections.abc import Sequence

from bi_app.asking.certain import NAMED, certain, forms_of, is_ambiguous, stands_in
from bi_app.asking.names import names_in, numbers_in, texts_in
from semantic_layer.calendars.resolve import default_period
from semantic_layer.errors import NotUnderstood
from semantic_layer.interpret.lexicon import FOLLOWS
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.roles import Role
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery

RANKED = frozenset({Role.HIGH, Role.LOW, Role.BEST, Role.WORST, Role.FIRST})
CHANGED = frozenset({Role.GROWTH, Role.CHANGE, Role.GREW, Role.SHRANK, Role.HIGHER, Role.LOWER})
AGAINST = frozenset({Role.LAST_YEAR, Role.PREVIOUS, Role.PLAN, Role.COMPARED, Role.OVER})
CHANGES = frozenset({Role.ADD, Role.REPLACE, Role.SAME, Role.DROP, Role.BOTH})
LEADS_TO = {  # a part of a query, and the words that ask for one
    "ranking": RANKED,
    "ranks": RANKED,
    "thresholds": frozenset({Role.NUMBER}) | CHANGED | AGAINST,
    "comparisons": frozenset({Role.VERSUS, Role.COMPARE}) | CHANGED | AGAINST,
    "shares": frozenset({Role.SHARE}),
    "grain": frozenset({Role.GRAIN, Role.TREND, Role.TIME_UNIT}),
    "running": frozenset({Role.RUNNING}),
    "moving": frozenset({Role.MOVING}),
    "subtotals": frozenset({Role.SUBTOTALS, Role.ALONE}),
    "averaged": frozenset({Role.AVERAGE, Role.EACH}),
    "counted": frozenset({Role.COUNT}),
    "limit": frozenset({Role.NUMBER}),
}
ANY_NUMBER = frozenset({0.0, 1.0})  # "the best one", "below nothing"


def says_all(query: MetricQuery, linking: Linking, index: ModelIndex) -> None:
    """Raises NotUnderstood, which names what the query leaves out."""
    for said in certain(linking):
        if not stands_in(said, query, index):
            raise NotUnderstood(f"The query leaves out “{said.text}” of the question.")


def says_no_more(
    query: MetricQuery,
    linking: Linking,
    index: ModelIndex,
    meant: Sequence[str] = (),
    previous: MetricQuery | None = None,
) -> None:
    """`meant` are the names and members that words left by the rules stand for.

    Raises NotUnderstood, which names what the question does not say.
    """
    linked = [each.meaning for each in linking.links]
    before = [] if previous is None else [previous]
    names = {each.name for each in linked if each.role in NAMED}.union(
        meant, *map(names_in, before)
    )
    for name in sorted(names_in(query) - names):
        raise NotUnderstood(f"The question does not ask for {name}.")
    texts = {str(value) for each in linked for value in each.values}.union(
        meant, *map(texts_in, before)
    )
    for text in sorted(texts_in(query) - texts):
        raise NotUnderstood(f"The question does not name “{text}”.")
    numbers = ANY_NUMBER.union(
        *(forms_of(each.number) for each in linked), *map(numbers_in, before)
    )
    for number in sorted(numbers_in(query) - numbers):
        raise NotUnderstood(f"The question does not say {number:g}.")
    periods = [each.period for each in linked] + [each.period for each in before]
    periods += [index.metric(name).default_period for name in query.metrics]
    periods += [default_period(index)]
    if query.period is not None and query.period not in periods:
        raise NotUnderstood("The question names no such period; copy one of `periods`, or none.")


def may_lean(linking: Linking) -> bool:
    """Whether the question may be a change to the one before: in doubt it is asked.

    One that names its days and begins like none is whole.
    """
    roles = {each.meaning.role for each in linking.links}
    first = next((token.folded for token in linking.tokens if token.folded), "")
    return Role.PERIOD not in roles or bool(roles & CHANGES) or first in FOLLOWS


def is_plain(query: MetricQuery, linking: Linking, index: ModelIndex) -> bool:
    """Whether no word has several readings and each part of the query is asked for by some word."""
    if any(is_ambiguous(said, query, index) for said in certain(linking)):
        return False
    roles = {each.meaning.role for each in linking.links}
    return all(roles & LEADS_TO[part] for part in LEADS_TO if getattr(query, part))
