"""The pages: home, and asking. Each works without scripts, and better with htmx."""

from dataclasses import replace

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bi_app.asking.ask import ask as answer_to
from bi_app.asking.asking import Asked
from bi_app.asking.jobs import HandedOver
from bi_app.asking.patience import grace, is_there
from bi_app.boards.home import pinned
from bi_app.learning.choices import remember
from bi_app.learning.pages import questions_to_ask
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.web.amiss import amiss, data_clock
from bi_app.web.changed import changed_for
from bi_app.web.conversations import listed, one_turn
from bi_app.web.home import greeting, invitation, questions_to_try
from bi_app.web.requests import SignedIn
from bi_app.web.turn import Turn, turn, waiting
from metrics.releases import live
from semantic_layer.access import Asker

VERIFIED = 6  # of the verified questions on the first page


@login_required
@require_safe
def home(request: SignedIn) -> HttpResponse:
    about = {"at": "home", "text": request.GET.get("question", "")}
    return render(request, "web/home.html", _home(request) | about)


@login_required
@require_POST
def ask(request: SignedIn) -> HttpResponse:
    """A turn for htmx in a conversation; else the conversation's page."""
    asked = Asked(
        text=request.POST.get("question", ""),
        conversation=request.POST.get("conversation") or None,
        confirmed="confirm" in request.POST,
    )
    asker = asker_for(request.user)
    if "remember" in request.POST:
        remember(request.user, asked, entitled(live(), asker))
    shown = _answered(replace(asked, grace=grace()), asker)
    if not request.htmx:
        return redirect(f"{reverse('web:conversation', args=[shown.conversation])}#ask")
    return render(request, "web/_turn.html", {"turn": shown})


def _answered(asked: Asked, asker: Asker) -> Turn:
    """The answer's turn, or that of a job that is not there in a moment."""
    try:
        return turn(answer_to(asked, asker), entitled(live(), asker))
    except HandedOver as over:
        there = is_there(over.waiting)
        return one_turn(over.waiting.id, asker) if there else waiting(over.waiting)


def _home(request: SignedIn) -> dict[str, object]:
    asker = asker_for(request.user)
    rights, days = entitled(live(), asker), data_clock()
    return {
        "greeting": greeting(days),
        "amiss": amiss(days),
        "changed": changed_for(request.user, rights, days),
        "verified": questions_to_ask(rights, VERIFIED),
        "questions": questions_to_try(asker),
        "pinned": pinned(rights.policy),
        "conversations": listed(asker),
        "invitation": invitation(asker),
        "longest": settings.AISLE_QUESTION_CHARACTERS,
    }
