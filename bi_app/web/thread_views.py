"""The pages of conversations: their list, searched perhaps, and one, renamed or deleted."""

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bi_app.asking.models import TITLE_CHARACTERS
from bi_app.asking.threads import delete as delete_conversation
from bi_app.asking.threads import rename as rename_conversation
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.web.amiss import amiss, data_clock
from bi_app.web.conversations import conversation_for, listed, turns
from bi_app.web.problems import problem
from bi_app.web.requests import SignedIn
from metrics.releases import live
from semantic_layer.access import Policy

FOLLOW_UP = gettext_lazy("Follow up, for example “by month”")
LISTED = 200
UNREADABLE = gettext_lazy("A title has at most %(most)s characters, all of which can be read.")


class SearchForm(forms.Form):
    q = forms.CharField(max_length=200, required=False)


class TitleForm(forms.Form):
    title = forms.CharField(max_length=TITLE_CHARACTERS, required=False)


@login_required
@require_safe
def conversations(request: SignedIn) -> HttpResponse:
    form = SearchForm(request.GET)
    search = form.cleaned_data["q"] if form.is_valid() else ""
    readable = not form.errors
    about = {
        "conversations": listed(asker_for(request.user), LISTED, search) if readable else (),
        "search": search,
        "searched": bool(search) or not readable,
        "deleted": "deleted" in request.GET,
        "at": "conversations",
    }
    return render(request, "web/conversations.html", about)


@login_required
@require_safe
def conversation(request: SignedIn, conversation_id: UUID) -> HttpResponse:
    asker = asker_for(request.user)
    found = conversation_for(asker, conversation_id)
    shown = list(turns(found, asker))
    about = {
        "id": found.pk,
        "title": found.title or (shown[0].question if shown else "") or _("Conversation"),
        "own_title": found.title,
        "longest_title": TITLE_CHARACTERS,
        "waits": any(each.waits for each in shown),
    }
    box = {
        "invitation": FOLLOW_UP,
        "longest": settings.AISLE_QUESTION_CHARACTERS,
        "text": request.GET.get("question", ""),
        "amiss": replace(amiss(data_clock()), warehouse=False),  # each answer says so itself
    }
    return render(request, "web/conversation.html", {"conversation": about, "turns": shown, **box})


@login_required
@require_POST
def rename(request: SignedIn, conversation_id: UUID) -> HttpResponse:
    form = TitleForm(request.POST)
    conversation_for(asker_for(request.user), conversation_id)
    if not form.is_valid():
        detail = UNREADABLE % {"most": TITLE_CHARACTERS}
        title = _("The title stays as it was")
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, title, detail)
    rename_conversation(_policy(request), conversation_id, form.cleaned_data["title"])
    return redirect("web:conversation", conversation_id)


@login_required
@require_POST
def delete(request: SignedIn, conversation_id: UUID) -> HttpResponse:
    delete_conversation(_policy(request), conversation_id)
    return redirect(f"{reverse('web:conversations')}?deleted")


def _policy(request: SignedIn) -> Policy:
    return entitled(live(), asker_for(request.user)).policy
