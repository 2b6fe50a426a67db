from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "bi_app.warehouse"
    label = "warehouse"
