"""Where are the pages about what use teaches?"""

from django.urls import path

from bi_app.learning import views

app_name = "learning"
urlpatterns = [
    path("learning/", views.mine, name="mine"),
    path("learning/choices/<int:choice_id>/take-back/", views.take_choice_back, name="take_back"),
    path("learning/not-meant/<uuid:question_id>/", views.not_meant, name="not_meant"),
    path("learning/right/<uuid:question_id>/", views.right, name="right"),
    path("learning/seen/", views.seen, name="seen"),
    path("learning/queue/", views.queue, name="queue"),
    path("learning/queue/<int:lesson_id>/", views.decide_lesson, name="decide_lesson"),
    path("learning/verified/", views.verified, name="verified"),
    path("learning/verified/<int:verified_id>/", views.decide_verified, name="decide_verified"),
]
