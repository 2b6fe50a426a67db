"""Where does a question ask for a series: "by month", "weekly", "each fiscal quarter"?"""

from __future__ import annotations

from dataclasses import dataclass

from semantic_layer.calendars.scan import Phrase
from semantic_layer.calendars.single import period_at
from semantic_layer.calendars.words import ADVERBS, UNITS
from semantic_layer.calendars.years import calendar_at
from semantic_layer.period import Unit
from semantic_layer.query import Grain

EACH = frozenset({"by", "per", "each", "every"})
ASKED = frozenset({"which", "what", "list"})
FOLLOWED = frozenset({"in", "with", "where", "when", "since", "during", "above", "below"})
NOT_LISTED = frozenset({"of", "to", "before", "ago", "over", "and", "on"})
COUNTED = frozenset({"number", "count"})
LISTS = frozenset({"and", ",", "&"})
ENDS_OF = {"eow": Unit.WEEK, "eom": Unit.MONTH, "eoq": Unit.QUARTER, "eoy": Unit.YEAR}
TREND = frozenset({"trend", "trends", "trended", "trending", "timeline", "evolution"})
OVER_TIME = (("over", "time"), ("through", "time"), ("across", "time"))


@dataclass(frozen=True, slots=True)
class GrainMention:
    """`grain` is None for a trend of which no unit is named; the period's length suggests one.

    `at_ends`: what stood at the end of each unit is asked for, which amounts of a period have not.
    """

    start: int
    end: int
    text: str
    grain: Grain | None
    at_ends: bool = False


def grain_at(phrase: Phrase, at: int) -> tuple[Grain | None, int] | None:
    """The grain named here, and the place after it."""
    named = _adverb(phrase, at) or _by_unit(phrase, at) or _trend(phrase, at)
    return named or _subject(phrase, at)


def ends_at(phrase: Phrase, at: int) -> tuple[Grain, int] | None:
    """ "Month-end", "EOM", "at the end of each quarter": what stood there when each unit ended."""
    begin = phrase.past(at, "at")
    if unit := ENDS_OF.get(phrase.word(begin)):
        return Grain(unit=unit), begin + 1
    word, named = calendar_at(phrase, begin)
    unit = UNITS.get(phrase.word(named))
    after = phrase.take(named, phrase.word(named), {"end", "ends"}) if unit else None
    if unit and unit not in (Unit.DAY, Unit.WEEK) and after:  # a week-end is two days
        return _grain(phrase, unit, word), after
    ends = phrase.take(phrase.past(begin, "the"), {"end", "close", "ends"}, "of")
    return _by_unit(phrase, ends) if ends else None


def _subject(phrase: Phrase, at: int) -> tuple[Grain, int] | None:
    """ "Which weeks were below plan", "Days with net sales above ...": units of time, listed."""
    asked = phrase.word(at - 1) in ASKED
    word, named = calendar_at(phrase, at)
    unit = UNITS.get(phrase.word(named))
    if unit and word and phrase.take(at - 2, COUNTED, "of"):
        return _grain(phrase, unit, word), named + 1  # "the number of fiscal weeks with"
    if unit is None or not (asked or (at == 0 and phrase.word(named).endswith("s"))):
        return None
    if not asked and phrase.word(named + 1) not in FOLLOWED:
        return None
    of_a_period = asked and phrase.word(named + 1) == "of" and _is_a_period(phrase, named + 2)
    if (phrase.word(named + 1) in NOT_LISTED and not of_a_period) or _is_numbered(phrase, named):
        return None
    return _grain(phrase, unit, word), named + 1


def _is_a_period(phrase: Phrase, at: int) -> bool:
    """ "Which months of fiscal 2025"; not "which day of the week", "what month of the year"."""
    return period_at(phrase, at) is not None


def _adverb(phrase: Phrase, at: int) -> tuple[Grain, int] | None:
    """ "weekly", "calendar monthly", "on a weekly basis", "month by month"."""
    begin = phrase.take(at, "on", "a") or at
    word, begin = calendar_at(phrase, begin)
    unit = ADVERBS.get(phrase.word(begin))
    after: int | None = begin + 1
    if unit is None:
        first = phrase.word(begin)
        unit = UNITS.get(first)
        after = phrase.take(begin + 1, {"by", "for"}, first) or phrase.take(begin + 1, "wise")
        if phrase.word(at - 1) in {"the", "of"}:
            return None  # "net sales of the year by year", "share of each day of week by week"
    if unit is None or after is None:
        return None
    return _grain(phrase, unit, word), phrase.past(after, {"basis", "trend", "trends"})


def _by_unit(phrase: Phrase, at: int) -> tuple[Grain, int] | None:
    """ "by month", "per calendar quarter", "for each week", "by the week", "by fiscal year"."""
    begin = phrase.past(at, "for") if phrase.word(at + 1) in {"each", "every"} else at
    listed = phrase.word(begin) in LISTS and _is_in_a_breakdown(phrase, begin)
    if phrase.word(begin) not in EACH and not listed:
        return None
    word, named = calendar_at(phrase, phrase.past(begin + 1, {"the", "each"}))
    unit = UNITS.get(phrase.word(named))
    if unit is None or _means_a_weekday(phrase, unit, named) or _is_numbered(phrase, named):
        return None
    return _grain(phrase, unit, word), named + 1


def _is_in_a_breakdown(phrase: Phrase, at: int) -> bool:
    """ "by region and month": the unit stands alone, a few words after "by"."""
    unit_at = calendar_at(phrase, at + 1)[1]
    alone = phrase.word(unit_at + 1) not in {"to", "before", "over", "so", "of", "ago"}
    return alone and any(phrase.word(place) in {"by", "per"} for place in range(max(at - 5, 0), at))


def _means_a_weekday(phrase: Phrase, unit: Unit, at: int) -> bool:
    """ "by day of the week" is a dimension."""
    return unit is Unit.DAY and phrase.word(at + 1) == "of"


def _is_numbered(phrase: Phrase, at: int) -> bool:
    """ "by week 40" is a period."""
    return phrase.word(at + 1).isdecimal() or phrase.take(at + 1, "to", "date") is not None


def _trend(phrase: Phrase, at: int) -> tuple[None, int] | None:
    if phrase.word(at) in TREND:
        return None, at + 1
    for words in OVER_TIME:
        if after := phrase.take(at, *words):
            return None, after
    return None


def _grain(phrase: Phrase, unit: Unit, word: str | None) -> Grain:
    return Grain(unit=unit, calendar=phrase.calendar_words[word] if word else None)
