"""The page of one answer, its links, and what somebody else sees by one."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import replace_url

from bi_app.asking.jobs import HandedOver
from bi_app.asking.patience import grace
from bi_app.asking.shares import look_by
from bi_app.asking.shares import share as share_answer
from bi_app.asking.shares import take_back as take_link_back
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web.conversations import links_shown, one_turn
from bi_app.web.home import invitation
from bi_app.web.linked import looked_at
from bi_app.web.look import look_of
from bi_app.web.requests import SignedIn
from bi_app.web.turn import Turn, waiting
from bi_app.web.waiting import looks_again, nothing_new
from metrics.releases import live

PARTS = {"figure": "web/_figure.html", "numbers": "web/_table.html"}  # by what their ids begin with


@login_required
@require_safe
def answer(request: SignedIn, question_id: UUID) -> HttpResponse:
    """For htmx the part alone that is to be seen otherwise."""
    look = look_of(request.GET)
    turn = one_turn(question_id, asker_for(request.user), look)
    shown = {"turn": turn, "table": turn.table}
    template = PARTS.get(_target(request)) if request.htmx else None
    if template is None:
        return render(request, "web/answer.html", shown)
    response = render(request, template, shown)
    stands_here = urlsplit(request.htmx.current_url or "").path == request.path
    return replace_url(response, request.path + look.address()) if stands_here else response


@login_required
@require_POST
def share(request: SignedIn, question_id: UUID) -> HttpResponse:
    return _links(request, share_answer(_rights(request).policy, question_id))


@login_required
@require_POST
def take_back(request: SignedIn, token: str) -> HttpResponse:
    return _links(request, take_link_back(_rights(request).policy, token))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: SignedIn, token: str) -> HttpResponse:
    """A POST says that it is to be run although it is dear."""
    asker = asker_for(request.user)
    turn = _shared(request, token)
    if turn.waits and looks_again(request):
        return nothing_new()
    box = {"invitation": invitation(asker), "longest": settings.AISLE_QUESTION_CHARACTERS}
    template = "web/_shared.html" if request.htmx else "web/shared.html"
    return render(request, template, {"turn": turn, "token": token, **box})


def _shared(request: SignedIn, token: str) -> Turn:
    rights, confirmed = _rights(request), "confirm" in request.POST
    try:
        looked = look_by(token, rights.policy.asker, confirmed=confirmed, grace=grace())
    except HandedOver as over:
        return waiting(over.waiting)
    return looked_at(looked, rights, look_of(request.GET))


def _links(request: SignedIn, question_id: UUID) -> HttpResponse:
    """For htmx the links alone; else the answer's page, which shows them."""
    if not request.htmx:
        return redirect("web:answer", question_id)
    shown = links_shown(_rights(request).policy, question_id)
    return render(request, "web/_link.html", {"turn": shown})


def _target(request: SignedIn) -> str:
    """ "figure" of an element that htmx names figure#figure-1b5e…"""
    return (request.htmx.target or "").partition("#")[2].partition("-")[0]


def _rights(request: SignedIn) -> Entitled:
    return entitled(live(), asker_for(request.user))
