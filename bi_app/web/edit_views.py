"""The chips: what each offers, and an answer changed by a pick."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.asking.edits import Edited
from bi_app.asking.edits import edited as edited_answer
from bi_app.asking.jobs import HandedOver
from bi_app.asking.models import Status
from bi_app.asking.patience import grace, is_there
from bi_app.asking.shares import links_of
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import Entitled, entitled
from bi_app.warehouse.clock import clock
from bi_app.web.conversations import one_turn
from bi_app.web.linked import with_links
from bi_app.web.menus import Offered, added, edit_of, offered
from bi_app.web.problems import not_changed
from bi_app.web.requests import SignedIn
from bi_app.web.said import in_page_language
from bi_app.web.turn import picked, turn
from metrics.releases import live
from semantic_layer.edits import Menu, edited, menus
from semantic_layer.errors import NotUnderstood
from semantic_layer.query import MetricQuery

CANNOT = gettext_lazy("This cannot be answered at once. Ask it in words.")


@login_required
@require_safe
def menu(request: SignedIn, question_id: UUID, part: str, at: int) -> HttpResponse:
    rights = _rights(request)
    answer = edited_answer(rights.policy, question_id)
    for each in _menus(answer.query, rights):
        if (each.part.value, each.at) == (part, at):
            return _offer(request, answer, [offered(each, rights.policy)])
    raise Http404


@login_required
@require_safe
def add(request: SignedIn, question_id: UUID) -> HttpResponse:
    rights = _rights(request)
    answer = edited_answer(rights.policy, question_id)
    found = added(_menus(answer.query, rights))
    return _offer(request, answer, [offered(each, rights.policy, adds=True) for each in found])


@login_required
@require_POST
def change(request: SignedIn, question_id: UUID) -> HttpResponse:
    """For htmx the turn in place of the one before; else its conversation's page."""
    rights = _rights(request)
    answer = edited_answer(rights.policy, question_id)
    try:
        query = _picked(request, answer, rights)
    except NotUnderstood as error:
        return not_changed(request, answer.first.pk, error.detail)
    conversation = reverse("web:conversation", args=[answer.first.question.conversation_id])
    place = f"{conversation}#turn-{answer.first.pk}"
    try:
        found = ask(Asked(query=query, edits=answer.first.pk, grace=grace()), rights.policy.asker)
    except HandedOver as over:
        is_there(over.waiting)
        return _waiting(request, answer.first.pk, place)
    if found.finding.status is not Status.ANSWERED:
        refusal = found.finding.refusal
        detail = in_page_language(refusal.detail) if refusal else str(CANNOT)
        return not_changed(request, answer.first.pk, detail)
    if not request.htmx:
        return redirect(place)
    shown = picked(turn(found, rights), edited_answer(rights.policy, answer.first.pk))
    shown = with_links(shown, links_of(rights.policy, [answer.first.pk]))
    return render(request, "web/_turn.html", {"turn": shown})


def _waiting(request: SignedIn, first: UUID, place: str) -> HttpResponse:
    if not request.htmx:
        return redirect(place)
    shown = one_turn(first, asker_for(request.user))
    return render(request, "web/_turn.html", {"turn": shown})


def _picked(request: SignedIn, answer: Edited, rights: Entitled) -> MetricQuery:
    if "undo" in request.POST:
        if answer.before is None:
            raise NotUnderstood(_("There is nothing to take back."))
        return answer.before
    return edited(answer.query, edit_of(request.POST, rights.policy), rights.index)


def _menus(query: MetricQuery, rights: Entitled) -> tuple[Menu, ...]:
    return menus(query, rights.index, clock(live().index))


def _offer(request: SignedIn, answer: Edited, found: list[Offered]) -> HttpResponse:
    about = {"question": answer.first.pk, "menus": found, "text": answer.first.question.text}
    return render(request, "web/_menu.html" if request.htmx else "web/menu.html", about)


def _rights(request: SignedIn) -> Entitled:
    return entitled(live(), asker_for(request.user))
