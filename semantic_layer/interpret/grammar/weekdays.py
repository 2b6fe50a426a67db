"""Which days of the week are meant: "on Saturday", "Saturdays", "Monday to Wednesday"?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from semantic_layer.calendars.words import WEEKDAYS
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import Dimension
from semantic_layer.period import Days
from semantic_layer.query import Filter, FilterOp

TO = ("to", "through", "thru", "until", "till", "-", "–", "and through")
WHICH_ONE = "I cannot tell which of these days is meant. Say “last Saturday”, or name its date."
WHICH_DAYS = (
    "I cannot tell which of these days are meant. Name a period, such as “last week”, or say "
    "“Saturdays and Sundays” for all of them."
)
SIDE_BY_SIDE = (Role.VERSUS, Role.COMPARE, Role.EACH, Role.WHICH, Role.DIMENSION, Role.GRAIN)


def ranges(draft: Draft, context: Context) -> Draft:
    """ "Monday to Wednesday", "Silver to Platinum": ordered members, from one to another."""
    for at in draft.all(Role.MEMBER):
        joins = [n for n in range(at + 1, len(draft.items)) if draft.role(n) is Role.MEMBER][:1]
        other = joins[0] if joins else -1
        between = [draft.items[n].folded or draft.items[n].text for n in range(at + 1, other)]
        hyphen = other == at + 1 and draft.items[other].start == draft.items[at].end + 1
        hyphen = hyphen and " " not in draft.items[at].text  # "Mon-Fri" is parted by its hyphen
        joined = len(between) == 1 and between[0] in TO
        if other < 0 or not draft.free(other) or not (joined or (hyphen and _is_short(draft, at))):
            continue
        if draft.name(at) != draft.name(other) or not context.index.has_dimension(draft.name(at)):
            continue
        order = context.index.dimension(draft.name(at)).ordered
        ends = [draft.items[n].meaning.values for n in (at, other)]
        if any(len(each) != 1 or each[0] not in order for each in ends):
            continue
        first, last = (order.index(str(each[0])) for each in ends)
        chosen = order[first : last + 1] if first <= last else (*order[first:], *order[: last + 1])
        found = Filter(dimension=draft.name(at), op=FilterOp.IN, values=chosen)
        used = tuple(range(at, other + 1))
        draft = draft.bind(used, "filter", filters=(*draft.filters, found))
    return draft


def _day(item: Item) -> str:
    """ "Saturday's sales" are of one, "Saturdays" are several."""
    owned = item.text.replace("’", "'").endswith("'s")
    return item.folded.removesuffix("s") if owned else item.folded


def _is_short(draft: Draft, at: int) -> bool:
    return draft.items[at].folded in WEEKDAYS


def single_days(draft: Draft, context: Context) -> Draft:
    """ "Sales on Saturday" are of the last one; "Saturdays", or beside a period, of all of them.

    Which "Saturday and Sunday" are meant, only a period tells.
    """
    listed = [
        at
        for at, item in enumerate(draft.items)
        if item.role is Role.MEMBER and _day(item).removesuffix("s") in WEEKDAYS
    ]
    named = [at for at in listed if _day(draft.items[at]) in WEEKDAYS]
    if not named or context.previous is not None or _are_set_apart(draft, context):
        return draft
    if any(draft.used.get(at) != "filter" for at in named):
        return draft
    if any(draft.name(at) == draft.name(named[0]) for at in _nouns(draft)):
        return draft  # "only day of week Friday" means all of them
    compared = any(item.role in (Role.COMPARED, Role.LAST_YEAR) for item in draft.items)
    if draft.period is not None and not (compared and len(listed) == 1):
        return draft
    if len(listed) > 1:
        return replace(draft, trouble=draft.trouble or WHICH_DAYS)
    if draft.comparisons or compared or draft.period is not None:
        return replace(draft, trouble=draft.trouble or WHICH_ONE)
    name, word = draft.name(named[0]), _day(draft.items[named[0]])
    kept = tuple(each for each in draft.filters if each.dimension != name)
    said = f"the last {draft.items[named[0]].text}"
    return replace(
        draft,
        filters=kept,
        period=Days(weekday=WEEKDAYS[word]),
        assumed=(*draft.assumed, said),
    )


def _are_set_apart(draft: Draft, context: Context) -> bool:
    """ "Saturday vs Sunday", "on an average Saturday": what such days are like."""
    if draft.averaged:
        return True
    split = any(_is_of_days(name, context) for _, name in draft.breakdowns)
    return split and any(item.role in SIDE_BY_SIDE for item in draft.items)


def _nouns(draft: Draft) -> Iterator[int]:
    return (at for at, item in enumerate(draft.items) if item.role is Role.DIMENSION)


def _is_of_days(name: str, context: Context) -> bool:
    dimension: Dimension = context.index.dimension(name)
    return dimension.on.get("calendar") is not None
