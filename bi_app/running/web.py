"""The web process: uvicorn on one port, serving `bi_app.asgi`.

`python -m bi_app.running.web HOST PORT [wait]`: with `wait` it loads all it needs and listens
only once its standard input is closed, so that it can be ready while others still prepare.
"""

import sys

import uvicorn
from uvicorn.importer import import_from_string

from bi_app.settings import WEB_PROCESSES

APPLICATION = "bi_app.asgi:application"
ENGINES = "bi_app.running.warm:load_engines"  # needs Django, which the application sets up


def main(host: str, port: int, *how: str) -> None:
    if "wait" in how:
        import_from_string(APPLICATION)
        import_from_string(ENGINES)()
        sys.stdin.read()
    uvicorn.run(
        APPLICATION,
        host=host,
        port=port,
        workers=WEB_PROCESSES,
        lifespan="on",
        log_config=None,  # Django's logging is the logging
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=15,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
