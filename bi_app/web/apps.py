from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "bi_app.web"
    label = "web"
