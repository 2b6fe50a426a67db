"""Is the process alive, and can it answer questions?"""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from bi_app import sealed
from bi_app.clocks import clock_faults, now_on_our_database
from bi_app.warehouse import self_check


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process serves requests; nothing behind it is asked."""
    return JsonResponse({"status": "live"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database, cache and warehouse answer and are sound; else 503 with what is not, and codes."""
    codes = {name: found for name, check in CHECKS.items() if (found := check())}
    status = "not ready" if codes else "ready"
    body = {"status": status, "failing": list(codes), "codes": codes}
    return JsonResponse(body, status=503 if codes else 200)


def _database() -> list[str]:
    try:
        return [each.code for each in clock_faults(now_on_our_database)]
    except DatabaseError:
        return ["database_unavailable"]


def _cache() -> list[str]:
    try:
        sealed.client().ping()
    except RedisError:
        return ["cache_unavailable"]
    return []


def _warehouse() -> list[str]:
    try:
        return [each.code for each in self_check.faults()]
    except DatabaseError:
        return ["database_unavailable"]


CHECKS = {"database": _database, "cache": _cache, "warehouse": _warehouse}
