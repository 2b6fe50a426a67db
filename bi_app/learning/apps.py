from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "bi_app.learning"
    label = "learning"
