"""Which groups are kept: "more than $75,000 in net sales", "under 80% on time"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.comparators import Compared, compared
from semantic_layer.interpret.lexicon import SIDES
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Show, Threshold

BETWEEN_THEM = {Role.WHERE, Role.ANY}
GREW = (Role.GREW, Role.SHRANK, Role.GROWTH)


def thresholds(draft: Draft, context: Context) -> Draft:
    for each in tuple(compared(draft)):
        draft = _threshold(draft, each, context)
        for at in (draft.ahead_of(each.first), draft.after(each.last)):
            if draft.free(at, Role.ONLY):
                draft = draft.bind((at,), "threshold")
    return draft


def signs(draft: Draft, context: Context) -> Draft:
    """ "Which brands declined": those whose growth is below zero."""
    which = [at for at in draft.all(Role.WHICH) if _noun(draft, at)]
    for at in draft.all(Role.GREW, Role.SHRANK):
        if not which or at < which[0] or draft.ranked is not None:
            continue
        op = "lt" if draft.role(at) is Role.SHRANK else "gt"
        made = Threshold.model_validate(
            {"metric": "", "show": Show.GROWTH, "op": op, "values": (0.0,)}
        )
        draft = draft.bind(
            (at,),
            "threshold on growth",
            thresholds=(*draft.thresholds, made),
            shows=(*draft.shows, Show.GROWTH),
        )
    return draft


def _noun(draft: Draft, which: int) -> bool:
    noun = draft.after(which, over={Role.MEMBER, Role.AND, Role.WHERE})
    return draft.role(noun) is Role.DIMENSION


def sides(draft: Draft, context: Context) -> Draft:
    """ "Which regions are behind plan": the phrase for the metric says which groups are kept."""
    for at in draft.all(Role.METRIC):
        op = SIDES.get(draft.items[at].folded.split()[0])
        which = any(draft.role(n) is Role.WHICH for n in range(at))
        if op is None or not which:
            continue
        name = draft.name(at)
        made = Threshold.model_validate({"metric": name, "op": op, "values": (0.0,)})
        draft = draft.bind(
            (at,),
            "threshold",
            thresholds=(*draft.thresholds, made),
            measures=(*draft.measures, (at, name)),
        )
    return draft


def _threshold(draft: Draft, each: Compared, context: Context) -> Draft:
    behind = draft.after(each.last, over=BETWEEN_THEM)
    ahead = draft.ahead_of(each.first, over=BETWEEN_THEM)
    if draft.free(ahead, *GREW):
        return _growth(draft, each, ahead, context)
    if draft.free(behind, Role.METRIC):
        return _bound(draft, each, behind, context)
    if draft.free(behind, Role.DIMENSION, Role.UNKNOWN):
        return draft  # "more than 3 colours" is no limit on the metric before it
    lead = draft.ahead_of(ahead, over=BETWEEN_THEM)
    if draft.role(ahead) is Role.METRIC and draft.free(lead, Role.GROWTH):
        draft = _growth(draft, each, lead, context, draft.name(ahead))
        return replace(draft, measures=(*draft.measures, (ahead, draft.name(ahead))))
    if draft.role(ahead) is Role.METRIC:
        return _bound(draft, each, ahead, context)
    return draft.bind(
        each.used,
        "threshold",
        thresholds=(*draft.thresholds, _made(each, "", Show.VALUE, each.percent)),
    )


def _bound(draft: Draft, each: Compared, at: int, context: Context) -> Draft:
    name = draft.name(at)
    metric = context.index.metric(name)
    fraction = metric.unit == "fraction" and (each.percent or max(each.values) > 1)
    made = _made(each, name, Show.VALUE, fraction)
    return draft.bind(
        (*each.used, at),
        f"threshold on {metric.label}",
        context.configuration.bound,
        thresholds=(*draft.thresholds, made),
        measures=(*draft.measures, (at, name)),
    )


def _growth(draft: Draft, each: Compared, at: int, context: Context, metric: str = "") -> Draft:
    """A threshold on growth; without a name the metric is the query's, filled in at the end."""
    sign = -1.0 if draft.role(at) is Role.SHRANK else 1.0
    made = _made(each, metric, Show.GROWTH, True)
    if sign < 0:
        flipped = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte"}
        made = made.model_copy(
            update={"op": flipped.get(made.op, made.op), "values": tuple(-v for v in made.values)}
        )
    return draft.bind(
        (*each.used, at),
        "threshold on growth",
        context.configuration.bound,
        thresholds=(*draft.thresholds, made),
        shows=(*draft.shows, Show.GROWTH),
    )


def _made(each: Compared, metric: str, show: Show, fraction: bool) -> Threshold:
    values = tuple(value / 100 if fraction else value for value in each.values)
    return Threshold.model_validate(
        {"metric": metric, "show": show, "op": each.op.value, "values": values}
    )
