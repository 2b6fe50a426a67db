"""The project itself as an app, so that every process knows its Celery application."""

from django.apps import AppConfig

from bi_app.celery import app as celery_app

__all__ = ["AisleConfig", "celery_app"]


class AisleConfig(AppConfig):
    name = "bi_app"
    label = "aisle"
