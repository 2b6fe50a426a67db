"""Who reads the words: the rules, or a language model?

The rules' linking runs once, here, and its result travels on. What the rules decline for a reason
of their own (a permission, the data's range, what adds up, what is not answered yet) goes nowhere;
what they leave unexplained may go to a small or a large language model.
"""

from dataclasses import dataclass

from bi_app.asking.asking import Asking
from bi_app.asking.models import RouteTaken
from bi_app.costs.standing import Frugality
from bi_app.language.configuration import LARGE, SMALL, Language, Tier
from bi_app.language.load import is_free_for
from semantic_layer.errors import NotModelled, NotUnderstood
from semantic_layer.interpret.linking import Linking, link
from semantic_layer.interpret.outcome import Candidates, Outcome, Refusal, WordLink
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import Classification
from semantic_layer.uses import class_of

UNEXPLAINED = frozenset({NotUnderstood.code, NotModelled.code})
NEVER = frozenset(  # words that decline a question, or make it one that no single query answers
    {
        *(Role.INSTRUCTION, Role.STATEMENT, Role.PERSONAL, Role.IDENTITY, Role.CLOSED_METRIC),
        *(Role.WHY, Role.FORECAST, Role.ANOMALY),
    }
)


@dataclass(frozen=True, slots=True)
class Route:
    """`left` are words that the rules could not explain, where a language model reads them.

    `words` are what the rules made of all words.
    """

    tier: RouteTaken
    linking: Linking
    left: tuple[str, ...] = ()
    words: tuple[WordLink, ...] = ()


def route(asking: Asking, candidates: Candidates) -> Route:
    """The rules come first, always."""
    linking = link(
        asking.normalised,
        asking.index,
        asking.policy,
        candidates,
        asking.clock,
        asking.configuration.rules,
    )
    return Route(RouteTaken.RULES, linking)


def onward(asking: Asking, way: Route, outcome: Outcome) -> Route | None:
    """Where a question goes that the rules leave; None where their outcome stands."""
    language = asking.configuration.language
    if language is None or not isinstance(outcome, Refusal) or not outcome.left:
        return None
    if outcome.code not in UNEXPLAINED or _is_declined(way.linking):
        return None
    tier = _tier(asking, way.linking, outcome.left, language)
    if tier is None:
        return None
    return Route(RouteTaken(tier.name), way.linking, outcome.left, outcome.words)


def _is_declined(linking: Linking) -> bool:
    return any(each.meaning.role in NEVER or each.meaning.closed for each in linking.links)


def _tier(
    asking: Asking, linking: Linking, left: tuple[str, ...], language: Language
) -> Tier | None:
    """The large one for much that is left and for sensitive metrics, where it may be asked."""
    small, large = language.tier(SMALL), language.tier(LARGE)
    if large is None:
        return small
    much = len(left) > language.most_for_small or _is_sensitive(asking, linking)
    if small is not None and not much:
        return small
    thrifty = small is not None and asking.frugality is Frugality.THRIFTY
    if thrifty or not is_free_for(asking.asker, asking.workload):
        return small
    return large


def _is_sensitive(asking: Asking, linking: Linking) -> bool:
    metrics = {each.meaning.name for each in linking.links if each.meaning.role is Role.METRIC}
    closed = (Classification.CONFIDENTIAL, Classification.PERSONAL)
    return any(class_of(name, asking.index) in closed for name in metrics)
