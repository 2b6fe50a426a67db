"""`manage.py check_partners` says where the warehouse has several partners and the model one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bi_app.warehouse.service import doubled
from metrics.releases import live


class Command(BaseCommand):
    help = "Say which tables would count a row twice: doubled keys, and versions that overlap."

    def handle(self, *args: Any, **options: Any) -> None:
        found = doubled(live().index)
        for dataset, keys in found.items():
            self.stdout.write(f"{dataset}: {keys} doubled keys, or versions within another one")
        if found:
            raise CommandError("The live model takes each of them for one partner.")
        self.stdout.write("Every join to one finds one partner at most.")
