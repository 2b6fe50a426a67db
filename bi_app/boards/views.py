"""Boards: all of them, one, and an answer that is pinned to one."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bi_app.asking.errors import UnknownBoard
from bi_app.boards.filters import filter_of
from bi_app.boards.models import TITLE_CHARACTERS, Board
from bi_app.boards.pages import board_page, listed
from bi_app.boards.pins import (
    Wanted,
    home_board,
    new_board,
    own_board,
    own_boards,
    title_of,
    titled,
)
from bi_app.boards.pins import pin as pin_answer
from bi_app.boards.sharing import NotShared, take_back
from bi_app.boards.sharing import share as share_board
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web.look import look_of
from bi_app.web.problems import problem
from bi_app.web.requests import SignedIn
from metrics.releases import live
from semantic_layer.access import Policy

AT = {"at": "boards", "longest": TITLE_CHARACTERS}
UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def boards(request: SignedIn) -> HttpResponse:
    """The list; a POST makes a board that is called by its `title`."""
    policy = _rights(request).policy
    if request.method == "POST":
        made = new_board(policy, request.POST.get("title", ""))
        return redirect("boards:board", made.pk)
    told = {"boards": listed(policy), "removed": "removed" in request.GET}
    return render(request, "boards/boards.html", AT | told)


@login_required
@require_safe
def board(request: SignedIn, board_id: UUID) -> HttpResponse:
    """With scripts each tile comes by itself; `whole` has all of them in the page."""
    rights = _rights(request)
    wanted = filter_of(request.GET, rights)
    if "by" in request.GET:  # as the form sent it; the address is one that can be passed on
        return redirect(f"{reverse('boards:board', args=[board_id])}{wanted.address}")
    page = board_page(rights, board_id, wanted, whole="whole" in request.GET)
    return render(request, "boards/board.html", AT | {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: SignedIn, question_id: UUID) -> HttpResponse:
    """Where to; a POST pins the answer to `board`, or to a new one called `new`."""
    rights = _rights(request)
    if request.method == "POST":
        chosen = _chosen(request, rights.policy)
        form = request.POST
        wanted = Wanted(form.get("title", ""), bool(form.get("frozen")), look_of(form).chart)
        made = pin_answer(rights.policy, question_id, chosen, wanted)
        return redirect(f"{reverse('boards:board', args=[chosen.pk])}#tile-{made.pk}")
    told = {
        "question": question_id,
        "title": title_of(rights.policy, question_id),
        "boards": own_boards(rights.policy).filter(home=False),
        "chart": look_of(request.GET).chart,
    }
    template = "boards/_pin.html" if request.htmx else "boards/pin.html"
    return render(request, template, AT | told)


@login_required
@require_POST
def change(request: SignedIn, board_id: UUID) -> HttpResponse:
    """Rename a board of one's own, or remove it with its tiles."""
    found = own_board(_rights(request).policy, board_id)
    if "remove" in request.POST:
        found.delete()
        return redirect(f"{reverse('boards:boards')}?removed")
    found.title = titled(request.POST.get("title", ""), found.title)
    found.save(update_fields=["title"])
    return redirect("boards:board", board_id)


@login_required
@require_POST
def share(request: SignedIn, board_id: UUID) -> HttpResponse:
    """With `person` or with whoever has `role`; `back` takes one back."""
    rights, form = _rights(request), request.POST
    found = own_board(rights.policy, board_id)
    try:
        if form.get("back", "").isdecimal():
            take_back(found, rights.policy.asker, int(form["back"]))
        else:
            person, role = form.get("person", "").strip(), form.get("role", "")
            share_board(found, rights.policy.asker, person, role)
    except NotShared as error:
        return problem(request, UNPROCESSABLE, _("It was not shared"), str(error))
    return redirect("boards:board", board_id)


def _chosen(request: SignedIn, policy: Policy) -> Board:
    """Raises UnknownBoard for one that is not the asker's own."""
    where = request.POST.get("board", "home")
    match where:
        case "home":
            return home_board(policy)
        case "new":
            return new_board(policy, request.POST.get("new", ""))
        case _:
            return _named(policy, where)


def _named(policy: Policy, text: str) -> Board:
    try:
        return own_board(policy, UUID(text))
    except ValueError as error:
        raise UnknownBoard from error


def _rights(request: SignedIn) -> Entitled:
    return entitled(live(), asker_for(request.user))
