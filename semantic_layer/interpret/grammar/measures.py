"""Which metrics are asked for?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.lexicon import VERBS
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold


def measures(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.METRIC):
        draft = draft.bind((at,), "metric", measures=(*draft.measures, (at, draft.name(at))))
    for at in draft.all(Role.COMPARE):
        if len(draft.measures) > 1:
            draft = draft.bind((at,), "side by side")
    for at in draft.all(Role.SELL):
        draft = _verb(draft, at, context)
    return draft


def _verb(draft: Draft, at: int, context: Context) -> Draft:
    """ "How did we sell" asks for sales; beside a metric of its own the verb adds nothing."""
    if draft.measures or draft.all(Role.AMBIGUOUS):
        return draft.bind((at,), "verb")
    noun = VERBS[draft.items[at].folded]
    for name, metric in context.index.metrics.items():
        if noun in map(fold, (metric.label, *metric.synonyms)):
            return draft.bind((at,), "metric", measures=((at, name),))
    return draft
