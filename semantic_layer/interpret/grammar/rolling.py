"""Does a window move along a series: "rolling 6-week traffic by week", "R12 returns by month"?

In the singular the window is said of each bucket ("a rolling 3-month figure, every month"); in the
plural it is the days of the question ("the trailing 3 months, by month"). Its mean can be shown.
"""

from __future__ import annotations

import re

from semantic_layer.calendars.words import UNITS
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Relative, Rolling
from semantic_layer.query import Grain

MOVES = frozenset({"rolling", "trailing", "running"})
SHORTLY = re.compile(r"ttm|[rt]\d+[dwmq]?")
OF_DAYS = ("period", "time period", "window")  # "the rolling 12 month period, by month"
MOVING_SUM = (
    "I can let an average move along a series, not a sum. Ask for the moving average, such as "
    "“3-month moving average of net sales”, or for one window by itself."
)


def rolling(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.PERIOD):
        if _moves(draft, at) and _is_series(draft, context):
            draft = _along(draft, at)
    return draft


def _moves(draft: Draft, at: int) -> bool:
    words = draft.items[at].folded.removesuffix(" basis").split()
    if any(SHORTLY.fullmatch(word) for word in words):
        return True
    one = words[-1] in UNITS and not words[-1].endswith("s")
    behind = draft.items[at + 1].folded if at + 1 < len(draft.items) else ""
    return one and bool(MOVES.intersection(words)) and behind not in OF_DAYS


def _is_series(draft: Draft, context: Context) -> bool:
    before = context.previous.grain if context.previous is not None else None
    return before is not None or any(item.role is Role.GRAIN for item in draft.items)


def _along(draft: Draft, at: int) -> Draft:
    window, mean = draft.items[at].meaning.period, draft.after(at)
    if not isinstance(window, Rolling | Relative) or window.count < 2:
        return draft
    if not draft.free(mean, Role.AVERAGE):
        return draft.bind((at,), "moving sum", trouble=draft.trouble or MOVING_SUM)
    grain = Grain(unit=window.unit)
    return draft.bind((at, mean), "moving average", moving=window.count, grain=grain)
