"""Which language models are there, how are they prompted, and what do they read?

All of it is part of the interpreter configuration: a change of a model, a prompt or a number here
is another configuration, so nothing is recalled across it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from bi_app.language.endpoints import Endpoint, endpoints
from bi_app.language.prompt import Prompt, read_prompt

SMALL, LARGE = "small", "large"
PROMPTS = Path(__file__).parent / "prompts"
SIMPLE = frozenset(
    {
        *("metrics", "dimensions", "filters", "thresholds", "period", "grain"),
        *("comparisons", "ranking", "shares", "order", "limit"),
    }
)
WHOLE = SIMPLE | {"running", "moving", "ranks", "counted", "averaged", "subtotals"}


@dataclass(frozen=True, slots=True)
class Tier:
    """One kind of model. `name` is "small" or "large", `parts` what of a query it may fill in."""

    name: str
    prompt: Prompt
    parts: frozenset[str]
    most_prompt: int  # tokens
    most_reply: int


@dataclass(frozen=True, slots=True)
class Language:
    """Endpoints in the order in which they are tried, tiers from cheap to dear.

    `most_for_small`: words that the rules may leave to a small model. `confidence` is that of every
    query that a model proposed: never its own word.
    """

    endpoints: tuple[Endpoint, ...]
    tiers: tuple[Tier, ...]
    seconds: int
    temperature: float | None
    version: str = "language-1"
    most_for_small: int = 2
    confidence: float = 0.6

    def tier(self, name: str) -> Tier | None:
        return next((each for each in self.tiers if each.name == name), None)

    def identity(self) -> Mapping[str, Any]:
        """What decides how words are read; keys and addresses do not."""
        return {
            "version": self.version,
            "models": [[dict(each.models)] for each in self.endpoints],
            "tiers": {
                each.name: [each.prompt.version, sorted(each.parts), each.most_prompt]
                for each in self.tiers
            },
            "temperature": self.temperature,
            "most_for_small": self.most_for_small,
            "confidence": self.confidence,
        }


def language() -> Language | None:
    """None where the settings name no endpoint."""
    if not settings.AISLE_LANGUAGE_URL:
        return None
    tiers = (
        (SMALL, settings.AISLE_LANGUAGE_SMALL, SIMPLE, settings.AISLE_LANGUAGE_SMALL_TOKENS),
        (LARGE, settings.AISLE_LANGUAGE_LARGE, WHOLE, settings.AISLE_LANGUAGE_LARGE_TOKENS),
    )
    temperature = settings.AISLE_LANGUAGE_TEMPERATURE
    return Language(
        endpoints=endpoints(),
        tiers=tuple(
            Tier(name, _prompt(name), parts, most, settings.AISLE_LANGUAGE_REPLY_TOKENS)
            for name, model, parts, most in tiers
            if model
        ),
        seconds=settings.AISLE_LANGUAGE_SECONDS,
        temperature=float(temperature) if temperature else None,
    )


@cache
def _prompt(name: str) -> Prompt:
    return read_prompt(PROMPTS / f"{name}.md")
