"""On which side of plan are groups kept: "behind plan", "more than 5% below budget"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.comparators import FLIPPED, Compared
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import PLANS, SIDES, SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Threshold


def sides(draft: Draft, context: Context) -> Draft:
    """ "Which regions are behind plan": the phrase for the metric says which groups are kept."""
    for at in draft.all(Role.METRIC):
        op = side_of(draft, at)
        if op is None or not _lists_groups(draft, at):
            continue
        name = draft.name(at)
        other = _of_another(draft, at, context)
        if other:
            trouble = f"I know which groups are ahead of plan in {SOLD}, not in {other}."
            draft = draft.bind((at,), "threshold", trouble=draft.trouble or trouble)
            continue
        made = Threshold.model_validate({"metric": name, "op": op, "values": (0.0,)})
        draft = draft.bind(
            (at,),
            "threshold",
            thresholds=(*draft.thresholds, made),
            measures=(*draft.measures, (at, name)),
        )
    return draft


def _of_another(draft: Draft, at: int, context: Context) -> str:
    """The number that is said to be on that side, if it is not sales: "over budget in labor"."""
    lead = draft.after(at)
    behind = draft.after(lead) if draft.items[lead].folded in ("in", "on", "for") else -1
    for beside in (draft.ahead_of(at), behind if lead >= 0 else -1):
        if draft.role(beside) is Role.METRIC and draft.name(beside) != called(SOLD, context):
            return context.index.metric(draft.name(beside)).label.lower()
    return ""


def _lists_groups(draft: Draft, at: int) -> bool:
    """ "Which stores are ahead of plan", "stores ahead of plan"; not "by store, ahead of plan"."""
    noun = draft.ahead_of(at)
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
