"""What do the words ask for?"""

from bi_app.asking.asking import Asking
from bi_app.asking.route import Route
from semantic_layer.interpret.interpret import interpret as read
from semantic_layer.interpret.outcome import Candidates, Outcome


def interpret(asking: Asking, candidates: Candidates, route: Route) -> Outcome:
    return read(
        asking.normalised,
        asking.index,
        asking.policy,
        candidates,
        asking.clock,
        previous=asking.turn.previous,
        offered=asking.turn.offered,
        earlier=asking.turn.earlier,
        before=asking.turn.before,
        declined=asking.turn.declined,
        linking=route.linking,
        remembered=asking.remembered,
        configuration=asking.configuration.rules,
    )
