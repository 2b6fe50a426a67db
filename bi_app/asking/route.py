"""Who reads the words: the rules, or a language model?

The rules' linking runs once, here; what it leaves unexplained decides, and its result travels on.
"""

from dataclasses import dataclass

from bi_app.asking.asking import Asking
from bi_app.asking.models import RouteTaken
from semantic_layer.interpret.linking import Linking, link
from semantic_layer.interpret.outcome import Candidates


@dataclass(frozen=True, slots=True)
class Route:
    tier: RouteTaken
    linking: Linking


def route(asking: Asking, candidates: Candidates) -> Route:
    """The cheapest tier of the configuration; the rules are always one."""
    linking = link(
        asking.normalised,
        asking.index,
        asking.policy,
        candidates,
        asking.clock,
        asking.configuration.rules,
    )
    return Route(RouteTaken(asking.configuration.tiers[0]), linking)
