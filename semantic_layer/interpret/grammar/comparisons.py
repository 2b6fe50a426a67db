"""With what is the number compared: last year, the period before, the plan, another period?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.beaten import BEATEN
from semantic_layer.interpret.grammar.columns import brings
from semantic_layer.interpret.grammar.conditions import NUMBERED
from semantic_layer.interpret.grammar.planned import plan_and_last_year
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Comparison, ComparisonKind, Show

PLANNED = ("planned", "budgeted", "plan", "budget", "target", "targeted")
ACTUAL = ("actual", "actuals")
AGAINST = (Role.VERSUS, Role.OVER)
KINDS = {
    Role.LAST_YEAR: ComparisonKind.LAST_YEAR,
    Role.PREVIOUS: ComparisonKind.PREVIOUS_PERIOD,
    Role.PLAN: ComparisonKind.PLAN,
}
EACH = ("each", "every")
JUDGED = ("better", "worse")
SHRINK = "shrink"
HELPING = frozenset({"did", "do", "does", "will", "to", "that", "which", "not"})
VERBS = (Role.GREW, Role.SHRANK)
SHOWS = {
    Role.GROWTH: Show.GROWTH,
    Role.GREW: Show.GROWTH,
    Role.SHRANK: Show.GROWTH,
    Role.CHANGE: Show.CHANGE,
}


def comparisons(draft: Draft, context: Context) -> Draft:
    for at in draft.all(*KINDS, Role.COMPARED):  # as they were said, so that the first one leads
        draft = _mentioned(draft, at)
    for at in draft.all(Role.AND, Role.VERSUS):
        draft = _planned_and_actual(draft, at, context)
    for at in draft.all(Role.AND, Role.PAUSE):
        draft = plan_and_last_year(draft, at, context)
    for at in draft.all(*AGAINST):
        draft = _against(draft, at, context)
    for at in draft.all(Role.COMPARE):
        if draft.comparisons or draft.shows:
            draft = draft.bind((at,), "comparison")
    for at in draft.all(Role.HIGHER, Role.LOWER):
        draft = _more_than_then(draft, at)
    for at in draft.all(*SHOWS):
        show = SHOWS[draft.items[at].role]
        # "sales fall" is a verb, "sales for fall" and "fall sales" are not
        led = draft.role(draft.ahead_of(at)) is Role.WHERE
        if led and draft.role(at) in VERBS:
            continue  # "on the Fell route" names something
        led = led or (draft.role(at) in VERBS and draft.role(draft.after(at)) is Role.METRIC)
        led = led or (draft.role(at) in VERBS and draft.ahead_of(at) < 0)  # "Fall goods"
        if draft.items[at].folded == SHRINK and not _is_said_as_a_verb(draft, at):
            continue  # "shrink by store" is what went missing
        if draft.role(at) in VERBS and _in_every_bucket(draft, at):
            draft = draft.bind((at,), "what the series shows")
            continue
        if draft.role(at) is Role.GROWTH and brings(draft, at):
            show = Show.CHANGE
        weight = context.configuration.loose if led else context.configuration.bound
        draft = draft.bind((at,), show.value, weight, shows=(*draft.shows, show))
    return draft


def _is_said_as_a_verb(draft: Draft, at: int) -> bool:
    words = (word for item in draft.items[:at] for word in item.folded.split())
    return not HELPING.isdisjoint(words)


def _in_every_bucket(draft: Draft, verb: int) -> bool:
    """ "Did orders rise every month": over the month before, as the months beside it show."""
    grain = draft.after(verb, over={Role.WHERE})
    each = draft.role(grain) is Role.GRAIN and draft.items[grain].folded.split()[0] in EACH
    return each and not (draft.comparisons or draft.shows or draft.thresholds)


def _mentioned(draft: Draft, at: int) -> Draft:
    meaning = draft.items[at].meaning
    if draft.role(at) in KINDS:
        return _compare(draft, (at,), _kind(draft, at))
    if meaning.comparison is None:
        return draft
    draft = _compare(draft, (at,), meaning.comparison)
    return replace(draft, implied=draft.implied or meaning.implied)


def _kind(draft: Draft, at: int) -> Comparison:
    return Comparison(kind=KINDS[draft.items[at].role])


def _against(draft: Draft, at: int, context: Context) -> Draft:
    mine = draft.ahead_of(at)
    if draft.free(mine, Role.METRIC) and at + 1 < len(draft.items):
        planned = _planned(draft.name(mine), context)
        if planned and draft.items[at + 1].folded in ACTUAL:
            draft = replace(draft, measures=(*draft.measures, (mine, planned)))
            return _compare(draft, (mine, at), Comparison(kind=ComparisonKind.PLAN))
    other = draft.after(at, over={Role.WHERE, Role.ANY})
    if draft.free(other, Role.PERIOD):
        return _compare(draft, (at, other), _period(draft, other))
    if draft.role(at) is Role.VERSUS and draft.free(other, Role.METRIC):
        return _plan(draft, at, other, context)
    if draft.free(other, Role.DIMENSION) and draft.role(draft.ahead_of(at)) is Role.METRIC:
        return _attribute(draft, at, other, context)
    return draft


def _more_than_then(draft: Draft, at: int) -> Draft:
    """ "Were orders higher in May than in April": both are shown, and by how much if asked."""
    than = any(
        "than" in item.folded.split()
        and (item.meaning.comparison or draft.used.get(n) == "comparison")
        for n, item in enumerate(draft.items)
        if n > at
    )
    asked = at > 0 and draft.items[at - 1].folded in ("how much", "how many")
    more = asked and draft.role(draft.after(at)) is Role.METRIC  # "how many more orders"
    lists = any(draft.role(n) in (Role.WHICH, Role.COUNT) for n in range(at - more))
    if not than or lists or draft.thresholds:
        return draft
    shows = (*draft.shows, Show.CHANGE) if asked else draft.shows
    judges = draft.items[at].folded in JUDGED  # "did Hats do better than last year"
    used = (at - 1, at) if more else (at,)
    return draft.bind(used, BEATEN if judges else "comparison", shows=shows)


def _planned_and_actual(draft: Draft, at: int, context: Context) -> Draft:
    """ "Planned and actual gross margin", "actual vs planned gross margin"."""
    one, other = draft.ahead_of(at), draft.after(at)
    if not draft.free(other, Role.METRIC):
        return draft
    metric = context.index.metric(draft.name(other))
    plans = context.index.plans
    if draft.free(one, Role.METRIC) and draft.items[one].folded in PLANNED and metric.plan:
        return _compare(draft, (one, at), Comparison(kind=ComparisonKind.PLAN))
    actual = any(item.folded in ACTUAL for item in draft.items[max(0, at - 1) : at])
    own = _planned(metric.name, context) if actual and metric.name in plans else None
    if own is None or draft.role(one) is Role.METRIC:
        return draft
    draft = replace(draft, measures=(*draft.measures, (other, own)))
    return _compare(draft, (at, other), Comparison(kind=ComparisonKind.PLAN))


def _planned(plan: str, context: Context) -> str | None:
    """The metric whose plan this is."""
    return next((m.name for m in context.index.metrics.values() if m.plan == plan), None)


def _attribute(draft: Draft, at: int, other: int, context: Context) -> Draft:
    """ "Actual versus contracted lead time": a number that a dimension holds stands beside it."""
    name = draft.name(other)
    if context.index.dimension(name).type not in NUMBERED:
        return draft
    return draft.bind((at, other), "breakdown", attributes=(*draft.attributes, (other, name)))


def _period(draft: Draft, at: int) -> Comparison:
    meaning = draft.items[at].meaning
    if meaning.comparison is not None:
        return meaning.comparison
    period = meaning.period
    if isinstance(period, Relative) and (period.unit, period.offset, period.count) == (
        Unit.YEAR,
        -1,
        1,
    ):
        return Comparison(kind=ComparisonKind.LAST_YEAR)
    return Comparison(kind=ComparisonKind.PERIOD, period=period)


def _plan(draft: Draft, at: int, other: int, context: Context) -> Draft:
    """ "Net sales vs planned net sales" is a comparison with the plan; of two others, a list."""
    mine = draft.ahead_of(at)
    if draft.role(mine) is Role.METRIC:
        metric = context.index.metric(draft.name(mine))
        if metric.plan == draft.name(other):
            return _compare(draft, (at, other), Comparison(kind=ComparisonKind.PLAN))
        return draft.bind((at,), "and")
    return draft


def _compare(draft: Draft, used: tuple[int, ...], comparison: Comparison) -> Draft:
    if comparison in draft.comparisons:
        return draft.bind(used, "comparison")
    return draft.bind(used, "comparison", comparisons=(*draft.comparisons, comparison))


def said(draft: Draft, at: int) -> Comparison | None:
    """The comparison that an item names, where it is used as one."""
    item = draft.items[at]
    if item.meaning.comparison is not None:
        return item.meaning.comparison
    if draft.used.get(at) != "comparison":
        return None
    if item.role in (Role.PERIOD, *KINDS):
        return _period(draft, at) if item.role is Role.PERIOD else _kind(draft, at)
    return Comparison(kind=ComparisonKind.PLAN) if item.role is Role.METRIC else None


def with_shows(draft: Draft) -> tuple[tuple[Comparison, ...], tuple[str, ...]]:
    """The comparisons with the columns asked for; growth of nothing named is over last year."""
    if not draft.shows:
        return draft.comparisons, ()
    assumed: tuple[str, ...] = ()
    found = draft.comparisons
    if not found:
        found = (Comparison(kind=ComparisonKind.LAST_YEAR),)
        assumed = ("compared with last year",)
    shows = tuple(dict.fromkeys((Show.COMPARISON, *draft.shows)))
    return tuple(each.model_copy(update={"show": shows}) for each in found), assumed


__all__ = ["comparisons", "said", "with_shows"]
