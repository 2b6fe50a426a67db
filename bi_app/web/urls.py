"""Where are the pages?"""

from django.urls import path

from bi_app.web import catalogue_views, edit_views, export_views, usage_views, views
from bi_app.web.suggest import suggest

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("ask/", views.ask, name="ask"),
    path("suggest/", suggest, name="suggest"),
    path("conversations/", views.conversations, name="conversations"),
    path("conversations/<uuid:conversation_id>/", views.conversation, name="conversation"),
    path("answers/<uuid:question_id>/chips/add/", edit_views.add, name="add"),
    path("answers/<uuid:question_id>/chips/<slug:part>/<int:at>/", edit_views.menu, name="menu"),
    path("answers/<uuid:question_id>/change/", edit_views.change, name="change"),
    path("answers/<uuid:question_id>/export/<slug:form>/", export_views.export, name="export"),
    path("catalogue/", catalogue_views.catalogue, name="catalogue"),
    path("catalogue/metrics/<slug:name>/", catalogue_views.metric, name="metric"),
    path("catalogue/metrics/<slug:name>/preview/", catalogue_views.preview, name="preview"),
    path("catalogue/dimensions/<slug:name>/", catalogue_views.dimension, name="dimension"),
    path("usage/", usage_views.mine, name="usage"),
    path("usage/more/", usage_views.more, name="more"),
    path("usage/more/<int:request_id>/", usage_views.decide_more, name="decide_more"),
    path("usage/costs/", usage_views.costs, name="costs"),
]
