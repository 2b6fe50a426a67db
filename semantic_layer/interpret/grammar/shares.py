"""Is a metric's part of its total asked for: "what share of", "with share", "mix"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import SILENT, Context, Draft
from semantic_layer.interpret.grammar.of_that import refer_to_that
from semantic_layer.interpret.grammar.parts import chain, parts
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Ratio, Term
from semantic_layer.query import TIME, Filter

BETWEEN_THEM = {Role.WHERE, Role.PERIOD, Role.MEMBER, Role.AND, Role.ANY, Role.EACH}
TOLD_AFTER = {*SILENT, Role.PAUSE}
FROM = frozenset({"from", "is", "are", "was", "were", "comes", "came", "through", "via", "on"})


SHARE_OF_ALL = "share of each number"
OF_IT = {Role.WHERE, Role.ANY, Role.THEIR}
SAID_OF_IT = {Role.METRIC, Role.MEMBER}
OF_EACH = {Role.WHERE, Role.ANY, Role.EACH, Role.DIMENSION, Role.METRIC}  # "of each ... to growth"
MOVING = (Role.GREW, Role.SHRANK, Role.CHANGE, Role.GROWTH)
MOVED = "I cannot compare a share with an earlier one. Ask for the share in each of both periods."
WITHIN = ("in each", "within each", "for each", "of each", "in every", "within every", "each")


def shares(draft: Draft, context: Context) -> Draft:
    draft = _told_to_share(refer_to_that(draft))
    for at in draft.all(Role.SHARE):
        draft = _of_its_parent(draft, at)
    for at in draft.all(Role.SHARE):
        draft = _of_the_same(draft, at)
    for at in draft.all(Role.SHARE):
        draft = _kept(draft, at, context)
    draft = parts(draft, context)
    for at in draft.all(Role.SHARE):
        draft = _share(draft, at, context)
    return _that_moved(draft)


def _that_moved(draft: Draft) -> Draft:
    """ "Brands that gained share", "whose share of units fell": no query compares two shares."""
    shares = [n for n in range(len(draft.items)) if draft.role(n) is Role.SHARE]
    beside = {draft.ahead_of(n, over=OF_IT) for n in shares}
    beside |= {draft.after(n, over={*OF_IT, *SAID_OF_IT}) for n in shares}
    beside |= {draft.after(n, over=OF_EACH) for n in shares}
    if not any(draft.role(n) in MOVING for n in beside):
        return draft
    return replace(draft, trouble=draft.trouble or MOVED)


def _told_to_share(draft: Draft) -> Draft:
    """ "Kindly share the footfall by store" wants it told, and no part of anything."""
    for at in draft.all(Role.SHARE)[:1]:
        first = all(draft.role(n) in TOLD_AFTER for n in range(at))
        noun = draft.role(draft.after(at)) in (Role.METRIC, Role.DIMENSION)
        if first and noun and draft.items[at].folded == "share":
            return draft.bind((at,), "request")
    return draft


def _kept(draft: Draft, at: int, context: Context) -> Draft:
    """A share that the model has as a metric: "what part of net sales was online"."""
    metric = draft.after(at, over=BETWEEN_THEM)
    if draft.role(metric) is not Role.METRIC or " of" not in f" {draft.items[at].folded}":
        return draft
    member = _part(draft, metric)
    found = None
    if member is not None:
        found = _share_of_member(draft, at, metric, member, context.index)
    return found or draft


def within(draft: Draft, context: Context) -> Draft:
    """ "Channel mix in each region": a share of the region, where rows are split further.

    After breakdowns are known.
    """
    if not draft.share or draft.share_of:
        return draft
    names = {name for _, name in draft.breakdowns}
    parents = [
        draft.name(at)
        for at in range(len(draft.items))
        if draft.role(at) is Role.DIMENSION
        and draft.name(at) in names
        and draft.role(lead := draft.ahead_of(at)) in (Role.EACH, Role.BY)
        and draft.items[lead].folded in WITHIN
    ]
    if draft.grain is not None and any(
        _is_each_bucket(draft, at) for at in range(len(draft.items))
    ):
        parents.append(TIME)
    others = names.difference(parents) or (draft.grain is not None and TIME not in parents)
    return replace(draft, share_of=tuple(dict.fromkeys(parents))) if parents and others else draft


def _is_each_bucket(draft: Draft, at: int) -> bool:
    lead = draft.ahead_of(at)
    words = draft.items[at].folded.split()[:1]
    led = lead >= 0 and draft.items[lead].folded.split()[-1:] in (
        ["within"],
        ["in"],
        ["of"],
        ["and"],
    )
    return draft.role(at) is Role.GRAIN and words in (["each"], ["every"]) and led


def _of_its_parent(draft: Draft, at: int) -> Draft:
    """ "Each store's share of its district's visitors"."""
    parent = draft.after(at)
    own = draft.items[parent - 1].folded.split()[-1:] if parent > 0 else []
    metric = draft.after(parent)
    if not draft.free(parent, Role.DIMENSION) or own not in (["its"], ["their"]):
        return draft
    if draft.role(metric) is not Role.METRIC:
        return draft
    name = draft.name(parent)
    return draft.bind(
        (at, parent),
        "share of each",
        share=True,
        share_of=(name,),
        shares=(*draft.shares, draft.name(metric)),
        breakdowns=((-1, name), *draft.breakdowns),
    )


def _of_the_same(draft: Draft, at: int) -> Draft:
    """ "By quarter and season, with % of the quarter": of what the rows are split by already."""
    parent = draft.after(at, over={Role.ANY})
    named = draft.items[parent].folded if parent >= 0 else ""
    if " of" not in f" {draft.items[at].folded}" or draft.role(parent + 1) is Role.MEMBER:
        return draft
    if draft.free(parent, Role.TIME_UNIT):
        same = (item.meaning.grain for item in draft.items if item.role is Role.GRAIN)
        split = any(each is not None and each.unit == named for each in same)
        of: str = TIME
    else:
        of = draft.name(parent) if draft.free(parent, Role.DIMENSION) else ""
        others = (n for n in range(len(draft.items)) if n != parent)
        split = any(draft.role(n) is Role.DIMENSION and draft.name(n) == of for n in others)
    further = any(
        (draft.role(n) is Role.DIMENSION and draft.name(n) != of)
        or (draft.role(n) is Role.GRAIN and of != TIME)
        for n in range(len(draft.items))
    )
    if not of or not split or not further or (of != TIME and named.endswith("s")):
        return draft
    return draft.bind((at, parent), "share of each", share=True, share_of=(of,))


def _share(draft: Draft, at: int, context: Context) -> Draft:
    if draft.free(draft.ahead_of(at), Role.MEMBER):
        said = draft.items[draft.ahead_of(at)].text
        trouble = f"Ask for the share by a breakdown; “{said}” will be one row."
        return draft.bind((at,), "share", trouble=trouble)
    metric = draft.after(at, over=BETWEEN_THEM)
    if draft.role(metric) is not Role.METRIC or " of" not in f" {draft.items[at].folded}":
        return draft.bind((at,), SHARE_OF_ALL, share=True)
    name = draft.name(metric)
    ahead = draft.ahead_of(at, over={Role.ANY, Role.WHERE})
    if draft.role(ahead) is Role.METRIC and draft.after(at) == metric:
        said = f"“{draft.items[ahead].text}” by “{draft.items[metric].text}”"
        return draft.bind((at,), "share", trouble=f"I cannot divide {said} on my own.")
    again = any(draft.role(n) is Role.METRIC and draft.name(n) == name for n in range(at))
    if name in context.index.plans and not again:
        return draft.bind((at,), "share", trouble="Ask for sales against plan by that name.")
    if _from_a_ranking(draft, metric):
        trouble = "Ask for the ranking with each one's share of the total."
        return draft.bind((at,), "share", trouble=trouble)
    member = _part(draft, metric)
    if member is not None:
        found = _share_of_member(draft, at, metric, member, context.index)
        if found is not None or draft.role(member) is Role.MEMBER:
            trouble = (
                f"Ask for the share by a breakdown; “{draft.items[member].text}” will be one row."
            )
            return found or draft.bind((at,), "share", trouble=trouble)
    return draft.bind((at,), "share", share=True, shares=(*draft.shares, name))


def _from_a_ranking(draft: Draft, metric: int) -> bool:
    """ "What share of orders came from the ten biggest stores": of all ten together."""
    words = [draft.items[n].folded for n in range(metric + 1, len(draft.items))]
    first = next((n for n, word in enumerate(words) if word in FROM), None)
    if first is None:
        return False
    behind = {draft.items[metric + 1 + n].role for n in range(first, min(first + 6, len(words)))}
    return bool(behind & {Role.HIGH, Role.LOW, Role.BEST, Role.WORST})


def _part(draft: Draft, metric: int) -> int | None:
    """The member whose part is asked for: "what share of units is Kids" """
    member = draft.after(metric, over={Role.WHERE, Role.ANY, Role.PERIOD})
    if not draft.free(member, Role.MEMBER, Role.DIMENSION, Role.CONDITION):
        return None
    if draft.role(member) is Role.DIMENSION and draft.role(draft.after(member)) is Role.MEMBER:
        return None  # "from promotion Spring Fair" is that one, and not any
    between = {draft.items[at].folded for at in range(metric + 1, member)}
    between.add(draft.items[member].folded.split()[0])  # "is private label"
    return member if between & FROM else None


def _share_of_member(
    draft: Draft, at: int, metric: int, member: int, index: ModelIndex
) -> Draft | None:
    """The metric that the model has for it ("online share"); nothing else can say it."""
    used, conditions = chain(draft, member)
    listed = conditions if sum(draft.role(n) is Role.MEMBER for n in used) > 1 else ()
    part, whole = draft.items[member].folded, draft.name(metric)
    part = part.removeprefix("is ").removeprefix("on ")
    for each in index.metrics.values():
        named = {fold(name) for name in (each.label, *each.synonyms)}
        if isinstance(each, Ratio) and f"{part} share" in named and whole_of(each) == whole:
            if listed and not _is_of_these(each, listed):
                continue  # "from Online and outlets" is a part of its own
            return draft.bind(
                (at, metric, member, *(used if listed else ())),
                "metric",
                measures=(*draft.measures, (metric, each.name)),
            )
    return None


def _is_of_these(ratio: Ratio, listed: tuple[Filter, ...]) -> bool:
    """Whether the number above is narrowed to just the members that are listed."""
    own = ratio.numerator.filters if isinstance(ratio.numerator, Term) else ()
    mine = {(each.dimension, frozenset(map(str, each.values))) for each in own}
    return mine == {(each.dimension, frozenset(map(str, each.values))) for each in listed}


def whole_of(ratio: Ratio) -> str:
    """The metric that a ratio is a part of."""
    whole = ratio.denominator
    return whole if isinstance(whole, str) else whole.metric
