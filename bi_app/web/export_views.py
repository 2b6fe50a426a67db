"""An answer as a file. It is sent by a form, as taking it away is recorded and charged."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from bi_app.exports.sent import as_file
from bi_app.exports.take import Form, take, take_shared
from bi_app.people.asker import asker_for
from bi_app.web.look import look_of
from bi_app.web.requests import SignedIn


@login_required
@require_POST
def export(request: SignedIn, question_id: UUID, form: str) -> HttpResponse:
    if form not in list(Form):
        raise Http404
    chart = look_of(request.POST).chart
    return as_file(take(question_id, Form(form), asker_for(request.user), chart=chart))


@login_required
@require_POST
def export_shared(request: SignedIn, token: str, form: str) -> HttpResponse:
    if form not in list(Form):
        raise Http404
    chart = look_of(request.POST).chart
    return as_file(take_shared(token, Form(form), asker_for(request.user), chart=chart))
