from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "bi_app.demo"
    label = "demo"
