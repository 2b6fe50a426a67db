"""An answer as a file. It is sent by a form, as taking it away is recorded and charged."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from bi_app.exports.take import Form, take
from bi_app.people.asker import asker_for
from bi_app.web.look import look_of
from bi_app.web.requests import SignedIn


@login_required
@require_POST
def export(request: SignedIn, question_id: UUID, form: str) -> HttpResponse:
    if form not in list(Form):
        raise Http404
    chart = look_of(request.POST).chart
    taken = take(question_id, Form(form), asker_for(request.user), chart=chart)
    response = HttpResponse(taken.body, content_type=taken.type)
    response["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
