"""One setting says by whose custom days, numbers and money are written."""

from datetime import date

import pytest
from django.conf import LazySettings

from bi_app import written
from bi_app.costs.money import at_most, exact, money


@pytest.mark.parametrize(
    ("locale", "day", "number", "amount"),
    [
        ("en_US", "2 Oct 2026", "1,234.5", "0.0075 USD"),
        ("de_DE", "2. Okt. 2026", "1.234,5", "0,0075 USD"),
    ],
)
def test_it_goes_by_the_setting(
    settings: LazySettings, locale: str, day: str, number: str, amount: str
) -> None:
    settings.AISLE_LOCALE = locale

    assert written.day(date(2026, 10, 2)) == day
    assert written.number(1234.5) == number
    assert exact(7_500) == amount


@pytest.mark.parametrize(
    ("micros", "said", "bound"),
    [
        (0, "0.00 USD", "0.00 USD"),
        (28, "under 0.01 USD", "0.01 USD"),
        (10_000, "0.01 USD", "0.01 USD"),
        (1_234_567, "1.23 USD", "1.24 USD"),
        (-500_000, "-0.50 USD", "-0.50 USD"),
    ],
)
def test_it_tells_no_more_digits_than_people_take_in(micros: int, said: str, bound: str) -> None:
    assert money(micros) == said
    assert at_most(micros) == bound
