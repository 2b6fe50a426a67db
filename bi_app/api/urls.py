"""Where is what in the API?"""

from django.urls import path

from bi_app.api.export import export
from bi_app.api.suggest import suggest
from bi_app.api.usage import usage
from bi_app.api.views import ask, nothing_here, query

app_name = "api"
urlpatterns = [
    path("ask", ask, name="ask"),
    path("query", query, name="query"),
    path("questions/<uuid:question_id>/export", export, name="export"),
    path("suggest", suggest, name="suggest"),
    path("usage", usage, name="usage"),
    path("", nothing_here),
    path("<path:address>", nothing_here),
]
