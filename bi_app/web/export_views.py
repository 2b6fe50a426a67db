"""An answer as a file. It is sent by a form, as taking it away is recorded and charged."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bi_app.asking.asking import Asked
from bi_app.asking.edits import edited
from bi_app.asking.jobs import HandedOver
from bi_app.asking.looks import under_way
from bi_app.asking.patience import grace
from bi_app.asking.shares import carried_by
from bi_app.exports.sent import as_file
from bi_app.exports.take import Form, Taken, take, take_shared
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.web.look import look_of
from bi_app.web.requests import SignedIn
from bi_app.web.waiting import looks_again, nothing_new, waits
from metrics.releases import live


@login_required
@require_POST
def export(request: SignedIn, question_id: UUID, form: str) -> HttpResponse:
    return _sent(request, partial(take, question_id), _form(form), "web:export_waiting")


@login_required
@require_POST
def export_shared(request: SignedIn, token: str, form: str) -> HttpResponse:
    return _sent(request, partial(take_shared, token), _form(form), "web:export_shared_waiting")


@login_required
@require_safe
@never_cache
def export_waiting(request: SignedIn, question_id: UUID, form: str) -> HttpResponse:
    """Until its rows are there; then the form that takes it."""
    mine = edited(entitled(live(), asker_for(request.user)).policy, question_id)
    where = {
        "send": reverse("web:export", args=[question_id, _form(form)]),
        "back": reverse("web:answer", args=[question_id]),
    }
    return _waiting(request, Asked(query=mine.query), where)


@login_required
@require_safe
@never_cache
def export_shared_waiting(request: SignedIn, token: str, form: str) -> HttpResponse:
    where = {
        "send": reverse("web:export_shared", args=[token, _form(form)]),
        "back": reverse("web:shared", args=[token]),
    }
    return _waiting(request, carried_by(token), where)


def _form(named: str) -> Form:
    try:
        return Form(named)
    except ValueError as error:
        raise Http404 from error


def _sent(request: SignedIn, taken: partial[Taken], form: Form, waiting: str) -> HttpResponse:
    """The file; where its rows take long, the page that waits for them."""
    look = look_of(request.POST)
    try:
        return as_file(taken(form, asker_for(request.user), chart=look.chart, grace=grace()))
    except HandedOver:
        return redirect(f"{reverse(waiting, args=[*taken.args, form])}{look.address()}")


def _waiting(request: SignedIn, asked: Asked, where: dict[str, str]) -> HttpResponse:
    found = under_way(asked, asker_for(request.user))
    if found is not None and looks_again(request):
        return nothing_new()
    shown = {
        "waits": None if found is None else waits(found.id),
        "chart": look_of(request.GET).chart,
        "address": request.get_full_path(),
        **where,
    }
    return render(request, "web/_taking.html" if request.htmx else "web/taking.html", shown)
