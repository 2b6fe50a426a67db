"""How are days and numbers written where a person reads them? By the custom of the installation."""

from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal
from django.conf import settings

from semantic_layer.present.formats import write_day


def day(value: date, pattern: str = "d MMM y") -> str:
    return write_day(value, pattern, settings.AISLE_LOCALE)


def number(value: float | Decimal, pattern: str = "#,##0.######") -> str:
    return str(format_decimal(value, pattern, settings.AISLE_LOCALE))
