"""Expressions of time that a retailer may say, drawn by chance, with the days that they mean.

The days are worked out by hand (see by_hand), never by the product.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.semantic_layer.calendars.by_hand import (
    DAY,
    GREGORIAN,
    RETAIL,
    STRETCHES,
    UNITS,
    WEEK,
    Stretch,
    easter,
    months_before,
    named_month,
    numbered,
    place_of,
    weekday_in,
)

FIRST_DAY = date(2023, 1, 29)  # of the data
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("first", "second", "third", "fourth", "fifth")
COUNTS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
LAST = ("last", "previous", "prior", "preceding", "most recent")
LAST_YEAR = ("last year", "LY", "a year ago", "the prior year", "the previous year")


@dataclass(frozen=True, slots=True)
class Said:
    """An expression and its days, both among them; `other` are those it is compared with."""

    text: str
    first: date
    last: date
    calendar: str = ""  # the one whose units it is made of; "" where it names days
    unit: str = ""
    whole_last: date | None = None  # of a period that is not over
    other: tuple[date, date] | None = None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def whole(self) -> bool:
        return self.whole_last is None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which somebody asks, and the calendar that the retailer counts by."""

    today: date
    default: str
    chance: Random

    @property
    def watermark(self) -> date:
        return self.today - DAY

    def word(self, *, often: bool = True) -> tuple[str, str]:
        """A calendar, and the word that names it: none for the retailer's own."""
        if often and self.chance.random() < 0.6:
            return "", self.default
        return self.chance.choice((("fiscal ", RETAIL), ("calendar ", GREGORIAN)))

    def current(self, calendar: str, unit: str, offset: int = 0) -> Stretch:
        return STRETCHES[calendar, unit][place_of(calendar, unit, self.today) + offset]

    def said(self, text: str, first: Stretch, last: Stretch, calendar: str, unit: str) -> Said:
        """Units, up to the watermark where they are not over."""
        if first.first <= self.watermark < last.last:
            return Said(text, first.first, self.watermark, calendar, unit, last.last)
        return Said(text, first.first, last.last, calendar, unit)

    def latest(self, calendar: str, unit: str, number: int) -> Stretch:
        """The last of that number that has begun."""
        begun = (
            each
            for each in reversed(STRETCHES[calendar, unit])
            if each.number == number and each.first <= self.today
        )
        return next(begun)

    def year(self, before: int = 0) -> int:
        """A year that the data has, and that is over or under way."""
        return self.chance.randint(2023, self.today.year - 1 - before)

    def past(self, days: int = 40) -> date:
        """A day that the data has, some time ago."""
        span = (self.today - FIRST_DAY).days - days
        return FIRST_DAY + self.chance.randint(30, span) * DAY


Family = Callable[[Moment], Said]


def single_day(at: Moment) -> Said:
    back = at.chance.randint(2, 60)
    weekday = at.chance.randrange(7)
    before = at.today - DAY
    while before.weekday() != weekday:
        before -= DAY
    text, day = at.chance.choice(
        (
            ("yesterday", at.today - DAY),
            ("today", at.today),
            ("tomorrow", at.today + DAY),
            ("the day before yesterday", at.today - 2 * DAY),
            (f"{back} days ago", at.today - back * DAY),
            (f"last {WEEKDAYS[weekday]}", before),
        )
    )
    return Said(text, day, day, unit="day")


def relative(at: Moment) -> Said:
    """ "Last week", "this fiscal quarter", "the month before last", "next year"."""
    word, calendar = at.word()
    unit = at.chance.choice(UNITS)
    text, offset = at.chance.choice(
        (
            (f"{at.chance.choice(LAST)} {word}{unit}", -1),
            (f"{at.chance.choice(('this', 'current'))} {word}{unit}", 0),
            (f"the current {word}{unit}", 0),
            (f"this {word}{unit} so far", 0),
            (f"next {word}{unit}", 1),
            (f"the {word}{unit} before last", -2),
        )
    )
    found = at.current(calendar, unit, offset)
    return at.said(text, found, found, calendar, unit)


def so_many(at: Moment) -> Said:
    """ "Last 13 weeks", "the previous three calendar months", "next 2 quarters"."""
    word, calendar = at.word()
    unit = at.chance.choice(UNITS)
    count = at.chance.randint(2, {"week": 52, "month": 18, "quarter": 6, "year": 3}[unit])
    said = COUNTS[count - 2] if count <= 12 and at.chance.random() < 0.4 else str(count)
    if at.chance.random() < 0.15:
        text, offset = f"next {said} {word}{unit}s", 1
    else:
        lead = at.chance.choice(("last", "the last", "the previous", "prior", "preceding"))
        text, offset = f"{lead} {said} {word}{unit}s", -count
    first = at.current(calendar, unit, offset)
    last = at.current(calendar, unit, offset + count - 1)
    return at.said(text, first, last, calendar, unit)


def rolling(at: Moment) -> Said:
    """Days, weeks and months up to the watermark, wherever units begin."""
    count = at.chance.randint(2, 60)
    way = at.chance.choice(("past", "rolling", "trailing", "the past"))
    unit = at.chance.choice(("day", "week", "month"))
    first = {
        "day": at.watermark - (count - 1) * DAY,
        "week": at.watermark - count * WEEK + DAY,
        "month": months_before(at.watermark, count) + DAY,
    }[unit]
    if unit == "day" and at.chance.random() < 0.5:
        way = at.chance.choice(("last", "the last"))
    return Said(f"{way} {count} {unit}s", first, at.watermark)


def shorthand(at: Moment) -> Said:
    """ "LW", "MTD", "L13W", "TTM"."""
    count = at.chance.randint(2, 52)
    text, unit, offset, many = at.chance.choice(
        (
            *(("LW", "week", -1, 1), ("LM", "month", -1, 1), ("LQ", "quarter", -1, 1)),
            *(("TW", "week", 0, 1), ("TY", "year", 0, 1), ("LY", "year", -1, 1)),
            *(("WTD", "week", 0, 1), ("MTD", "month", 0, 1), ("QTD", "quarter", 0, 1)),
            *(("YTD", "year", 0, 1), ("PTD", "month", 0, 1), ("R12", "month", -12, 12)),
            *((f"L{count}W", "week", -count, count), ("L3M", "month", -3, 3)),
        )
    )
    first = at.current(at.default, unit, offset)
    last = at.current(at.default, unit, offset + many - 1)
    return at.said(text, first, last, at.default, unit)


def to_date(at: Moment) -> Said:
    word, calendar = at.word()
    unit = at.chance.choice(UNITS)
    text = at.chance.choice((f"{word}{unit} to date", f"{word}{unit}-to-date"))
    if unit == "year" and word and at.chance.random() < 0.5:
        text = "FYTD" if calendar == RETAIL else "CYTD"
    found = at.current(calendar, unit)
    return at.said(text, found, found, calendar, unit)


def ago(at: Moment) -> Said:
    unit = at.chance.choice(UNITS)
    count = at.chance.randint(2, {"week": 60, "month": 18, "quarter": 6, "year": 2}[unit])
    said = COUNTS[count - 2] if count <= 12 and at.chance.random() < 0.4 else str(count)
    found = at.current(at.default, unit, -count)
    return at.said(f"{said} {unit}s ago", found, found, at.default, unit)


def fortnight(at: Moment) -> Said:
    count = at.chance.randint(1, 6)
    text = "the last fortnight" if count == 1 else f"the last {count} fortnights"
    first = at.current(at.default, "week", -2 * count)
    return at.said(text, first, at.current(at.default, "week", -1), at.default, "week")


def quarter(at: Moment) -> Said:
    """ "Q3 2025", "FY25 Q3", "the third calendar quarter", "3Q25", "Q3 last year"."""
    word, calendar = at.word()
    number, year = at.chance.randint(1, 4), at.year()
    ordinal, short = ORDINALS[number - 1], year % 100
    coded = {"fiscal ": f"FY{short}", "calendar ": f"CY{short}"}.get(word, str(year))
    latest = (f"{word}Q{number}", f"the {ordinal} {word}quarter", f"{word}quarter {number}")
    last_year = (f"{word}Q{number} last year", f"{word}Q{number} of last year")
    dated = (
        *(f"{word}Q{number} {year}", f"{word}Q{number} of {year}", f"Q{number} {coded}"),
        *(f"{coded} Q{number}", f"the {ordinal} {word}quarter of {year}"),
        *(f"{word}quarter {number} of {year}", f"Q{number} of {word}{year}"),
        *((f"{number}Q{short}", f"Q{number}'{short}", f"Q{number}-{year}") if not word else ()),
        *((f"Q{number}/{year}", f"{year}-Q{number}") if not word else ()),
    )
    way = at.chance.random()
    if way < 0.25:
        found = at.latest(calendar, "quarter", number)
        return _whole(at, at.chance.choice(latest), found, calendar, "quarter")
    if way < 0.4:
        before = at.current(calendar, "year").year - 1
        found = _numbered(calendar, "quarter", before, number)
        return _whole(at, at.chance.choice(last_year), found, calendar, "quarter")
    found = _numbered(calendar, "quarter", year, number)
    return _whole(at, at.chance.choice(dated), found, calendar, "quarter")


def month(at: Moment) -> Said:
    """A month by its name. Its year is the Gregorian one, unless "fiscal" stands by it."""
    word, calendar = at.word()
    number, year = at.chance.randint(1, 12), at.year()
    name = MONTHS[number - 1]
    if number != 5 and at.chance.random() < 0.3:
        name = name[:3]
    place = (number - 2) % 12 + 1 if calendar == RETAIL else number
    way = at.chance.random()
    if way < 0.3:
        found = at.latest(calendar, "month", place)
        return at.said(f"{word}{name}", found, found, calendar, "month")
    if way < 0.45:
        year = at.current(calendar, "year").year - 1
        text = at.chance.choice((f"{word}{name} last year", f"{word}{name} of last year"))
        return _whole(at, text, _numbered(calendar, "month", year, place), calendar, "month")
    if word == "fiscal ":
        text = at.chance.choice((f"fiscal {name} {year}", f"{name} of fiscal {year}"))
        return _whole(at, text, _numbered(calendar, "month", year, place), calendar, "month")
    text = at.chance.choice((f"{word}{name} {year}", f"{word}{name} of {year}"))
    return _whole(at, text, named_month(calendar, number, year), calendar, "month")


def numbered_month(at: Moment) -> Said:
    """ "P9 2025", "period 9", "fiscal month 9 of 2024"."""
    number, year = at.chance.randint(1, 12), at.year()
    word = "fiscal " if at.default != RETAIL else at.chance.choice(("", "fiscal "))
    if at.chance.random() < 0.3:
        text = at.chance.choice((f"{word}period {number}", f"{word}month {number}"))
        return _whole(at, text, at.latest(RETAIL, "month", number), RETAIL, "month")
    texts = (
        *(f"{word}period {number} of {year}", f"{word}month {number} of {year}"),
        *(f"{word}P{number} {year}", f"{word}period {number} {year}"),
    )
    found = _numbered(RETAIL, "month", year, number)
    return _whole(at, at.chance.choice(texts), found, RETAIL, "month")


def week(at: Moment) -> Said:
    word, calendar = at.word()
    number, year = at.chance.randint(1, 52), at.year()
    if at.chance.random() < 0.3:
        texts = (f"{word}week {number}", f"{word}wk {number}", *((f"W{number}",) * (not word)))
        found = at.latest(calendar, "week", number)
        return _whole(at, at.chance.choice(texts), found, calendar, "week")
    texts = (
        *(f"{word}week {number} of {year}", f"{word}wk {number} {year}"),
        *(f"week {number} of {word}{year}", f"{word}{year} week {number}"),
    )
    found = _numbered(calendar, "week", year, number)
    return _whole(at, at.chance.choice(texts), found, calendar, "week")


def year(at: Moment) -> Said:
    word, calendar = at.word()
    number = at.year()
    short = number % 100
    texts = {
        "": (str(number),),
        "fiscal ": (f"FY{short}", f"fiscal {number}", f"fiscal year {number}", f"FY{number}"),
        "calendar ": (f"calendar year {number}", f"calendar {number}", f"CY{short}"),
    }[word]
    found = _numbered(calendar, "year", number, 1)
    return _whole(at, at.chance.choice(texts), found, calendar, "year")


def half(at: Moment) -> Said:
    word, calendar = at.word()
    number, year = at.chance.randint(1, 2), at.year()
    texts = (
        *(f"{word}H{number} {year}", f"the {ORDINALS[number - 1]} half of {word}{year}"),
        *(f"{word}H{number} of {year}", f"{word}{year} H{number}"),
    )
    first = _numbered(calendar, "quarter", year, 2 * number - 1)
    last = _numbered(calendar, "quarter", year, 2 * number)
    return at.said(at.chance.choice(texts), first, last, calendar, "quarter")


def part(at: Moment) -> Said:
    """ "The second week of Q3 2025", "last 2 weeks of October 2024", "first month of 2025"."""
    outer = at.chance.choice((quarter, year, month))(at)
    kinds = {"year": ("quarter", "month", "week"), "quarter": ("month", "week"), "month": ("week",)}
    unit = at.chance.choice(kinds[outer.unit])
    if outer.calendar == GREGORIAN and unit == "week":
        unit = "day"  # a Gregorian month cuts its weeks
    last = outer.whole_last or outer.last
    if unit == "day":
        place = at.chance.choice((0, -1))
        day = outer.first if place == 0 else last
        lead = "first" if place == 0 else "last"
        return Said(f"the {lead} day of {outer.text}", day, day, unit="day")
    inside = [
        each
        for each in STRETCHES[outer.calendar, unit]
        if outer.first <= each.first and each.last <= last
    ]
    count = at.chance.randint(1, min(3, len(inside) - 1))
    if count == 1:
        place = at.chance.randrange(min(5, len(inside)))
        lead, chosen = f"the {ORDINALS[place]} {unit}", inside[place : place + 1]
        if at.chance.random() < 0.3:
            lead, chosen = f"the last {unit}", inside[-1:]
        if unit == "quarter" and lead == "the fifth quarter":
            lead, chosen = "the last quarter", inside[-1:]
    elif at.chance.random() < 0.5:
        lead, chosen = f"the first {count} {unit}s", inside[:count]
    else:
        lead, chosen = f"the last {count} {unit}s", inside[-count:]
    return at.said(f"{lead} of {outer.text}", chosen[0], chosen[-1], outer.calendar, unit)


def end_of(at: Moment) -> Said:
    outer = at.chance.choice((quarter, year, month))(at)
    last = outer.whole_last or outer.last
    word = at.chance.choice(("the end", "the close", "the last day"))
    return Said(f"{word} of {outer.text}", last, last, unit="day")


def written(day: date, chance: Random) -> str:
    name = MONTHS[day.month - 1]
    name = name[:3] if chance.random() < 0.4 else name
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return chance.choice(
        (
            *(
                day.isoformat(),
                f"{day.month}/{day.day}/{day.year}",
                f"{name} {day.day}, {day.year}",
            ),
            *(f"{day.day} {name} {day.year}", f"{name} {day.day}{ending}, {day.year}"),
            *(f"the {day.day}{ending} of {name} {day.year}", f"{name} {day.day} {day.year}"),
        )
    )


def written_day(at: Moment) -> Said:
    day = at.past()
    if at.chance.random() < 0.3:
        text = at.chance.choice(
            (f"{MONTHS[day.month - 1]} {day.day}", f"{day.day} {MONTHS[day.month - 1]}")
        )
        begun = date(at.today.year, day.month, 1) <= at.today
        year = at.today.year if begun else at.today.year - 1
        if (day.month, day.day) == (2, 29):
            return written_day(at)
        day = date(year, day.month, day.day)
        return Said(text, day, day, unit="day")
    text = written(day, at.chance)
    if at.chance.random() < 0.15:
        text = f"{WEEKDAYS[day.weekday()]}, {text.removeprefix('the ')}"
    return Said(text, day, day, unit="day")


def week_of(at: Moment) -> Said:
    day = at.past()
    calendar = at.default
    found = STRETCHES[calendar, "week"][place_of(calendar, "week", day)]
    way = at.chance.choice(("the week of", "week of", "week ending", "the week beginning"))
    named = {"week ending": found.last, "the week beginning": found.first}.get(way, day)
    return _whole(at, f"{way} {written(named, at.chance)}", found, calendar, "week")


def counted_to(at: Moment) -> Said:
    last, count = at.past(), at.chance.randint(2, 13)
    unit, length = at.chance.choice((("days", DAY), ("weeks", WEEK)))
    way = at.chance.choice(("to", "ending", "through"))
    said = written(last, at.chance)
    return Said(f"the {count} {unit} {way} {said}", last - count * length + DAY, last)


def days_between(at: Moment) -> Said:
    first = at.past(260)
    last = first + at.chance.randint(1, 200) * DAY
    one, two = written(first, at.chance), written(last, at.chance)
    way = at.chance.choice(
        ("{} to {}", "from {} to {}", "between {} and {}", "from {} through {}", "{} until {}")
    )
    return Said(way.format(one, two), first, last)


def anchor(at: Moment) -> Said:
    """A period that is over, and whose name is no day of the week's."""
    while True:
        found = at.chance.choice((quarter, month, week, year, written_day, holiday))(at)
        if found.whole and found.first > FIRST_DAY + 40 * DAY and found.last < at.watermark - DAY:
            return found


def open_ended(at: Moment) -> Said:
    whole = anchor(at)
    if at.chance.random() < 0.5:
        way, first = at.chance.choice((("since", whole.first), ("after", whole.last + DAY)))
        return Said(f"{way} {whole.text}", first, at.watermark)
    way, last = at.chance.choice(
        (("until", whole.last), ("up to", whole.last), ("before", whole.first - DAY))
    )
    return Said(f"{way} {whole.text}", FIRST_DAY, last)


def from_to(at: Moment) -> Said:
    """Units of one kind, from one to another: "Q1 to Q3 2025", "March through June 2024"."""
    word, calendar = at.word()
    way = at.chance.choice(("{} to {}", "from {} to {}", "between {} and {}", "from {} through {}"))
    kind = at.chance.choice(("quarter", "month", "year", "week", "months of two years"))
    year = at.year()
    if kind == "year":
        year = at.year(1) if at.today.year > 2024 else 2023
        first = _numbered(calendar, "year", year, 1)
        last = _numbered(calendar, "year", min(year + at.chance.randint(1, 2), 2026), 1)
        text = way.format(f"{word}{first.year}", f"{word}{last.year}")
        return at.said(text, first, last, calendar, "year")
    if kind == "week":
        one = at.chance.randint(1, 40)
        two = one + at.chance.randint(1, 11)
        first, last = (_numbered(calendar, "week", year, each) for each in (one, two))
        text = at.chance.choice((f"weeks {one} to {two} of {year}", f"weeks {one}-{two} of {year}"))
        return at.said(f"{word}{text}", first, last, calendar, "week")
    if kind == "quarter":
        one = at.chance.randint(1, 3)
        two = at.chance.randint(one + 1, 4)
        first, last = (_numbered(calendar, "quarter", year, each) for each in (one, two))
        text = way.format(f"{word}Q{one}", f"Q{two} {year}")
        return at.said(text, first, last, calendar, "quarter")
    word, calendar = ("", at.default) if word == "fiscal " else (word, calendar)
    one = at.chance.randint(1, 11)
    two = at.chance.randint(one + 1, 12)
    if kind == "month":
        first, last = (named_month(calendar, each, year) for each in (one, two))
        text = way.format(f"{word}{MONTHS[one - 1]}", f"{MONTHS[two - 1]} {year}")
    else:
        first, last = named_month(calendar, two, year), named_month(calendar, one, year + 1)
        text = way.format(f"{word}{MONTHS[two - 1]} {year}", f"{word}{MONTHS[one - 1]} {year + 1}")
    return at.said(text, first, last, calendar, "month")


def neighbours(at: Moment) -> Said:
    """ "October and November 2025", "Q1 and Q2 2024", "2024 and 2025"."""
    word, calendar = at.word()
    year, kind = at.year(), at.chance.choice(("quarter", "month", "year"))
    if kind == "quarter":
        one = at.chance.randint(1, 3)
        first, last = (_numbered(calendar, kind, year, each) for each in (one, one + 1))
        return at.said(f"{word}Q{one} and Q{one + 1} {year}", first, last, calendar, kind)
    if kind == "year":
        year = min(year, at.today.year - 2) if at.today.year > 2024 else 2023
        first, last = (_numbered(calendar, kind, each, 1) for each in (year, year + 1))
        return at.said(f"{word}{year} and {year + 1}", first, last, calendar, kind)
    word, calendar = ("", at.default) if word == "fiscal " else (word, calendar)
    one = at.chance.randint(2, 11)
    first, last = (named_month(calendar, each, year) for each in (one, one + 1))
    text = f"{word}{MONTHS[one - 1]} and {MONTHS[one]} {year}"
    return at.said(text, first, last, calendar, kind)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "Thanksgiving": lambda year: weekday_in(year, 11, 3, 4),
    "Black Friday": lambda year: weekday_in(year, 11, 3, 4) + DAY,
    "Cyber Monday": lambda year: weekday_in(year, 11, 3, 4) + 4 * DAY,
    "Christmas": lambda year: date(year, 12, 25),
    "Easter": easter,
    "Labor Day": lambda year: weekday_in(year, 9, 0, 1),
    "Memorial Day": lambda year: weekday_in(year, 5, 0, -1),
    "Independence Day": lambda year: date(year, 7, 4),
    "the Fourth of July": lambda year: date(year, 7, 4),
}


def holiday(at: Moment) -> Said:
    name = at.chance.choice(sorted(HOLIDAYS))
    year, way = at.year(), at.chance.random()
    text = f"{name} {year}"
    if way < 0.3:
        passed = HOLIDAYS[name](at.today.year) <= at.watermark
        text, year = name, at.today.year if passed else at.today.year - 1
    elif way < 0.4:
        text, year = f"{name} last year", at.today.year - 1
    day = HOLIDAYS[name](year)
    return Said(text, day, day, unit="day")


def holiday_week(at: Moment) -> Said:
    name, year = at.chance.choice(("Thanksgiving", "Christmas", "Easter")), at.year()
    place = place_of(at.default, "week", HOLIDAYS[name](year))
    found = STRETCHES[at.default, "week"][place]
    text = at.chance.choice((f"{name} week {year}", f"the week of {name} {year}"))
    return _whole(at, text, found, at.default, "week")


def season(at: Moment) -> Said:
    """The holiday season is fiscal November and December."""
    year = at.year()
    first, last = (_numbered(RETAIL, "month", year, each) for each in (10, 11))
    found = at.said(f"holiday season {year}", first, last, RETAIL, "")
    return replace(found, text=at.chance.choice((found.text, f"the {found.text}")))


def rest(at: Moment) -> Said:
    word, calendar = at.word()
    unit = at.chance.choice(("month", "quarter", "year"))
    found = at.current(calendar, unit)
    text = at.chance.choice((f"the rest of this {word}{unit}", f"rest of the {unit}"))
    if text.startswith("rest"):
        found = at.current(at.default, unit)
    return Said(text, max(at.today, found.first), found.last)


def against_last_year(at: Moment) -> Said:
    """Retail days against those 364 days earlier; Gregorian ones against the same dates."""
    own = at.chance.choice((relative, so_many, quarter, month, week, to_date, shorthand))(at)
    while own.text in ("LY", "TY") or own.text.endswith("last year") or own.first > at.watermark:
        own = at.chance.choice((relative, quarter, month, week, to_date))(at)
    way = at.chance.choice(("vs", "versus", "compared to", "against", "compared with"))
    text = f"{own.text} {way} {at.chance.choice(LAST_YEAR)}"
    if own.calendar == RETAIL:
        other = own.first - 52 * WEEK, own.last - 52 * WEEK
    elif own.whole and own.unit != "week":
        other = months_before(own.first, 12), months_before(own.last + DAY, 12) - DAY
    else:
        other = months_before(own.first, 12), months_before(own.last, 12)
    return replace(own, text=text, other=other)


def against_before(at: Moment) -> Said:
    """The unit before; of one that is not over as many days, as far as it has them."""
    own = at.chance.choice((relative, quarter, month, week))(at)
    while own.first > at.watermark or "before" in own.text:
        own = at.chance.choice((relative, quarter, month, week))(at)
    place = place_of(own.calendar, own.unit, own.first)
    before = STRETCHES[own.calendar, own.unit][place - 1]
    last = before.last if own.whole else min(before.last, before.first + (own.days - 1) * DAY)
    way = at.chance.choice(("vs", "versus", "compared with", "against"))
    named = f"the {own.unit} before"
    if own.unit != "year" and at.chance.random() < 0.5:  # the previous year is last year
        named = f"the previous {own.unit}"
    return replace(own, text=f"{own.text} {way} {named}", other=(before.first, last))


def _numbered(calendar: str, unit: str, year: int, number: int) -> Stretch:
    found = numbered(calendar, unit, year, number)
    assert found is not None, (calendar, unit, year, number)
    return found


def _whole(at: Moment, text: str, found: Stretch, calendar: str, unit: str) -> Said:
    return at.said(text, found, found, calendar, unit)


FAMILIES: tuple[Family, ...] = (
    single_day,
    relative,
    so_many,
    rolling,
    shorthand,
    to_date,
    ago,
    fortnight,
    quarter,
    month,
    numbered_month,
    week,
    year,
    half,
    part,
    end_of,
    written_day,
    week_of,
    counted_to,
    days_between,
    open_ended,
    from_to,
    neighbours,
    holiday,
    holiday_week,
    season,
    rest,
    against_last_year,
    against_before,
)
