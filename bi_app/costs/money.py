"""How is an amount written for people, and read from them?"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation

from django.conf import settings
from django.utils.translation import gettext as _

from bi_app.written import number

MICROS = 1_000_000
PLACES = 6  # of a micro
SHOWN = 2  # at least
LEAST = Decimal("0.01")  # that people tell apart


def money(micros: int) -> str:
    """As somebody takes it in: `5.00 USD`, and `under 0.01 USD` of what is hardly anything."""
    least = int(LEAST * MICROS)
    if 0 < micros < least:
        return _("under %(amount)s") % {"amount": exact(least)}
    return _rounded(micros, ROUND_HALF_UP)


def at_most(micros: int) -> str:
    """Of what may be spent: never less than it is."""
    return _rounded(micros, ROUND_CEILING)


def at_least(micros: int) -> str:
    """Of what is left: never more than it is."""
    return _rounded(micros, ROUND_FLOOR)


def exact(micros: int) -> str:
    """As somebody set it, with every digit that there is: `0.0075 USD`."""
    return _written(Decimal(micros).scaleb(-PLACES))


def _rounded(micros: int, way: str) -> str:
    return _written(Decimal(micros).scaleb(-PLACES).quantize(LEAST, way))


def _written(units: Decimal) -> str:
    return f"{number(units, '0.00####')} {settings.AISLE_CURRENCY}"


def amount(micros: int) -> str:
    """The number alone, exact, with a point and no groups: as CSV files take it."""
    text = f"{Decimal(micros).scaleb(-PLACES):.{PLACES}f}"
    whole, _point, digits = text.partition(".")
    return f"{whole}.{digits.rstrip('0').ljust(SHOWN, '0')}"


def micros_of(text: str) -> int:
    """The micros of an amount in the currency; raises ValueError where it is none, or too fine."""
    try:
        micros = Decimal(text.strip()).scaleb(PLACES)
    except InvalidOperation as error:
        raise ValueError(_("“%(text)s” is no amount.") % {"text": text}) from error
    if not micros.is_finite() or micros != micros.to_integral_value() or abs(micros) > 10**15:
        raise ValueError(_("“%(text)s” is no amount of whole millionths.") % {"text": text})
    return int(micros)
