"""On which side of plan is a number, and which groups are: "behind plan", "beat its plan"?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from semantic_layer.interpret.draft import LIGHT, SILENT, Context, Draft
from semantic_layer.interpret.grammar.comparators import FLIPPED, Compared
from semantic_layer.interpret.grammar.furthest import furthest
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.grammar.planned import beside_plan
from semantic_layer.interpret.grammar.who import asked_who, of_the_groups_shown
from semantic_layer.interpret.lexicon import AHEAD, BEHIND, PLANS, SIDES, SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.trade import names_of
from semantic_layer.query import Comparison, ComparisonKind, Show, Threshold

OTHERWISE = {"gt": "lte", "lt": "gte"}
OF_WHICH = "I cannot tell which number is on that side of its plan. Name it beside the plan."
AGAINST_PLAN = Comparison(kind=ComparisonKind.PLAN)


@dataclass(frozen=True, slots=True)
class Side:
    """Items that say on which side of plan a number is; `metric` where it is not the phrase's."""

    used: tuple[int, ...]
    op: str
    metric: str = ""


def sides(draft: Draft, context: Context) -> Draft:
    """ "Which regions are behind plan": the phrase for the metric says which groups are kept."""
    for at in draft.all(Role.METRIC):
        side = _side(draft, at, context)
        if side is None:
            draft = _difference_of_another(draft, at, context)
            continue
        no = draft.ahead_of(side.used[0])
        if draft.free(no, Role.NOT):  # "did not make plan"
            side = Side((*side.used, no), OTHERWISE[side.op], side.metric)
        if side.metric and context.index.metric(side.metric).plan is None:
            label = context.index.metric(side.metric).label.lower()
            trouble = f"There is no plan for {label}, so nothing is ahead of it or behind it."
            draft = draft.bind(side.used, "threshold", trouble=draft.trouble or trouble)
        elif (who := asked_who(draft, side.used[0])) >= 0:
            draft = _kept(of_the_groups_shown(draft, who, context), at, side)
        elif _lists_groups(draft, at):
            draft = _kept(of_the_groups_shown(draft, -1, context), at, side)
        elif side.metric:
            draft = _compared(draft, at, side)
        elif _is_joined_to_a_limit(draft, at):
            draft = _kept(draft, at, side)
            draft = replace(draft, trouble=draft.trouble or _of_which(draft))
        else:
            draft = draft.bind((n for n in side.used if n != at), "comparison")
    for at in draft.all(Role.SIDE):
        who = asked_who(draft, at)
        groups = who >= 0 or _lists_groups(draft, at)
        draft = of_the_groups_shown(draft, who, context) if groups else draft
        draft = beside_plan(draft, at, context, groups=groups)
    return draft


def _difference_of_another(draft: Draft, at: int, context: Context) -> Draft:
    """ "Gross margin variance to plan": the number is named beside what is known of sales."""
    other = _of_another(draft, at, context) or _shown_alone(draft, at, context)
    if not other or not _is_difference(draft, at, context):
        return draft
    metric = context.index.metric(other)
    if metric.plan is None:
        trouble = draft.trouble or f"There is no plan for {metric.label.lower()}."
        return draft.bind((at,), "comparison", trouble=trouble)
    shows = draft.shows or (Show.CHANGE, Show.GROWTH)
    compared = tuple(dict.fromkeys((*draft.comparisons, AGAINST_PLAN)))
    return draft.bind((at,), "comparison", comparisons=compared, shows=shows)


def _shown_alone(draft: Draft, at: int, context: Context) -> str:
    """ "And the variance to plan?" is of the one number that the answer before was of."""
    before = context.previous
    said = [n for n, item in enumerate(draft.items) if item.role not in LIGHT and n != at]
    if before is None or said or len(before.metrics) != 1:
        return ""
    (name,) = before.metrics
    return "" if name in (called(SOLD, context), draft.name(at)) else name


def _is_difference(draft: Draft, at: int, context: Context) -> bool:
    """Whether a metric sets what is sold against its plan, and its words do not name that."""
    sold = called(SOLD, context)
    parts = {leaf.metric.name for leaf in context.index.leaves(draft.name(at))}
    words = set(draft.items[at].folded.split())
    if sold is None or not {sold, context.index.metric(sold).plan} <= parts:
        return False
    named = {word for name in names_of(context.index.metric(sold)) for word in name.split()}
    return named.isdisjoint(words)


def _of_which(draft: Draft) -> str:
    """ "Regions with orders below last year and below plan": whether sales are, is not said."""
    others = [at for at in draft.all(Role.METRIC) if side_of(draft, at) is None]
    return OF_WHICH if others else ""


def _is_joined_to_a_limit(draft: Draft, at: int) -> bool:
    """ "Regions below last year and behind plan": the first limit says which groups are kept."""
    join = draft.ahead_of(at)
    before = {draft.role(n) for n in range(max(join, 0))}
    limited = not before.isdisjoint({Role.MORE, Role.LESS})
    return draft.role(join) is Role.AND and limited and Role.DIMENSION in before


def _kept(draft: Draft, at: int, side: Side) -> Draft:
    """The groups on that side: of the number that compares with plan, or of one with its plan."""
    name = side.metric or draft.name(at)
    show = Show.GROWTH if side.metric else Show.VALUE
    made = Threshold.model_validate({"metric": name, "show": show, "op": side.op, "values": (0.0,)})
    if side.metric:
        draft = _compared(draft, at, side)
    else:
        draft = replace(draft, measures=(*draft.measures, (at, name)))
    draft = furthest(draft, side.used[0], name, show, side.op)
    return draft.bind(side.used, "threshold", thresholds=(*draft.thresholds, made))


def _compared(draft: Draft, at: int, side: Side) -> Draft:
    """ "Did gross margin beat plan": both are shown, and how far apart they are."""
    return draft.bind(
        side.used,
        "comparison",
        measures=(*draft.measures, (at, side.metric)),
        comparisons=tuple(dict.fromkeys((*draft.comparisons, AGAINST_PLAN))),
        shows=(*draft.shows, Show.CHANGE, Show.GROWTH),
    )


def _side(draft: Draft, at: int, context: Context) -> Side | None:
    op = side_of(draft, at)
    if op is not None:
        return Side((at,), op, _of_another(draft, at, context))
    owner = _whose_plan(draft.name(at), context)
    verb = next((n for n in range(at - 1, -1, -1) if not _is_small(draft, n)), -1)
    if owner is None or verb < 0 or verb in draft.used:
        return None
    said = draft.items[verb].folded
    op = "gt" if said in AHEAD else "lt" if said in BEHIND else None
    return None if op is None else Side((verb, at), op, owner)


def _is_small(draft: Draft, at: int) -> bool:
    small = draft.role(at) in {*SILENT, Role.ANY} and draft.role(at) is not Role.VERB
    return small or draft.items[at].folded in ("their", "its")


def _whose_plan(plan: str, context: Context) -> str | None:
    """The number whose plan this is."""
    return next((m.name for m in context.index.metrics.values() if m.plan == plan), None)


def _of_another(draft: Draft, at: int, context: Context) -> str:
    """The number that is said to be on that side, if it is not sales: "over budget in labor"."""
    lead = draft.after(at)
    behind = draft.after(lead) if draft.items[lead].folded in ("in", "on", "for") else -1
    for beside in (draft.ahead_of(at, over={Role.NOT}), behind if lead >= 0 else -1):
        if draft.role(beside) is Role.METRIC and draft.name(beside) != called(SOLD, context):
            return draft.name(beside)
    return ""


def _lists_groups(draft: Draft, at: int) -> bool:
    """ "Which stores are ahead of plan", "stores ahead of plan"; not "by store, ahead of plan"."""
    noun = draft.ahead_of(at, over={Role.NOT, Role.HIGH, Role.IDENTITY})
    led = draft.role(draft.ahead_of(noun, over={Role.ANY})) in (Role.BY, Role.EACH)
    listed = draft.role(noun) in (Role.DIMENSION, Role.GRAIN) and not led
    return listed or any(draft.role(n) in (Role.WHICH, Role.COUNT) for n in range(at))


def side_of(draft: Draft, at: int) -> str | None:
    words = draft.items[at].folded.split()
    planned = any(word in PLANS for word in words)  # "short-dated cases" fall short of nothing
    return SIDES.get(words[0]) if planned and "or" not in words else None


def on_its_side(draft: Draft, each: Compared, metric: int) -> Compared:
    """ "More than 5% below plan": how far on the side that the metric's phrase names."""
    if side_of(draft, metric) != "lt":
        return each
    values = tuple(-value for value in reversed(each.values))
    return replace(each, op=FLIPPED[each.op], values=values)
