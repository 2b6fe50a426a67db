"""Notes on days: all of them, a new one, one taken back."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bi_app.boards.models import NOTE_CHARACTERS, Note
from bi_app.boards.notes import NotNoted, may_be_about, notes_listed, write
from bi_app.boards.notes import take_back as take_note_back
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web.requests import SignedIn
from metrics.releases import live

UNPROCESSABLE = 422
SAY_A_DAY = gettext_lazy("Say on which day it happened, such as 2026-11-03.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: SignedIn) -> HttpResponse:
    """The list; a POST writes one."""
    rights = entitled(live(), asker_for(request.user))
    if request.method != "POST":
        return _page(request, rights)
    try:
        _write(request, rights)
    except NotNoted as error:
        return _page(request, rights, str(error), UNPROCESSABLE)
    return redirect("boards:notes")


@login_required
@require_POST
def take_back(request: SignedIn, note_id: int) -> HttpResponse:
    try:
        take_note_back(request.user, note_id)
    except Note.DoesNotExist as error:
        raise Http404 from error
    return redirect("boards:notes")


def _write(request: SignedIn, rights: Entitled) -> None:
    form = request.POST
    first = _day(form.get("first", ""))
    last = _day(form.get("last", "")) if form.get("last") else first
    lines = form.get("members", "").splitlines()
    about = form.get("about", ""), [each.strip() for each in lines if each.strip()]
    write(request.user, rights, form.get("text", ""), (first, last), about)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotNoted(str(SAY_A_DAY)) from error


def _page(
    request: SignedIn, rights: Entitled, problem: str = "", status: int = 200
) -> HttpResponse:
    told = {
        "at": "boards",
        "notes": notes_listed(rights),
        "dimensions": may_be_about(rights.index),
        "problem": problem,
        "typed": request.POST,
        "longest": NOTE_CHARACTERS,
    }
    return render(request, "boards/notes.html", told, status=status)
