"""A note stands on a line over the bucket that holds its first day."""

from datetime import date, timedelta
from typing import Any

import pytest
import vl_convert

from semantic_layer.present.notes import Mark, with_notes
from tests.semantic_layer.present.results import presented

FIRST = date(2026, 8, 2)
BY_WEEK = {"metrics": ["net_sales"], "grain": {"unit": "week"}}
BY_MONTH = {"metrics": ["net_sales"], "grain": {"unit": "month"}}
WEEKS = [(FIRST + timedelta(weeks=at), 10.0 + at) for at in range(13)]
MONTHS = [(date(2026, 8, 2), 10.0), (date(2026, 8, 30), 12.0), (date(2026, 10, 4), 11.0)]


def placed(query: dict[str, Any], rows: list[Any], *marks: Mark) -> list[tuple[str, str]]:
    """Over which bucket stands which number, of a picture that can be drawn."""
    chart = presented(query, rows).chart
    assert chart is not None
    noted = with_notes(chart, marks)
    drawn = vl_convert.vegalite_to_svg(dict(noted)).count("stroke-dasharray")
    if noted == chart:
        return []
    points = noted["layer"][-1]["data"]["values"]
    assert drawn == len(points)
    return [(point["x"], point["text"]) for point in points]


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        ((date(2026, 8, 5), date(2026, 8, 5)), "2026-08-02"),
        ((date(2026, 8, 9), date(2026, 8, 20)), "2026-08-09"),
        ((date(2026, 7, 28), date(2026, 8, 3)), "2026-08-02"),
        ((date(2026, 10, 29), date(2026, 10, 29)), "2026-10-25"),
    ],
)
def test_it_stands_over_the_bucket_of_its_first_day(days: tuple[date, date], bucket: str) -> None:
    assert placed(BY_WEEK, WEEKS, Mark(1, *days)) == [(bucket, "1")]


def test_it_stands_over_a_month_by_its_name() -> None:
    storm = Mark(1, date(2026, 9, 14), date(2026, 9, 14))

    assert placed(BY_MONTH, MONTHS, storm) == [("2026-08-30", "1")]


def test_notes_of_one_bucket_share_a_line() -> None:
    days = (date(2026, 8, 5), date(2026, 8, 6), date(2026, 9, 1))
    marks = [Mark(at, day, day) for at, day in enumerate(days, start=1)]

    assert placed(BY_WEEK, WEEKS, *marks) == [("2026-08-02", "1, 2"), ("2026-08-30", "3")]


def test_what_ends_before_the_axis_begins_has_no_mark() -> None:
    assert placed(BY_WEEK, WEEKS, Mark(1, date(2025, 8, 5), date(2025, 8, 6))) == []


def test_a_picture_without_an_axis_of_time_stays_as_it_is() -> None:
    by_region = {"metrics": ["net_sales"], "dimensions": ["region"]}
    chart = presented(by_region, [("West", 1.0), ("Midwest", 2.0)]).chart
    assert chart is not None

    assert with_notes(chart, [Mark(1, FIRST, FIRST)]) == chart
