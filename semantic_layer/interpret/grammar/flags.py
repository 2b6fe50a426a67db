"""Are both sides of a flag set side by side: "private label vs everything else", "and non-"?

One row each then, for what has the flag and what has it not. Of a member among several nothing
sums up all the others, so that "Hats vs the rest" is declined.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import home
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import DataType

OTHER = frozenset({"other", "others"})
WITH = frozenset({"with", "to", "against"})
NOUNS = {Role.DIMENSION, Role.MEMBER, Role.CONDITION, Role.TIME_UNIT, Role.UNKNOWN}
SMALL = {Role.WHERE, Role.ANY}
EACH_BY_ITSELF = "I cannot show what is “{}” beside what is not. Ask for each side by itself."
NOT_SUMMED = (
    "I cannot set “{}” against all the others as one. "
    "Ask for a row for each, or for the share of it."
)


def flags(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.CONDITION, Role.DIMENSION):
        if _with_and_without(draft, at):
            said = draft.items[at].text
            draft = replace(draft, trouble=draft.trouble or EACH_BY_ITSELF.format(said))
    for at in draft.all(Role.MEMBER, Role.DIMENSION):
        other = _with_and_without(draft, at) or _the_other_side(draft, at, context)
        if draft.free(at) and other:
            draft = _side_by_side(draft, at, other, context)
    return draft


def _side_by_side(draft: Draft, at: int, other: tuple[int, ...], context: Context) -> Draft:
    name = draft.name(at)
    known = context.index.has_dimension(name)
    if known and context.index.dimension(name).type is DataType.BOOLEAN:
        split = (*draft.breakdowns, (at, name))
        score = context.configuration.bound
        return draft.bind((at, *other), "both sides", score, breakdowns=split)
    if draft.role(at) is not Role.MEMBER:
        return draft
    said = NOT_SUMMED.format(draft.items[at].text)
    return replace(draft, trouble=draft.trouble or said)


def _with_and_without(draft: Draft, at: int) -> tuple[int, ...]:
    """The words of "with and without private label", "in and not in the sale"."""
    no = -1 if draft.items[at].folded.startswith("without") else draft.ahead_of(at, over=SMALL)
    join = draft.ahead_of(at if no < 0 else no)
    lead = draft.ahead_of(join)
    said = draft.free(join, Role.AND, Role.VERSUS) and draft.free(lead, Role.WHERE)
    if not said or lead != join - 1 or (no >= 0 and not draft.free(no, Role.NOT)):
        return ()
    return tuple(n for n in (lead, join, no) if n >= 0)


def _the_other_side(draft: Draft, at: int, context: Context) -> tuple[int, ...]:
    """The items that join a member to what is not it, and say that; none where they do not."""
    join = draft.after(at)
    if draft.role(join) is Role.METRIC:  # "private label sales vs everything else"
        join = draft.after(join)
    compare = next((n for n in draft.all(Role.COMPARE) if n < at), -1)
    compared = compare >= 0 and draft.items[join].folded in WITH
    if not draft.free(join, Role.VERSUS, Role.AND) and not compared:
        return ()
    used = (join, compare) if compare >= 0 else (join,)
    behind = draft.after(join, over=SMALL)
    if draft.free(behind, Role.NOT):
        again = draft.after(behind, over=SMALL)
        same = draft.free(again, Role.MEMBER, Role.DIMENSION) and _same(draft, at, again)
        return (*used, behind, again) if same else ()
    if draft.free(behind, Role.OTHERS):
        words = draft.items[behind].folded.split()
        noun = draft.after(behind, over=SMALL) if words[-1] in OTHER or words[-1] == "rest" else -1
        if _is_of_it(draft, at, noun, context):
            return (*used, behind, noun)
        alone = draft.role(join) is Role.VERSUS or compared or words[-1] == "else"
        return (*used, behind) if alone and draft.role(noun) not in NOUNS else ()
    return ()


def _same(draft: Draft, one: int, other: int) -> bool:
    mine, its = draft.items[one].meaning, draft.items[other].meaning
    return (mine.name, mine.values) == (its.name, its.values)


def _is_of_it(draft: Draft, member: int, noun: int, context: Context) -> bool:
    """ "Other brands", of what is a product's; "other days", of the calendar's."""
    index = context.index
    if not index.has_dimension(draft.name(member)):
        return False
    own = index.dimension(draft.name(member))
    if draft.free(noun, Role.TIME_UNIT):
        return "calendar" in own.on and draft.items[noun].folded == "days"
    return draft.free(noun, Role.DIMENSION) and home(own) == home(index.dimension(draft.name(noun)))
