"""Which period is meant?"""

from __future__ import annotations

from datetime import timedelta

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Comparison, Named, Season, Span

DAY = timedelta(days=1)


def times(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.PERIOD):
        draft = _period(draft, at, context)
    for at in draft.all(Role.NOW):
        draft = draft.bind((at,), "as of the latest data")
    for at in draft.all(Role.TREND):
        draft = draft.bind((at,), "trend", trend=True)
    return draft


def _period(draft: Draft, at: int, context: Context) -> Draft:
    meaning = draft.items[at].meaning
    found: tuple[Comparison, ...] = (meaning.comparison,) if meaning.comparison else ()
    compared = (*draft.comparisons, *(c for c in found if c not in draft.comparisons))
    if draft.period is None or draft.resolved is None:
        return draft.bind(
            (at,),
            "period",
            period=meaning.period,
            resolved=meaning.resolved,
            follows=meaning.follows,
            comparisons=compared,
        )
    mine, other = draft.resolved, meaning.resolved
    if other is None:
        return draft
    if (mine.start, mine.end) == (other.start, other.end):
        return draft.bind((at,), "period, said again", comparisons=compared)
    if mine.whole_end + DAY == other.start and mine.unit == other.unit:
        both = Span(start=draft.period, end=meaning.period)
        return draft.bind((at,), "period", period=both, comparisons=compared)
    if _is_gloss(draft, at, context):
        return draft.bind((at,), "period, said again", comparisons=compared)
    return draft


def _is_gloss(draft: Draft, at: int, context: Context) -> bool:
    """Whether a month in brackets only says which months a season has."""
    season, month = draft.period, draft.items[at].meaning.period
    if not isinstance(season, Season) or not isinstance(month, Named) or month.month_of is None:
        return False
    bracket = any(item.text == "(" for item in draft.items[:at])
    for each in context.index.model.seasons:
        if each.name == season.name:
            return bracket and (month.month_of - each.first_month_of) % 12 < each.months
    return False
