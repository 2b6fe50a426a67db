"""A series has as many buckets as somebody may want to read, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from semantic_layer.calendars.buckets import MOST, buckets
from semantic_layer.calendars.resolve import locate
from semantic_layer.errors import NotUnderstood
from semantic_layer.period import Dates, Unit
from semantic_layer.query import Grain
from tests.semantic_layer.interpret.asking import CLOCK, whole_index

CENTURIES = Dates(start=date(1900, 1, 1), end=date(2190, 1, 1))


def count(unit: Unit) -> int:
    index = whole_index()
    return len(buckets(locate(CENTURIES, index, CLOCK), Grain(unit=unit), index))


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WEEK])
def test_it_refuses_more_before_it_writes_them_down(unit: Unit) -> None:
    with pytest.raises(NotUnderstood, match=r"holds at most 3,000\. Ask for a shorter period"):
        count(unit)


@pytest.mark.parametrize("unit", [Unit.QUARTER, Unit.YEAR])
def test_it_cuts_centuries_into_longer_units(unit: Unit) -> None:
    assert 100 < count(unit) <= MOST
