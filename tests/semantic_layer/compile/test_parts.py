"""Which days is a share of a part of, where none are named?"""

from __future__ import annotations

from typing import Any

from tests.semantic_layer.answers import larkfield_as


def test_a_part_is_of_the_days_that_its_number_is_usually_asked_for() -> None:
    elena = larkfield_as("elena.exec")
    part = {"metric": "weeks_of_supply", "part": [{"dimension": "season", "values": ["Summer"]}]}
    plain: dict[str, Any] = {"metrics": ["weeks_of_supply"]}

    whole, shared = elena.compiled(plain), elena.compiled({**plain, "shares": [part]})

    assert [each.period for each in shared.periods] == [each.period for each in whole.periods]
    assert shared.periods[0].period.days == 13 * 7
