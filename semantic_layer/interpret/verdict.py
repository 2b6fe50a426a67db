"""Which outcome do the judged readings give: answer, ask, or decline?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from semantic_layer.access import Policy
from semantic_layer.errors import (
    NotModelled,
    NotPermitted,
    NotUnderstood,
    OutsideData,
    UnreachableDimension,
)
from semantic_layer.interpret.buyers import not_counted
from semantic_layer.interpret.confidence import confidence, doubt
from semantic_layer.interpret.describe import describe
from semantic_layer.interpret.draft import Context
from semantic_layer.interpret.grammar.rankings import SUPERLATIVES
from semantic_layer.interpret.judging import Judged, with_metric
from semantic_layer.interpret.linking import Linking
from semantic_layer.interpret.outcome import (
    Choice,
    Clarification,
    Evidence,
    Meant,
    Outcome,
    Refusal,
    Understood,
)
from semantic_layer.interpret.readings import OF_THE_MODEL, Item
from semantic_layer.interpret.remembered import settles
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.ties import in_common, meant, ties
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Kind

MOST_NAMED = 4
VARIANTS = (Kind.CUMULATIVE, Kind.COMPARABLE)


def verdict(
    linking: Linking, judged: Sequence[Judged], policy: Policy, context: Context
) -> Outcome:
    if not judged:
        return Refusal(NotUnderstood.code, "Nothing was asked. Ask for a number.")
    best = judged[0]
    closed = _closed(best, context.index)
    if closed is not None:
        return closed
    if best.answerable and best.built.query is not None:
        rivals = _rivals(judged, context)
        if len(rivals) > 1:
            return _ask(rivals, context)
        if _thin(best):
            return _ask([best], context)
        left = doubt(best)
        return Understood(
            best.built.query,
            confidence(left, context.configuration.confidence),
            tuple(dict.fromkeys((*_mended(best, context.index), *best.built.assumed))),
            ties(best.draft, context.index),
            doubt=left,
            follows=best.following,
        )
    if best.leftover:
        return _left_over(best, linking, context.index)
    if best.unreachable:
        return _unreachable(best, context.index)
    if best.built.trouble:
        return Refusal(
            NotUnderstood.code, best.built.trouble, words=ties(best.draft, context.index)
        )
    return _which_metric(best, context)


def _mended(best: Judged, index: ModelIndex) -> Iterator[str]:
    """What was taken for a slip of the hand, with what it was taken for."""
    for item in best.draft.items:
        meaning = item.meaning
        if meaning.evidence is not Evidence.MISSPELLING or meaning.role not in OF_THE_MODEL:
            continue
        name = meant(meaning, index)
        if name and name.casefold() != item.text.casefold():
            yield f"“{item.text}” read as “{name}”"


def _rivals(judged: Sequence[Judged], context: Context) -> list[Judged]:
    """Readings that score nearly as well and would give another answer."""
    best = judged[0]
    rivals: list[Judged] = []
    for each in judged:
        near = each.answerable and best.score - each.score < context.configuration.lead
        if near and all(each.built.query != known.built.query for known in rivals):
            rivals.append(each)
    return rivals


def _ask(rivals: list[Judged], context: Context) -> Clarification:
    offered = tuple(
        Choice(
            describe(each.built.query, context.index, context.clock),
            each.built.query,
            settles(each, rivals),
            each.built.assumed,
        )
        for each in rivals[: context.configuration.most_choices]
        if each.built.query is not None
    )
    several = "This can be read in more than one way. Which do you mean?"
    prompt = several if len(rivals) > 1 else "Do you mean this?"
    words = in_common([ties(each.draft, context.index) for each in rivals])
    return Clarification(prompt, offered, words)


def _thin(best: Judged) -> bool:
    """Whether a member is named by a small part of its name, and nothing beside says what it is."""
    nouns = {item.meaning.name for item in best.draft.items if item.role is Role.DIMENSION}
    return any(item.meaning.thin and item.meaning.name not in nouns for item in best.draft.items)


def _closed(best: Judged, index: ModelIndex) -> Refusal | None:
    for item in best.draft.items:
        meaning = item.meaning
        if meaning.role is Role.CLOSED_METRIC:
            detail = f"You may not see {meaning.name.replace('_', ' ')}."
            return Refusal(NotPermitted.code, f"{detail} Its owner can tell who may.")
        if meaning.closed and meaning.role is Role.MEMBER:
            detail = f"“{meaning.values[0]}” is outside what you may see."
            return Refusal(NotPermitted.code, f"{detail} Ask about your own part of the business.")
    return None


def _left_over(best: Judged, linking: Linking, index: ModelIndex) -> Refusal:
    unknown = [item for item in best.leftover if item.role is Role.UNKNOWN]
    if uncounted := not_counted(linking.meant, index):
        return Refusal(NotUnderstood.code, uncounted, words=ties(best.draft, index))
    left = tuple(dict.fromkeys(item.text for item in (unknown or best.leftover)))
    named = ", ".join(f"“{item.text}”" for item in (unknown or best.leftover)[:MOST_NAMED])
    member = _member_of(linking, unknown)
    if member is not None:
        return Refusal(OutsideData.code, member, words=ties(best.draft, index))
    if unknown and not best.draft.measures and not best.following and not _ranked(best, unknown):
        detail = f"There is no metric here that {named} names."
        return Refusal(NotModelled.code, detail, words=ties(best.draft, index), left=left)
    if unknown:
        detail = f"I do not know what {named} means here. Try another word, or leave it out."
        return Refusal(NotUnderstood.code, detail, words=ties(best.draft, index), left=left)
    detail = f"I understand {named}, but not how it belongs to the rest. Try saying it plainly."
    return Refusal(NotUnderstood.code, detail, words=ties(best.draft, index), left=left)


def _ranked(best: Judged, unknown: list[Item]) -> bool:
    """Whether an unknown word is what is to be ranked ("top performers"), and so no metric."""
    draft = best.draft
    places = (at for at, item in enumerate(draft.items) if item in unknown)
    return any(draft.role(draft.ahead_of(at)) in SUPERLATIVES for at in places)


def _member_of(linking: Linking, unknown: list[Item]) -> str | None:
    """A name that stands right after its dimension: "store Atlantis"."""
    for item in unknown:
        first = next(at for at, token in enumerate(linking.tokens) if token.start == item.start)
        for each in linking.links:
            if (
                each.last == first
                and each.meaning.role is Role.DIMENSION
                and item.text[0].isupper()
            ):
                named = linking.text[linking.tokens[each.first].start : item.start].strip()
                return f"There is no {named.lower()} called “{item.text}” in the data."
    return None


def _unreachable(best: Judged, index: ModelIndex) -> Refusal:
    metric, dimension = best.unreachable[0]
    label, by = index.metric(metric).label, index.dimension(dimension).label.lower()
    others = [index.dimension(name).label.lower() for name in sorted(index.reachable(metric))]
    hint = f" It can be split by {', '.join(others[:MOST_NAMED])}." if others else ""
    detail = f"{label} is not kept by {by}, so it cannot be split or filtered by it.{hint}"
    return Refusal(UnreachableDimension.code, detail, words=ties(best.draft, index))


def _which_metric(best: Judged, context: Context) -> Outcome:
    """The rest is understood, but no metric is named: the ones with a plan come first.

    What only adds another metric up over time, or compares it, comes last.
    """
    metrics = [each for each in context.index.metrics.values() if each.visible]
    metrics.sort(key=lambda each: (each.kind in VARIANTS, each.plan is None, not each.certified))
    said = " ".join(item.folded for item in best.draft.items if item.folded)
    found = ((each, with_metric(best.draft, each.name, context)) for each in metrics)
    whole = (
        Choice(each.label, query, Meant(said, each.name))
        for each, query in found
        if query is not None
    )
    offered = tuple(islice(whole, context.configuration.most_choices))
    if not offered and metrics:
        detail = "Name the number that you want, such as "
        detail += f"{metrics[0].label.lower()}. I did not find one in your question."
        return Refusal(NotUnderstood.code, detail, words=ties(best.draft, context.index))
    if not offered:
        return Refusal(
            NotModelled.code, "No metric is open to you.", words=ties(best.draft, context.index)
        )
    return Clarification("Which number do you want?", offered, ties(best.draft, context.index))


__all__ = ["verdict"]
