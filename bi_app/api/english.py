"""What the API says is for developers: it is English, whatever the pages' language is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

PREFIX = "/api/"


def in_english(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: words that pages and the API share are not translated for the API."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        with override("en"):
            return get_response(request)

    return respond
