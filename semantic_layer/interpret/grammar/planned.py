"""Who is on which side of the plan, in a model without a number for that: "who missed their goal"?

What was planned stands beside its plan, with the difference; where groups are asked for, those on
the side that is said are kept.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.comparators import FLIPPED, Compared
from semantic_layer.interpret.lexicon import SIDES
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.trade import planned_metric
from semantic_layer.query import Comparison, ComparisonKind, FilterOp, Show, Threshold

NO_PLAN = "I cannot tell whose plan is meant. Name the number that is planned beside it."
OTHERWISE = {"gt": "lte", "lt": "gte"}
PLAN = Comparison(kind=ComparisonKind.PLAN)


def beside_plan(draft: Draft, at: int, context: Context, *, groups: bool) -> Draft:
    name = _number(draft, at, context)
    if name is None:
        return draft.bind((at,), "comparison", trouble=draft.trouble or NO_PLAN)
    op, no = _side(draft, at), draft.ahead_of(at)
    denied = (no,) if op and draft.free(no, Role.NOT) else ()  # "did not make their goal"
    op = OTHERWISE[op] if op and denied else op
    kept = (_limit(name, Show.CHANGE, op, (0.0,)),) if groups and op else ()
    return _beside(draft, (at, *denied), at, name, Show.CHANGE, kept)


def so_far_from_plan(draft: Draft, each: Compared, at: int, context: Context) -> Draft:
    """ "Over 10% below goal", "missed the goal by more than 2,000": how far on that side."""
    name = _number(draft, at, context)
    side = _side(draft, at)
    if name is None or side is None:
        return draft.bind((at, *each.used), "comparison", trouble=draft.trouble or NO_PLAN)
    show = Show.GROWTH if each.percent else Show.CHANGE
    values = tuple(value / 100 if each.percent else value for value in each.values)
    op = each.op
    if side == "lt":
        op, values = FLIPPED[op], tuple(-value for value in reversed(values))
    made = [_limit(name, show, op.value, values)]
    if each.op in (FilterOp.LT, FilterOp.LTE):  # "missed by less than 2%"
        made.append(_limit(name, show, side, (0.0,)))
    return _beside(draft, (at, *each.used), at, name, show, tuple(made))


def _beside(
    draft: Draft,
    used: tuple[int, ...],
    at: int,
    name: str,
    show: Show,
    limits: tuple[Threshold, ...],
) -> Draft:
    named = any(draft.name(n) == name for n in draft.all(Role.METRIC))
    draft = replace(draft, measures=(*draft.measures, *(() if named else ((at, name),))))
    return draft.bind(
        used,
        "threshold on the side of plan" if limits else "comparison",
        thresholds=(*draft.thresholds, *limits),
        comparisons=tuple(dict.fromkeys((*draft.comparisons, PLAN))),
        shows=tuple(dict.fromkeys((*draft.shows, show))),
    )


def _number(draft: Draft, at: int, context: Context) -> str | None:
    """The number with a plan that is named, or the one whose plan goes without saying."""
    named = [draft.name(n) for n in draft.all(Role.METRIC)]
    if not named:
        return planned_metric(context.index)
    planned = [name for name in named if context.index.metric(name).plan is not None]
    return planned[0] if len(set(planned)) == 1 else None


def _side(draft: Draft, at: int) -> str | None:
    words = draft.items[at].folded.split()
    if "or" in words or words[:1] == ["how"]:
        return None
    return SIDES.get(words[0])


def _limit(name: str, show: Show, op: str, values: tuple[float, ...]) -> Threshold:
    made = {"metric": name, "show": show, "op": op, "values": values}
    return Threshold.model_validate(made)
