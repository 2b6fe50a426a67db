"""What does a question ask? Words in, one of five outcomes out; no language model.

The order is fixed: what is declined whatever else is said, what picks an offered choice, what is
left aside as a courtesy, what asks about the catalogue, what goes beyond one query, what is
ambiguous, and then the best reading.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.access import Policy
from semantic_layer.calendars.periods import Clock
from semantic_layer.errors import NotUnderstood, QuestionError
from semantic_layer.interpret.afresh import without_opening
from semantic_layer.interpret.ambiguity import choices, label, settle, unsettled
from semantic_layer.interpret.analysis import analysis_kind, without_cues
from semantic_layer.interpret.asides import without_asides
from semantic_layer.interpret.catalogue import catalogue_question
from semantic_layer.interpret.choosing import chosen
from semantic_layer.interpret.configuration import DEFAULT, Configuration
from semantic_layer.interpret.courtesies import without_courtesies
from semantic_layer.interpret.draft import Context
from semantic_layer.interpret.glosses import without_glosses
from semantic_layer.interpret.guard import guard
from semantic_layer.interpret.headings import without_headings
from semantic_layer.interpret.judging import Judged, in_order, judge
from semantic_layer.interpret.linking import Linking, link
from semantic_layer.interpret.nearest import nearest
from semantic_layer.interpret.opening import is_a_change
from semantic_layer.interpret.outcome import (
    Analysis,
    Candidates,
    Choice,
    Clarification,
    Meant,
    Outcome,
    Refusal,
    Understood,
    WordLink,
)
from semantic_layer.interpret.plainness import days_in_a_row, in_place, plainest
from semantic_layer.interpret.readings import Slot, slots, without_long_members
from semantic_layer.interpret.remembered import as_remembered
from semantic_layer.interpret.ties import in_common
from semantic_layer.interpret.tokens import fold
from semantic_layer.interpret.undoing import takes_back
from semantic_layer.interpret.verdict import verdict
from semantic_layer.model.definitions import AmbiguousWord
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery

CHOSEN = 0.97
STILL_OPEN = "Which of them do you mean?"


def interpret(
    text: str,
    index: ModelIndex,
    policy: Policy,
    candidates: Candidates,
    clock: Clock,
    previous: MetricQuery | None = None,
    offered: tuple[Choice, ...] = (),
    earlier: tuple[MetricQuery, ...] = (),
    *,
    before: MetricQuery | None = None,
    declined: bool = False,
    linking: Linking | None = None,
    remembered: frozenset[Meant] = frozenset(),
    configuration: Configuration = DEFAULT,
) -> Outcome:
    """What a question asks of `index`, which is already what the asker may see.

    `earlier` are the queries before `previous`, the latest first: "both" means the last two.
    `before` is what "undo" goes back to. `declined`: something was refused since `previous`.
    `remembered` is what the asker chose before, which settles a choice that would be offered.
    """
    afresh = without_opening(text)
    if afresh is not None:
        text, linking, previous, offered, earlier = afresh, None, None, (), ()
    if linking is None:
        linking = link(text, index, policy, candidates, clock, configuration)
    context = Context(index, clock, configuration, previous, earlier, declined)
    try:
        undone = previous is not None and takes_back(text)
        outcome = _back(text, before) if undone else _outcome(linking, policy, context, offered)
    except QuestionError as error:
        outcome = Refusal(error.code, error.detail, error.nearest)
    if isinstance(outcome, Refusal) and not outcome.nearest:
        outcome = replace(outcome, nearest=nearest(outcome.code, linking, candidates, index))
    return as_remembered(outcome, remembered, index)


def _back(text: str, before: MetricQuery | None) -> Outcome:
    if before is None:
        return Refusal(NotUnderstood.code, "There is no change of yours here to take back.")
    whole = WordLink(0, len(text), text, "takes the last change back")
    return Understood(before, CHOSEN, words=(whole,), follows=True)


def _outcome(
    linking: Linking, policy: Policy, context: Context, offered: tuple[Choice, ...]
) -> Outcome:
    index, clock = context.index, context.clock
    if not any(token.folded for token in linking.tokens):
        return Refusal(
            NotUnderstood.code, "Nothing was asked. Ask for a number, such as net sales."
        )
    found = slots(linking, context.configuration)
    declined = guard(linking, found, index, context.previous is not None)
    if declined is not None:
        return declined
    picked = chosen(linking.text, offered, index) if offered else None
    if picked is not None and picked.query is not None:
        whole = WordLink(0, len(linking.text), linking.text, "the choice that was offered")
        return Understood(picked.query, CHOSEN, picked.assumed, (whole,))
    found = _asked(linking, found)
    if offered:
        left_open = _left_open(linking, found, offered, policy, context)
        if left_open is not None:
            return left_open
        context = replace(context, previous=None, earlier=())
    about = catalogue_question(linking, found, context)
    if about is not None and not (context.previous and is_a_change(found, about)):
        return about
    found = plainest(settle(linking, in_place(found, index), index, context.previous), index)
    found = days_in_a_row(found)
    kind = analysis_kind(found, index, clock)
    if kind is not None:
        return Analysis(kind, _subject(linking, without_cues(found), policy, context))
    word = unsettled(found, index)
    if word is not None:
        return _offer(linking, found, word, policy, context)
    return verdict(linking, _judged(linking, found, context), policy, context)


def _left_open(
    linking: Linking,
    found: tuple[Slot, ...],
    offered: tuple[Choice, ...],
    policy: Policy,
    context: Context,
) -> Outcome | None:
    """The choice once more, with what a turn changes in what it is about: "by region".

    A number that is named in place of those offered needs no choice any more: "units". What an
    answer before said is no longer meant; what stands for itself leaves the choice aside.
    """
    index = context.index
    changed: list[Choice] = []
    whole: list[Understood] = []
    for each in offered:
        pending = replace(context, previous=each.query, earlier=())
        settled = settle(linking, in_place(found, index), index, each.query)
        judged = _judged(linking, plainest(settled, index), pending)
        outcome = verdict(linking, judged, policy, pending)
        if each.query is None or not isinstance(outcome, Understood) or not outcome.follows:
            return None
        whole.append(outcome)
        changed.append(replace(each, query=outcome.query))
    if all(each.query == whole[0].query for each in whole):
        return whole[0]
    return Clarification(STILL_OPEN, tuple(changed), in_common([each.words for each in whole]))


def _asked(linking: Linking, found: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots, without what is only said around the question."""
    for left_aside in (without_courtesies, without_glosses, without_asides, without_headings):
        found = left_aside(linking, found)
    return found


def _judged(linking: Linking, found: tuple[Slot, ...], context: Context) -> list[Judged]:
    """The readings of the likeliest stretches, and of those with nouns in place of long members."""
    judged = judge(linking, found, context)
    other = without_long_members(linking, found)
    if other is not None:
        again = _asked(other, slots(other, context.configuration))
        settled = settle(other, in_place(again, context.index), context.index, context.previous)
        judged += judge(other, plainest(settled, context.index), context)
    return in_order(judged)


def _subject(
    linking: Linking, found: tuple[Slot, ...], policy: Policy, context: Context
) -> MetricQuery | None:
    """The number that an analysis is about, where the rest of its words say it."""
    about = verdict(linking, judge(linking, found, context), policy, context)
    return about.query if isinstance(about, Understood) else None


def _offer(
    linking: Linking,
    found: tuple[Slot, ...],
    word: AmbiguousWord,
    policy: Policy,
    context: Context,
) -> Outcome:
    """A choice for each reading of an ambiguous word; what else is wrong comes first."""
    offered: list[Choice] = []
    words: list[tuple[WordLink, ...]] = []
    other: Outcome | None = None
    for each in choices(found, word, context.index):
        outcome = verdict(linking, judge(linking, each.slots, context), policy, context)
        if isinstance(outcome, Understood):
            called, settles = label(each.choice, context.index), Meant(fold(word.word), each.choice)
            offered.append(Choice(called, outcome.query, settles, outcome.assumed))
            words.append(outcome.words)
        else:
            other = other or outcome
    if not offered and other is not None:
        return other
    if len(offered) == 1 and offered[0].query is not None:
        said = f"{word.word} as {offered[0].label[:1].lower()}{offered[0].label[1:]}"
        only = f"{said}, as no other reading fits"
        return Understood(offered[0].query, CHOSEN, (only,), words[0])
    prompt = word.prompt or f"What do you mean by “{word.word}”?"
    choices_offered = tuple(offered[: context.configuration.most_choices])
    return Clarification(prompt, choices_offered, in_common(words) if words else ())
