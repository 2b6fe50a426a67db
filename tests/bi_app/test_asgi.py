"""The router hands a request to the part with its prefix, and all else to Django."""

import asyncio
from typing import Any

import pytest
from a2wsgi.asgi_typing import ASGIApp

from bi_app.asgi import router


def part(name: str, reached: list[str]) -> ASGIApp:
    async def application(scope: Any, receive: Any, send: Any) -> None:
        reached.append(name)

    return application


@pytest.mark.parametrize(
    ("path", "expected"), [("/mcp/x", "mcp"), ("/mcp", "django"), ("/", "django")]
)
def test_it_routes_by_prefix(path: str, expected: str) -> None:
    reached: list[str] = []
    application = router({"/mcp/": part("mcp", reached)}, part("django", reached))
    scope: Any = {"type": "http", "path": path}

    asyncio.run(application(scope, None, None))  # type: ignore[arg-type]

    assert reached == [expected]


def test_it_answers_the_start_and_the_end_of_the_server() -> None:
    received = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[str] = []
    begun: list[str] = []

    async def receive() -> Any:
        return next(received)

    async def send(message: Any) -> None:
        sent.append(message["type"])

    scope: Any = {"type": "lifespan"}
    application = router({}, part("django", []), lambda: begun.append("warm"))
    asyncio.run(application(scope, receive, send))

    assert begun == ["warm"]
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
