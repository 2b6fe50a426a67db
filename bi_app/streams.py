"""How a question that became a job is followed: its stages as server-sent events.

This part is native to ASGI: a page that listens takes no thread and no database connection. Who may
listen is looked up once, before the first event. A client that comes back names the last event that
it had, and gets the rest.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

import redis.asyncio
from a2wsgi.asgi_typing import Receive, Scope, Send
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest, parse_cookie
from redis.exceptions import RedisError

from bi_app.asking import progress
from bi_app.asking.jobs import is_under_way
from bi_app.asking.progress import END, Stage
from bi_app.asking.readable import own_questions
from bi_app.databases import redis_address

PREFIX = "/streams/"
ADDRESS = re.compile(r"/streams/questions/([0-9a-f-]{36})/")
EVENT_ID = re.compile(r"\d{1,19}-\d{1,19}")
BREATH_S = 5  # between signs of life
RETRY_MS = 1_000
MOST = 500  # pages of one process that listen at once
HEADERS = (
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)


class _Open:
    """How many streams of this process are open."""

    count = 0


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers 404 to whoever is not the asker, as to an address that leads nowhere."""
    headers = _headers(scope)
    named = ADDRESS.fullmatch(str(scope.get("path", "")))
    question = None if named is None else _uuid(named[1])
    if scope.get("method") != "GET" or question is None or _Open.count >= MOST:
        await _nothing(send)
        return
    follows = await asyncio.to_thread(_key_for, question, headers.get("cookie", ""))
    if follows is None:
        await _nothing(send)
        return
    _Open.count += 1
    try:
        await _stream(follows, headers.get("last-event-id", ""), receive, send)
    finally:
        _Open.count -= 1


async def _stream(key: str, last: str, receive: Receive, send: Send) -> None:
    start: Any = {"type": "http.response.start", "status": HTTPStatus.OK, "headers": HEADERS}
    await send(start)
    await _send(send, f"retry: {RETRY_MS}\n\n")
    gone = asyncio.create_task(_disconnected(receive))
    told = asyncio.create_task(_tell(key, last, send))
    await asyncio.wait({gone, told}, return_when=asyncio.FIRST_COMPLETED)
    for task in (gone, told):
        task.cancel()
    await asyncio.gather(gone, told, return_exceptions=True)
    if told.done() and not told.cancelled():
        await _send(send, "", more=False)


async def _tell(key: str, last: str, send: Send) -> None:
    async for event in _events(key, last if EVENT_ID.fullmatch(last) else "0-0"):
        await _send(send, event)


async def _events(key: str, last: str) -> AsyncIterator[str]:
    """Until the end is told, or the job's longest time is over: the client asks again then."""
    client = redis.asyncio.Redis.from_url(
        redis_address(settings.REDIS_URL, settings.REDIS_CACHE), socket_timeout=BREATH_S + 5
    )
    until = time.monotonic() + settings.AISLE_JOB_SECONDS
    try:
        while time.monotonic() < until:
            found: Any = await client.xread({key: last}, block=BREATH_S * 1000)
            entries = dict(found or ()).get(key.encode(), ())
            for number, fields in entries:
                last, event = number.decode(), fields.get(b"event", b"").decode()
                if event == END:
                    yield f"id: {last}\nevent: end\ndata: end\n\n"
                    return
                if event in {stage.value for stage in Stage}:
                    yield f"id: {last}\nevent: stage\ndata: {event}\n\n"
            if not entries:
                yield ": still here\n\n"
    except RedisError:
        return  # the page looks for its answer by itself
    finally:
        await client.aclose()


def _key_for(question: UUID, cookies: str) -> str | None:
    """The stream of that question, for its own asker; what has ended is told as such."""
    try:
        request = HttpRequest()
        request.session = SessionStore(parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME))
        user = get_user(request)
        if not user.is_authenticated:
            return None
        return _stream_of(question, user.pk)
    finally:
        connection.close()


def _stream_of(question: UUID, person_id: int) -> str | None:
    asked = own_questions(person_id).filter(pk=question)
    if not asked.exists():
        return None
    if not is_under_way(question):
        progress.end(question)  # whatever was told of it may be gone by now
    return progress.stream_of(question)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, text: str, *, more: bool = True) -> None:
    body: Any = {"type": "http.response.body", "body": text.encode(), "more_body": more}
    await send(body)


async def _nothing(send: Send) -> None:
    start: Any = {"type": "http.response.start", "status": HTTPStatus.NOT_FOUND, "headers": ()}
    await send(start)
    await _send(send, "", more=False)


def _headers(scope: Scope) -> dict[str, str]:
    pairs: Any = scope.get("headers", ())
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
