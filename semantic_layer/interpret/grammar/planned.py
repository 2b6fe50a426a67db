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
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Comparison, ComparisonKind, FilterOp, Show, Threshold

LISTING = (Role.AND, Role.PAUSE)
COMPARES = (Role.COMPARED, Role.LAST_YEAR, Role.PREVIOUS, Role.PERIOD)
NO_PLAN = "I cannot tell whose plan is meant. Name the number that is planned beside it."
OTHERWISE = {"gt": "lte", "lt": "gte"}
PLAN = Comparison(kind=ComparisonKind.PLAN)
LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR)


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


def plan_and_last_year(draft: Draft, at: int, context: Context) -> Draft:
    """ "Refunds in May, plan and last year", "last year and plan refunds for May"."""
    plans = {metric.plan for metric in context.index.metrics.values()}
    sides = (draft.ahead_of(at), draft.after(at))
    year = next((n for n in sides if draft.free(n, Role.PERIOD) and _is_last_year(draft, n)), -1)
    if 0 <= year == sides[1] and draft.role(sides[0]) is Role.PLAN:  # "against plan and last year"
        compared = tuple(dict.fromkeys((*draft.comparisons, LAST_YEAR)))
        return draft.bind((at, year), "comparison", comparisons=compared)
    plan = next((n for n in sides if draft.free(n, Role.METRIC) and draft.name(n) in plans), -1)
    bare = plan >= 0 and len(draft.items[plan].folded.split()) == 1
    joined = draft.role(at) is Role.AND or any(
        draft.role(n) is Role.PERIOD for n in range(sides[0])
    )
    others = any(draft.name(n) not in plans for n in draft.all(Role.METRIC))
    if not bare or year < 0 or not joined or not others:
        return draft
    both = (PLAN, LAST_YEAR) if plan < year else (LAST_YEAR, PLAN)
    compared = tuple(dict.fromkeys((*draft.comparisons, *both)))
    return draft.bind((*sides, at), "comparison", comparisons=compared)


def _is_last_year(draft: Draft, at: int) -> bool:
    meaning = draft.items[at].meaning
    year = Relative(unit=Unit.YEAR, offset=-1)
    return meaning.period == year and meaning.comparison is None


def plan_in_a_list(draft: Draft, at: int, context: Context) -> Draft | None:
    """ "Sales in May, May last year, May plan": three columns, and not last year's plan."""
    plans = {metric.plan for metric in context.index.metrics.values()}
    numbers = [draft.name(n) for n, item in enumerate(draft.items) if item.role is Role.METRIC]
    numbers = [name for name in numbers if name not in plans]
    if _is_set_beside_the_shown(draft, at, numbers, context):
        return draft.bind((at,), "comparison", comparisons=(*draft.comparisons, PLAN))
    lead = draft.ahead_of(at, over={Role.PERIOD, Role.WHERE, Role.ANY})
    if not numbers or not (draft.role(lead) in LISTING or _is_joined(draft, at)):
        return None
    own = all(context.index.metric(name).plan == draft.name(at) for name in numbers)
    bare = len(draft.items[at].folded.split()) == 1
    behind = range(at + 1, len(draft.items))
    compared = any(_compares(draft, n) for n in range(at))
    compared = compared or any(_compares(draft, n) and _is_listed(draft, n) for n in behind)
    theirs = all(context.index.metric(name).plan for name in numbers)
    of_theirs = bare and theirs and not own  # "gross profit and target": its own, not that of sales
    if not (own or bare) or not (compared or of_theirs):
        return None
    label = context.index.metric(draft.name(at)).label
    if not theirs and draft.items[at].folded == label.casefold():
        return None  # a number by its whole name, beside one that has no plan
    compared_with = tuple(dict.fromkeys((*draft.comparisons, PLAN)))
    return draft.bind((at,), "comparison", comparisons=compared_with)


def _is_set_beside_the_shown(draft: Draft, at: int, numbers: list[str], context: Context) -> bool:
    """ "How does that compare with budget", said of a number that has this plan."""
    if numbers or context.previous is None or not draft.all(Role.COMPARE):
        return False
    shown = [context.index.metric(name).plan for name in context.previous.metrics]
    bare = len(draft.items[at].folded.split()) == 1
    return bare and any(shown) and draft.name(at) not in context.previous.metrics


def _is_joined(draft: Draft, at: int) -> bool:
    """ "H1, H1 plan" in one stretch of time, "compare refunds with plan"."""
    before = draft.items[at - 1]
    compared = any(item.role is Role.COMPARE for item in draft.items[:at])
    return "," in before.text or (compared and before.role is Role.WHERE)


def _compares(draft: Draft, at: int) -> bool:
    said = draft.used.get(at) == "comparison" or draft.items[at].meaning.comparison is not None
    return said and draft.role(at) in COMPARES


def _is_listed(draft: Draft, at: int) -> bool:
    """ "..., H1 plan, H1 last year"; "plan vs last year" is of the plan too."""
    if draft.role(at) in (Role.LAST_YEAR, Role.COMPARED):
        joined = draft.items[at].folded.split()[0] in ("and", "plus")
        return joined or draft.role(draft.ahead_of(at)) in LISTING
    return draft.role(at) is Role.PERIOD and draft.role(draft.ahead_of(at)) in LISTING


def _side(draft: Draft, at: int) -> str | None:
    words = draft.items[at].folded.split()
    if "or" in words or words[:1] == ["how"]:
        return None
    return SIDES.get(words[0])


def _limit(name: str, show: Show, op: str, values: tuple[float, ...]) -> Threshold:
    made = {"metric": name, "show": show, "op": op, "values": values}
    return Threshold.model_validate(made)
