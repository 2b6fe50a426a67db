"""Can the language models of the settings be used? Looked at when an installation starts."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.utils import timezone

from bi_app.costs.prices import NoPrice, WrongPrices, token_price
from bi_app.language.configuration import language


def prices(**_options: Any) -> list[CheckMessage]:
    """A model without a price is never asked, which nobody would notice."""
    configured = language()
    if configured is None:
        return []
    found: list[CheckMessage] = []
    models = {model for each in configured.endpoints for model in each.models.values()}
    for model in sorted(models):
        try:
            token_price(model, timezone.now().date())
        except NoPrice as error:
            found.append(Error(str(error), id="language.prices"))
        except WrongPrices:
            pass  # costs tell so themselves
    return found
