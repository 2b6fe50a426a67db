from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "bi_app.privacy"
    label = "privacy"
