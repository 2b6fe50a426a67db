"""An answer that is not there yet: looked for, and stopped."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bi_app.asking.jobs import cancel as stop
from bi_app.asking.patience import tell_workers
from bi_app.people.asker import asker_for
from bi_app.people.entitlements import entitled
from bi_app.web.conversations import one_turn, stopped_turn
from bi_app.web.requests import SignedIn
from bi_app.web.waiting import nothing_new
from metrics.releases import live


@login_required
@require_safe
@never_cache
def waiting(request: SignedIn, question_id: UUID) -> HttpResponse:
    """The turn once it is there; nothing new until then."""
    shown = one_turn(question_id, asker_for(request.user))
    if not request.htmx:
        return redirect("web:answer", question_id)
    if shown.waits is not None:
        return nothing_new()
    return render(request, "web/_turn.html", {"turn": shown})


@login_required
@require_POST
def cancel(request: SignedIn, question_id: UUID) -> HttpResponse:
    """Stop what is worked on for an answer; the statement ends at the engine."""
    asker = asker_for(request.user)
    if stop(entitled(live(), asker).policy, request.POST.get("job", "")):
        tell_workers()
    if not request.htmx:
        return redirect("web:answer", question_id)
    return render(request, "web/_turn.html", {"turn": stopped_turn(question_id, asker)})
