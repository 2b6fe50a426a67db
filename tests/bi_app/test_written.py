"""One setting says by whose custom days, numbers and money are written."""

from datetime import date

import pytest
from django.conf import LazySettings

from bi_app import written
from bi_app.costs.money import money


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
    assert money(7_500) == amount
