"""What stands beside a share of a part, and of which days is it?"""

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


def test_it_shows_the_part_its_share_and_the_whole_each_called_so() -> None:
    part = {
        "metric": "discounts",
        "part": [{"dimension": "season", "op": "not_in", "values": ["Fall"]}],
    }

    compiled = larkfield_as("elena.exec").compiled({"metrics": ["discounts"], "shares": [part]})

    assert [(each.name, each.label, each.source) for each in compiled.columns] == [
        ("discounts_part", "Discounts where Season is not Fall", "discounts"),
        ("discounts_share", "Discounts, share where Season is not Fall", "discounts"),
        ("discounts", "Discounts in all", "discounts"),
    ]
    assert [each.name for each in compiled.metrics] == ["discounts"]
