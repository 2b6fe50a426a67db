"""One call of a language model: messages and a schema in, its text and what it used out.

Whatever an endpoint does (waits, dies, drips, answers with something else) ends within the seconds
given, in a Completion or in NotCompleted; nothing is tried twice here.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any

import httpx2
import openai
from pydantic import BaseModel, ValidationError

from bi_app.language.call import Completion, NotCompleted, Wanted
from bi_app.language.endpoints import Endpoint

MOST_BYTES = 1024 * 1024
FORM = "reading"
NO_KEY = "none"  # local servers want none, and the client wants one

_clients: dict[tuple[str, str], openai.OpenAI] = {}
_lock = Lock()


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Body(BaseModel):
    """What is read of a chat completion; the client takes what it is sent without proof."""

    choices: list[_Choice]
    usage: dict[str, Any] | None = None


def complete(endpoint: Endpoint, wanted: Wanted, seconds: float) -> Completion:
    """Raises NotCompleted."""
    client = _client(endpoint.url, endpoint.key or NO_KEY).with_options(timeout=seconds)
    try:
        reply = client.chat.completions.with_raw_response.create(**_body(wanted))
    except openai.APIStatusError as error:
        raise NotCompleted(str(error.status_code), rest_s=_retry_after(error)) from error
    except openai.APITimeoutError as error:
        raise NotCompleted("too slow", worked=True) from error
    except openai.APIConnectionError as error:
        worked = not isinstance(error.__cause__, httpx2.ConnectError)
        raise NotCompleted("connection lost", worked=worked) from error
    except openai.OpenAIError as error:
        raise NotCompleted(type(error).__name__) from error
    return _read(reply.content)


def _body(wanted: Wanted) -> dict[str, Any]:
    temperature = {} if wanted.temperature is None else {"temperature": wanted.temperature}
    return {
        "model": wanted.model,
        "messages": list(wanted.messages),
        "max_completion_tokens": wanted.most_reply,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": FORM, "strict": True, "schema": wanted.schema},
        },
        **temperature,
    }


def _read(content: bytes) -> Completion:
    try:
        body = _Body.model_validate_json(content)
        first = body.choices[0]
    except (ValidationError, IndexError) as error:
        raise NotCompleted("no completion", worked=True) from error
    return Completion(
        text=first.message.content or "",
        refused=bool(first.message.refusal) or first.finish_reason == "content_filter",
        cut=first.finish_reason == "length",
        usage=body.usage or {},
    )


def hang_up(url: str) -> None:
    """Close the connections to an endpoint; the next call opens others."""
    for key in [key for key in _clients if key[0] == url]:
        _clients.pop(key).close()


def _client(url: str, key: str) -> openai.OpenAI:
    """One a process and endpoint, with its own connections. A redirect would lead elsewhere."""
    with _lock:
        if (url, key) not in _clients:
            http = openai.DefaultHttpxClient(
                follow_redirects=False, event_hooks={"request": [_begin], "response": [_bound]}
            )
            _clients[url, key] = openai.OpenAI(
                base_url=url, api_key=key, max_retries=0, http_client=http
            )
        return _clients[url, key]


def _begin(request: httpx2.Request) -> None:
    seconds = request.extensions["timeout"]["read"]
    request.extensions["until"] = time.monotonic() + seconds


def _bound(response: httpx2.Response) -> None:
    response.stream = _Bounded(response.stream, response.request)


class _Bounded(httpx2.SyncByteStream):
    """A body that ends with an error once it is too late or too long."""

    def __init__(self, stream: Any, request: httpx2.Request) -> None:
        self._stream, self._request = stream, request

    def __iter__(self) -> Iterator[bytes]:
        got = 0
        for part in self._stream:
            got += len(part)
            if time.monotonic() > self._request.extensions["until"]:
                raise httpx2.ReadTimeout("The body takes too long.", request=self._request)
            if got > MOST_BYTES:
                raise httpx2.ReadError("The body is too long.", request=self._request)
            yield part

    def close(self) -> None:
        self._stream.close()


def _retry_after(error: openai.APIStatusError) -> float | None:
    """The seconds that the endpoint asks to be left alone for, where it says so."""
    said = error.response.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
