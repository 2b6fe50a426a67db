from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "bi_app.people"
    label = "people"
