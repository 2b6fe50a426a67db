from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate


def begin_the_chain(using: str, **_: Any) -> None:
    """The chain's one row exists from the first migration on."""
    installed.get_model("audit", "Chain").objects.using(using).get_or_create(pk=1)


class AuditConfig(AppConfig):
    name = "bi_app.audit"
    label = "audit"

    def ready(self) -> None:
        post_migrate.connect(begin_the_chain, sender=self)
