"""Where are language models asked, and in which order?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`models` has each tier's name of a model there; a tier that is not in it is not asked."""

    url: str
    key: str = field(repr=False)
    models: Mapping[str, str]

    @property
    def name(self) -> str:
        """As records call it: the address without what could be secret in its path."""
        return urlsplit(self.url).netloc


def endpoints() -> tuple[Endpoint, ...]:
    first = Endpoint(
        settings.AISLE_LANGUAGE_URL,
        settings.AISLE_LANGUAGE_KEY,
        _models(settings.AISLE_LANGUAGE_SMALL, settings.AISLE_LANGUAGE_LARGE),
    )
    if not settings.AISLE_LANGUAGE_SECOND_URL:
        return (first,)
    second = Endpoint(
        settings.AISLE_LANGUAGE_SECOND_URL,
        settings.AISLE_LANGUAGE_SECOND_KEY,
        _models(settings.AISLE_LANGUAGE_SECOND_SMALL, settings.AISLE_LANGUAGE_SECOND_LARGE),
    )
    return first, second


def _models(small: str, large: str) -> dict[str, str]:
    return {tier: model for tier, model in (("small", small), ("large", large)) if model}
