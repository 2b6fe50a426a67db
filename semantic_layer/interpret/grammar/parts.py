"""Which part of a number is asked for: "what share of sales came from the app", "App share"?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.interpret.draft import SILENT, Context, Draft
from semantic_layer.interpret.grammar.beyond import HOW_MUCH, OF_THAT, WITH_A_PART
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.lexicon import SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import Ratio
from semantic_layer.query import Filter, FilterOp, Scalar, Share

FROM = frozenset(
    {
        "from",
        "is",
        "are",
        "was",
        "were",
        "comes",
        "came",
        "come",
        "through",
        "via",
        "on",
        "in",
        "by",
        "to",
        "due",
    }
)
MAKING = frozenset(
    {"make up", "account for", "account", "contribute", "represent", "bring", "bring in", "make"}
    | {"deliver", "produce", "generate", "take"}
)
MOVES = (Role.GROWTH, Role.CHANGE, Role.GREW, Role.SHRANK)
NOT_SPLIT = (
    "I cannot tell what part of a change each one brought. Ask for the change by a breakdown, "
    "such as “change in net sales by channel”."
)
OF_WHICH = "I cannot tell of which number the part is meant. Ask for one of them by itself."
INSIDE = ("in", "within", "inside", "at", "for", "of", "among")
OF = (Role.WHERE, Role.ANY, *SILENT)
SAID = (Role.MEMBER, Role.CONDITION)
ALONG = (Role.AND, Role.PAUSE, Role.NOT, *OF)


def parts(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.SHARE, Role.WHERE):
        draft = _of_a_change(draft, at)
    for at in draft.all(Role.SHARE):
        draft = _part(draft, at, context)
    for at in draft.all(Role.WHERE):
        if _is_how_much_of(draft, at):
            draft = _part(draft, at, context)
        elif _is_how_much_of_that(draft, at):
            draft = _of_the_number_before(draft, at, context)
    return draft


def _of_a_change(draft: Draft, at: int) -> Draft:
    """ "How much of the growth came from the app": what each brought is not split up."""
    metric = draft.after(at, over={Role.ANY, Role.WHERE})
    change = draft.after(metric) if draft.role(metric) is Role.METRIC else metric
    asked = draft.role(at) is Role.SHARE or (
        draft.items[at].folded == "of" and draft.items[at - 1].folded == "how much"
    )
    of_it = draft.role(change) in MOVES and (draft.role(at) is Role.WHERE or change > at)
    if not asked or not of_it or not any(draft.role(n) in SAID for n in range(len(draft.items))):
        return draft
    return draft.bind((at, change), "share", trouble=draft.trouble or NOT_SPLIT)


def _is_how_much_of(draft: Draft, at: int) -> bool:
    """ "How much of App revenue was promoted"; of a member alone it is no part."""
    if draft.items[at].folded != "of" or draft.items[at - 1].folded != "how much":
        return False
    number = draft.after(at, over={Role.ANY, Role.MEMBER})
    again = [item for item in draft.items if item.folded == "how much"]
    return draft.role(number) is Role.METRIC and len(again) == 1  # "... and how much that"


def _is_how_much_of_that(draft: Draft, at: int) -> bool:
    """ "Refunds in May, and how much of that was online": of the number that stands before."""
    if draft.items[at].folded != "of" or at + 1 >= len(draft.items):
        return False
    asked = draft.items[at - 1].folded in HOW_MUCH if at else False
    return asked and draft.items[at + 1].folded in OF_THAT


def _of_the_number_before(draft: Draft, at: int, context: Context) -> Draft:
    used, filters = chain(draft, draft.after(at + 1))
    before = [n for n in range(at) if draft.role(n) is Role.METRIC]
    if len(before) != 1:
        return replace(draft, trouble=draft.trouble or OF_WHICH) if before else draft
    bound = _bound(draft, at, before[0], (at - 1, *used), filters, context)
    if bound is draft:
        return replace(draft, trouble=draft.trouble or WITH_A_PART)
    return bound


def _part(draft: Draft, at: int, context: Context) -> Draft:
    of = draft.after(at, over={Role.WHERE, Role.ANY, Role.PERIOD, Role.ALONE})
    before = _named_before(draft, at)
    if draft.role(of) in SAID and draft.role(metric := draft.after(of)) is Role.METRIC:
        if draft.free(before, *SAID):  # "Belts' share of Kids sales"
            return _bound(draft, at, metric, *chain_before(draft, before), context)
        begins = draft.after(metric, over={Role.PERIOD})  # "of Women's sales is Denim"
        if is_from(draft, metric, begins):
            return _bound(draft, at, metric, *chain(draft, begins), context)
    whole = draft.ahead_of(at, over={Role.ANY})
    if draft.role(whole) is Role.METRIC and _is_of_the_whole(draft, at, whole):
        member = draft.ahead_of(whole)
        if draft.free(member, *SAID):  # "Kids sales as share of total", "as a share of all sales"
            used, filters = chain_before(draft, member)
            again = draft.after(at, over=OF)
            same = (again,) if draft.role(again) is Role.METRIC else ()
            return _bound(draft, at, whole, (*used, *same), filters, context)
    if draft.role(of) is Role.METRIC:  # "share of net sales from the app"
        metric, begins = of, draft.after(of, over={Role.PERIOD, Role.SELL})
        inside = draft.items[begins].folded in INSIDE if begins >= 0 else True
        if draft.free(before, *SAID) and (inside or not is_from(draft, of, begins)):
            # "App share of net sales", "Belts' share of sales in Kids"
            return _bound(draft, at, metric, *chain_before(draft, before), context)
        if not is_from(draft, of, begins):
            return draft
        return _bound(draft, at, metric, *chain(draft, begins), context)
    said_first = _said_first(draft, at) if draft.role(of) in SAID else -1
    if said_first >= 0 and is_from(draft, at, of):  # "of all refunds, what share was Denim"
        return _bound(draft, at, said_first, *chain(draft, of), context)
    led = [word for n in range(at, max(of, at)) for word in draft.items[n].folded.split()]
    if draft.role(of) in SAID and "of" in led:
        apart = draft.free(before, *SAID) and draft.name(before) != draft.name(of)
        if not apart or draft.all(Role.METRIC):  # "App share of Belts" is of what Belts sold
            return _of_members(draft, at, of, before, context)
    if draft.free(before, *SAID) and draft.role(before - 1) is not Role.METRIC:
        return _bound(draft, at, -1, *chain_before(draft, before), context)  # "App share"
    return draft


def _said_first(draft: Draft, at: int) -> int:
    """The number of which a share is asked behind it: "of total refunds, what share was"."""
    numbers = [n for n in range(at) if draft.role(n) is Role.METRIC]
    if len(numbers) != 1 or not draft.free(numbers[0]):
        return -1
    lead = draft.ahead_of(numbers[0], over={Role.ANY, Role.ALONE})
    return numbers[0] if lead >= 0 and draft.items[lead].folded == "of" else -1


def _named_before(draft: Draft, at: int) -> int:
    """ "Fenwick's share", "the Fenwick brand's share": the noun behind a name adds nothing."""
    before = draft.ahead_of(at)
    name = draft.ahead_of(before)
    noun = draft.free(before, Role.DIMENSION) and draft.role(name) is Role.MEMBER
    return name if noun and draft.name(name) == draft.name(before) else before


def _is_of_the_whole(draft: Draft, at: int, metric: int) -> bool:
    """Of the total, or of all of the same number."""
    again = draft.after(at, over=OF)
    same = draft.role(again) is Role.METRIC and draft.name(again) == draft.name(metric)
    return same or "total" in draft.items[at].folded.split()


def _of_members(draft: Draft, at: int, of: int, before: int, context: Context) -> Draft:
    """ "Share of App in net sales", "net sales penetration of Kids"."""
    used, filters = chain(draft, of)
    last = max(used, default=of)
    inside = draft.after(last)
    metric = draft.after(inside)
    led = draft.role(inside) is Role.WHERE and draft.items[inside].folded in ("in", "of")
    if led and draft.role(metric) is Role.METRIC:
        return _bound(draft, at, metric, (*used, inside), filters, context)
    if draft.role(before) is Role.METRIC:
        return _bound(draft, at, before, used, filters, context)
    numbers = (Role.METRIC, Role.AMBIGUOUS, Role.SELL, Role.CLOSED_METRIC)
    if any(item.role in numbers for item in draft.items) or context.previous is not None:
        return draft
    inside = next((n for n in used if draft.items[n].folded in INSIDE and n > of), len(draft.items))
    own = [n for n in used if n < inside]  # "share of Belts in Kids" is of what Kids sold
    return _bound(draft, at, -1, tuple(own), tuple(_conditions(draft, own)), context)


def is_from(draft: Draft, metric: int, begins: int) -> bool:
    """Whether words like "came from" stand between the metric and members or conditions."""
    used, filters = chain(draft, begins)
    if not filters:
        return False
    last = min((n for n in used if draft.role(n) in SAID), default=begins)
    words = {word for n in range(metric + 1, last) for word in draft.items[n].folded.split()}
    words.update(draft.items[last].folded.split()[:1])  # "on promotion"
    return bool(words & FROM) or _makes_up(draft, max(used))


def _makes_up(draft: Draft, last: int) -> bool:
    """ "What share of net sales did Kids make up"."""
    verb = last + 1
    return draft.role(verb) is Role.VERB and draft.items[verb].folded in MAKING


def chain(draft: Draft, begins: int) -> tuple[tuple[int, ...], tuple[Filter, ...]]:
    """The items that say the part, from one on, and its conditions."""
    used: list[int] = []
    at = begins
    while 0 <= at < len(draft.items):
        role = draft.role(at)
        noun = role is Role.DIMENSION and _is_beside_a_member(draft, at)
        if not (draft.free(at) and (role in SAID or role in ALONG or noun)):
            break
        used.append(at)
        at += 1
    while used and draft.role(used[-1]) not in (*SAID, Role.DIMENSION):
        used.pop()
    return tuple(used), tuple(_conditions(draft, used))


def _is_beside_a_member(draft: Draft, at: int) -> bool:
    beside = (draft.after(at, over=ALONG), draft.ahead_of(at, over={Role.WHERE, Role.ANY}))
    return any(draft.role(n) in SAID for n in beside)


def chain_before(draft: Draft, last: int) -> tuple[tuple[int, ...], tuple[Filter, ...]]:
    """ "App and Online share": the members right before."""
    used = [last]
    while True:
        join = draft.ahead_of(used[0])
        member = draft.ahead_of(join)
        if draft.role(join) is not Role.AND or not draft.free(member, Role.MEMBER):
            break
        used = [member, join, *used]
    return tuple(used), tuple(_conditions(draft, used))


def whole_chain(draft: Draft, last: int) -> tuple[tuple[int, ...], tuple[Filter, ...]]:
    """ "Gold members", "App and Online outlets": all that stands right before."""
    used, _ = chain_before(draft, last)
    while draft.free(before := draft.ahead_of(used[0]), *SAID):
        used = (*chain_before(draft, before)[0], *used)
    return used, tuple(_conditions(draft, list(used)))


def _conditions(draft: Draft, used: list[int]) -> Iterator[Filter]:
    """None where some is said and some denied: which of them a "not" is about is a guess."""
    first = next((n for n in used if draft.role(n) in SAID), -1)
    denials = [n for n in used if draft.role(n) is Role.NOT]
    no = any(n < first for n in denials)
    if not no and denials:
        return
    values: dict[str, list[Scalar]] = {}
    for at in used:
        meaning = draft.items[at].meaning
        if draft.role(at) is Role.MEMBER:
            known = values.setdefault(meaning.name, [])
            known += [value for value in meaning.values if value not in known]
    named = values.keys()
    for at in used:
        meaning = draft.items[at].meaning
        if draft.role(at) is Role.CONDITION and not no and meaning.name not in named:
            yield Filter(dimension=meaning.name, op=meaning.op)
    for name, members in values.items():
        op = FilterOp.NOT_IN if no else FilterOp.IN
        yield Filter(dimension=name, op=op, values=tuple(members))


def _bound(
    draft: Draft,
    at: int,
    metric: int,
    used: tuple[int, ...],
    filters: tuple[Filter, ...],
    context: Context,
) -> Draft:
    if not filters:
        return draft
    name = draft.name(metric) if metric >= 0 else called(SOLD, context)
    if name is None or isinstance(context.index.metric(name), Ratio):
        return draft
    if any(not context.index.has_dimension(each.dimension) for each in filters):
        return draft
    if any(each.dimension not in context.index.reachable(name) for each in filters):
        return draft
    place = metric if metric >= 0 else at
    said = () if metric >= 0 else (f"share of {SOLD}, as no number was named",)
    members = sum(draft.role(n) is Role.MEMBER for n in used)
    noun = draft.ahead_of(at)  # "the Fenwick brand's share"
    named = (noun,) if draft.role(noun) is Role.DIMENSION and draft.ahead_of(noun) in used else ()
    return draft.bind(
        (at, *used, *named),
        "share of a part",
        context.configuration.bound * max(members, 1),
        parts=(*draft.parts, Share(metric=name, part=filters)),
        measures=(*draft.measures, (place, name)),
        assumed=(*draft.assumed, *said),
    )
