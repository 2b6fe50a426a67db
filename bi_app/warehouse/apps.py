from django.apps import AppConfig
from django.core.checks import register

from bi_app.warehouse.checks import warehouse_account


class WarehouseConfig(AppConfig):
    name = "bi_app.warehouse"
    label = "warehouse"

    def ready(self) -> None:
        register(warehouse_account, deploy=True)
