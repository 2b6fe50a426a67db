"""What did a call of a language model, or an export, use, and what is charged for it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.conf import settings

from bi_app.costs.charge import Charge
from bi_app.costs.models import Kind
from bi_app.costs.prices import token_price

THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """`prompt` are those that were not `cached`; an embedding has a prompt alone."""

    prompt: int
    cached: int = 0
    completion: int = 0
    embedding: bool = False


def tokens_of(usage: Mapping[str, Any]) -> Tokens:
    """The `usage` of an OpenAI-compatible reply, of chat, responses or embeddings.

    Raises ValueError where it counts nothing that can be charged.
    """
    prompt = usage.get("prompt_tokens", usage.get("input_tokens"))
    completion = usage.get("completion_tokens", usage.get("output_tokens"))
    details = usage.get("prompt_tokens_details") or usage.get("input_tokens_details") or {}
    cached = details.get("cached_tokens") or 0
    counts = (prompt, completion or 0, cached)
    if not all(type(each) is int and each >= 0 for each in counts) or cached > (prompt or 0):
        raise ValueError("The usage of the reply counts no tokens.")
    return Tokens((prompt or 0) - cached, cached, completion or 0, completion is None)


def token_charges(
    tokens: Tokens, model: str, on: date, share: str, call: int = 0
) -> tuple[Charge, ...]:
    """A charge for each kind of token that was used, each rounded up to a micro. Raises NoPrice."""
    price = token_price(model, on, tokens.prompt + tokens.cached)
    prompt = Kind.EMBEDDING if tokens.embedding else Kind.PROMPT
    used = (
        (prompt, tokens.prompt, price.prompt),
        (Kind.CACHED, tokens.cached, price.cached),
        (Kind.COMPLETION, tokens.completion, price.completion),
    )
    return tuple(
        Charge(
            kind=kind,
            share=share,
            micros=_up(count * rate),
            call=call,
            model=model,
            price_source=price.source,
            price_version=price.version,
            detail={"tokens": count, "per_million": str(rate)},
        )
        for kind, count, rate in used
        if count
    )


def export_charge(rows: int, share: str) -> Charge:
    """What a file of so many rows costs."""
    rate = settings.AISLE_EXPORT_MICROS_A_THOUSAND_ROWS
    return Charge(
        kind=Kind.EXPORT,
        share=share,
        micros=_up(Decimal(rows * rate) / THOUSAND),
        price_source="settings",
        price_version=f"{rate} a thousand rows",
        detail={"rows": rows},
    )


def _up(micros: Decimal) -> int:
    return int(micros.to_integral_value(ROUND_CEILING))
