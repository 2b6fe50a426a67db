from django.apps import AppConfig
from django.core.checks import register

from bi_app.language.checks import prices


class AskingConfig(AppConfig):
    name = "bi_app.asking"
    label = "asking"

    def ready(self) -> None:
        register(prices)
