"""Which request goes where? The one entrance of the server process, on one port.

Django answers in threads, as a WSGI application: measured, this serves three times as many
requests as Django's own ASGI handler. What must stay native to ASGI (event streams, the
Model Context Protocol) is a prefix in `NATIVE`, and never takes a thread.
"""

from collections.abc import Callable, Mapping
from threading import Thread
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import ASGIApp, Receive, Scope, Send
from a2wsgi.wsgi_typing import WSGIApp
from django.conf import settings
from django.utils.module_loading import import_string

from bi_app.wsgi import application as django_application  # isort: skip  (sets Django up)
from bi_app.streams import PREFIX, stream  # isort: skip

NATIVE: Mapping[str, ASGIApp] = {PREFIX: cast(ASGIApp, stream)}
WARM = "bi_app.running.warm.warm"  # it needs models, which need Django to be set up


def router(
    native: Mapping[str, ASGIApp], rest: ASGIApp, begin: Callable[[], None] = lambda: None
) -> ASGIApp:
    """An application that hands a request to the native one with its prefix, else to the rest.

    `begin` is called once, when the server starts.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send, begin)
            return
        path = str(scope.get("path", ""))
        for prefix, app in native.items():
            if path.startswith(prefix):
                await app(scope, receive, send)
                return
        await rest(scope, receive, send)

    return application


async def _live(receive: Any, send: Any, begin: Callable[[], None]) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            begin()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _warm_up() -> None:
    Thread(target=import_string(WARM), name="warm", daemon=True).start()


_in_threads = WSGIMiddleware(
    cast(WSGIApp, django_application),  # the stubs type Django's environ as a plain dict
    workers=settings.DATABASE_POOL,
)
application = router(NATIVE, _in_threads, _warm_up)
