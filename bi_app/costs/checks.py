"""Can the file of prices be read? Looked at when an installation starts."""

from typing import Any

from django.core.checks import CheckMessage, Error

from bi_app.costs.prices import WrongPrices, price_file


def prices(**_options: Any) -> list[CheckMessage]:
    try:
        price_file()
    except WrongPrices as error:
        return [Error(str(error), id="costs.prices")]
    return []
