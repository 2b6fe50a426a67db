"""How good is a reading: what it explains, how well it hangs together, what it leaves over?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from semantic_layer.interpret.build import build
from semantic_layer.interpret.built import Built
from semantic_layer.interpret.draft import LIGHT, Context, Draft
from semantic_layer.interpret.followups import change, follows
from semantic_layer.interpret.grammar import parse
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.pointing import of_what_was_refused, out_of_nothing
from semantic_layer.interpret.readings import Item, Slot, readings
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.sets import with_members
from semantic_layer.query import MetricQuery

STATES = ("on", "in", "at", "under")  # "on hold", "in carry"
OPENS, CLOSES = "“", "”"  # of a question in a question
ALSO = ("also", "too", "as well", "in addition", "additionally", "plus also")
OF_A_CHANGE = frozenset({Role.ADD, Role.REPLACE, Role.DROP, Role.SAME, Role.BOTH})


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with the query it makes, what it leaves over and its score."""

    draft: Draft
    built: Built
    leftover: tuple[Item, ...]
    unreachable: tuple[tuple[str, str], ...]  # metric, dimension
    score: float
    following: bool

    @property
    def answerable(self) -> bool:
        return self.built.query is not None and not self.leftover and not self.unreachable


def judge(linking: Linking, slots: tuple[Slot, ...], context: Context) -> list[Judged]:
    """Every reading of the slots, the best first."""
    most = context.configuration.most_readings
    found = readings(slots, linking.meant, linking.text, most)
    return in_order([_judge(items, context) for items in found])


def in_order(judged: list[Judged]) -> list[Judged]:
    return sorted(judged, key=lambda each: (-each.answerable, -each.score))


def _judge(items: tuple[Item, ...], context: Context) -> Judged:
    draft = parse(Draft(items), context)
    following = follows(draft, context)
    members = None if following else with_members(items, context)
    if members is not None:
        draft, built = members.draft, members.built
    elif following and context.previous is not None:
        refused = of_what_was_refused(draft) if context.declined else ""
        built = (
            Built(None, trouble=refused) if refused else change(draft, context, context.previous)
        )
    else:
        built = build(draft, context)
        if context.previous is None and (nothing := out_of_nothing(draft)):
            built = Built(None, trouble=built.trouble or nothing)
    leftover = tuple(_leftover(draft, built, following))
    unreachable = _unreachable(built.query, context)
    weights = context.configuration
    score = draft.score + sum(item.meaning.weight * max(1, _size(item)) for item in items)
    score += weights.leftover * len(leftover) + weights.unreachable * len(unreachable)
    if built.query is None:
        score += weights.empty
    return Judged(draft, built, leftover, unreachable, score, following)


def with_metric(draft: Draft, name: str, context: Context) -> MetricQuery | None:
    """The query of a draft that names no metric, if it were of this one."""
    draft = replace(draft, measures=((len(draft.items), name),))
    query = build(draft, context).query
    return None if _unreachable(query, context) else query


def _size(item: Item) -> int:
    return len(item.folded.split())


def _leftover(draft: Draft, built: Built, following: bool) -> Iterable[Item]:
    for at, item in enumerate(draft.items):
        light = item.role in LIGHT and not (_is_state(draft, at) or _quotes(draft, at))
        if at in draft.used or light:
            continue
        if item.role in OF_A_CHANGE and (following or item.folded in ALSO):
            continue
        yield item


def _is_state(draft: Draft, at: int) -> bool:
    """ "Orders on hold": behind such a word a verb is a noun, and may say which rows are meant."""
    before = draft.items[at - 1].folded if at else ""
    return draft.role(at) is Role.VERB and before in STATES


def _quotes(draft: Draft, at: int) -> bool:
    """ "Of “refunds by store …”": what is quoted there is a question, and no words in passing."""
    if draft.items[at].text != OPENS or draft.items[draft.ahead_of(at)].folded != "of":
        return False
    closes = next((n for n in range(at, len(draft.items)) if draft.items[n].text == CLOSES), at)
    return any(draft.role(n) is Role.METRIC for n in range(at, closes))


def _unreachable(query: MetricQuery | None, context: Context) -> tuple[tuple[str, str], ...]:
    if query is None:
        return ()
    wanted = dict.fromkeys((*query.dimensions, *(each.dimension for each in query.filters)))
    return tuple(
        (metric, name)
        for metric in query.metrics
        for name in wanted
        if name not in context.index.reachable(metric)
    )
