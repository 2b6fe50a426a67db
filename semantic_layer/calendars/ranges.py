"""Which range do several periods at a place make: since, until, between, "X to Y"?"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from semantic_layer.calendars.dates import day_number, day_of, written_date
from semantic_layer.calendars.lent_years import in_past_year, share_year
from semantic_layer.calendars.resolve import a_year_earlier
from semantic_layer.calendars.scan import JOINS, Phrase, resolved
from semantic_layer.calendars.single import period_at, period_or_current
from semantic_layer.calendars.words import LEAD_IN, MONTH_NAMES, OPENING, UNITS, WEEKDAYS
from semantic_layer.calendars.years import Read, ordinal_at
from semantic_layer.period import (
    Dates,
    Days,
    Named,
    Period,
    Relative,
    Span,
    Unit,
    Within,
)

THROUGH = frozenset({"to", "through", "thru", "until", "till", "til", "up", *JOINS})
AND = frozenset({"and", "&"})
UNTIL = frozenset({"to", "until", "till", "til", "through", "thru", *JOINS})
SELLS = frozenset({"sell", "sells", "selling"})  # what sold through May did so until then
RUN = frozenset({"run", "lead", "build"})
BEGINS = frozenset({"from", "since", "between", "starting"})
NOW = frozenset({"now", "date", "present", "today"})
PRESENT = ("the", "present")
ONWARD = frozenset({"on", "onward", "onwards", "forward"})
SEVERAL = frozenset({"and", "or", ",", *THROUGH})
MOST_LISTED = 12


def range_at(phrase: Phrase, at: int) -> Read | None:
    """The longest period or range that begins here, with the words that lead into it."""
    begin = phrase.take(at, LEAD_IN) or phrase.take(at, "as", {"of", "at"}) or at
    found = [
        read
        for read in (
            _open_end(phrase, begin),
            _open_start(phrase, begin),
            _between(phrase, begin),
            _from_to(phrase, begin),
            _to(phrase, begin),
            _days_of_a_month(phrase, begin),
            period_at(phrase, begin),
        )
        if read is not None
    ]
    return max(found, key=lambda read: read[1], default=None)


def _open_end(phrase: Phrase, at: int) -> Read | None:
    """ "since September", "after October 31", "from March on"."""
    word = phrase.word(at)
    if word not in {"since", "after", "starting", "beginning"}:
        return None
    begin = phrase.past(at + 1, {"from", "in", "on", "with"})
    begun = phrase.take(phrase.past(begin, "the"), OPENING, "of")
    opening = period_or_current(phrase, begun) if begun else period_at(phrase, begin)
    opening = opening or _weekday(phrase, begin)
    if opening is None or is_counted_off(phrase, at):
        return None
    span = _span(opening[0], None, exclusive_start=word == "after")
    return span, _until_now(phrase, opening[1]) or opening[1]


def _weekday(phrase: Phrase, at: int) -> Read | None:
    """ "Since Monday", "from Tuesday on": the latest one; elsewhere a day's name is of all such."""
    begin = phrase.past(at, "the")
    after = phrase.take(begin, WEEKDAYS)
    several = (
        after is not None
        and phrase.word(after) in {"and", "or", ",", *THROUGH}
        and _until_now(phrase, after) is None
    )
    return (Days(weekday=WEEKDAYS[phrase.word(begin)]), after) if after and not several else None


def is_counted_off(phrase: Phrase, at: int) -> bool:
    """ "the week before Christmas" is neither a range nor a named week."""
    return phrase.word(at) in {"before", "after"} and phrase.word(at - 1) in UNITS


def _open_start(phrase: Phrase, at: int) -> Read | None:
    """ "until June 30", "up to last week", "before October"."""
    word = phrase.word(at)
    if phrase.word(at - 2 if phrase.word(at - 1) in JOINS else at - 1) in RUN:
        return None  # the run-up to Christmas begins on no day that is said
    begin = phrase.take(at, "up", {"to", "until", "through"}) or phrase.take(
        at, {"until", "till", "through", "thru", "before"}
    )
    if begin is None or _sells_through(phrase, at):
        return None
    end = phrase.past(begin, "the")
    begin = phrase.take(end, "end", "of") or begin
    closing = period_at(phrase, begin)
    if closing is None or is_counted_off(phrase, at):
        return None
    if word == "through" and _is_a_year(closing[0]):
        return None  # "month by month through 2025" is in the year as well as up to its end
    return _span(None, closing[0], exclusive_end=word == "before"), closing[1]


def _is_a_year(period: Period) -> bool:
    return isinstance(period, Named) and period.unit is Unit.YEAR


def _sells_through(phrase: Phrase, at: int) -> bool:
    """ "Sell-through last week" names what is sold through, and no period."""
    before = at - 2 if phrase.word(at - 1) in JOINS else at - 1
    return phrase.word(at) in {"through", "thru"} and phrase.word(before) in SELLS


def _between(phrase: Phrase, at: int) -> Read | None:
    return pair_at(phrase, phrase.take(at, "between"), AND | THROUGH)


def _from_to(phrase: Phrase, at: int) -> Read | None:
    begin = phrase.take(at, "from")
    if begin is None:
        return None
    begin = phrase.take(begin, "the", OPENING, "of") or phrase.take(begin, OPENING, "of") or begin
    ranged = pair_at(phrase, begin, THROUGH)
    if ranged:
        return ranged
    opening = period_at(phrase, begin) or _weekday(phrase, begin)
    if opening is None:
        return None
    after = phrase.take(opening[1], ONWARD) or _until_now(phrase, opening[1])
    return (_span(opening[0], None), after) if after and _begun(phrase, opening[0]) else None


def _to(phrase: Phrase, at: int) -> Read | None:
    """ "Q1 to Q3", and neighbours: "November and December 2025", "fiscal 2024 and 2025"."""
    return pair_at(phrase, at, THROUGH) or _neighbours(phrase, at)


def _neighbours(phrase: Phrase, at: int) -> Read | None:
    """ "2023, 2024 and 2025", if each follows the one before."""
    found = period_at(phrase, at)
    listed: list[Period] = []
    after = at
    while found and len(listed) < MOST_LISTED:
        listed.append(found[0])
        after = found[1]
        begin = phrase.past(phrase.past(after, ","), AND)
        found = period_at(phrase, begin) if begin > after else None
    for place in range(len(listed) - 1, 0, -1):
        listed[place - 1], listed[place] = share_year(phrase, listed[place - 1], listed[place])
    for run in (listed, listed[::-1]):
        if len(run) > 1 and all(_meet(phrase, one, two) for one, two in pairwise(run)):
            return _span(run[0], run[-1]), after
    return None


def _meet(phrase: Phrase, first: Period, second: Period) -> bool:
    one, two = resolved(phrase, first), resolved(phrase, second)
    if one is None or two is None or one.unit != two.unit:
        return False
    if one.start > two.start:
        one = a_year_earlier(first, one, phrase.index, phrase.clock)
    return one.whole_end + timedelta(days=1) == two.start


def pair_at(phrase: Phrase, at: int | None, joins: frozenset[str]) -> Read | None:
    if at is None:
        return None
    opening = period_at(phrase, at)
    if opening is None or phrase.word(opening[1]) not in joins:
        return None
    now = _until_now(phrase, opening[1])
    if now is not None and not isinstance(opening[0], Relative) and _begun(phrase, opening[0]):
        return _span(opening[0], None), now
    begin = opening[1] + 1
    if phrase.word(opening[1]) == "up":
        begin = phrase.take(begin, {"to", "until", "through"}) or len(phrase.words)
    begin = phrase.take(begin, "the", "end", "of") or phrase.take(begin, "end", "of") or begin
    closing = (
        _date_in_month(phrase, begin, opening[0])
        or period_at(phrase, begin)
        or _same_noun(phrase, begin, opening[0])
    )
    if closing is None:
        return None
    last = closing[0]
    if phrase.word(at - 1) not in BEGINS:  # "last year through 9 September" begins and ends in it
        last = in_past_year(last, opening[0])
    first, last = share_year(phrase, opening[0], last)
    return _span(first, last), closing[1]


def _until_now(phrase: Phrase, at: int) -> int | None:
    """The place after "until now", "up to the present", "till date"."""
    return phrase.take(phrase.past(at, "up"), UNTIL, NOW) or phrase.take(at, UNTIL, *PRESENT)


def _begun(phrase: Phrase, opening: Period) -> bool:
    """Whether a period is over, so that what goes on until now is more than it."""
    days = resolved(phrase, opening)
    return days is not None and days.whole_end < phrase.clock.today


def _same_noun(phrase: Phrase, at: int, opening: Period) -> Read | None:
    """ "From the second quarter to the third"."""
    ordinal = ordinal_at(phrase, phrase.past(at, "the"))
    if ordinal is None or not isinstance(opening, Named) or opening.unit is not Unit.QUARTER:
        return None
    if not (opening.number or 0) < ordinal[0] <= 4:
        return None
    return opening.model_copy(update={"number": ordinal[0]}), ordinal[1]


def _date_in_month(phrase: Phrase, at: int, opening: Period) -> Read | None:
    """ "Oct 1 - 15, 2026": the second day is in the first one's month."""
    day = day_number(phrase, at)
    if day is None or phrase.word(at + 1) in MONTH_NAMES or written_date(phrase, at):
        return None
    after = phrase.past(at + 1, ",")
    year = phrase.word(after)
    said = int(year) if len(year) == 4 and year.isdecimal() else None
    if isinstance(opening, Within) and isinstance(opening.period, Named):
        month = opening.period.month_of
    elif isinstance(opening, Dates) and opening.start is not None:
        month, said = opening.start.month, said or opening.start.year
    else:
        return None
    end = day_of(phrase, said, month, day) if month else None
    return (end, after + 1 if said and year == str(said) else at + 1) if end else None


def _days_of_a_month(phrase: Phrase, at: int) -> Read | None:
    """ "1 to 15 October 2026"."""
    begin = phrase.past(phrase.past(at, {"from", "between"}), "the")
    first = day_number(phrase, begin)
    join = phrase.take(begin + 1, THROUGH | AND) if first else None
    last = phrase.past(join, "the") if join else None
    closing = written_date(phrase, last) if last else None
    if first is None or closing is None or not phrase.word(last or 0)[:1].isdecimal():
        return None
    day = closing[0]
    if isinstance(day, Dates) and day.start is not None:
        opening = day_of(phrase, day.start.year, day.start.month, first)
    elif isinstance(day, Within) and isinstance(day.period, Named) and day.period.month_of:
        opening = day_of(phrase, None, day.period.month_of, first)
    else:
        return None
    return (_span(opening, day), closing[1]) if opening else None


def _span(
    start: Period | None,
    end: Period | None,
    *,
    exclusive_start: bool = False,
    exclusive_end: bool = False,
) -> Period:
    """Written dates on both ends are Dates; all else is a Span."""
    days = [part for part in (start, end) if part is not None]
    plain = all(isinstance(day, Dates) and day.start == day.end for day in days)
    if plain and not exclusive_start and not exclusive_end:
        return Dates(
            start=start.start if isinstance(start, Dates) else None,
            end=end.end if isinstance(end, Dates) else None,
        )
    return Span(start=start, end=end, exclusive_start=exclusive_start, exclusive_end=exclusive_end)
