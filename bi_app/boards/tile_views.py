"""One tile: its numbers, its place, and the conversation that goes on from it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.errors import UnknownBoard
from bi_app.asking.jobs import HandedOver
from bi_app.asking.patience import grace
from bi_app.asking.stored import stored_query
from bi_app.boards.changed import changes
from bi_app.boards.filters import filter_of
from bi_app.boards.home import figure as figure_of
from bi_app.boards.models import Tile
from bi_app.boards.order import Move
from bi_app.boards.order import arrange as arrange_tile
from bi_app.boards.pages import tile_for
from bi_app.boards.tiles import WORKFLOW, filtered_query, filtered_tile, title_for
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.web.requests import SignedIn
from bi_app.web.waiting import looks_again, nothing_new
from metrics.releases import live


@login_required
@require_safe
def tile(request: SignedIn, board_id: UUID, tile_id: UUID) -> HttpResponse:
    """For htmx what stands in the tile's place; else a page of its own."""
    rights = _rights(request)
    found = tile_for(rights.policy, board_id, tile_id)
    wanted = filter_of(request.GET, rights)
    shown = filtered_tile(found, wanted, rights.policy.asker, grace())
    if shown.waits and looks_again(request):
        return nothing_new()
    told = {"shown": shown, "own": _is_own(found, rights), "filter": wanted}
    template = "boards/_tile.html" if request.htmx else "boards/tile.html"
    return render(request, template, {"at": "boards"} | told)


@login_required
@require_safe
def changed(request: SignedIn, board_id: UUID, tile_id: UUID) -> HttpResponse:
    """What the definitions said then and say now, side by side."""
    rights = _rights(request)
    found = tile_for(rights.policy, board_id, tile_id)
    told = {"tile": found, "changes": changes(found, rights), "own": _is_own(found, rights)}
    title = {"title": title_for(found, rights), "at": "boards"}
    return render(request, "boards/changed.html", told | title)


@login_required
@require_safe
def figure(request: SignedIn, board_id: UUID, tile_id: UUID) -> HttpResponse:
    """What the first page shows of a tile; without htmx the tile's page."""
    if not request.htmx:
        return redirect("boards:tile", board_id, tile_id)
    rights = _rights(request)
    found = figure_of(tile_for(rights.policy, board_id, tile_id), rights, grace())
    if found.waits and looks_again(request):
        return nothing_new()
    return render(request, "boards/_figure.html", {"figure": found})


@login_required
@require_POST
def arrange(request: SignedIn, board_id: UUID, tile_id: UUID) -> HttpResponse:
    """Raises UnknownBoard to whoever does not own the board."""
    rights = _rights(request)
    found = tile_for(rights.policy, board_id, tile_id)
    if not _is_own(found, rights):
        raise UnknownBoard
    try:
        move = Move(request.POST.get("do", ""))
    except ValueError as error:
        raise Http404 from error
    arrange_tile(found, move, request.POST.get("told", ""))
    board = reverse("boards:board", args=[board_id])
    return redirect(board if move is Move.REMOVE else f"{board}#tile-{tile_id}")


@login_required
@require_POST
def go_on(request: SignedIn, board_id: UUID, tile_id: UUID) -> HttpResponse:
    """Ask what the tile shows as a question of one's own, in a new conversation."""
    rights = _rights(request)
    found = tile_for(rights.policy, board_id, tile_id)
    query = stored_query(found.query)
    if query is None:
        raise UnknownBoard
    query = filtered_query(query, filter_of(request.GET, rights), rights)
    asked = Asked(query=query, workflow=WORKFLOW, grace=grace())
    try:
        conversation = ask(asked, rights.policy.asker).conversation
    except HandedOver as over:
        conversation = over.waiting.conversation
    return redirect(f"{reverse('web:conversation', args=[conversation])}#ask")


def _is_own(found: Tile, rights: Entitled) -> bool:
    return found.board.owner_id == rights.policy.asker.id


def _rights(request: SignedIn) -> Entitled:
    return entitled(live(), asker_for(request.user))
