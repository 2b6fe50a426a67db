"""How is a file handed out? As a download that nobody on the way keeps, or takes for a page."""

from django.http import HttpResponse

from bi_app.exports.take import Taken


def as_file(taken: Taken) -> HttpResponse:
    response = HttpResponse(taken.body, content_type=taken.type)
    response["Content-Disposition"] = f'attachment; filename="{taken.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
