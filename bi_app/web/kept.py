"""What had somebody typed when it could not be taken, and where do they go on with it?"""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

ASK = "web:ask"
WITH_A_BOX = ("web:home", "web:conversation")


def words_of(request: HttpRequest) -> str:
    """The question that was sent; nothing of other forms."""
    if request.path != reverse(ASK):
        return ""
    return request.POST.get("question", "")


def back(request: HttpRequest) -> str:
    """The page that it was sent from; a question stands in its box again, and is not asked."""
    page, words = _page_before(request), words_of(request)
    if not words:
        return page
    path = page.partition("?")[0]
    path = path if _named(path) in WITH_A_BOX else reverse("web:home")
    return f"{path}?{urlencode({'question': words})}"


def _page_before(request: HttpRequest) -> str:
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host() or not _named(before.path):
        return reverse("web:home")
    return before.path + (f"?{before.query}" if before.query else "")


def _named(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
