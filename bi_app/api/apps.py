from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "bi_app.api"
    label = "api"
