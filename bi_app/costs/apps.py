from django.apps import AppConfig
from django.core.checks import register

from bi_app.costs.checks import prices


class CostsConfig(AppConfig):
    name = "bi_app.costs"
    label = "costs"

    def ready(self) -> None:
        register(prices)
