"""Which comparison is only set beside its period: "this year and last", "Q3 on Q2"?

No word such as "versus" stands between the two; that the one is what the other is measured by is
seen from the periods themselves.
"""

from __future__ import annotations

from datetime import timedelta

from semantic_layer.calendars.scan import JOINS, Phrase, resolved
from semantic_layer.calendars.single import period_at
from semantic_layer.calendars.words import LAST, MOVED, UNITS
from semantic_layer.calendars.years import named, year_at
from semantic_layer.period import Named, Period, Relative, Unit
from semantic_layer.query import Comparison, ComparisonKind

Compared = tuple[Comparison, int]

LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR)
PREVIOUS = Comparison(kind=ComparisonKind.PREVIOUS_PERIOD)
ASKED_AGAIN = frozenset({"what", "how"})
AGAIN = frozenset({"much", "many", "was", "were", "it", "that", "they", "did", "about", "in"})
EARLIER = frozenset({"earlier", "before", "ago", "previously"})
ON = frozenset({"on", "over"})
# a noun of what stood then: "the year-ago level"
THEN = frozenset({"period", "level", "levels", "figure", "figures", "number", "numbers", "value"})


def set_beside(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    return (
        _the_last_of_them(phrase, at, base)
        or _a_year_earlier(phrase, at)
        or _on(phrase, at)
        or _since_the_last(phrase, at)
    )


def _listed(phrase: Phrase, at: int) -> int | None:
    """The place after an "and" or a comma."""
    comma = phrase.past(at, ",")
    after = phrase.take(comma, "as", "well", "as") or phrase.past(comma, {"and", "&", "plus"})
    return after if after > at else None


def _the_last_of_them(phrase: Phrase, at: int, base: Period | None) -> Compared | None:
    """ "This year and last", "this quarter, last quarter": not both together."""
    begin = _listed(phrase, at)
    current = isinstance(base, Relative) and (base.offset, base.count) == (0, 1)
    if begin is None or not current or not isinstance(base, Relative) or not _ends(phrase, at):
        return None
    after = phrase.take(phrase.past(begin, {"in", "the"}), LAST)
    unit = UNITS.get(phrase.word(after)) if after else None
    if after is None or (unit is not None and unit is not base.unit) or _goes_on(phrase, after):
        return None
    against = LAST_YEAR if base.unit is Unit.YEAR else PREVIOUS
    return against, after + (unit is not None)


def _goes_on(phrase: Phrase, at: int) -> bool:
    """Whether a noun or a number follows: "this year and last May", "and last 4 weeks"."""
    word = phrase.word(at)
    return word not in UNITS and word.isalnum() and word not in {"by", "for", "in", "and", "per"}


def _ends(phrase: Phrase, at: int) -> bool:
    """Whether a period ends right here."""
    return any(
        (read := period_at(phrase, begin)) is not None and read[1] == at
        for begin in range(max(at - 6, 0), at)
    )


def _a_year_earlier(phrase: Phrase, at: int) -> Compared | None:
    """ "... and a year earlier", "and what was it a year before?"."""
    begin = _listed(phrase, at)
    if begin is None:
        return None
    if phrase.word(begin) in ASKED_AGAIN:
        begin += 1
        while phrase.word(begin) in AGAIN:
            begin += 1
    after = a_year_before(phrase, begin)
    if after is None or (phrase.word(after).isalnum() and phrase.word(after) not in ENDS_IT):
        return None
    return LAST_YEAR, after


def a_year_before(phrase: Phrase, at: int) -> int | None:
    """The place after "a year earlier"."""
    one = phrase.take(at, {"a", "one"}) or at
    return phrase.take(one, "year", EARLIER)


ENDS_IT = frozenset({"by", "for", "and", "with", "per", "respectively", "please", "in", "across"})


def _on(phrase: Phrase, at: int) -> Compared | None:
    """ "Q3 on Q2", "October over September": two of one kind, right behind one another."""
    if phrase.word(at) not in ON:
        return None
    other = period_at(phrase, at + 1)
    if other is None or phrase.word(other[1]) in {"to", "through", *JOINS}:
        return None
    bases = (period_at(phrase, begin) for begin in range(max(at - 6, 0), at))
    base = next((read[0] for read in bases if read is not None and read[1] == at), None)
    if base is None or _unit(base) is None or _unit(base) is not _unit(other[0]):
        return None
    return Comparison(kind=ComparisonKind.PERIOD, period=other[0]), other[1]


def _unit(period: Period) -> Unit | None:
    """Of one whole unit; days stand on days in other ways ("on Friday over Easter")."""
    one = isinstance(period, Named) or (isinstance(period, Relative) and period.count == 1)
    unit = getattr(period, "unit", None) if one else None
    return None if unit is Unit.DAY else unit


def _since_the_last(phrase: Phrase, at: int) -> Compared | None:
    """ "Has conversion gone up since last quarter": from the one to the other, and no stretch."""
    begin = phrase.take(at, "since")
    found = period_at(phrase, begin) if begin else None
    if found is None or not any(phrase.word(n) in MOVED for n in range(len(phrase.words))):
        return None
    period, after = found
    if not isinstance(period, Relative) or (period.offset, period.count) != (-1, 1):
        return None
    if period.unit is Unit.YEAR:
        return LAST_YEAR, after
    return Comparison(kind=ComparisonKind.PERIOD, period=period), after


def past_noun(phrase: Phrase, at: int) -> int:
    """The place after what a year-ago number is called: "the year-ago quarter"."""
    said = phrase.word(at) in THEN or UNITS.get(phrase.word(at)) not in (None, Unit.YEAR)
    return at + 1 if said else at


def the_year_before(phrase: Phrase, at: int, base: Period | None) -> int | None:
    """The place after the year before the base's: "the same quarter of 2024", asked of 2025."""
    year, days = year_at(phrase, at), resolved(phrase, base) if base is not None else None
    if year is None or days is None or year[0].year is None:
        return None
    named_year = named(phrase, Unit.YEAR, year[0], None)
    other = resolved(phrase, named_year) if named_year is not None else None
    then = days.start - timedelta(days=364)
    return year[1] if other and other.start <= then <= other.whole_end else None
