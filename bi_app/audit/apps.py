from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "bi_app.audit"
    label = "audit"
