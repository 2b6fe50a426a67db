"""Which groups have much, or little, of a part: "states where outlets make up over half of sales"?

The limit is on the share of the part in each group. It is said with the part ahead ("Kids account
for more than a third of units") or behind ("that get over 20% of their orders from the app").
"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.comparators import Compared, compared
from semantic_layer.interpret.grammar.parts import SAID, chain, is_from, whole_chain
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Filter, FilterOp, Share, Show, Threshold

VERBS = (Role.VERB, Role.SELL)
IS = frozenset({"is", "are", "was", "were", "had been", "being"})
HAVING = frozenset({"get", "got", "gets", "have", "has", "had", "having", "see", "saw", "seen"})
FROM = frozenset({"from", "came", "come", "comes", "is", "are", "was", "were", "through", "via"})
PASSED = {Role.FILLER, Role.OWN, Role.ANY}
SEVERAL = (
    "I cannot tell which part has to be so large. Name its members, such as “states where outlets "
    "account for over half of orders”, or one thing to split by."
)
Part = tuple[tuple[int, ...], tuple[Filter, ...]]  # the items that say it, and its conditions


def parted_limits(draft: Draft, context: Context) -> Draft:
    for each in tuple(compared(draft)):
        if each.percent and each.op is not FilterOp.IN:
            draft = _limited(draft, each, context)
    return draft


def _limited(draft: Draft, each: Compared, context: Context) -> Draft:
    metric = draft.after(each.last, over={Role.WHERE, Role.ANY, Role.ALONE, Role.THEIR})
    of = draft.after(each.last)
    if not draft.free(metric, Role.METRIC) or draft.items[of].folded.split()[:1] != ["of"]:
        return draft
    if _is_several_things(draft, each):
        return draft.bind(each.used, "threshold", trouble=draft.trouble or SEVERAL)
    name = draft.name(metric)
    used, part = _ahead(draft, each) or _behind(draft, each, metric) or ((), ())
    reachable = context.index.reachable(name)
    fraction = context.index.metric(name).unit == "fraction"
    if not part or fraction or any(own.dimension not in reachable for own in part):
        return draft
    values = tuple(value / 100 for value in each.values)
    limit = {"metric": name, "show": Show.SHARE, "op": each.op.value, "values": values}
    return draft.bind(
        (*each.used, metric, *used),
        "threshold on the share of a part",
        context.configuration.bound * len(used),
        parts=(*draft.parts, Share(metric=name, part=part)),
        thresholds=(*draft.thresholds, Threshold.model_validate(limit)),
        measures=(*draft.measures, (metric, name)),
    )


def _is_several_things(draft: Draft, each: Compared) -> bool:
    """ "Stores where brands make up": each brand of each store, or all brands together?"""
    verb = _verb(draft, each)
    subject = -1 if verb is None else draft.ahead_of(verb)
    if not draft.free(subject, Role.DIMENSION):
        return False
    lead = draft.items[subject - 1].folded if subject else ""
    return lead in ("where", "do", "did", "does") and any(
        draft.role(n) is Role.DIMENSION for n in range(subject)
    )


def _ahead(draft: Draft, each: Compared) -> Part | None:
    """ "Outlets account for", "online and app orders make up": the part is what does."""
    verb = _verb(draft, each)
    if verb is None:
        return None
    subject = draft.ahead_of(verb, over={Role.ANY, Role.PERIOD})
    noun = (subject,) if draft.free(subject, Role.METRIC) else ()
    if noun:
        subject = draft.ahead_of(subject)
    if not draft.free(subject, *SAID):
        return None
    used, part = whole_chain(draft, subject)
    lead = draft.ahead_of(used[0], over={Role.ANY})
    inside = draft.role(lead) is Role.WHERE and draft.items[lead].folded != "where"
    return None if inside else ((*used, *noun), part)  # "states in the West make up"


def _verb(draft: Draft, each: Compared) -> int | None:
    """The word right ahead of the limit that says of what it is the share."""
    at = each.first - 1
    while draft.role(at) in PASSED and draft.items[at].folded not in IS:
        at -= 1
    said = draft.role(at) in VERBS and draft.items[at].folded not in HAVING
    return at if said or (at >= 0 and draft.items[at].folded in IS) else None


def _behind(draft: Draft, each: Compared, metric: int) -> Part | None:
    """ "More than half of their orders came from the app"."""
    begins = draft.after(metric, over={Role.PERIOD, Role.SELL})
    if begins < 0 or _verb(draft, each) is not None or not is_from(draft, metric, begins):
        return None
    used, part = chain(draft, begins)
    first = min(n for n in used if draft.role(n) in SAID)
    words = {word for n in range(metric + 1, first) for word in draft.items[n].folded.split()}
    return (used, part) if words & FROM else None
