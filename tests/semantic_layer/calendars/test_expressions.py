"""Does each expression of time, drawn by chance, mean the days that plain arithmetic gives?"""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from semantic_layer.calendars.compare import compare_period
from semantic_layer.calendars.periods import Clock
from semantic_layer.calendars.phrases import find_periods
from tests.counts import cases, seed
from tests.semantic_layer.calendars.by_hand import DAY, GREGORIAN, RETAIL, YEARS, numbered
from tests.semantic_layer.calendars.expressions import FAMILIES, FIRST_DAY, Family, Moment
from tests.semantic_layer.calendars.retailers import index_with

INDEXES = {each: index_with(each) for each in (RETAIL, GREGORIAN)}
EARLIEST, LATEST = date(2024, 6, 1), date(2027, 6, 30)
AROUND = ("{}", "units {}", "{} refunds", "show me refunds by store, {}", "refunds by brand {}?")
SEED = seed(454)


def read(text: str, at: Moment) -> tuple[object, ...]:
    index, clock = INDEXES[at.default], Clock(at.today, at.watermark, FIRST_DAY)
    found = find_periods(text, index, clock)
    if len(found) != 1 or found[0].period is None or found[0].resolved is None:
        return tuple(each.text for each in found)
    (mention,) = found
    other = None
    if mention.comparison is not None:
        compared = compare_period(
            mention.comparison, found[0].period, found[0].resolved, index, clock
        )
        other = compared.period.start, compared.period.end
    return mention.text, found[0].resolved.start, found[0].resolved.end, other


@pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each.__name__)
def test_it_means_the_days_that_plain_arithmetic_gives(family: Family) -> None:
    chance = Random(f"{SEED}/{family.__name__}")  # noqa: S311 - no secret
    for _ in range(cases(20, 5_000 // len(FAMILIES) + 1)):
        today = EARLIEST + chance.randint(0, (LATEST - EARLIEST).days) * DAY
        at = Moment(today, chance.choice((RETAIL, GREGORIAN)), chance)
        said, around = family(at), chance.choice(AROUND)

        found = read(around.format(said.text), at)

        assert found == (said.text, said.first, said.last, said.other), (at.today, at.default, SEED)


def test_the_plain_arithmetic_has_the_53_week_years_that_the_trade_has_published() -> None:
    long = [year for year in YEARS if numbered(RETAIL, "week", year, 53)]

    assert long == [2000, 2006, 2012, 2017, 2023, 2028, 2034]
