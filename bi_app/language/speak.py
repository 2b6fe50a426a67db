"""Who is asked, in which order, and what is noted of it?

Endpoints are tried as the settings order them, without those that rest, until one replies or the
deadline is over. What a call may cost is held before it is made.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from bi_app.costs.prices import NoPrice, WrongPrices
from bi_app.costs.usage import Tokens, tokens_of
from bi_app.language import health
from bi_app.language.call import Call, Completion, Messages, NotCompleted, Wanted
from bi_app.language.compose import Composed, tokens_in
from bi_app.language.configuration import Language, Tier
from bi_app.language.endpoints import Endpoint
from bi_app.language.spending import most_micros

log = structlog.get_logger()
LEAST_S = 0.5  # with less left nothing is begun
FOR_ONE_OF_SEVERAL = 0.6  # of the time that is left, so that the next one has some
MOST_KEPT = 4_000  # characters of a reply
REPLIED = "replied"


class Complete(Protocol):
    def __call__(self, endpoint: Endpoint, wanted: Wanted, seconds: float) -> Completion: ...


@dataclass(frozen=True, slots=True)
class Talk:
    """What one question's calls have in common: who is asked about what, until when.

    `hold` takes the micros that a call may cost, and raises where they are not to be had; `calls`
    is where each call is noted, whatever came of it; `share` is what it is charged to.
    """

    language: Language
    tier: Tier
    composed: Composed
    told: str
    share: str
    hold: Callable[[int], None]
    calls: list[Call]
    until: float  # by the monotonic clock


def speak(talk: Talk, further: Messages = ()) -> Completion:
    """The first reply. `further` are messages after those of the question.

    Raises NotCompleted where no endpoint gives one, and what `hold` raises.
    """
    messages = (*talk.composed.messages, *further)
    able = tuple(_able(talk))
    for endpoint in able:
        model = endpoint.models[talk.tier.name]
        left = talk.until - time.monotonic()
        if left < LEAST_S:
            raise NotCompleted("too slow")
        if endpoint is not able[-1]:
            left *= FOR_ONE_OF_SEVERAL
        most = Tokens(tokens_in(messages, talk.composed.schema), 0, talk.tier.most_reply)
        try:
            talk.hold(most_micros(model, most, talk.share))
        except (NoPrice, WrongPrices) as error:
            log.error("language_model_without_price", model=model, error=str(error))
            continue
        wanted = Wanted(
            model,
            messages,
            talk.composed.schema,
            talk.tier.most_reply,
            talk.language.temperature,
        )
        completion = _call(talk, endpoint, wanted, most, left)
        if completion is not None:
            return completion
    raise NotCompleted("no endpoint replied")


def _able(talk: Talk) -> Iterator[Endpoint]:
    for endpoint in talk.language.endpoints:
        if talk.tier.name in endpoint.models and not health.rests(endpoint):
            yield endpoint


def _call(
    talk: Talk, endpoint: Endpoint, wanted: Wanted, most: Tokens, seconds: float
) -> Completion | None:
    begun = time.monotonic()
    call = Call(
        number=len(talk.calls),
        tier=talk.tier.name,
        endpoint=endpoint.name,
        model=wanted.model,
        prompt=talk.tier.prompt.version,
        sources=talk.composed.choices.sources,
        outcome=REPLIED,
        tokens=Tokens(0),
        milliseconds=0,
        told=talk.told,
    )
    try:
        completion = _complete()(endpoint, wanted, seconds)
    except NotCompleted as error:
        health.failed(endpoint, error.rest_s)
        log.warning("language_model_failed", endpoint=endpoint.name, outcome=error.outcome)
        used = Tokens(most.prompt) if error.worked else Tokens(0)
        _note(talk, begun, replace(call, outcome=error.outcome, tokens=used, estimated=True))
        return None
    health.worked(endpoint)
    tokens = _counted(completion.usage, most)
    _note(
        talk,
        begun,
        replace(
            call,
            tokens=tokens or replace(most, completion=_tokens(completion.text)),
            estimated=tokens is None,
            reply=completion.text[:MOST_KEPT],
        ),
    )
    return completion


def _note(talk: Talk, begun: float, call: Call) -> None:
    talk.calls.append(replace(call, milliseconds=round((time.monotonic() - begun) * 1000)))


def _counted(usage: Mapping[str, Any], most: Tokens) -> Tokens | None:
    """What the endpoint counted; None where it counted nothing, or more than there can be."""
    try:
        tokens = tokens_of(usage)
    except ValueError:
        return None
    possible = tokens.prompt + tokens.cached <= most.prompt * 3  # one a byte
    return tokens if possible and tokens.completion <= most.completion else None


def _tokens(text: str) -> int:
    return tokens_in(({"content": text},), {})


@cache
def _complete() -> Complete:
    """The client is imported once somebody is asked: it takes 0.3 s and 16 MB of each process."""
    found: Complete = import_string(settings.AISLE_COMPLETE)
    return found
