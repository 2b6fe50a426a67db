"""The web process: uvicorn on one port, serving `bi_app.asgi`.

python -m bi_app.running.web HOST PORT
"""

import sys

import uvicorn

from bi_app.settings import WEB_PROCESSES


def main(host: str, port: int) -> None:
    uvicorn.run(
        "bi_app.asgi:application",
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
    main(sys.argv[1], int(sys.argv[2]))
