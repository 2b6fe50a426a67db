"""Where are the pages?"""

from django.urls import path

from bi_app.web import (
    catalogue_views,
    edit_views,
    export_views,
    share_views,
    thread_views,
    usage_views,
    views,
    waiting_views,
)
from bi_app.web.suggest import suggest

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("ask/", views.ask, name="ask"),
    path("suggest/", suggest, name="suggest"),
    path("conversations/", thread_views.conversations, name="conversations"),
    path("conversations/<uuid:conversation_id>/", thread_views.conversation, name="conversation"),
    path("conversations/<uuid:conversation_id>/rename/", thread_views.rename, name="rename"),
    path("answers/<uuid:question_id>/", share_views.answer, name="answer"),
    path("answers/<uuid:question_id>/share/", share_views.share, name="share"),
    path("shared/<slug:token>/", share_views.shared, name="shared"),
    path("answers/<uuid:question_id>/chips/add/", edit_views.add, name="add"),
    path("answers/<uuid:question_id>/chips/<slug:part>/<int:at>/", edit_views.menu, name="menu"),
    path("answers/<uuid:question_id>/change/", edit_views.change, name="change"),
    path("answers/<uuid:question_id>/export/<slug:form>/", export_views.export, name="export"),
    path(
        "shared/<slug:token>/export/<slug:form>/", export_views.export_shared, name="export_shared"
    ),
    path(
        "answers/<uuid:question_id>/export/<slug:form>/waiting/",
        export_views.export_waiting,
        name="export_waiting",
    ),
    path(
        "shared/<slug:token>/export/<slug:form>/waiting/",
        export_views.export_shared_waiting,
        name="export_shared_waiting",
    ),
    path("answers/<uuid:question_id>/waiting/", waiting_views.waiting, name="waiting"),
    path("answers/<uuid:question_id>/cancel/", waiting_views.cancel, name="cancel"),
    path("catalogue/", catalogue_views.catalogue, name="catalogue"),
    path("catalogue/metrics/<slug:name>/", catalogue_views.metric, name="metric"),
    path("catalogue/metrics/<slug:name>/preview/", catalogue_views.preview, name="preview"),
    path("catalogue/dimensions/<slug:name>/", catalogue_views.dimension, name="dimension"),
    path("shared/<slug:token>/take-back/", share_views.take_back, name="take_back"),
    path("conversations/<uuid:conversation_id>/delete/", thread_views.delete, name="delete"),
    path("usage/", usage_views.mine, name="usage"),
    path("usage/more/", usage_views.more, name="more"),
    path("usage/more/<int:request_id>/", usage_views.decide_more, name="decide_more"),
    path("usage/costs/", usage_views.costs, name="costs"),
]
