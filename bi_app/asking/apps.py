from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "bi_app.asking"
    label = "asking"
