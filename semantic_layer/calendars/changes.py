"""Between which periods is a change asked for: "growth from Q2 to Q3", "compare Q3 and Q2"?"""

from __future__ import annotations

from semantic_layer.calendars.comparisons import comparison_at, speaks_of, unit_of
from semantic_layer.calendars.ranges import pair_at
from semantic_layer.calendars.scan import Phrase, resolved
from semantic_layer.calendars.words import BESIDE, CHANGE_WORDS, COMPARE, LEAD_IN
from semantic_layer.period import Period, Span, Unit
from semantic_layer.query import Comparison, ComparisonKind

SPLITTING = frozenset({"across", "by", "between", "among"})


def change_at(phrase: Phrase, at: int) -> tuple[Period, Comparison, int] | None:
    """ "growth from Q2 to Q3", "difference between September and October": the later against
    the earlier; "compare Q3 and Q2": the first named against the second."""
    begin = phrase.take(at, {"from", "between"})
    change = speaks_of(phrase, CHANGE_WORDS, at) or (at == 0 and _changes_behind(phrase))
    compare = speaks_of(phrase, COMPARE, at)
    if not compare and (not change or begin is None):
        return None
    ranged = pair_at(phrase, begin or phrase.past(at, LEAD_IN), BESIDE)
    if ranged is None or not isinstance(ranged[0], Span):
        return None
    first, second = ranged[0].start, ranged[0].end
    if first is None or second is None or not _are_units(first, second):
        return None
    if change and not compare:
        one, two = resolved(phrase, first), resolved(phrase, second)
        if one and two and one.start < two.start:
            first, second = second, first
    return first, Comparison(kind=ComparisonKind.PERIOD, period=second), ranged[1]


def _changes_behind(phrase: Phrase) -> bool:
    """ "From Q2 to Q3, which stores declined": a change that is against nothing else."""
    places = range(1, len(phrase.words))
    said = any(phrase.word(at) in CHANGE_WORDS and not _differs_by(phrase, at) for at in places)
    return said and not any(comparison_at(phrase, at, None) for at in places)


def _differs_by(phrase: Phrase, at: int) -> bool:
    """ "How did rates differ across channels" sets channels apart, and no periods."""
    return phrase.word(at).startswith("differ") and phrase.word(at + 1) in SPLITTING


def _are_units(first: Period, second: Period) -> bool:
    unit = unit_of(first)
    return unit not in (None, Unit.DAY) and unit is unit_of(second)
