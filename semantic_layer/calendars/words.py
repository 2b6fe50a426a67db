"""Which words speak of time? Data only; the grammar is beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from semantic_layer.calendars.describe import MONTHS
from semantic_layer.period import Unit


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _spread(table: Mapping[Unit, str]) -> Mapping[str, Unit]:
    return MappingProxyType({word: unit for unit, words in table.items() for word in words.split()})


UNITS: Mapping[str, Unit] = _spread(
    {
        Unit.DAY: "day days",
        Unit.WEEK: "week weeks wk wks",
        Unit.MONTH: "month months mo mos mth mths",
        Unit.QUARTER: "quarter quarters qtr qtrs",
        Unit.YEAR: "year years yr yrs",
    }
)
TRADING = "trading"  # a trading day is a day
ADVERBS: Mapping[str, Unit] = _spread(
    {
        Unit.DAY: "daily",
        Unit.WEEK: "weekly",
        Unit.MONTH: "monthly",
        Unit.QUARTER: "quarterly",
        Unit.YEAR: "yearly annually annual",
    }
)
MONTH_NAMES: Mapping[str, int] = MappingProxyType(
    {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)
WEEKDAYS: Mapping[str, int] = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                "monday mon",
                "tuesday tue tues",
                "wednesday wed",
                "thursday thu thur thurs",
                "friday fri",
                "saturday sat",
                "sunday sun",
            )
        )
        for word in words.split()
    }
)
# the best day there was: of all the data
EVER = "ever"
# days counted from today, as they are typed on a telephone too
NEAR_DAYS: Mapping[str, int] = MappingProxyType(
    dict.fromkeys(_words("yesterday yest yday ystrdy ystdy yestday"), -1)
    | {"today": 0, "tdy": 0, "tomorrow": 1}
)
NUMBERS: Mapping[str, int] = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            _words(
                "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                "fifteen sixteen seventeen eighteen nineteen twenty"
            ),
            1,
        )
    }
    | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
    | {"ninety": 90, "hundred": 100}
)
ORDINALS: Mapping[str, int] = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            _words("first second third fourth fifth sixth seventh eighth ninth tenth"), 1
        )
    }
    | {"opening": 1, "last": -1, "final": -1, "closing": -1}
)
SAYS_TO_DATE: Mapping[str, Unit] = MappingProxyType(
    {
        "wtd": Unit.WEEK,
        "mtd": Unit.MONTH,
        "ptd": Unit.MONTH,
        "qtd": Unit.QUARTER,
        "ytd": Unit.YEAR,
    }
)
# A letter for the unit: LW is last week, TY this year. "Period" is what retailers call a month.
SHORT_UNITS: Mapping[str, Unit] = MappingProxyType(
    {"w": Unit.WEEK, "m": Unit.MONTH, "p": Unit.MONTH, "q": Unit.QUARTER, "y": Unit.YEAR}
)
SHORT: Mapping[str, tuple[int, Unit]] = MappingProxyType(
    {
        first + letter: (offset, unit)
        for first, offset in (("l", -1), ("t", 0))
        for letter, unit in SHORT_UNITS.items()
        if first + letter not in {"lp", "tp", "tm", "tq"}
    }
)
THIS = frozenset({"this", "current", "present"})
LAST = frozenset({"last", "previous", "prior", "latest", "preceding"})
PAST = frozenset({"past", "rolling", "trailing", "running"})
NEXT = frozenset({"next", "coming", "upcoming", "following"})
BEFORE = frozenset({"before", "prior", "earlier", "preceding"})
# "the month just ended"
JUST_OVER = frozenset(_words("gone past passed ended finished closed completed"))
FORTNIGHT = frozenset({"fortnight", "fortnights"})
OPENING = frozenset({"start", "beginning"})

# Words before a period that belong to it and change nothing.
LEAD_IN = frozenset({"in", "on", "over", "during", "for", "within", "throughout", "across", "at"})
# What may stand before a lower-case "may" or "march" that means a month.
BEFORE_MONTH = LEAD_IN | frozenset(
    _words(
        "since from of until till through to between and before after by vs versus "
        "against last this fiscal calendar mid early late week day month"
    )
)
PRONOUNS = frozenset(_words("i we you he she they it be not have also need want"))

# Words that make a number after them, or a number before them, something else than a year.
NOT_BEFORE_A_YEAR = frozenset(
    _words(
        "top bottom over above under below least most about store sku number no # $ "
        "€ £ exceeding exceeds beyond order"
    )
)
# "more than 2024" counts; "worse than 2024" compares.
COUNTED = frozenset({"more", "less", "fewer", "greater"})
NOT_AFTER_A_YEAR = frozenset(
    _words(
        "units dollars usd stores orders products customers skus items pieces lines % k m "
        "percent days weeks months quarters years hours visitors people"
    )
)

VERSUS = frozenset({"vs", "versus", "v", "against", "than", "compared", "relative"})
# the same in several words
SET_AGAINST: tuple[tuple[str | frozenset[str], ...], ...] = (
    ("as", "opposed", "to"),
    ("next", "to"),
    ("alongside",),
    ("beside",),
    ("up", "against"),
    ("in", frozenset({"comparison", "contrast"}), frozenset({"to", "with"})),
    (
        frozenset({"set", "put", "held", "measured", "stacked", "placed", "laid", "judged"}),
        frozenset({"against", "beside", "alongside"}),
    ),
)
# "up 3 % over last year", "growth on last year": these compare only beside a word of change.
VERSUS_BY_CHANGE = frozenset({"over", "on", "from"})
CHANGE_WORDS = frozenset(
    _words(
        "growth grow grew grown growing increase increased increases decrease decreased decline "
        "declined drop dropped rise rose risen fell fall fallen down up change changed changes "
        "ahead behind improved improvement gain gained difference delta variance differ "
        "differs differed move moved swing swung"
    )
)
# what has done so since a day has changed from what it was then
MOVED = CHANGE_WORDS - frozenset(_words("ahead behind")) | frozenset(
    _words("shifted shift gone went better worse improving worsened deteriorated")
)
# "compare last week to the week before": here "to", "with" and "and" set against each other.
COMPARE = frozenset({"compare", "compares", "comparing", "comparison"})
BESIDE = frozenset({"to", "with", "and"})
PERIODS_OVER_PERIODS: Mapping[str, Unit] = MappingProxyType(
    {
        "yoy": Unit.YEAR,
        "qoq": Unit.QUARTER,
        "mom": Unit.MONTH,
        "wow": Unit.WEEK,
        "dod": Unit.DAY,
    }
)
