"""Is the process alive, and can it answer questions?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from bi_app import sealed


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process serves requests; nothing behind it is asked."""
    return JsonResponse({"status": "live"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Database and cache answer; else 503 with the name of what does not."""
    failing = [name for name, answers in CHECKS.items() if not answers()]
    status = "not ready" if failing else "ready"
    return JsonResponse({"status": status, "failing": failing}, status=503 if failing else 200)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        sealed.client().ping()
    except RedisError:
        return False
    return True


CHECKS = {"database": _database_answers, "cache": _cache_answers}
