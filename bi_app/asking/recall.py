"""Was this question understood before, by somebody of the same rights, in the same situation?

What is kept is the query with its relative periods, never rows; the day it is asked on is no part
of it. Verified questions will stand before it.
"""

import hashlib
import json

from bi_app import sealed
from bi_app.asking.asking import Asking
from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import MetricQuery

FORMAT = "1"  # moves when the bytes of a value change their meaning
KEPT_S = 7 * 24 * 3600


def recall(asking: Asking) -> Understood | None:
    body = sealed.get(_key(asking))
    if body is None:
        return None
    kept = json.loads(body)
    return Understood(
        query=MetricQuery.model_validate(kept["query"]),
        confidence=kept["confidence"],
        assumed=tuple(kept["assumed"]),
    )


def remember(asking: Asking, understood: Understood) -> None:
    body = {
        "query": understood.query.model_dump(mode="json", exclude_none=True),
        "confidence": understood.confidence,
        "assumed": understood.assumed,
    }
    sealed.put(_key(asking), json.dumps(body).encode(), KEPT_S)


def _key(asking: Asking) -> str:
    return sealed.key_of(
        "plan",
        FORMAT,
        asking.normalised,
        asking.release.hash,
        asking.policy.entitlement,
        asking.configuration.identity,
        _situation(asking),
        asking.locale,
    )


def _situation(asking: Asking) -> str:
    """What the conversation brings along, in few bytes."""
    turn = asking.turn
    parts = [
        turn.previous and turn.previous.model_dump(mode="json"),
        [[each.label, each.query and each.query.model_dump(mode="json")] for each in turn.offered],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
