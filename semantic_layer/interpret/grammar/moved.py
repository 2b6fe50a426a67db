"""Who has really moved that way: "the biggest drops by store", where not all stores fell?

A ranking of drops holds what fell, and one of gains what rose, though it be fewer than were asked.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.rankings import MOVES
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Show, Threshold

FALLS = ("decline", "declines", "drop", "drops", "decrease", "decreases", "loss", "losses")
RISES = ("increase", "increases", "gain", "gains", "rise", "rises", "jump", "jumps")


def moved(draft: Draft, _: Context) -> Draft:
    ranked = draft.ranked
    if ranked is None or ranked.quality or ranked.show not in (Show.GROWTH, Show.CHANGE):
        return draft
    if draft.thresholds or not any(item.role is Role.HIGH for item in draft.items):
        return draft  # "the smallest drops" may stand beside rises
    op = _way(draft)
    if op is None:
        return draft
    limit = {"metric": ranked.by, "show": ranked.show, "op": op, "values": (0.0,)}
    return replace(draft, thresholds=(Threshold.model_validate(limit),))


def _way(draft: Draft) -> str | None:
    """The sign of the nouns of moving that are ranked; None of none, or of both.

    A name is none of them: a carrier's "drops" are its deliveries.
    """
    ranking = (draft.items[at] for at, use in draft.used.items() if use == "ranking")
    said = (item.folded for item in ranking if item.role is not Role.METRIC)
    nouns = MOVES.intersection(word for words in said for word in words.split())
    falls, rises = not nouns.isdisjoint(FALLS), not nouns.isdisjoint(RISES)
    if falls is rises:
        return None
    return "lt" if falls else "gt"
