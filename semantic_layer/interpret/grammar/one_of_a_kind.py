"""What does one of a kind have on a day of its kind: "how many visitors does one outlet get on a
Friday, on average"?

The mean is over all of that kind and over all such days of the period, each day by itself.
"""

from __future__ import annotations

from semantic_layer.calendars.words import WEEKDAYS
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.kinds import finest_of
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import Ratio
from semantic_layer.period import Unit
from semantic_layer.query import TIME, Grain

ONE = ("a", "an", "one", "each", "every", "a single", "per")


def one_of_a_kind(draft: Draft, context: Context) -> Draft:
    """One row for each weekday named; the members of the kind are averaged over."""
    said = draft.all(Role.AVERAGE)
    metrics = [context.index.metric(draft.name(at)) for at in draft.all(Role.METRIC)]
    if not said or not metrics or any(isinstance(each, Ratio) for each in metrics):
        return draft
    days = [at for at in draft.all(Role.MEMBER) if _is_one(draft, at) and _is_day(draft, at)]
    if not days or len({draft.name(at) for at in days}) != 1:
        return draft
    subject = _subject(draft, context)
    if subject is None or not draft.all(Role.PERIOD):
        return draft
    used, name = subject
    leads = [draft.ahead_of(at) for at in days]
    return draft.bind(
        (*said, *used, *leads),
        f"average per {name} and day",
        averaged=(*draft.averaged, name, TIME),
        grain=Grain(unit=Unit.DAY),
        breakdowns=(*draft.breakdowns, (days[0], draft.name(days[0]))),
    )


def _is_one(draft: Draft, at: int) -> bool:
    lead = draft.ahead_of(at)
    return draft.free(lead) and draft.items[lead].folded in ONE


def _is_day(draft: Draft, at: int) -> bool:
    values = draft.items[at].meaning.values
    return len(values) == 1 and str(values[0]).casefold() in WEEKDAYS


def _subject(draft: Draft, context: Context) -> tuple[tuple[int, ...], str] | None:
    """The words for one of a kind, and the dimension whose members are of kinds."""
    for at in draft.all(Role.MEMBER):
        if not _is_one(draft, at) or _is_day(draft, at):
            continue
        noun = draft.after(at)
        if draft.free(noun, Role.DIMENSION) and _is_finest(draft.name(noun), context):
            return (draft.ahead_of(at), noun), draft.name(noun)
        name = finest_of(draft.name(at), context)
        return ((draft.ahead_of(at),), name) if name else None
    for at in draft.all(Role.DIMENSION):
        if _is_one(draft, at) and _is_finest(draft.name(at), context):
            return (draft.ahead_of(at), at), draft.name(at)
    return None


def _is_finest(name: str, context: Context) -> bool:
    return any(each.levels[-1] == name for each in context.index.model.hierarchies)
