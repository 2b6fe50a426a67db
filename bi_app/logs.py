"""What is written to the log? One JSON object a line, each with the reference of its request.

The reference is also on the response (`X-Request-ID`), so that somebody who reports a fault
can name it without telling what was asked. Questions and rows are never logged.
"""

import logging
import secrets
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"

_shared: tuple[structlog.typing.Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: all loggers, ours and libraries', as JSON lines on the standard error."""
    structlog.configure(
        processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=False,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
        "foreign_pre_chain": _shared,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"level": "WARNING"},
            "uvicorn.access": {"level": "WARNING"},
            "openai": {"level": "WARNING"},  # below, what is asked would be logged
            "httpx2": {"level": "WARNING"},
            "httpcore2": {"level": "WARNING"},
        },
    }


def reference() -> str:
    """The name of this request in the log, which people may quote."""
    return str(structlog.contextvars.get_contextvars().get("request", ""))


def name_the_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a fresh reference for each request, on every log line and on the response."""

    def respond(request: HttpRequest) -> HttpResponse:
        reference = secrets.token_hex(8)
        with structlog.contextvars.bound_contextvars(request=reference):
            response = get_response(request)
        response.headers[HEADER] = reference
        return response

    return respond
