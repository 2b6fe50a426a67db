"""Is a number above or below what it was: "did Hats beat last year", "stores behind last month"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.furthest import furthest
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.grammar.signs import grown_before, led_by, listing, of_a_group
from semantic_layer.interpret.grammar.who import asked_who, asks_which, of_the_groups_shown
from semantic_layer.interpret.lexicon import SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.period import Period, Relative, Unit
from semantic_layer.query import Comparison, ComparisonKind, Show, Threshold

APART = (Role.AND, Role.PAUSE)
SIDES = frozenset(
    {"above", "below", "under", "beneath", "ahead of", "behind", "short of", "beyond", "beat"}
    | {"beats", "beating", "topped", "tops", "exceed", "exceeds", "exceeded", "exceeding"}
    | {"outperform", "outperformed", "outperforming", "surpass", "surpassed", "surpasses"}
    | {"trailing", "trailed", "trails", "lagging", "lagged", "lags", "fell short of"}
    | {"better than", "worse than", "outsell", "outsold", "higher than", "lower than"}
)
BEATEN = "ahead or behind"  # what the words are used as


def beaten(draft: Draft, context: Context) -> Draft:
    which = listing(draft)
    for at in draft.all(Role.MORE, Role.LESS):
        then = draft.after(at, over={Role.ANY})
        period = draft.items[then].meaning.period if draft.free(then, Role.PERIOD) else None
        if period is None or draft.items[at].folded not in SIDES:
            continue
        led = led_by(draft, at) or of_a_group(draft, at) or _joined_to_a_side(draft, at)
        led = led or bool(which and at > which[0])
        if not led and asks_which(draft, at):
            draft, led = of_the_groups_shown(draft, asked_who(draft, at), context), True
        draft = _kept(draft, at, then, context) if led else _compared(draft, at, then, period)
    return draft


def _kept(draft: Draft, at: int, then: int, context: Context) -> Draft:
    """ "Stores below last year", "which brands are above last month": their growth is meant."""
    period = draft.items[then].meaning.period
    if not isinstance(period, Relative) or (period.offset, period.count) != (-1, 1):
        return draft
    year = period.unit is Unit.YEAR
    if not year and draft.all(Role.PERIOD) != (then,):
        return draft
    beside_plan = bool(draft.thresholds) and not draft.all(Role.METRIC)
    joined = beside_plan or _joined_to_a_side(draft, at)
    metric = grown_before(draft, at) or (called(SOLD, context) or "" if joined else "")
    op = "gt" if draft.role(at) is Role.MORE else "lt"
    made = Threshold.model_validate(
        {"metric": metric, "show": Show.GROWTH, "op": op, "values": (0.0,)}
    )
    draft = furthest(draft, at, metric, Show.GROWTH, op)
    draft = _beside(draft, (at, then), period, alone=True)
    return draft.bind(
        (at, then),
        "threshold on growth",
        thresholds=(*draft.thresholds, made),
        measures=(*draft.measures, *(((at, metric),) if joined and metric else ())),
    )


def _compared(draft: Draft, at: int, then: int, period: Period) -> Draft:
    """ "Did Hats beat last year in May", "was this week better than last week"."""
    others = [n for n in draft.all(Role.PERIOD) if n != then]
    return _beside(draft, (at, then), period, alone=not others)


def _beside(draft: Draft, used: tuple[int, int], period: Period, *, alone: bool) -> Draft:
    """With the year before, or with the period that is named; of one alone, the current one."""
    before = isinstance(period, Relative) and (period.offset, period.count) == (-1, 1)
    if isinstance(period, Relative) and before and period.unit is Unit.YEAR:
        comparison = Comparison(kind=ComparisonKind.LAST_YEAR)
    elif before and alone:
        comparison = Comparison(kind=ComparisonKind.PREVIOUS_PERIOD)
    else:
        comparison = Comparison(kind=ComparisonKind.PERIOD, period=period)
    if alone and not before:
        return draft  # "did we beat May": nobody says when
    implied = period.model_copy(update={"offset": 0}) if before else None
    return draft.bind(
        used,
        BEATEN,
        shows=(*draft.shows, Show.GROWTH),
        comparisons=tuple(dict.fromkeys((*draft.comparisons, comparison))),
        implied=implied,
    )


def _joined_to_a_side(draft: Draft, at: int) -> bool:
    """ "Ahead of plan but below last year"."""
    join = draft.ahead_of(at)
    return draft.role(join) in APART and "threshold" in draft.used.get(draft.ahead_of(join), "")
