"""Was this question understood before, by somebody of the same rights, in the same situation?

What is kept is the query with its relative periods, never rows; the day it is asked on is no part
of it. Verified questions (`verified.py`) stand before it.
"""

import hashlib
import json

from bi_app import sealed
from bi_app.asking.asking import Asking
from bi_app.asking.configuration import code_version
from bi_app.asking.stored import query_json
from bi_app.asking.ties import kept_ties, read_ties
from semantic_layer.interpret.outcome import Understood
from semantic_layer.query import MetricQuery

KIND = "plan"
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
        chosen=tuple(kept["chosen"]),
        words=read_ties(asking.normalised, kept["words"]),
        follows=kept["follows"],
    )


def remember(asking: Asking, understood: Understood) -> None:
    body = {
        "query": query_json(understood.query),
        "confidence": understood.confidence,
        "assumed": understood.assumed,
        "chosen": understood.chosen,
        "words": kept_ties(understood.words),
        "follows": understood.follows,
    }
    sealed.put(_key(asking), json.dumps(body).encode(), KEPT_S)


def _key(asking: Asking) -> str:
    return sealed.key_of(
        KIND,
        asking.normalised,
        asking.release.hash,
        asking.policy.entitlement,
        asking.configuration.identity,
        code_version(),
        _situation(asking),
        json.dumps([(each.said, each.meant) for each in sorted(asking.remembered)]),
        asking.locale,
    )


def _situation(asking: Asking) -> str:
    """What the conversation brings along, in few bytes."""
    turn = asking.turn
    parts = [
        query_json(turn.previous),
        [[each.label, query_json(each.query)] for each in turn.offered],
        [query_json(each) for each in turn.earlier],
        query_json(turn.before),
        turn.declined,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
