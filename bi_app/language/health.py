"""Is an endpoint worth trying now? What one process learns of it, all others know.

It is kept in Redis; without that each question finds out for itself, within its deadline.
"""

from bi_app import sealed
from bi_app.language.endpoints import Endpoint

FAILURES = 3  # in a row
COUNTED_S = 60
REST_S = 30
LONGEST_REST_S = 600  # whatever the endpoint asks for


def rests(endpoint: Endpoint) -> bool:
    return sealed.has(_key(endpoint, "rest"))


def failed(endpoint: Endpoint, rest_s: float | None) -> None:
    """Let it rest as long as it asks for, or a while after failures in a row."""
    if rest_s is not None:
        _rest(endpoint, rest_s)
    failures = sealed.count(_key(endpoint, "failures"), COUNTED_S)
    if failures is not None and failures >= FAILURES:
        _rest(endpoint, REST_S)


def worked(endpoint: Endpoint) -> None:
    sealed.remove(_key(endpoint, "failures"))


def _rest(endpoint: Endpoint, seconds: float) -> None:
    whole = round(min(max(seconds, 1), LONGEST_REST_S))
    sealed.put(_key(endpoint, "rest"), b"rests", whole)


def _key(endpoint: Endpoint, what: str) -> str:
    return sealed.key_of("language", endpoint.url, what)
