"""What does a language model's token cost on a day?

The file of the settings comes first, then the prices that come with genai-prices, which are in USD.
A model that neither knows has no price, and is not used.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import yaml
from django.conf import settings
from genai_prices.data_snapshot import get_snapshot
from genai_prices.types import ModelInfo, TieredPrices
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from semantic_layer.errors import AisleError

BUNDLED = "genai-prices"
FILE = "AISLE_PRICES"
Rate = Annotated[Decimal, BeforeValidator(lambda given: Decimal(str(given))), Field(ge=0)]


class NoPrice(AisleError):
    """The model must not be used: nobody could say what it costs."""

    def __init__(self, model: str, on: date) -> None:
        super().__init__(
            f"The language model “{model}” has no price on {on}, so it is not used. Give it one in"
            f" the file of prices that the setting {FILE} names."
        )


class WrongPrices(AisleError):
    """The file of prices cannot be read; the message says what is wrong where."""


@dataclass(frozen=True, slots=True)
class TokenPrice:
    """In micros a token, which is the currency a million tokens. `source` and `version` say whose
    price it is."""

    model: str
    source: str
    version: str
    prompt: Decimal
    cached: Decimal
    completion: Decimal


class Priced(BaseModel):
    """One entry of the file: a model's prices from a day on, in the currency a million tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    valid_from: date = Field(alias="from")
    prompt: Rate
    cached: Rate | None = None  # else as prompt
    completion: Rate = Decimal(0)  # an embedding model has none


@dataclass(frozen=True, slots=True)
class PriceFile:
    version: str
    entries: tuple[Priced, ...]


def token_price(model: str, on: date, prompt_tokens: int = 0) -> TokenPrice:
    """The price on a day, for a prompt of that length where longer ones cost more.

    Raises NoPrice, and WrongPrices for a file that cannot be read.
    """
    return _of_the_file(model, on) or _bundled(model, on, prompt_tokens)


def price_file() -> PriceFile:
    """The entries of the settings' file; none where the settings name no file."""
    if not settings.AISLE_PRICES:
        return PriceFile("", ())
    path = Path(settings.BASE_DIR, settings.AISLE_PRICES)
    try:
        return _read(path.read_bytes())
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise WrongPrices(f"{FILE} names {path.name}, which cannot be read: {error}") from error


@lru_cache(maxsize=4)
def _read(body: bytes) -> PriceFile:
    entries = TypeAdapter(tuple[Priced, ...]).validate_python(yaml.safe_load(body) or ())
    return PriceFile(hashlib.sha256(body).hexdigest()[:16], entries)


def _of_the_file(model: str, on: date) -> TokenPrice | None:
    file = price_file()
    known = [each for each in file.entries if each.model == model and each.valid_from <= on]
    if not known:
        return None
    latest = max(known, key=lambda each: each.valid_from)
    cached = latest.prompt if latest.cached is None else latest.cached
    return TokenPrice(model, FILE, file.version, latest.prompt, cached, latest.completion)


def _bundled(model: str, on: date, prompt_tokens: int) -> TokenPrice:
    if settings.AISLE_CURRENCY != "USD":
        raise NoPrice(model, on)
    found = _known(model)
    if found is None:
        raise NoPrice(model, on)
    rates = found.get_prices(datetime.combine(on, time(12), UTC))
    prompt = _rate(rates, ("input_mtok",), prompt_tokens)
    if prompt is None:
        raise NoPrice(model, on)
    cached = _rate(rates, ("cache_read_mtok", "input_mtok"), prompt_tokens)
    completion = _rate(rates, ("output_mtok",), prompt_tokens)
    return TokenPrice(
        model, BUNDLED, version("genai-prices"), prompt, cached or prompt, completion or Decimal(0)
    )


def _known(model: str) -> ModelInfo | None:
    """By its own name, else as the provider calls it whose interface all others speak."""
    for provider in (None, "openai"):
        try:
            return get_snapshot().find_provider_model(model, None, provider, None)[1]
        except LookupError:
            continue
    return None


def _rate(rates: Any, names: Sequence[str], prompt_tokens: int) -> Decimal | None:
    """The first of these rates that there is, of the tier that a prompt of this length is in."""
    for name in names:
        rate = getattr(rates, name, None)
        if isinstance(rate, TieredPrices):
            passed = [tier.price for tier in rate.tiers if prompt_tokens > tier.start]
            return passed[-1] if passed else rate.base
        if rate is not None:
            return Decimal(rate)
    return None
