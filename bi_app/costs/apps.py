from django.apps import AppConfig


class CostsConfig(AppConfig):
    name = "bi_app.costs"
    label = "costs"
