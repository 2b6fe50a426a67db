"""How is an amount written for people, and read from them?"""

from decimal import Decimal, InvalidOperation

from django.conf import settings

from bi_app.written import number

MICROS = 1_000_000
PLACES = 6  # of a micro
SHOWN = 2  # at least


def money(micros: int) -> str:
    """`5.00 USD`, and of small amounts every digit that there is: `0.0075 USD`."""
    said = number(Decimal(micros).scaleb(-PLACES), "0.00####")
    return f"{said} {settings.AISLE_CURRENCY}"


def amount(micros: int) -> str:
    """The number alone, exact, with a point and no groups: as CSV files take it."""
    text = f"{Decimal(micros).scaleb(-PLACES):.{PLACES}f}"
    whole, _, digits = text.partition(".")
    return f"{whole}.{digits.rstrip('0').ljust(SHOWN, '0')}"


def micros_of(text: str) -> int:
    """The micros of an amount in the currency; raises ValueError where it is none, or too fine."""
    try:
        micros = Decimal(text.strip()).scaleb(PLACES)
    except InvalidOperation as error:
        raise ValueError(f"“{text}” is no amount.") from error
    if not micros.is_finite() or micros != micros.to_integral_value() or abs(micros) > 10**15:
        raise ValueError(f"“{text}” is no amount of whole millionths.")
    return int(micros)
