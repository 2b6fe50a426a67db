from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "bi_app.boards"
    label = "boards"
