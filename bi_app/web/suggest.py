"""The list under the question box, while somebody types."""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bi_app.asking.errors import TooManyQuestions, UnreadableQuestion
from bi_app.asking.suggest import Kind
from bi_app.asking.suggest import suggest as suggestions
from bi_app.people.asker import asker_for
from bi_app.web.requests import SignedIn

CALLED = {
    Kind.METRIC: gettext_lazy("Metrics"),
    Kind.DIMENSION: gettext_lazy("Dimensions"),
    Kind.VALUE: gettext_lazy("Values"),
    Kind.RECENT: gettext_lazy("Asked before"),
    Kind.VERIFIED: gettext_lazy("Verified questions"),
}


@login_required
@require_safe
@never_cache
def suggest(request: SignedIn) -> HttpResponse:
    """What cannot be read, or comes too fast, is suggested nothing: asking it tells why."""
    text = request.GET.get("question", "")
    try:
        found = suggestions(text, asker_for(request.user))
    except (TooManyQuestions, UnreadableQuestion):
        found = []
    groups = [
        {
            "name": kind,
            "called": CALLED[kind],
            "whole": kind in {Kind.RECENT, Kind.VERIFIED},  # nothing is typed on behind one
            "suggestions": list(each),
        }
        for kind, each in groupby(found, key=lambda one: one.kind)
    ]
    shown = {"typed": text, "groups": groups, "count": len(found)}
    return render(request, "web/_suggestions.html", shown)
